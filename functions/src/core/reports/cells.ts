// Figures as cells: each knows what it counts, so that it can be traced, and stands beside the period before.

import { type Entries, type Figures, figureKey } from '../figures/figures.ts';
import { quantileOf } from '../figures/histogram.ts';
import type { Period } from '../figures/periods.ts';
import { breakdownOf, entriesOf } from '../figures/read.ts';
import { ALL } from '../figures/totals.ts';
import { MINUTE } from '../lib/time.ts';
import type { MeasureName } from '../schema/measures.ts';
import type { Table } from '../schema/table.ts';
import { amountOf, type CountedFigure, type Counting } from './figure-ref.ts';
import type { SummaryCell } from './page.ts';

/** Different customers over all tables of matters. */
export const CUSTOMERS = figureKey(ALL, 'customers');

/** Where nothing can be said: no share of nothing, no mean of none. */
const NOTHING: SummaryCell = { text: '—', style: 'muted', align: 'right' };

/** The figures of some periods, added up, as cells. */
export class FigureCells {
  readonly entries: Entries;
  readonly #documents: readonly string[];
  readonly #name: string;
  readonly #isClosed: boolean;

  /** `name` says which periods these are; closed figures are those of a time when the records were others. */
  constructor(
    figures: Figures,
    periods: readonly Pick<Period, 'document'>[],
    name: string,
    isClosed = false,
  ) {
    this.#isClosed = isClosed;
    this.entries = sumOf(periods.map(({ document }) => entriesOf(figures, document)));
    this.#documents = periods.map(({ document }) => document);
    this.#name = name;
  }

  amount(counting: Counting): number {
    return amountOf(this.entries, counting);
  }

  count(label: string, counted: Counting): SummaryCell {
    return { text: this.amount(counted), format: 'count', figure: this.#figure(label, counted) };
  }

  share(label: string, counted: Counting, of: Counting): SummaryCell {
    const denominator = this.amount(of);
    if (denominator === 0) return NOTHING;
    const text = this.amount(counted) / denominator;
    return { text, format: 'share', figure: { ...this.#figure(label, counted), of } };
  }

  /** How many different customers matters came from: no sum tells that, so it leads to no records. */
  customers(): SummaryCell {
    return { text: this.entries[CUSTOMERS] ?? 0, format: 'count' };
  }

  /** Mean of what took so many minutes. */
  mean(label: string, counted: Counting, minutes: MeasureName): SummaryCell {
    const n = this.amount(counted);
    if (n === 0) return NOTHING;
    const text = (this.amount({ ...counted, measures: [minutes] }) / n) * MINUTE;
    return { text, format: 'duration', figure: this.#figure(label, counted) };
  }

  /** A quantile of the times that a measure has a histogram of. */
  quantile(label: string, counted: MeasureName, tables: readonly Table[], share: number): SummaryCell {
    const buckets = breakdownOf(this.entries, tables, counted, 'minutes');
    const minutes = quantileOf(new Map(buckets.map(({ value, count }) => [Number(value), count])), share);
    if (minutes === undefined) return NOTHING;
    const figure = this.#figure(label, { measures: [counted], tables });
    return { text: minutes * MINUTE, format: 'duration', figure };
  }

  #figure(label: string, counted: Counting): CountedFigure {
    const title = `${this.#name} · ${label}`;
    return { title, documents: this.#documents, counted, ...(this.#isClosed && { isClosed: true }) };
  }
}

/** How a figure moved against the period before; good news and bad news look different. */
export function changeCell(present: SummaryCell, before: SummaryCell, better?: 'more' | 'less'): SummaryCell {
  if (typeof present.text !== 'number' || typeof before.text !== 'number') return NOTHING;
  const text = present.text - before.text;
  const isGood = better && text !== 0 ? text > 0 === (better === 'more') : undefined;
  const format = CHANGES[present.format ?? 'count'] ?? 'change';
  return {
    text,
    format,
    align: 'right',
    ...(isGood !== undefined && { style: isGood ? ('good' as const) : ('bad' as const) }),
  };
}

const CHANGES: Partial<Record<NonNullable<SummaryCell['format']>, SummaryCell['format']>> = {
  share: 'shareChange',
  duration: 'durationChange',
};

/** What a figure that was closed has come to since, beside it: nothing where it is the same. */
export function sinceOf(now: SummaryCell, closed: SummaryCell): SummaryCell {
  if (now.text === closed.text) return { text: '', align: 'right' };
  const change = changeCell(now, closed);
  if (typeof change.text === 'number') return change;
  const { figure: _, ...shown } = now;
  return shown;
}

/** The cell without its figure's own words: a number that follows from others. */
export function plainShare(numerator: number, denominator: number): SummaryCell {
  return denominator === 0 ? NOTHING : { text: numerator / denominator, format: 'share' };
}

function sumOf(all: readonly Entries[]): Entries {
  const sum: Entries = {};
  for (const entries of all)
    for (const [key, amount] of Object.entries(entries)) sum[key] = (sum[key] ?? 0) + amount;
  return sum;
}
