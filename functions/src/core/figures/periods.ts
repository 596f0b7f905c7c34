// Weeks and months in a desk's zone: the documents that their figures are in, and when they begin and end.

import {
  addDays,
  addMonths,
  type Instant,
  instantOf,
  isoWeek,
  type LocalDate,
  localDate,
  monthOf,
  weekday,
} from '../lib/time.ts';
import { PERIOD_KINDS, type PeriodKind } from '../schema/period.ts';

import { OPEN } from './figures.ts';

export interface Period {
  kind: PeriodKind;
  /** `week-2026-W47` or `month-2026-11`. */
  document: string;
  from: Instant;
  /** The first moment that no longer belongs to it. */
  until: Instant;
  /** First and last day. */
  days: { first: LocalDate; last: LocalDate };
}

/** How the documents of each kind are named. */
const DOCUMENTS: Record<PeriodKind, (at: Instant, zone: string) => string> = {
  week: (at, zone) => `week-${isoWeek(at, zone)}`,
  month: (at, zone) => `month-${monthOf(at, zone)}`,
};

/** The period of a kind that an instant lies in. ISO weeks begin on Monday. */
export function periodAt(kind: PeriodKind, at: Instant, zone: string): Period {
  const day = localDate(at, zone);
  const first = kind === 'week' ? addDays(day, 1 - weekday(day)) : `${day.slice(0, 7)}-01`;
  const next = kind === 'week' ? addDays(first, 7) : addMonths(first, 1);
  return {
    kind,
    document: DOCUMENTS[kind](at, zone),
    from: startOf(first, zone),
    until: startOf(next, zone),
    days: { first, last: addDays(next, -1) },
  };
}

/** The period so many before this one. */
export function earlier(period: Period, zone: string, count = 1): Period {
  const { first } = period.days;
  const day = period.kind === 'week' ? addDays(first, -7 * count) : addMonths(first, -count);
  return periodAt(period.kind, startOf(day, zone), zone);
}

/** The documents of the week and the month in which something happened. */
export function documentsAt(at: Instant, zone: string): string[] {
  return PERIOD_KINDS.map(kind => DOCUMENTS[kind](at, zone));
}

/** The document for what has as many values as people think of: apart, so that it crowds out nothing. */
export function tailOf(document: string): string {
  return `${document}-tail`;
}

/** The document that knows how many records a customer has in a period. Customers are spread over several. */
export function seenOf(document: string, digest: string): string {
  return `${document}-seen-${digest.slice(0, 1)}`;
}

/** The period whose customers a document knows, if it is such a one. */
export function baseOfSeen(document: string): string | undefined {
  return /^(.+)-seen-[0-9a-v]$/.exec(document)?.[1];
}

/** Whether a document is one that figures are asked of, and not one that only stands beside it. */
export function isMain(document: string): boolean {
  return document === OPEN || /^(?:week-\d{4}-W\d{2}|month-\d{4}-\d{2})$/.test(document);
}

/** Everything that has to be read of some periods. */
export function documentsOf(periods: readonly Pick<Period, 'document'>[]): string[] {
  return periods.flatMap(({ document }) => [document, tailOf(document)]);
}

/** The first moment of a day. */
function startOf(date: LocalDate, zone: string): Instant {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return instantOf({ year, month, day, hour: 0, minute: 0, second: 0, millisecond: 0 }, zone);
}
