// Rows of one or several requests, judged, merged, decided and committed in one transaction. Knows nothing of who waits
// for it.

import type { RowAnswer, RowInput, WireCells } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import { originalOf } from '../../core/decide/copied-row.ts';
import { baseAfter } from '../../core/decide/merge.ts';
import type { ReferenceChange } from '../../core/desk/desk.ts';
import { withRows } from '../../core/desk/with-rows.ts';
import { addFigures } from '../../core/figures/figures.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { DeskRecord, RecordEvent } from '../../core/record/record.ts';
import { SAMPLE_CHANGED } from '../../core/samples/sample-rows.ts';
import { staffColumns, type Table } from '../../core/schema/table.ts';
import type { Ports } from '../../ports/ports.ts';
import { RecordExists } from '../../ports/transaction.ts';
import { inDesk } from '../desk/carrying.ts';
import { descriptionVersion } from '../desk/describe-desk.ts';
import { keysToCompare } from '../propagate/compare-saved.ts';
import { noticesOf, type Saved } from '../propagate/following.ts';
import { knowingFollowed, withLateNames } from '../propagate/late-names.ts';
import { follow } from '../propagate/linked-rows.ts';
import { Numbers } from '../propagate/number-rows.ts';
import { refreshReferring } from '../propagate/referring-rows.ts';
import { isAdmitted, type Submission, type Work } from './admission.ts';
import { answerOf, momentsOf } from './answer.ts';
import { type Decided, type Plan, planAll, savedOf } from './plan-rows.ts';
import { referenceRows } from './reference-rows.ts';

/** What became of a submission: an answer for each row and what follows from them, or why it was refused as a whole. */
export type Settled =
  | {
      answers: RowAnswer[];
      /** What the history says of those of the rows that are saved. */
      events: RecordEvent[];
      /** Whether records that are not among the rows changed with them. */
      others: boolean;
      alarmAt: Instant | undefined;
      changed: boolean;
      /** The desk's description after these rows. */
      version: string;
    }
  | RequestError;

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
 * created. Each step answers what the next one takes; `current` has every record as the last of them left it.
 * @throws RecordExists
 */
function commitOnce(
  ports: Ports,
  deskId: string,
  submissions: readonly Submission[],
  mayBeThere: (row: RowInput) => boolean,
): Promise<Settled[]> {
  return inDesk(ports, deskId, async transaction => {
    const planned = await planAll(ports, submissions, transaction, mayBeThere);
    if (Array.isArray(planned)) return planned;
    const { settled, snapshot, references, names, aside } = planned;
    const plans = settled.filter(isAdmitted);
    const numbers = new Numbers(snapshot, transaction);
    const saved = await numbers.give(plans.flatMap(savedOf));
    const current = new Map(snapshot.records);
    for (const { accepted } of saved) current.set(accepted.after.key, accepted.after);
    const followed = await follow(saved, { transaction, current, references, numbers, aside });
    const changed = [...saved, ...followed];
    const referring = await refreshReferring(changed, { transaction, current, references, aside });
    const told = plans.flatMap(({ rows, work: { desk } }) =>
      rows.flatMap(each => (each.late ? [{ late: each.late, desk }] : [])),
    );
    const late = await withLateNames(told, { changes: [...changed, ...referring], transaction, current });
    const all = late.changes;
    const accepted = knowingFollowed(all);
    // Once they have their numbers: people and routes stand in the order of these.
    const configured = referenceRows(accepted);
    transaction.write({
      ...(configured && { configured }),
      records: [...accepted, ...late.records],
      named: late.named,
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

/** What rows would become, each as if it were to be committed: nothing is written. */
export function previewRows(ports: Ports, deskId: string, submission: Submission): Promise<Settled> {
  return inDesk(ports, deskId, async transaction => {
    const planned = await planAll(ports, [submission], transaction, () => true);
    const [plan] = Array.isArray(planned) ? planned : planned.settled;
    if (!plan) throw new Error('a submission was not planned');
    if (plan instanceof RequestError) return plan;
    const saved = savedOf(plan);
    const current = new Map(plan.work.snapshot.records);
    for (const { accepted } of saved) current.set(accepted.after.key, accepted.after);
    return answerPlan(plan, saved, current, undefined);
  });
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
  /** What was decided of the rows themselves, before anything followed from it. */
  const first = new Map(ours.map(({ accepted }) => [accepted.after.key, accepted] as const).toReversed());
  const alarms = ours.flatMap(({ accepted }) => {
    // What is announced goes out with the next ring, so that it takes no time of whoever waits for the answer.
    const announced = accepted.announcements.length > 0 ? [work.now] : [];
    return [...announced, accepted.after.nextActionAt ?? []].flat();
  });
  return {
    answers: rows.map(each => answerRow(each, work, current)),
    events: rows.flatMap(({ row, decision }) =>
      decision.outcome === 'saved' ? (first.get(row.key)?.event ?? []) : [],
    ),
    others:
      ours.some(({ accepted }) => !mine.has(accepted.after.key)) ||
      rows.some(({ late }) => late && late.followed.length > 0),
    alarmAt: alarms.length > 0 ? Math.min(...alarms) : undefined,
    changed: ours.length > 0 || rows.some(({ late }) => late),
    version: descriptionVersion(configured ? withRows(desk, configured) : desk),
  };
}

function answerRow(
  { row, before, base, conflicts, decision }: Decided,
  { table, desk, checked }: Work,
  current: ReadonlyMap<string, DeskRecord>,
): RowAnswer {
  const held = decision.outcome === 'held';
  // Nothing is painted over what another record may get back.
  const isSample = decision.outcome === 'sample';
  const record =
    decision.outcome === 'saved'
      ? current.get(row.key)
      : isSample
        ? decision.after
        : held
          ? undefined
          : before;
  const refused = held || ['refused', 'draft'].includes(decision.outcome);
  // A copy that is not saved yet still has to say what it is copied from, and a sample what it is.
  const token = isSample ? SAMPLE_CHANGED : refused && !before ? row.base : undefined;
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
  const moments = refused && !held ? momentsOf(table, row, checked.get(row.key)?.values) : {};
  // A copy that is not saved yet has no number of its own, and shows none.
  const isCopy = refused && !current.has(row.key) && originalOf(row.base) !== undefined;
  const cells = { ...answer.cells, ...moments, ...(isCopy && blankSystemCells(table)) };
  return { ...answer, cells, ...(token !== undefined && { base: token }) };
}

const blankSystemCells = ({ columns }: Table): WireCells =>
  Object.fromEntries(columns.filter(({ owner }) => owner === 'system').map(({ key }) => [key, null]));
