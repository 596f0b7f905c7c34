// Reads what the summary tabs are made from. What is read here must not grow with the number of records.

import type { DeskContext } from '../../core/desk/desk.ts';
import type { ClosedPeriod } from '../../core/figures/closed-periods.ts';
import { OPEN } from '../../core/figures/figures.ts';
import { documentsOf, type Period } from '../../core/figures/periods.ts';
import { withPresentNames } from '../../core/identity/carry.ts';
import { faultOf } from '../../core/record/decidable.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { type ActivityLog, MAX_CHANGES, unreadSince, withEvents } from '../../core/reports/activity-log.ts';
import { endOfDay, MAX_DUE } from '../../core/reports/due.ts';
import {
  MAX_ASIDE,
  MAX_DEAD_LETTERS,
  MAX_WATCHED,
  periodsUpTo,
  type SummaryFacts,
} from '../../core/reports/facts.ts';
import type { SummaryTab } from '../../core/reports/page.ts';
import { monthTab } from '../../core/reports/reports.ts';
import { PERIOD_KINDS } from '../../core/schema/period.ts';
import type { Ports } from '../../ports/ports.ts';

/** The facts of a desk as they stand now. `isFiled` tells which months have a tab of their own already. */
export async function readFacts(
  ports: Ports,
  desk: DeskContext,
  isFiled: (tab: SummaryTab) => boolean = () => true,
): Promise<SummaryFacts> {
  const { id } = desk.desk;
  const { tables, zone } = desk;
  const now = ports.now();
  const periods = PERIOD_KINDS.flatMap(kind => periodsUpTo(kind, now, zone));
  const watching = tables.flatMap(table =>
    table.states.filter(state => state.watched).map(({ name }) => name),
  );
  // What ended last, and what it is set beside.
  const ended = PERIOD_KINDS.flatMap(kind => periodsUpTo(kind, now, zone).slice(1, 3));
  const [figures, closedPeriods, due, watched, setAside, deadLetters, activityLog] = await Promise.all([
    ports.store.figures(id, [OPEN, ...documentsOf(periods)]),
    readClosedPeriods(ports, desk, ended, isFiled),
    // One more than is looked at, so that the tab can say that there are more.
    ports.store.dueRecords(id, endOfDay(now, zone), MAX_DUE + 1),
    ports.store.recordsInStates(id, [...new Set(watching)], MAX_WATCHED),
    ports.store.recordsAside(id, MAX_ASIDE),
    ports.store.deadLetters(id, MAX_DEAD_LETTERS),
    readActivityLog(ports, desk),
  ]);
  // Records set aside have a list of their own, and none may keep the page from being written.
  const named = (records: readonly DeskRecord[]) =>
    records
      .filter(each => each.aside === undefined && faultOf(each, desk.tableOf(each.table)) === undefined)
      .map(each => withPresentNames(each, desk));
  return {
    tables,
    figures,
    closedPeriods,
    due: named(due),
    watched: named(watched),
    setAside,
    deadLetters,
    activityLog,
    now,
    desk,
  };
}

/** What ended last and, when the last month has no tab yet, the months before it that have none either. */
async function readClosedPeriods(
  ports: Ports,
  { desk, zone }: DeskContext,
  ended: readonly Period[],
  isFiled: (tab: SummaryTab) => boolean,
): Promise<ClosedPeriod[]> {
  const last = ended.find(({ kind }) => kind === 'month');
  const unfiled =
    last && !isFiled(monthTab(last))
      ? periodsUpTo('month', last.from, zone).filter(month => !isFiled(monthTab(month)))
      : [];
  const wanted = new Set([...ended, ...unfiled].map(({ document }) => document));
  return ports.store.closedPeriods(desk.id, [...wanted]);
}

/**
 * The activity log with what happened since it was kept last. Two that keep it at the same time lose nothing: the next
 * look overlaps.
 */
async function readActivityLog(
  ports: Ports,
  { desk, tables, zone }: DeskContext,
): Promise<ActivityLog | undefined> {
  const kept = await ports.store.activityLog(desk.id);
  const events = await ports.store.eventsSince(desk.id, unreadSince(kept, ports.now()), MAX_CHANGES);
  const activityLog = withEvents(kept, events, tables, zone);
  if (activityLog && activityLog !== kept) await ports.store.keepActivityLog(desk.id, activityLog);
  return activityLog;
}
