// A row into which several people have typed: each one's cells go in his own name, one request behind the other.
import { neverSaved } from '../../sheet/tie.ts';
import type { Touch } from '../choice.ts';
import type { OutgoingRow } from '../gather.ts';
import { leaveWord } from '../in-flight.ts';

/**
 * The row with the cells of whoever it is sent for. What others are known to have typed is left out, and word is left
 * that it goes next: in their name if all of it is one person's. A row without a record goes as a whole, and so does one
 * that has to be judged with others: of cells that have moved none may be missing.
 */
export function inOneName(row: OutgoingRow, by: Touch['by'] = {}): OutgoingRow {
  const { input } = row;
  const others = Object.keys(by).filter(
    column => column in input.cells && by[column] !== (input.editor ?? ''),
  );
  const [first] = others;
  if (first === undefined || neverSaved(input.base) || row.together) return row;
  const cells = { ...input.cells };
  const mine = { ...input.overwritten };
  const overwritten: typeof mine = {};
  for (const column of others) {
    delete cells[column];
    if (column in mine) overwritten[column] = mine[column] ?? null;
    delete mine[column];
  }
  const isOnes = others.every(column => by[column] === by[first]);
  leaveWord(input.key, { edited: others, overwritten, editor: (isOnes && by[first]) || '' });
  const { overwritten: _, ...rest } = input;
  return {
    ...row,
    input: {
      ...rest,
      cells,
      edited: input.edited.filter(column => !others.includes(column)),
      ...(Object.keys(mine).length > 0 && { overwritten: mine }),
    },
  };
}
