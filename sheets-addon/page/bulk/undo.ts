// A change of many rows is taken back: which rows are as before, and which stay since somebody has changed them.

import type { BulkRow, BulkTexts, KeptBulk, KeptRow } from '../../src/ui/bulk-page-data.ts';
import { element } from '../element.ts';
import { ask } from '../script.ts';
import { Bar, countsBox, rowOf, type Shell, tableOf } from '../shell.ts';

declare const google: { script: { host: { close(): void } } };

/** Rows that are put back at a time. */
const PIECE = 100;

/** Rows that follow each other in one table, and no record twice: it may have been changed in two columns. */
function piecesOf(rows: readonly KeptRow[]): KeptRow[][] {
  const pieces: KeptRow[][] = [];
  for (const row of rows) {
    const last = pieces[pieces.length - 1];
    const fits =
      last !== undefined &&
      last.length < PIECE &&
      last.every(({ table, key }) => table === row.table && key !== row.key);
    if (fits) last.push(row);
    else pieces.push([row]);
  }
  return pieces;
}

/** Puts the rows back; what is left when something goes wrong can be gone on with. */
export async function showUndo(shell: Shell<BulkTexts>, kept: KeptBulk): Promise<void> {
  const { texts } = shell;
  const bar = new Bar(texts, texts.undoing);
  shell.show([element('p', {}, kept.what), bar.box], []);
  const done: BulkRow[] = [];
  try {
    for (const rows of piecesOf(kept.rows)) {
      bar.set(done.length, kept.rows.length);
      const table = rows[0]?.table ?? '';
      done.push(...(await ask('undoBulk', { bulk: kept.bulk, table, rows })).rows);
    }
  } catch (cause) {
    const rest = kept.rows.slice(done.length);
    shell.show(
      [element('p', {}, kept.what), bar.box],
      [shell.button(texts.undo, 'main', () => showUndo(shell, { ...kept, rows: rest }))],
    );
    return shell.fail(cause);
  }
  const stay = done.filter(({ outcome }) => outcome === 'refused');
  shell.show(
    [
      element('p', {}, stay.length === 0 ? texts.undoneAll : texts.undoneSome),
      countsBox([done.length - stay.length, texts.undone, 'good'], [stay.length, texts.notUndone, 'bad']),
      ...(stay.length > 0
        ? [
            tableOf(
              [texts.number, texts.why],
              stay.map(({ number, problems }) =>
                rowOf(number, problems.map(({ message }) => message).join('')),
              ),
            ),
          ]
        : []),
    ],
    [shell.button(texts.shut, 'main', () => google.script.host.close())],
  );
}
