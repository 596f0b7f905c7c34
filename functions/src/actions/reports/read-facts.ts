// Reads what the summary tabs are made from. What is read here must not grow with the number of records.

import type { DeskContext } from '../../core/desk/desk.ts';
import type { FrozenPeriod } from '../../core/figures/closed-periods.ts';
import { OPEN } from '../../core/figures/figures.ts';
import { documentsOf, type Period } from '../../core/figures/periods.ts';
import { withPresentNames } from '../../core/identity/carry.ts';
import { faultOf } from '../../core/record/decidable.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { type Journal, MOST_CHANGES, unreadSince, withEvents } from '../../core/reports/activity-log.ts';
import { endOfDay, MOST_DUE } from '../../core/reports/due.ts';
import {
  MOST_ASIDE,
  MOST_DEAD_LETTERS,
  MOST_WATCHED,
  periodsUpTo,
  type SummaryFacts,
} from '../../core/reports/facts.ts';
import type { SummaryTab } from '../../core/reports/page.ts';
import { monthTab } from '../../core/reports/reports.ts';
import { PERIOD_KINDS } from '../../core/schema/period.ts';
import type { Ports } from '../../ports.ts';

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
  const ended = PERIOD_KINDS.map(kind => periodsUpTo(kind, now, zone)[1]).filter(
    period => period !== undefined,
  );
  const [figures, frozen, due, watched, setAside, deadLetters, journal] = await Promise.all([
    ports.store.figures(id, [OPEN, ...documentsOf(periods)]),
    readFrozen(ports, desk, ended, isFiled),
    // One more than is looked at, so that the tab can say that there are more.
    ports.store.dueRecords(id, endOfDay(now, zone), MOST_DUE + 1),
    ports.store.recordsInStates(id, [...new Set(watching)], MOST_WATCHED),
    ports.store.recordsAside(id, MOST_ASIDE),
    ports.store.deadLetters(id, MOST_DEAD_LETTERS),
    readJournal(ports, desk),
  ]);
  // Records set aside have a list of their own, and none may keep the page from being written.
  const named = (records: readonly DeskRecord[]) =>
    records
      .filter(each => each.aside === undefined && faultOf(each, desk.tableOf(each.table)) === undefined)
      .map(each => withPresentNames(each, desk));
  return {
    tables,
    figures,
    frozen,
    due: named(due),
    watched: named(watched),
    setAside,
    deadLetters,
    journal,
    now,
    desk,
  };
}

/** What ended last and, when the last month has no tab yet, the months before it that have none either. */
async function readFrozen(
  ports: Ports,
  { desk, zone }: DeskContext,
  ended: readonly Period[],
  isFiled: (tab: SummaryTab) => boolean,
): Promise<FrozenPeriod[]> {
  const last = ended.find(({ kind }) => kind === 'month');
  const unfiled =
    last && !isFiled(monthTab(last))
      ? periodsUpTo('month', last.from, zone).filter(month => !isFiled(monthTab(month)))
      : [];
  const wanted = new Set([...ended, ...unfiled].map(({ document }) => document));
  return ports.store.frozenPeriods(desk.id, [...wanted]);
}

/** The journal with what happened since it was kept last. Two that keep it at the same time lose nothing: the next look overlaps. */
async function readJournal(ports: Ports, { desk, tables, zone }: DeskContext): Promise<Journal | undefined> {
  const kept = await ports.store.journal(desk.id);
  const events = await ports.store.eventsSince(desk.id, unreadSince(kept), MOST_CHANGES);
  const journal = withEvents(kept, events, tables, zone);
  if (journal && journal !== kept) await ports.store.keepJournal(desk.id, journal);
  return journal;
}
