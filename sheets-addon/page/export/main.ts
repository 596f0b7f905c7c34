// The page that takes records out: which, in what form, and the files to keep.

import type { ExportPageData, TableExportAnswer } from '../../src/ui/export-page-data.ts';
import { element, labelled, selectOf } from '../element.ts';
import { ask } from '../script.ts';
import { csvOf, type Gathered, jsonLinesOf, linesOf } from './files.ts';

const { texts, tables } = JSON.parse(
  document.getElementById('export')?.textContent ?? '{}',
) as ExportPageData;

const table = selectOf('table', [
  ['', texts.everything],
  ...tables.map(each => [each.table, each.title] as const),
]);
table.value = tables.find(({ isOpen }) => isOpen)?.table ?? '';
const month = element('input', { type: 'month', name: 'month', title: texts.monthHint });
const form = selectOf('form', [
  ['csv', texts.csv],
  ['jsonl', texts.jsonLines],
  ['tab', texts.tab],
]);
const full = element('input', { type: 'checkbox', name: 'full' });
const go = element('button', { type: 'submit', className: 'main' }, texts.go);
const notice = element('p', { className: 'notice' });
notice.setAttribute('role', 'status');
const files = element('div', { className: 'files' });
const page = element(
  'form',
  {},
  element(
    'div',
    { className: 'choices' },
    labelled(texts.table, table),
    table,
    labelled(texts.month, month),
    month,
    labelled(texts.form, form),
    form,
    labelled(texts.contacts, full),
    element('label', { className: 'check' }, full, texts.full),
  ),
  element('p', { className: 'hint' }, texts.hint),
  notice,
  files,
  element('footer', {}, go),
);

function say(sentence: string, isBad = false): void {
  notice.className = isBad ? 'notice bad' : 'notice';
  notice.textContent = sentence;
}

/** All pages of what is chosen, by table. */
async function gather(): Promise<Gathered[]> {
  const found = new Map<string, Gathered>();
  let after: string | undefined;
  let count = 0;
  do {
    const answer: TableExportAnswer = await ask('exportTables', {
      full: full.checked,
      ...(table.value !== '' && { table: table.value }),
      ...(month.value !== '' && { month: month.value }),
      ...(after !== undefined && { after }),
    });
    for (const { table: key, title, titles, rows } of answer.tables) {
      const of = found.get(key) ?? { title, titles, rows: new Map() };
      found.set(key, of);
      for (const row of rows) of.rows.set(row.key, row);
    }
    count = [...found.values()].reduce((sum, { rows }) => sum + rows.size, 0);
    say(`${texts.reading}${count}${texts.rows}`);
    after = answer.next ?? undefined;
  } while (after !== undefined);
  return [...found.values()];
}

/** Rows that are written in one go. */
const PIECE = 500;

/** The tab that is being written; it has to go where that does not come to its end. */
let unfinished = '';

/** Writes a table into a tab of its own, and answers its name. */
async function writeTab(gathered: Gathered): Promise<string> {
  const lines = linesOf(gathered);
  // A table's own name is taken: its tab has it.
  const name = `${nameOf(gathered)}${texts.tabEnding}`;
  let place: { sheetId: number | null; name: string } = { sheetId: null, name };
  for (let at = 0; at < lines.length; at += PIECE) {
    place = await ask('exportToTab', { ...place, lines: lines.slice(at, at + PIECE) });
    unfinished = place.name;
    say(`${texts.reading}${Math.max(0, Math.min(lines.length, at + PIECE) - 1)}${texts.rows}`);
  }
  unfinished = '';
  return place.name;
}

const nameOf = ({ title }: Gathered): string => [title, month.value].filter(part => part !== '').join('-');

function fileOf(gathered: Gathered): HTMLElement {
  const isCsv = form.value === 'csv';
  const text = isCsv ? csvOf(gathered) : jsonLinesOf(gathered);
  const type = isCsv ? 'text/csv;charset=utf-8' : 'application/jsonl;charset=utf-8';
  const name = nameOf(gathered);
  return element(
    'a',
    {
      href: URL.createObjectURL(new Blob([text], { type })),
      download: `${name}.${form.value}`,
    },
    `${name}.${form.value}（${gathered.rows.size}${texts.rows}）`,
  );
}

async function run(): Promise<void> {
  files.replaceChildren();
  if (form.value === 'tab' && full.checked) return say(texts.masked, true);
  go.disabled = true;
  try {
    const gathered = await gather();
    if (gathered.length === 0) return say(texts.none);
    if (form.value === 'tab') {
      const names: string[] = [];
      for (const each of gathered) names.push(await writeTab(each));
      return say(`${texts.written}${names.join('、')}`);
    }
    say(texts.ready);
    files.replaceChildren(...gathered.map(fileOf));
  } catch (cause) {
    const partial = unfinished === '' ? '' : `${texts.partial}${unfinished}`;
    say(`${texts.failed}${cause instanceof Error ? cause.message : String(cause)}${partial}`, true);
    unfinished = '';
  } finally {
    go.disabled = false;
  }
}

page.addEventListener('submit', event => {
  event.preventDefault();
  void run();
});
document.querySelector('main')?.append(page);
go.focus();
