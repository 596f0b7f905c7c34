// Rows judged, merged and decided before anything is written: what each would become, and what it is answered by.

import type { RowInput } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import type { Checked } from '../../core/cells/validate-row.ts';
import { type Decision, decide } from '../../core/decide/decide.ts';
import type { Held } from '../../core/decide/displaced-rows.ts';
import { type LateNames, leftUnnamed } from '../../core/decide/late/late-names.ts';
import { signingProblems, writtenBy } from '../../core/decide/may.ts';
import { type Base, type Merged, merge, readBase } from '../../core/decide/merge.ts';
import type { Used } from '../../core/identity/usage.ts';
import { decidePast } from '../../core/imports/past-record.ts';
import { FAULTS } from '../../core/record/aside.ts';
import type { DeskRecord, RecordEvent } from '../../core/record/record.ts';
import type { References } from '../../core/record/references.ts';
import { isSample, type Shown, sampleShown } from '../../core/samples/sample-rows.ts';
import { type Problem, problem } from '../../core/schema/problem.ts';
import { titleOf } from '../../core/tables/index.ts';
import type { Ports } from '../../ports/ports.ts';
import type { DeskTransaction } from '../../ports/transaction.ts';
import { SetAside, withoutBroken } from '../desk/set-aside.ts';
import type { Saved } from '../propagate/following.ts';
import { likelyCounters } from '../propagate/number-rows.ts';
import { admit, decidedEarly, isAdmitted, type Submission, type Work } from './admission.ts';
import { arrived, originalKeys, tiedByNumber } from './copied-rows.ts';
import { displacedIn } from './displaced.ts';
import { baseOf, lookUp } from './look-up.ts';
import { planReference, usesOfRemoved } from './reference-rows.ts';
import { calledBySameNumber } from './same-number.ts';
import { namedByRow, overwrittenIn } from './told-edits.ts';
import { likelyNames, UniqueNames } from './unique-rows.ts';

export interface Decided {
  row: RowInput;
  before: DeskRecord | undefined;
  base: Base;
  conflicts: string[];
  decision: Decision | Held | Shown;
  /** Changes of before of which the row tells who made them; the record `before` says so already. */
  late?: LateNames;
}

export interface Plan {
  work: Work;
  rows: Decided[];
}

/** What becomes of all rows, before anything follows from them; the refusals, where no submission is admitted. */
export async function planAll(
  ports: Ports,
  sent: readonly Submission[],
  transaction: DeskTransaction,
  mayBeThere: (row: RowInput) => boolean,
) {
  const submissions = await tiedByNumber(sent, transaction);
  const keys = submissions.flatMap(({ rows }) => rows.filter(mayBeThere).map(row => row.key));
  const counters = submissions.flatMap(({ table, rows, now }) => likelyCounters(table, rows, now));
  const named = submissions.flatMap(({ table, rows }) => likelyNames(table, rows));
  const originals = submissions.flatMap(({ rows }) => originalKeys(rows));
  const found = await transaction.read([...new Set([...keys, ...originals])], [...new Set(counters)], {
    names: [...new Set(named)],
  });
  const { snapshot, broken } = withoutBroken(found);
  const admitting = submissions.map(submission => admit(ports, submission, snapshot, transaction));
  const admitted = await Promise.all(admitting);
  const works = admitted.filter(isAdmitted);
  const [work] = works;
  if (!work) return admitted.filter(each => each instanceof RequestError);
  const aside = new SetAside(ports, work.desk);
  const { events, references } = await lookUp(works, snapshot, named, transaction);
  const called = await calledBySameNumber(works, references, transaction);
  const uses = await usesOfRemoved(works, transaction);
  const names = new UniqueNames(references, titleOf);
  const settled = admitted.map(each =>
    each instanceof RequestError
      ? each
      : planRows(each, { events, references, called, names, uses, broken, aside }),
  );
  return { settled, snapshot, references, names, aside };
}

/** What all rows of a commit are judged by. */
interface CommitFacts {
  events: ReadonlyMap<string, readonly RecordEvent[]>;
  references: References;
  /** How people are called by other records of the number of a row, by its key. */
  called: ReadonlyMap<string, readonly string[]>;
  names: UniqueNames;
  uses: ReadonlyMap<string, readonly Used[]>;
  /** Records that cannot be read at all, by key. */
  broken: ReadonlyMap<string, DeskRecord>;
  aside: SetAside;
}

function planRows(work: Work, around: CommitFacts): Plan {
  const { broken, aside, names, events, references, uses } = around;
  // What is changed for many rows is in one column of all of them, and came from no other row.
  const displaced = work.bulk ? new Map<string, Problem>() : displacedIn(work, events, references);
  const taken = work.rows.filter(row => displaced.has(row.key) || !row.witness);
  const decided = taken.map(row => {
    const told = displaced.get(row.key);
    if (told) return heldRow(work, row, told);
    const lost = broken.get(row.key);
    const before = work.snapshot.records.get(row.key);
    const decidedRow =
      (lost
        ? aside.decide(lost, () => undefined)
        : aside.attempt(before, () => decideRow(work, row, around))) ??
      refusedRow(row, problem(null, 'set_aside', { reason: FAULTS[lost ? 'broken' : 'failed'] }));
    const { decision } = decidedRow;
    if (decision.outcome === 'saved') names.move(work.table, decidedRow.before, decision.after);
    return decidedRow;
  });
  return { work, rows: planReference({ ...work, uses }, decided) };
}

/** What was taken in once is not taken in again, nor changed. */
const ALREADY: Decision = { outcome: 'unchanged', problems: [problem(null, 'past_known')] };

function heldRow({ snapshot }: Work, row: RowInput, told: Problem): Decided {
  const decision = { outcome: 'held' as const, problems: [told] };
  return { row, before: snapshot.records.get(row.key), base: readBase(row.base), conflicts: [], decision };
}

function refusedRow(row: RowInput, why: Problem): Decided {
  const decision = { outcome: 'refused' as const, problems: [why] };
  return { row, before: undefined, base: baseOf(row), conflicts: [], decision };
}

function decideRow(work: Work, row: RowInput, { events, references, called, names }: CommitFacts): Decided {
  const { table, desk, snapshot, now } = work;
  const by = row.editor === undefined ? work.by : writtenBy({ ...work.by, editor: row.editor }, desk);
  const stored = snapshot.records.get(row.key);
  const early = decidedEarly(row, desk);
  const { sent, checked, from, ...copy } = arrived(work, row, references);
  const told = { table, desk, before: stored, by, now, values: checked.values };
  const late = namedByRow(told, row, events.get(row.key) ?? []);
  const before = late?.record ?? stored;
  const ofRow = late?.events ?? events.get(row.key) ?? [];
  const base = baseOf(row);
  const calledAlso = called.get(row.key) ?? [];
  const sending = { table, desk, before, by, now };
  const decideOn = ({ values, problems }: Checked | Merged) => {
    const taken = [...references.problems(table, values, before), ...names.problems(table, row.key, values)];
    const { written, problems: lost } = overwrittenIn(sending, row, values, ofRow);
    const unsigned = signingProblems({ table, before, values, by }, desk);
    const remarks = [...copy.remarks, ...lost];
    const judged = { values, problems: [...remarks, ...problems, ...taken, ...unsigned] };
    const { bulk } = work;
    const about = { ...from, key: row.key, row: judged, references, calledAlso, remarks, written };
    return (work.past ? decidePast : decide)(
      { ...about, ...(bulk && { bulk }), table, before, by, now },
      desk,
    );
  };
  const decided = (decision: Decision) =>
    decision.outcome === 'saved' ? leftUnnamed(decision, row, table) : decision;
  if (before && before.table !== table.key)
    return refusedRow(row, problem(null, 'row_invalid', { reason: '行键属于另一张表' }));
  if (before && work.past) return { row, before, base, conflicts: [], decision: ALREADY };
  if (!before && base.version > 0) return refusedRow(row, problem(null, 'row_unknown'));
  if (!before) {
    const decision = (calledAlso.length === 0 ? early : undefined) ?? decideOn(checked);
    const shown = isSample(table, row.base, row.cells) ? sampleShown(table, decision) : decided(decision);
    return { row, before, base, conflicts: [], decision: shown };
  }
  const mine = { cells: sent, base, checked, by };
  const merged = merge(table, mine, { record: before, events: ofRow }, desk.zone);
  return {
    row,
    before,
    base,
    conflicts: merged.conflicts,
    decision: decided(decideOn(merged)),
    ...(late && { late }),
  };
}

export function savedOf({ work, rows }: Plan): Saved[] {
  return rows.flatMap(({ before, decision }) =>
    decision.outcome === 'saved'
      ? [
          {
            before,
            accepted: decision,
            table: work.table,
            desk: work.desk,
            because: decision.after.key,
            ...(work.past && { past: work.past }),
          },
        ]
      : [],
  );
}
