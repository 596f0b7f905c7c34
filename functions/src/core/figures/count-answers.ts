// What customers answered: once, although the same answer may stand in the call, in the record that it is about, and in
// the survey of it.

import type { Instant } from '../lib/time.ts';
import { isLasting } from '../record/milestones.ts';
import type { DeskRecord } from '../record/record.ts';
import type { AskedBy } from '../schema/measures.ts';
import type { Table } from '../schema/table.ts';
import { type CountedCycle, timeIn } from './cycles.ts';
import type { Tally } from './tally.ts';

/** An answer, and where it stands. */
interface Answer {
  at: Instant;
  score: string;
  isSatisfied: boolean;
}

/**
 * Counts what the record itself holds of answers, and takes off what others count of one that was given elsewhere: the
 * call counts, the survey of the same feedback and what the record says of it do not.
 */
export function countAnswers(
  tally: Tally,
  table: Table,
  record: DeskRecord,
  cycles: readonly CountedCycle[],
): void {
  const { rated, askedBy = [] } = table.measures ?? {};
  const own = new Map(ownAnswers(table, cycles));
  for (const [index, cycle] of cycles.entries()) {
    const answer = own.get(index);
    if (answer && rated) {
      tally.count(answer.at, 'rated', cycle.cells);
      tally.countBy(answer.at, 'rated', 'score', answer.score);
      if (answer.isSatisfied) tally.count(answer.at, 'satisfied', cycle.cells);
    }
    const [first = [], ...others] = askedBy
      .map(asked => answersIn(table, asked, record, cycle, index))
      .filter(answers => answers.length > 0);
    if (answer && first.length === 0) countAnswer(tally, answer, cycle, 1);
    for (const other of others.flat()) countAnswer(tally, other, cycle, -1);
  }
}

function countAnswer(tally: Tally, { at, isSatisfied }: Answer, { cells }: CountedCycle, amount: number) {
  tally.count(at, 'answered', cells, amount);
  if (isSatisfied) tally.count(at, 'answeredWell', cells, amount);
}

/** What the record's own columns hold, by cycle: what lasts is told once, with the present one. */
function ownAnswers(table: Table, cycles: readonly CountedCycle[]): [number, Answer][] {
  const { rated } = table.measures ?? {};
  if (!rated) return [];
  const isOnce = isLasting(table, rated.column);
  return cycles.flatMap(({ cells, milestones }, index): [number, Answer][] => {
    const score = cells[rated.column] ?? null;
    const at = timeIn(cells, rated.at) ?? milestones.rated;
    if (score === null || at === undefined || (isOnce && index < cycles.length - 1)) return [];
    return [[index, { at, score: String(score), isSatisfied: rated.satisfied.includes(String(score)) }]];
  });
}

/** What records of another table tell of this cycle. */
function answersIn(
  table: Table,
  { table: asking, score, at, satisfied, unless }: AskedBy,
  { links }: DeskRecord,
  cycle: CountedCycle,
  index: number,
): Answer[] {
  return (links[asking] ?? []).flatMap(({ state, told, toldIn }) => {
    const [value, when] = [told[score] ?? null, timeIn(told, at)];
    if (value === null || when === undefined || unless.includes(state)) return [];
    if (toldIn === null ? !isAnswerTo(table, cycle, when) : toldIn !== index + 1) return [];
    return [{ at: when, score: String(value), isSatisfied: satisfied.includes(String(value)) }];
  });
}

/** Whether an answer that was told only when the work went on again is one to what this cycle had come to. */
function isAnswerTo(table: Table, { cells, milestones, endedAt }: CountedCycle, at: Instant): boolean {
  const solvedAt = timeIn(cells, table.measures?.solved?.at) ?? milestones.solved;
  return endedAt !== null && solvedAt !== undefined && solvedAt <= at && at <= endedAt;
}
