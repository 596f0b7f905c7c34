// A row into which several people have typed: each one's cells go in his own name, one request behind the other.
import type { RowInput } from '../../../../functions/src/contract/contract.ts';
import { neverSaved } from '../../sheet/tie.ts';
import { leaveWord } from '../in-flight.ts';
import type { Overwritten } from '../overwritten.ts';

/**
 * The row with the cells of whoever it is sent for. What others are known to have typed is left out, and word is left
 * that it goes next: in their name if all of it is one person's. A row without a record goes as a whole. One that has
 * to be judged with others must not come here: of cells that have moved none may be missing. So only cells are left out
 * that hold just what their event tells of: a sort that was not heard of yet may have brought any other.
 * @param by who has typed what stands there, by column
 */
export function inOneName(input: RowInput, by: Overwritten['whose'] = {}): RowInput {
  const others = Object.keys(by).filter(
    column => column in input.cells && by[column] !== (input.editor ?? ''),
  );
  const [first] = others;
  if (first === undefined || neverSaved(input.base)) return input;
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
    ...rest,
    cells,
    edited: input.edited.filter(column => !others.includes(column)),
    ...(Object.keys(mine).length > 0 && { overwritten: mine }),
  };
}
