// The page that takes past records in: what from and where to, which columns, a try, and the rows themselves.

import type { ImportOrder, ImportPageData, ProposedImport } from '../../src/ui/import-page-data.ts';
import { choices, element, selectOf } from '../element.ts';
import { ask } from '../script.ts';
import { Shell } from '../shell.ts';
import { ColumnTable } from './columns.ts';
import { runImport } from './run.ts';
import { showTry } from './try.ts';

const data = JSON.parse(document.getElementById('import')?.textContent ?? '{}') as ImportPageData;
const { texts } = data;
const shell = new Shell(texts);

function choose(): void {
  const source = selectOf(
    'source',
    data.tabs.map(({ sheetId, name }) => [String(sheetId), name]),
  );
  const target = selectOf(
    'target',
    data.tables.map(({ table, title }) => [table, title]),
  );
  const next = shell.button(texts.plan, 'main', async () => {
    const proposed = await ask('planImport', { sheetId: Number(source.value), table: target.value });
    match(proposed, { sheetId: Number(source.value), table: target.value });
  });
  next.disabled = data.tabs.length === 0;
  shell.show(
    [
      element('p', { className: 'hint' }, texts.planHint),
      ...(data.tabs.length === 0 ? [element('p', { className: 'remark' }, texts.noSource)] : []),
      choices([texts.source, source], [texts.target, target]),
    ],
    [next],
  );
}

function match(proposed: ProposedImport, choice: Pick<ImportOrder, 'sheetId' | 'table'>): void {
  const columns = new ColumnTable(proposed, texts);
  const back = shell.button(texts.back, '', async () => choose());
  const dry = shell.button(texts.dry, 'main', async () => {
    const twice = columns.twice();
    if (twice) return shell.say(`${texts.twice}${twice}`, 'bad');
    const order = { ...choice, header: proposed.header, mapping: columns.mapping() };
    await showTry(shell, order, proposed, {
      back: () => shell.show(content, [back, dry]),
      go: final => begin(final),
    });
  });
  dry.disabled = proposed.isUnfit;
  const rows = Math.max(0, proposed.last - proposed.header);
  const content = [
    ...proposed.remarks.map(remark =>
      element('p', { className: proposed.isUnfit ? 'remark bad' : 'remark' }, remark),
    ),
    ...(proposed.isUnfit
      ? []
      : [
          element(
            'p',
            { className: 'hint' },
            `${rows} ${texts.rowsBelow}${proposed.header}${texts.rowsWord}`,
          ),
          ...columns.parts(),
        ]),
  ];
  shell.show(content, [back, dry]);
}

async function begin(order: ImportOrder): Promise<void> {
  await ask('beginImport', order);
  await runImport(shell);
}

function resume(): void {
  const { underWay } = data;
  if (!underWay) return choose();
  const { from, to, next, last } = underWay;
  const on = shell.button(texts.resume, 'main', () => runImport(shell));
  const drop = shell.button(texts.drop, '', async () => {
    await ask('dropImport');
    choose();
  });
  shell.show(
    [
      element(
        'p',
        { className: 'remark' },
        `${texts.unfinished}${from} → ${to}（${Math.min(next, last)} / ${last}）`,
      ),
    ],
    [drop, on],
  );
}

resume();
