// Figures as they are added up: whole numbers by document and key. Knows nothing of what they count.

/** Figures of one document by key; whole numbers only, so that sums are exact. */
export type Entries = Record<string, number>;

/** Figures by rollup document (`open`, `week-2026-W47`, `month-2026-11`) and figure key. */
export type Figures = Record<string, Entries>;

/** The document of figures that stand now, beside those that belong to a period. */
export const OPEN = 'open';

/** A figure's key: table, measure and, where it is broken down, by what and the value there. */
export function figureKey(table: string, measure: string, by?: string, value?: string): string {
  return by === undefined ? `${table}/${measure}` : `${table}/${measure}/${by}/${value ?? ''}`;
}

/** Adds figures to a sum, in place: there may be many of them. What comes to nothing stays as 0. */
export function addInto(sum: Figures, figures: Figures): void {
  for (const [document, entries] of Object.entries(figures)) {
    const into = (sum[document] ??= {});
    for (const [key, amount] of Object.entries(entries)) into[key] = (into[key] ?? 0) + amount;
  }
}

/** The sum of several figures; entries that come to nothing are dropped. */
export function addFigures(...all: Figures[]): Figures {
  const sum: Figures = {};
  for (const figures of all) addInto(sum, figures);
  for (const [document, entries] of Object.entries(sum)) {
    const left = Object.entries(entries).filter(([, amount]) => amount !== 0);
    if (left.length > 0) sum[document] = Object.fromEntries(left);
    else delete sum[document];
  }
  return sum;
}

/** What has to be added to the one to come to the other. */
export function differenceOf(from: Figures, to: Figures): Figures {
  return addFigures(negated(from), to);
}

function negated(figures: Figures): Figures {
  return Object.fromEntries(
    Object.entries(figures).map(([document, entries]) => [
      document,
      Object.fromEntries(Object.entries(entries).map(([key, amount]) => [key, -amount])),
    ]),
  );
}
