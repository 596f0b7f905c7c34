// The page that changes many rows: which are selected, what is to be done, what would become of each, and the change
// itself, which can be taken back.

import type { BulkChoice, BulkInput, BulkPageData, ChosenRow } from '../../src/ui/bulk-page-data.ts';
import { choices, element, selectOf } from '../element.ts';
import { ask } from '../script.ts';
import { Bar, Shell } from '../shell.ts';
import { chooseWhose } from './hand-over.ts';
import { showTry } from './try.ts';
import { showUndo } from './undo.ts';

const data = JSON.parse(document.getElementById('bulk')?.textContent ?? '{}') as BulkPageData;
const { texts } = data;
const shell = new Shell(texts);

interface Chosen {
  rows: ChosenRow[];
  /** What there is to say of rows that are not among them. */
  remarks: string[];
}

/** All records of the selection, looked at piece by piece. */
async function gather(): Promise<Chosen> {
  const bar = new Bar(texts, texts.looking);
  shell.show([bar.box], []);
  const rows: ChosenRow[] = [];
  const others = { drafts: [] as number[], held: [] as number[], twice: [] as number[] };
  for (let from: number | null = 1; from !== null && rows.length <= data.most; ) {
    const found: Awaited<ReturnType<typeof ask<'chooseRows'>>> = await ask('chooseRows', {
      table: data.table,
      from,
    });
    rows.push(...found.rows);
    for (const name of ['drafts', 'held', 'twice'] as const) others[name].push(...found[name]);
    if (found.next !== null) bar.set(found.next, found.last);
    from = found.next;
  }
  const remarks = (['drafts', 'held', 'twice'] as const)
    .filter(name => others[name].length > 0)
    .map(name => `${texts[name]}${shortened(others[name])}${texts.end}`);
  return { rows, remarks };
}

/** Row numbers that are listed in a remark. */
const MAX_LISTED = 20;

const shortened = (rows: readonly number[]): string =>
  rows.slice(0, MAX_LISTED).join('、') + (rows.length > MAX_LISTED ? '……' : '');

function choose({ rows, remarks }: Chosen): void {
  const action = selectOf(
    'action',
    data.choices.map(({ text }, index) => [String(index), text]),
  );
  const value = element('select', { name: 'value' });
  const chosen = (): BulkChoice | undefined => data.choices[Number(action.value)];
  const offer = () =>
    value.replaceChildren(
      ...(chosen()?.options ?? []).map(option => element('option', { value: option }, option)),
    );
  action.addEventListener('change', offer);
  offer();
  const look = shell.button(texts.look, 'main', async () => {
    const choice = chosen();
    if (!choice) return;
    const text = data.choices[Number(action.value)]?.text ?? '';
    const order = {
      bulk: data.bulk,
      table: data.table,
      what: `${data.title}　${text} → ${value.value}`,
      column: choice.column,
      value: value.value,
      rows: [],
    };
    await showTry(shell, { what: order.what, batches: [{ order, rows }] }, () =>
      shell.show(content, buttons),
    );
  });
  const unfit = unfitFor(rows);
  look.disabled = unfit !== undefined;
  const content = [
    ...remarks.map(remark => element('p', { className: 'remark' }, remark)),
    ...(unfit === undefined
      ? [
          element('p', {}, `${texts.chosen}${rows.length}${texts.chosenOf}“${data.title}”。`),
          choices([texts.action, action], [texts.value, value]),
          element('p', { className: 'hint' }, texts.hint),
        ]
      : [element('p', { className: 'remark bad' }, unfit)]),
  ];
  const buttons = [look];
  shell.show(content, buttons);
}

/** Why nothing can be done to the selected rows, if that is so. */
function unfitFor(rows: readonly BulkInput[]): string | undefined {
  if (data.choices.length === 0) return texts.noChoice;
  if (rows.length === 0) return texts.none;
  return rows.length > data.most ? texts.tooMany : undefined;
}

async function begin(): Promise<void> {
  if (data.people) return chooseWhose(shell, data.bulk, data.people);
  try {
    choose(await gather());
  } catch (cause) {
    shell.show([], []);
    shell.fail(cause);
  }
}

/** Where the last change can still be taken back, that is offered first. */
function offerUndo(): void {
  const { last } = data;
  if (!last) return void begin();
  const on = shell.button(texts.goOn, 'main', begin);
  const undo = shell.button(texts.undoLast, '', () => showUndo(shell, last));
  const said = `${texts.last}${last.what}，${last.rows.length}${texts.rowsWord}。`;
  shell.show([element('p', { className: 'remark' }, said)], [undo, on]);
}

offerUndo();
