// The open time that was counted, in few words: days in a row with the same windows stand together.
import { dayNumber, type LocalDate, localParts } from '../lib/time.ts';
import type { CalendarFact, CountedWindow } from './explain.ts';

interface Run {
  from: LocalDate;
  to: LocalDate;
  windows: string;
}

/** `2026-11-20 15:00–18:00`, `2026-11-23 至 2026-11-24 09:00–18:00`; a make-up day says that it is one. */
export function windowsCounted(facts: readonly CalendarFact[], zone: string): string[] {
  const days = new Map<LocalDate, CountedWindow[]>();
  for (const fact of facts)
    if (fact.fact === 'counted') days.set(fact.date, [...(days.get(fact.date) ?? []), fact]);
  const runs: Run[] = [];
  for (const [date, counted] of days) {
    const windows = windowsOf(counted, zone);
    const last = runs.at(-1);
    if (last?.windows === windows && dayNumber(last.to) === dayNumber(date) - 1) last.to = date;
    else runs.push({ from: date, to: date, windows });
  }
  return runs.map(({ from, to, windows }) => `${from === to ? from : `${from} 至 ${to}`} ${windows}`);
}

function windowsOf(counted: readonly CountedWindow[], zone: string): string {
  const windows = counted.map(({ from, to }) => `${timeOf(from, zone)}–${timeOf(to, zone)}`).join('、');
  return counted.some(({ why }) => why === 'makeUp') ? `${windows}（调休上班）` : windows;
}

function timeOf(instant: number, zone: string): string {
  const { hour, minute } = localParts(instant, zone);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
