// What a week or month came to when it ended, kept with the policy it was made under; later changes show as
// corrections.

import type { DeskContext } from '../desk/desk.ts';
import type { Instant } from '../lib/time.ts';
import { MEASURES, type MeasureName } from '../schema/measures.ts';
import { PERIOD_KINDS, type PeriodKind } from '../schema/period.ts';
import { differenceOf, type Entries, type Figures, OPEN } from './figures.ts';
import { earlier, type Period, periodAt, tailOf } from './periods.ts';
import { entriesOf } from './read.ts';

/**
 * The settings that figures follow from, as they were. A list, since people call a setting what they like, and not all
 * that is a name can name a field.
 */
export interface PeriodPolicy {
  /** Of the desk's configuration. */
  version: number;
  settings: readonly { category: string; name: string; value: string }[];
}

export interface ClosedPeriod {
  /** As its figures' document is named. */
  document: string;
  kind: PeriodKind;
  from: Instant;
  until: Instant;
  frozenAt: Instant;
  /** By which way of counting, see `COUNTING`. */
  counting: number;
  policy: PeriodPolicy;
  /** The period's documents, and those that stood open. */
  figures: Figures;
}

/**
 * The present way of counting; a change of what figures mean counts it up, with a recount of all: what was closed by
 * another way cannot be set beside the figures of today. Way 1 knew no matters apart from work; way 2 counted a
 * complaint about an order as a matter of its own, and a customer with each record of his matter; way 3 took complaints
 * and follow-ups for received when they were saved first, whatever their 受理时间 said; way 4 counted an answer wherever
 * it was written.
 */
export const COUNTING = 5;

/** Past its end, a period is given this long for what was on its way. */
export const GRACE_MS = 60_000;

/** The documents that are kept of a period. Who its customers were is not: how many they were is among the figures. */
export function documentsKept(period: Pick<Period, 'document'>): string[] {
  return [period.document, tailOf(period.document), OPEN];
}

/** Whether nothing at all happened in a period: nobody needs a report of it. */
export function isEmpty({ document, figures }: ClosedPeriod): boolean {
  return Object.values(figures[document] ?? {}).every(amount => amount === 0);
}

/** When the next week or month ends after an instant. */
export function nextEnd(at: Instant, zone: string): Instant {
  return Math.min(...PERIOD_KINDS.map(kind => periodAt(kind, at, zone).until));
}

/** The week and the month that ended last before an instant. */
export function lastEnded(at: Instant, zone: string): Record<PeriodKind, string> {
  const lastOf = (kind: PeriodKind) => earlier(periodAt(kind, at, zone), zone).document;
  return { week: lastOf('week'), month: lastOf('month') };
}

/** The week and the month that end at an instant: one of them, or both. */
export function periodsEndingAt(end: Instant, zone: string): Period[] {
  return PERIOD_KINDS.map(kind => periodAt(kind, end - 1, zone)).filter(({ until }) => until === end);
}

/** A period as it is kept. `figures` are its documents as they stand. */
export function closePeriod(period: Period, figures: Figures, now: Instant, desk: DeskContext): ClosedPeriod {
  const { document, kind, from, until } = period;
  const kept = documentsKept(period).map(each => [each, figures[each] ?? {}] as const);
  return {
    document,
    kind,
    from,
    until,
    frozenAt: now,
    counting: COUNTING,
    policy: periodPolicyOf(desk),
    figures: Object.fromEntries(kept),
  };
}

function periodPolicyOf({ desk }: DeskContext): PeriodPolicy {
  const settings = Object.values(desk.rows).flatMap(({ table, cells }) => {
    const { category, name, value } = cells;
    return table === 'settings' && typeof value === 'string'
      ? [{ category: String(category), name: String(name), value }]
      : [];
  });
  return { version: desk.version, settings };
}

/** What has changed of a period since it was closed: by which it was wrong, and what has come of its records since. */
export interface Corrections {
  /** Figures of what happened in the period, told later. */
  corrected: Entries;
  /** Figures that go on growing after the period: what became of what had come in. */
  since: Entries;
}

/** What the live figures of a period have more, or less, than when it was closed. */
export function correctionsOf(closed: ClosedPeriod, live: Figures): Corrections {
  const [corrected, since]: [Entries, Entries] = [{}, {}];
  const before = entriesOf(closed.figures, closed.document);
  const difference = differenceOf({ all: before }, { all: entriesOf(live, closed.document) }).all ?? {};
  for (const [key, amount] of Object.entries(difference)) {
    const measure = key.split('/')[1] ?? '';
    const isCohort = Object.hasOwn(MEASURES, measure) && MEASURES[measure as MeasureName].counts === 'cohort';
    (isCohort ? since : corrected)[key] = amount;
  }
  return { corrected, since };
}
