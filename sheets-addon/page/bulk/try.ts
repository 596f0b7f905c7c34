// What would become of each row, which of them are to be changed after all, and the change.

import type { BulkOrder, BulkRow, BulkTexts, ChosenRow, KeptRow } from '../../src/ui/bulk-page-data.ts';
import { element } from '../element.ts';
import { ask } from '../script.ts';
import { Bar, countsBox, type Shell, tableOf } from '../shell.ts';
import { showUndo } from './undo.ts';

declare const google: { script: { host: { close(): void } } };

/** Rows that are sent at a time: an answer in a few seconds, whatever they hold. */
const PIECE = 100;

/** Rows to which the same is done in one column of one table. */
export interface Batch {
  order: BulkOrder;
  rows: readonly ChosenRow[];
}

/** Batches that are looked at, changed and put back as one. */
export interface Plan {
  what: string;
  batches: readonly Batch[];
  /** What there is to say beside the rows. */
  remarks?: readonly string[];
}

/** A row of the selection beside what becomes of it. */
interface Tried {
  chosen: ChosenRow;
  order: BulkOrder;
  answer: BulkRow;
}

const countOf = (batches: readonly Batch[]): number =>
  batches.reduce((sum, { rows }) => sum + rows.length, 0);

/** What stands in the column that says where a row is: its number, or of rows of several tables the table. */
const placeTitle = (texts: BulkTexts, batches: readonly Batch[]): string =>
  batches.some(({ rows }) => rows.some(({ title }) => title !== undefined)) ? texts.table : texts.row;

/** Sends rows piece by piece; `hear` is told of each answer. Rejects with the first that fails. */
async function sendAll(
  shell: Shell<BulkTexts>,
  name: 'tryBulk' | 'changeBulk',
  batches: readonly Batch[],
  hear: (tried: Tried) => void,
): Promise<void> {
  const { texts } = shell;
  const bar = new Bar(texts, name === 'tryBulk' ? texts.trying : texts.going);
  const all = countOf(batches);
  shell.show([bar.box], []);
  let done = 0;
  for (const { order, rows } of batches) {
    for (let at = 0; at < rows.length; at += PIECE) {
      bar.set(done, all);
      const piece = rows.slice(at, at + PIECE);
      const answer = await ask(name, { ...order, rows: piece.map(({ key, base }) => ({ key, base })) });
      const answers = new Map(answer.rows.map(each => [each.key, each]));
      for (const chosen of piece) {
        const of = answers.get(chosen.key);
        if (of) hear({ chosen, order, answer: of });
      }
      done += piece.length;
    }
  }
}

/** Tries the change with all rows, and shows what came of it. */
export async function showTry(shell: Shell<BulkTexts>, plan: Plan, back: () => void): Promise<void> {
  const { texts } = shell;
  const { batches, what, remarks = [] } = plan;
  const tried: Tried[] = [];
  try {
    await sendAll(shell, 'tryBulk', batches, each => tried.push(each));
  } catch (cause) {
    back();
    return shell.fail(cause);
  }
  const boxes = new Map<ChosenRow, HTMLInputElement>();
  const lines = tried.map(each => {
    const box = element('input', { type: 'checkbox', checked: each.answer.outcome === 'changed' });
    box.disabled = each.answer.outcome !== 'changed';
    box.setAttribute('aria-label', each.chosen.number);
    boxes.set(each.chosen, box);
    const line = lineOf(texts, each, box);
    box.addEventListener('change', () => {
      line.classList.toggle('off', !box.checked);
      tell();
    });
    return line;
  });
  const picked = (): Batch[] =>
    batches.map(({ order, rows }) => ({
      order,
      rows: rows.filter(row => boxes.get(row)?.checked === true),
    }));
  const go = shell.button('', 'main', () => carryOut(shell, { what, batches: picked() }));
  const tell = () => {
    const count = countOf(picked());
    go.textContent = `${texts.go}${count}${texts.rowsWord}`;
    go.disabled = count === 0;
  };
  tell();
  shell.show(
    [
      element('p', {}, what),
      ...remarks.map(remark => element('p', { className: 'remark' }, remark)),
      countsOf(texts, tried),
      tableOf(['', placeTitle(texts, batches), texts.number, texts.what], lines),
    ],
    [shell.button(texts.back, '', back), go],
  );
}

function countsOf(texts: BulkTexts, tried: readonly Tried[]): HTMLElement {
  const rows = (outcome: BulkRow['outcome']): number =>
    tried.filter(({ answer }) => answer.outcome === outcome).length;
  return countsBox(
    [rows('changed'), texts.changed, 'good'],
    [rows('same'), texts.same, ''],
    [rows('refused'), texts.refused, 'bad'],
  );
}

function lineOf(texts: BulkTexts, { chosen, answer }: Tried, box?: HTMLElement): HTMLTableRowElement {
  const said = answer.outcome === 'same' ? [texts.sameAlready] : answer.changes;
  const cell = (className: string, ...parts: (string | HTMLElement)[]) =>
    element('td', { className }, ...parts);
  return element(
    'tr',
    { className: answer.outcome },
    ...(box ? [cell('box', box)] : []),
    cell('number', chosen.row === undefined ? (chosen.title ?? '') : String(chosen.row)),
    cell('number', answer.number || chosen.number),
    cell(
      '',
      ...said.map(text => element('p', {}, text)),
      ...answer.problems.map(({ message }) => element('p', { className: 'why' }, message)),
    ),
  );
}

/** Changes rows; those that were changed before something went wrong can be taken back as well. */
async function carryOut(shell: Shell<BulkTexts>, { what, batches }: Plan): Promise<void> {
  const { texts } = shell;
  const done: Tried[] = [];
  let failure: unknown;
  try {
    await sendAll(shell, 'changeBulk', batches, each => done.push(each));
  } catch (cause) {
    failure = cause;
  }
  const changed = done.filter(({ answer }) => answer.outcome === 'changed');
  const left = done.filter(({ answer }) => answer.outcome !== 'changed');
  const bulk = batches[0]?.order.bulk ?? '';
  const rows: KeptRow[] = changed.map(({ order: { table }, answer: { key, base } }) => ({
    key,
    base,
    table,
  }));
  const undo = shell.button(texts.undo, '', () => showUndo(shell, { bulk, what, rows }));
  undo.disabled = changed.length === 0;
  shell.show(
    [
      element('p', {}, failure === undefined ? texts.done : texts.stopped),
      countsBox(
        [changed.length, texts.isChanged, 'good'],
        [countOf(batches) - changed.length, texts.notChanged, 'bad'],
      ),
      ...(left.length > 0
        ? [
            tableOf(
              [placeTitle(texts, batches), texts.number, texts.why],
              left.map(each => lineOf(texts, each)),
            ),
          ]
        : []),
    ],
    [undo, shell.button(texts.shut, 'main', () => google.script.host.close())],
  );
  if (failure !== undefined) shell.fail(failure);
}
