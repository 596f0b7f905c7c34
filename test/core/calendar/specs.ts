// Calendars that the calendar tests share, and how they write instants down.
import { chineseHolidays } from '../../../functions/src/adapters/chinese-days-holidays.ts';
import {
  type Calendar,
  type CalendarException,
  type CalendarSpec,
  type HolidayYear,
  parseCalendar,
  type Result,
  type Window,
} from '../../../functions/src/core/calendar/calendar.ts';
import { type Instant, localParts } from '../../../functions/src/core/lib/time.ts';

export const OFFICE: Window[] = [{ from: '09:00', to: '18:00' }];
export const WITH_LUNCH: Window[] = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '18:00' },
];
export const ALL_DAY: Window[] = [{ from: '00:00', to: '24:00' }];

/** Monday to Friday with these windows, Saturday and Sunday with others. */
export function week(windows: Window[], weekend: Window[] = []): CalendarSpec['week'] {
  return { 1: windows, 2: windows, 3: windows, 4: windows, 5: windows, 6: weekend, 7: weekend };
}

/** Years without any holiday. */
export function plainYears(first: number, last: number): HolidayYear[] {
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    year: first + index,
    closed: [],
    open: [],
  }));
}

export function chineseYears(...years: number[]): HolidayYear[] {
  return years.map(chineseHolidays);
}

export function calendarOf(spec: Partial<CalendarSpec>): Calendar {
  const parsed = parseCalendar({
    zone: 'Asia/Shanghai',
    week: week(OFFICE),
    years: plainYears(2024, 2027),
    exceptions: [],
    ...spec,
  });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.calendar;
}

/** The desk's own calendar, with the holidays of 2024 to 2026. */
export function chineseCalendar(exceptions: CalendarException[] = [], windows: Window[] = OFFICE): Calendar {
  return calendarOf({ week: week(windows), years: chineseYears(2024, 2025, 2026), exceptions });
}

/** `2026-02-13 17:00` in Shanghai as an instant. */
export function at(text: string): Instant {
  return Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
}

/** An answer as people read it: `2026-02-13 17:00`, with seconds and milliseconds only where there are any. */
export function shown(result: Result, zone = 'Asia/Shanghai'): string {
  if (typeof result !== 'number') return `missing ${result.missingYear}`;
  const { year, month, day, hour, minute, second, millisecond } = localParts(result, zone);
  const pad = (value: number) => String(value).padStart(2, '0');
  const rest = second + millisecond === 0 ? '' : `:${pad(second + millisecond / 1000)}`;
  return `${year}-${pad(month)}-${pad(day)} ${pad(hour)}:${pad(minute)}${rest}`;
}
