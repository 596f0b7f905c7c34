// A change of many rows is taken back: which rows are as before, and which stay since somebody has changed them.

import type { BulkRow, BulkTexts, KeptBulk } from '../../src/ui/bulk-page-data.ts';
import { element } from '../element.ts';
import { ask } from '../script.ts';
import { Bar, countsBox, rowOf, type Shell, tableOf } from '../shell.ts';

declare const google: { script: { host: { close(): void } } };

/** Rows that are put back at a time. */
const PIECE = 100;

/** Puts the rows back; what is left when something goes wrong can be gone on with. */
export async function showUndo(shell: Shell<BulkTexts>, kept: KeptBulk): Promise<void> {
  const { texts } = shell;
  const bar = new Bar(texts, texts.undoing);
  shell.show([element('p', {}, kept.what), bar.box], []);
  const done: BulkRow[] = [];
  try {
    for (let at = 0; at < kept.rows.length; at += PIECE) {
      bar.set(at, kept.rows.length);
      const { bulk, table, what, rows } = kept;
      done.push(...(await ask('undoBulk', { bulk, table, what, rows: rows.slice(at, at + PIECE) })).rows);
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
