// Working time of 2026 counted the plain way: a list of all its minutes. Written from the State Council's notice, not
// from the service.

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
/** Midnight of 1 January 2026 in Shanghai, which has no summer time. */
const ORIGIN = Date.parse('2026-01-01T00:00:00+08:00');
const DAYS = 365;

/** Free days, from the first to the last of each feast. */
const FREE: readonly [from: string, to: string][] = [
  ['01-01', '01-03'],
  ['02-15', '02-23'],
  ['04-04', '04-06'],
  ['05-01', '05-05'],
  ['06-19', '06-21'],
  ['09-25', '09-27'],
  ['10-01', '10-07'],
];
/** Saturdays and Sundays that are worked for them. */
const WORKED = ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'];

/** `2026-10-09 14:30` of an instant. */
export function written(instant: number): string {
  return new Date(instant + 8 * 60 * MINUTE).toISOString().slice(0, 16).replace('T', ' ');
}

/** Working days of 2026 from nine to six, less the days (`2026-10-09`) that the desk has closed besides. */
export class PlainCalendar {
  readonly #open: boolean[] = [];
  /** Working minutes before each minute of the year. */
  readonly #before: Int32Array = new Int32Array(DAYS * DAY_MINUTES + 1);

  constructor(closed: readonly string[]) {
    for (let day = 0; day < DAYS; day += 1) {
      const date = written(ORIGIN + day * DAY_MINUTES * MINUTE).slice(0, 10);
      const short = date.slice(5);
      const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
      const free = FREE.some(([from, to]) => from <= short && short <= to);
      const works = WORKED.includes(short) || (!free && weekday !== 0 && weekday !== 6);
      this.#open.push(works && !closed.includes(date));
    }
    for (let minute = 0; minute < DAYS * DAY_MINUTES; minute += 1)
      this.#before[minute + 1] = (this.#before[minute] ?? 0) + Number(this.#isOpen(minute));
  }

  #isOpen(minute: number): boolean {
    const inDay = minute % DAY_MINUTES;
    return this.#open[Math.floor(minute / DAY_MINUTES)] === true && inDay >= 9 * 60 && inDay < 18 * 60;
  }

  /**
   * The same time of day some working days later; from closed time it is counted from the next morning that is worked.
   */
  afterDays(start: number, days: number): number {
    let minute = (start - ORIGIN) / MINUTE;
    // Six o'clock sharp is still that day.
    while (!this.#isOpen(minute) && !this.#isOpen(minute - 1)) minute += 1;
    for (let left = days; left > 0; ) {
      minute += DAY_MINUTES;
      if (this.#open[Math.floor(minute / DAY_MINUTES)]) left -= 1;
    }
    return ORIGIN + minute * MINUTE;
  }

  /** When a share of the working time between two instants has passed; more than 1 goes on beyond the second. */
  shareOf(start: number, end: number, share: number): number {
    const [from, to] = [start, end].map(each => this.#before[(each - ORIGIN) / MINUTE] ?? 0) as [
      number,
      number,
    ];
    const wanted = from + Math.round((to - from) * share);
    let minute = (start - ORIGIN) / MINUTE;
    while ((this.#before[minute] ?? Number.POSITIVE_INFINITY) < wanted) minute += 1;
    return ORIGIN + minute * MINUTE;
  }
}
