// Rows of one or several requests, judged, merged, decided and committed in one transaction. Knows nothing of who waits
// for it.

import type { RowAnswer, RowInput } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import type { Checked } from '../../core/cells/validate-row.ts';
import { type Decision, decide } from '../../core/decide/decide.ts';
import type { Held } from '../../core/decide/displaced-rows.ts';
import { signingProblems, writtenBy } from '../../core/decide/may.ts';
import { type Base, baseAfter, type Merged, merge, readBase } from '../../core/decide/merge.ts';
import type { ReferenceChange } from '../../core/desk/desk.ts';
import { withRows } from '../../core/desk/with-rows.ts';
import { addFigures } from '../../core/figures/figures.ts';
import type { Used } from '../../core/identity/usage.ts';
import type { Instant } from '../../core/lib/time.ts';
import { FAULTS } from '../../core/record/aside.ts';
import type { DeskRecord, RecordEvent } from '../../core/record/record.ts';
import type { References } from '../../core/record/references.ts';
import { type Problem, problem } from '../../core/schema/problem.ts';
import { staffColumns } from '../../core/schema/table.ts';
import { titleOf } from '../../core/tables/index.ts';
import type { Ports } from '../../ports/ports.ts';
import { RecordExists } from '../../ports/transaction.ts';
import { inDesk } from '../desk/carrying.ts';
import { descriptionVersion } from '../desk/describe-desk.ts';
import { SetAside, withoutBroken } from '../desk/set-aside.ts';
import { keysToCompare } from '../propagate/compare-saved.ts';
import { noticesOf, type Saved } from '../propagate/following.ts';
import { follow } from '../propagate/linked-rows.ts';
import { likelyCounters, Numbers } from '../propagate/number-rows.ts';
import { refreshReferring } from '../propagate/referring-rows.ts';
import { admit, isAdmitted, type Submission, type Work } from './admission.ts';
import { answerOf } from './answer.ts';
import { arrived, originalKeys } from './copied-rows.ts';
import { displacedIn } from './displaced.ts';
import { baseOf, lookUp } from './look-up.ts';
import { overwrittenIn } from './overwritten-cells.ts';
import { planReference, referenceRows, usesOfRemoved } from './reference-rows.ts';
import { likelyNames, Names } from './unique-rows.ts';

/** What became of a submission: an answer for each row and what follows from them, or why it was refused as a whole. */
export type Settled =
  | {
      answers: RowAnswer[];
      /** Whether records that are not among the rows changed with them. */
      others: boolean;
      alarmAt: Instant | undefined;
      changed: boolean;
      /** The desk's description after these rows. */
      version: string;
    }
  | RequestError;

interface Decided {
  row: RowInput;
  before: DeskRecord | undefined;
  base: Base;
  conflicts: string[];
  decision: Decision | Held;
}

interface Plan {
  work: Work;
  rows: Decided[];
}

/**
 * Commits submissions together; each is admitted or refused by itself. No row key may stand in two of them, and one
 * that configures the desk must be alone.
 */
export async function commitRows(
  ports: Ports,
  deskId: string,
  submissions: readonly Submission[],
): Promise<Settled[]> {
  try {
    return await commitOnce(ports, deskId, submissions, row => row.base !== '');
  } catch (cause) {
    if (!(cause instanceof RecordExists)) throw cause;
    return commitOnce(ports, deskId, submissions, () => true);
  }
}

/**
 * Commits, with the records before it of those rows that may have one: a row of which the sheet knows nothing is
 * created.
 * @throws RecordExists
 */
function commitOnce(
  ports: Ports,
  deskId: string,
  submissions: readonly Submission[],
  mayBeThere: (row: RowInput) => boolean,
): Promise<Settled[]> {
  return inDesk(ports, deskId, async transaction => {
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
    const uses = await usesOfRemoved(works, transaction);
    const names = new Names(references, titleOf);
    const settled = admitted.map(each =>
      each instanceof RequestError
        ? each
        : planRows(each, { events, references, names, uses, broken, aside }),
    );
    const plans = settled.filter(isAdmitted);
    const numbers = new Numbers(snapshot, transaction);
    const saved = plans.flatMap(savedOf);
    await numbers.give(saved.filter(each => !each.before));
    const current = new Map(snapshot.records);
    for (const { accepted } of saved) current.set(accepted.after.key, accepted.after);
    const followed = await follow(saved, { transaction, current, references, numbers, aside });
    const changed = [...saved, ...followed];
    const all = [
      ...changed,
      ...(await refreshReferring(changed, { transaction, current, references, aside })),
    ];
    const accepted = all.map(each => each.accepted);
    // Once they have their numbers: people and routes stand in the order of these.
    const configured = referenceRows(accepted);
    transaction.write({
      ...(configured && { configured }),
      records: accepted,
      aside: aside.marks(accepted),
      serials: numbers.serials,
      names: names.changed,
      change: { at: ports.now(), figures: addFigures(...accepted.map(each => each.change)) },
      compare: keysToCompare(changed),
      notices: all.flatMap(noticesOf),
    });
    return settled.map(each =>
      each instanceof RequestError ? each : answerPlan(each, all, current, configured),
    );
  });
}

/** What all rows of a commit are judged by. */
interface Around {
  events: ReadonlyMap<string, readonly RecordEvent[]>;
  references: References;
  names: Names;
  uses: ReadonlyMap<string, readonly Used[]>;
  /** Records that cannot be read at all, by key. */
  broken: ReadonlyMap<string, DeskRecord>;
  aside: SetAside;
}

function planRows(work: Work, around: Around): Plan {
  const { broken, aside, names, events, references, uses } = around;
  const displaced = displacedIn(work, events, references);
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

function heldRow({ snapshot }: Work, row: RowInput, told: Problem): Decided {
  const decision = { outcome: 'held' as const, problems: [told] };
  return { row, before: snapshot.records.get(row.key), base: readBase(row.base), conflicts: [], decision };
}

function refusedRow(row: RowInput, why: Problem): Decided {
  const decision = { outcome: 'refused' as const, problems: [why] };
  return { row, before: undefined, base: baseOf(row), conflicts: [], decision };
}

function decideRow(work: Work, row: RowInput, { events, references, names }: Around): Decided {
  const { table, desk, snapshot, now } = work;
  const by = row.editor === undefined ? work.by : writtenBy({ ...work.by, editor: row.editor }, desk);
  const before = snapshot.records.get(row.key);
  const ofRow = events.get(row.key) ?? [];
  const base = baseOf(row);
  const { sent, checked, from, ...copy } = arrived(work, row, references);
  const sending = { table, desk, before, by, now };
  const decideOn = ({ values, problems }: Checked | Merged) => {
    const taken = [...references.problems(table, values), ...names.problems(table, row.key, values)];
    const { written, problems: lost } = overwrittenIn(sending, row, values, ofRow);
    const unsigned = signingProblems({ table, before, values, by }, desk);
    const remarks = [...copy.remarks, ...lost];
    const judged = { values, problems: [...remarks, ...problems, ...taken, ...unsigned] };
    const about = { ...from, key: row.key, row: judged, references, remarks, written };
    return decide({ ...about, table, before, by, now }, desk);
  };
  if (before && before.table !== table.key)
    return refusedRow(row, problem(null, 'row_invalid', { reason: '行键属于另一张表' }));
  if (!before && base.version > 0) return refusedRow(row, problem(null, 'row_unknown'));
  if (!before) return { row, before, base, conflicts: [], decision: decideOn(checked) };
  const merged = merge(table, sent, checked, before, base, ofRow, desk.zone);
  return { row, before, base, conflicts: merged.conflicts, decision: decideOn(merged) };
}

function savedOf({ work, rows }: Plan): Saved[] {
  return rows.flatMap(({ before, decision }) =>
    decision.outcome === 'saved'
      ? [{ before, accepted: decision, table: work.table, desk: work.desk, because: decision.after.key }]
      : [],
  );
}

function answerPlan(
  { work, rows }: Plan,
  saved: readonly Saved[],
  current: ReadonlyMap<string, DeskRecord>,
  configured: ReferenceChange | undefined,
): Settled {
  const { desk } = work.desk;
  const mine = new Set(rows.map(({ row }) => row.key));
  const ours = saved.filter(({ because }) => mine.has(because));
  const alarms = ours.flatMap(({ accepted }) => {
    // What is announced goes out with the next ring, so that it takes no time of whoever waits for the answer.
    const announced = accepted.announcements.length > 0 ? [work.now] : [];
    return [...announced, accepted.after.nextActionAt ?? []].flat();
  });
  return {
    answers: rows.map(each => answerRow(each, work, current)),
    others: ours.some(({ accepted }) => !mine.has(accepted.after.key)),
    alarmAt: alarms.length > 0 ? Math.min(...alarms) : undefined,
    changed: ours.length > 0,
    version: descriptionVersion(configured ? withRows(desk, configured) : desk),
  };
}

function answerRow(
  { row, before, base, conflicts, decision }: Decided,
  { table, desk }: Work,
  current: ReadonlyMap<string, DeskRecord>,
): RowAnswer {
  const held = decision.outcome === 'held';
  // Nothing is painted over what another record may get back.
  const record = decision.outcome === 'saved' ? current.get(row.key) : held ? undefined : before;
  const refused = held || ['refused', 'draft'].includes(decision.outcome);
  // A copy that is not saved yet still has to say what it is copied from.
  const token = refused && !before ? row.base : undefined;
  const answer = answerOf(
    {
      key: row.key,
      outcome: refused || conflicts.length === 0 ? decision.outcome : 'conflict',
      table,
      record,
      // A refused row was not taken in: the sheet knows no more than it did.
      base: refused ? base : baseAfter(base, record?.version ?? 0, conflicts),
      problems: decision.problems,
      sent: row.cells,
      keep: refused ? staffColumns(table).map(({ key }) => key) : conflicts,
    },
    desk,
  );
  return token === undefined ? answer : { ...answer, base: token };
}
