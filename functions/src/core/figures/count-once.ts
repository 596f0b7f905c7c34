// What the lasting cells of a record count for: once, whatever becomes of it.

import type { Instant } from '../lib/time.ts';
import { isLasting } from '../record/milestones.ts';
import type { DeskRecord } from '../record/record.ts';
import { isMet } from '../record/states.ts';
import type { Cells } from '../schema/column.ts';
import type { Table } from '../schema/table.ts';
import { countAnswers } from './count-answers.ts';
import { type CountedCycle, cyclesOf, timeIn } from './cycles.ts';
import { bucketOf } from './histogram.ts';
import { minutesBetween, type Tally } from './tally.ts';

/** What lasting cells tell counts once for the record, what the cells of a cycle tell in each. */
export function countOnce(tally: Tally, table: Table, record: DeskRecord): void {
  const { responded, called, judged } = table.measures ?? {};
  const cycles = cyclesOf(table, record);
  const present = cycles.at(-1);
  const start = cycles[0]?.startedAt ?? record.createdAt;
  if (responded && present && isLasting(table, responded))
    countResponse(tally, responded, { ...present, startedAt: start });
  countAnswers(tally, table, record, cycles);
  const calledAt = timeIn(record.cells, called?.at);
  if (called && calledAt !== undefined && isMet(called.when, record.cells, {})) {
    tally.count(calledAt, 'called', record.cells);
    if (isMet(called.intended, record.cells, {})) tally.count(calledAt, 'intended', record.cells);
  }
  if (judged && record.milestones.judged !== undefined) {
    const judgement = String(record.cells[judged.column] ?? null);
    const department = String(record.cells[judged.department] ?? '');
    const responsible = judgement === judged.own ? department : judgement;
    tally.count(record.milestones.judged, 'judged', record.cells);
    tally.countBy(record.milestones.judged, 'judged', 'responsible', responsible);
    const cause = judged.cause === undefined ? '' : shortened(record.cells[judged.cause]);
    tally.countBy(record.milestones.judged, 'judged', 'cause', cause);
  }
}

/** Problems that one record may name, and characters that a name keeps: what people type has no bounds of its own. */
const MAX_PROBLEMS = 10;
const MAX_PROBLEM_CHARACTERS = 24;

/** Stands between a problem and the product that it was with: no cell holds it. */
const WITH = '\u001f';

/** The problems that a record names, and each with the product that it was with. */
export function countProblems(tally: Tally, table: Table, cells: Cells, at: Instant): void {
  const product = shortened(cells[table.measures?.product ?? '']);
  for (const problem of problemsOf(table, cells)) {
    tally.countBy(at, 'problem', 'problem', problem);
    if (product !== '') tally.countBy(at, 'problem', 'product', `${problem}${WITH}${product}`);
  }
}

/** A problem and its product as they are counted together. */
export function readProduct(value: string): { problem: string; product: string } {
  const [problem = '', product = ''] = value.split(WITH);
  return { problem, product };
}

const shortened = (cell: Cells[string] | undefined) =>
  [
    ...String(cell ?? '')
      .replaceAll(WITH, ' ')
      .trim(),
  ]
    .slice(0, MAX_PROBLEM_CHARACTERS)
    .join('');

function problemsOf({ measures }: Table, cells: Cells): string[] {
  const named = (measures?.problems ?? []).flatMap(({ column, list, values }) => {
    const text = String(cells[column] ?? '');
    const names = list ? text.split(/[\s,，、;；]+/) : [text];
    return names.map(shortened).filter(name => name !== '' && (!values || values.includes(name)));
  });
  return [...new Set(named)].slice(0, MAX_PROBLEMS);
}

/** A first answer to the customer, and how long it took. */
export function countResponse(tally: Tally, column: string, { cells, startedAt }: CountedCycle): void {
  const at = timeIn(cells, column);
  if (at === undefined) return;
  const minutes = minutesBetween(startedAt, at);
  tally.count(at, 'responded', cells);
  tally.count(at, 'respondMinutes', cells, minutes);
  tally.countBy(at, 'responded', 'minutes', String(bucketOf(minutes)));
}
