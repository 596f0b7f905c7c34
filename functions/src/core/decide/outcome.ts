// What a record comes to in one word: the first case that applies to its cells. Knows no table.

import type { DeskContext } from '../desk/desk.ts';
import type { Cycle } from '../record/record.ts';
import { isMet } from '../record/states.ts';
import type { Cell, Cells, Source } from '../schema/column.ts';
import type { OutcomeCase } from '../schema/record-rules.ts';

/**
 * The word, or null while `given` is not met or no case applies. What a cycle has not filled in yet is as the last one
 * left it.
 */
export function outcomeOf(
  { given, cases }: Extract<Source, { from: 'outcome' }>,
  cells: Cells,
  cycles: readonly Pick<Cycle, 'cells'>[],
  desk: DeskContext,
): Cell {
  const last = Object.entries(cycles.at(-1)?.cells ?? {});
  const known = { ...cells, ...Object.fromEntries(last.map(([key, was]) => [key, cells[key] ?? was])) };
  if (!isMet(given, known, {})) return null;
  return cases.find(each => applies(each, known, desk))?.says ?? null;
}

function applies(each: OutcomeCase, cells: Cells, desk: DeskContext): boolean {
  if ('when' in each) return isMet(each.when, cells, {});
  const score = cells[each.score];
  if (typeof score !== 'number') return false;
  return 'atMost' in each ? score <= desk.parameter(each.atMost) : score >= each.atLeast;
}
