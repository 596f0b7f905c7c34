// Which limits are due today or overdue, and who has to act. The one answer for every tab that counts or lists them.

import { isEscalated, isRunning, limitsOf } from '../clocks/clock-state.ts';
import type { DeskContext } from '../desk/desk.ts';
import { type Instant, instantOf, localParts } from '../lib/time.ts';
import { recipientsOf } from '../notices/recipients.ts';
import type { Clock, DeskRecord } from '../record/record.ts';
import { ESCALATIONS } from '../schema/clock-rule.ts';
import { columnOf, type Dimension, type Table } from '../schema/table.ts';
import type { SummaryFacts } from './facts.ts';
import type { DueFigure } from './figure-ref.ts';

/** One running limit of a record. */
export interface DueItem {
  table: Table;
  record: DeskRecord;
  label: string;
  dueAt: Instant;
  isOverdue: boolean;
  /** Whether it went up to somebody else, and nobody has taken note of that. */
  isEscalated: boolean;
  /** Since when those above know of it; null where it did not go up, or was taken note of. */
  escalatedAt: Instant | null;
  /** Who has to act now; whoever is away is represented. Somebody, or the one word for nobody. */
  who: readonly string[];
  /** Of the record; blank where it names none. */
  department: string;
  /** How pressing the record is, as it says, and how high that ranks: 0 is the most pressing. */
  urgency: { word: string; rank: number };
}

/** Most records that are read for what is due; of more only the earliest are looked at. */
export const MAX_DUE = 500;

/** Where nobody is named. */
export const NOBODY = '未分派';

/** End of the day that an instant lies in, in the desk's zone: up to here a limit is due today. */
export function endOfDay(now: Instant, zone: string): Instant {
  const { year, month, day } = localParts(now, zone);
  return instantOf({ year, month, day: day + 1, hour: 0, minute: 0, second: 0, millisecond: 0 }, zone);
}

/** Running limits that are due by the end of today, the longest overdue first. */
export function dueItems({
  tables,
  due,
  now,
  desk,
}: Pick<SummaryFacts, 'tables' | 'due' | 'now' | 'desk'>): DueItem[] {
  const until = endOfDay(now, desk.zone);
  const items = due.slice(0, MAX_DUE).flatMap(record => {
    const table = tables.find(each => each.key === record.table);
    return (table ? limitsOf(table) : []).flatMap((rule): DueItem[] => {
      const clock = record.clocks[rule.id];
      if (!table || !clock || !isRunning(clock) || clock.dueAt === null || clock.dueAt >= until) return [];
      return [
        {
          table,
          record,
          label: rule.label,
          dueAt: clock.dueAt,
          isOverdue: clock.dueAt <= now,
          isEscalated: isEscalated(clock),
          escalatedAt: isEscalated(clock) ? lastEscalation(clock) : null,
          who: whoActs(rule.steps, record, table, desk),
          department: dimensionOf(table, record, 'department') ?? '',
          urgency: urgencyOf(table, record),
        },
      ];
    });
  });
  return items.sort((a, b) => a.dueAt - b.dueAt || (a.record.number < b.record.number ? -1 : 1));
}

/** The items that a figure counts. */
export function itemsOf(items: readonly DueItem[], { due, table, who, department }: DueFigure): DueItem[] {
  return items.filter(
    item =>
      DUE[due](item) &&
      (table === undefined || item.table.key === table.key) &&
      (who === undefined || item.who.includes(who)) &&
      (department === undefined || item.department === department),
  );
}

const DUE: Record<DueFigure['due'], (item: DueItem) => boolean> = {
  overdue: item => item.isOverdue,
  today: item => !item.isOverdue,
  escalated: item => item.isEscalated,
};

/** Whoever is told when the limit has passed. */
function whoActs(
  steps: Table['clocks'][number]['steps'],
  record: DeskRecord,
  table: Table,
  desk: DeskContext,
): string[] {
  const step = steps.find(({ id }) => id === 'due');
  const names = (step?.to ?? []).flatMap(to => recipientsOf(to, record, table, desk)).map(({ name }) => name);
  return names.length > 0 ? [...new Set(names)] : [NOBODY];
}

/** Where the record says nothing of it: between what cannot wait and what can. */
const MIDDLE = 1;

/** How pressing a record is: its options stand in order, the most pressing first. */
function urgencyOf(table: Table, record: DeskRecord): DueItem['urgency'] {
  const key = table.dimensions.find(({ name }) => name === 'priority')?.column;
  const column = key === undefined ? undefined : columnOf(table, key);
  const word = dimensionOf(table, record, 'priority') ?? '';
  if (column?.owner !== 'staff' || column.kind.type !== 'option' || !('options' in column.kind))
    return { word, rank: MIDDLE };
  const rank = column.kind.options.indexOf(word);
  return { word, rank: rank < 0 ? MIDDLE : rank };
}

/** When the last of those above was told. */
function lastEscalation({ steps, said }: Clock): Instant {
  const told = steps.filter(({ id }) => ESCALATIONS.includes(id) && said.includes(id));
  return Math.max(...told.map(({ at }) => at));
}

/**
 * What hurts most comes first: what went up unheard, then what is most pressing, then what has been late for longest.
 */
export function byPain(a: DueItem, b: DueItem): number {
  return (
    Number(b.isEscalated) - Number(a.isEscalated) || a.urgency.rank - b.urgency.rank || a.dueAt - b.dueAt
  );
}

/** What a record holds in the column that a dimension means; none where the table has no such column. */
export function dimensionOf(table: Table, record: DeskRecord, name: Dimension): string | undefined {
  const column = table.dimensions.find(dimension => dimension.name === name)?.column;
  return column && String(record.cells[column] ?? '');
}
