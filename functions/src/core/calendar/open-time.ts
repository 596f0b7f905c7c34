// The open time of all known years, each laid out when it is first asked for, and the window at or next to an instant.
// Knows nothing of durations or working days.
import { type Instant, wallTime } from '../lib/time.ts';
import { type Days, isMissing, type MissingYear } from './days.ts';
import { at, countBelow, layOutYear, type OpenYear } from './open-year.ts';

/** Which way a search goes on from a closed moment. */
export type Direction = 'forwards' | 'backwards';

/** One window of a year. */
export interface WindowPlace {
  table: OpenYear;
  index: number;
}

export class OpenTime {
  readonly zone: string;
  readonly #days: Days;
  readonly #tables = new Map<number, OpenYear>();

  constructor(days: Days, zone: string) {
    this.#days = days;
    this.zone = zone;
  }

  /** The open time of a year, or the year itself when its holidays are unknown. */
  year(year: number): OpenYear | MissingYear {
    const laidOut = this.#tables.get(year);
    if (laidOut) return laidOut;
    if (!this.#days.knows(year)) return { missingYear: year };
    const table = layOutYear(year, this.zone, date => {
      const day = this.#days.of(date);
      if (isMissing(day)) throw new Error(`The year ${year} is known, but its ${date} is not.`);
      return day;
    });
    this.#tables.set(year, table);
    return table;
  }

  /** The year on the calendars of the zone. */
  yearOf(instant: Instant): number {
    return new Date(wallTime(instant, this.zone)).getUTCFullYear();
  }

  /**
   * The window that holds an instant, its end included, or else the next one (the one before, when backwards). Where
   * one window ends as another begins, it is the one that goes on in the direction.
   */
  find(instant: Instant, direction: Direction): WindowPlace | MissingYear {
    return direction === 'forwards'
      ? (this.#startingBy(instant) ?? this.#endingFrom(instant) ?? this.#next(instant))
      : (this.#endingFrom(instant) ?? this.#startingBy(instant) ?? this.#previous(instant));
  }

  /** The window with from ≤ instant < to. */
  #startingBy(instant: Instant): WindowPlace | undefined {
    const table = this.year(this.yearOf(instant));
    if (isMissing(table)) return undefined;
    const index = countBelow(table.from, instant, true) - 1;
    return index >= 0 && at(table.to, index) > instant ? { table, index } : undefined;
  }

  /** The window with from < instant ≤ to; the last one of a year may end as the next year begins. */
  #endingFrom(instant: Instant): WindowPlace | undefined {
    const table = this.year(this.yearOf(instant - 1));
    if (isMissing(table)) return undefined;
    const index = countBelow(table.from, instant, false) - 1;
    return index >= 0 && at(table.to, index) >= instant ? { table, index } : undefined;
  }

  #next(instant: Instant): WindowPlace | MissingYear {
    for (let year = this.yearOf(instant); ; year += 1) {
      const table = this.year(year);
      if (isMissing(table)) return table;
      const index = countBelow(table.from, instant, false);
      if (index < table.from.length) return { table, index };
    }
  }

  #previous(instant: Instant): WindowPlace | MissingYear {
    for (let year = this.yearOf(instant - 1); ; year -= 1) {
      const table = this.year(year);
      if (isMissing(table)) return table;
      const index = countBelow(table.to, instant, true) - 1;
      if (index >= 0) return { table, index };
    }
  }
}
