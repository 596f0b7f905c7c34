// How often a second the core can do what it does for each row: judge, decide, count open time.

import { check } from '../../functions/src/core/cells/validate-row.ts';
import { decide } from '../../functions/src/core/decide/decide.ts';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import { deskOf } from '../fixtures/core/desk-fixture.ts';
import { spreadOf } from './figures.ts';
import type { Settings } from './options.ts';
import { printTable, say, showSpread } from './report.ts';
import { newRows } from './rows.ts';

/** Asked of the clock only once in so many calls, or the clock would be measured. */
const AT_ONCE = 100;
const HOUR = 3_600_000;

export async function benchCore({ rounds, sliceMs }: Settings): Promise<void> {
  say('Calls a second of the core, in one thread');
  const year = new Date().getUTCFullYear();
  const years = Array.from({ length: 5 }, (_, index) => year - 2 + index);
  const desk = deskOf(undefined, undefined, years);
  const [row] = newRows(1);
  if (!row) return;
  const now = Date.now();
  const by = { account: 'clerk@example.com', editor: null };
  const checked = check(hotline, row.cells, now, desk);
  const saved = decide({ table: hotline, key: row.key, before: undefined, row: checked, by, now }, desk);
  if (saved.outcome !== 'saved') throw new Error(`The row of the bench is ${saved.outcome}`);
  const calls: Record<string, () => unknown> = {
    'check a row': () => check(hotline, row.cells, now, desk),
    'decide on a new row': () =>
      decide({ table: hotline, key: row.key, before: undefined, row: checked, by, now }, desk),
    'decide on a row again': () =>
      decide({ table: hotline, key: row.key, before: saved.after, row: checked, by, now }, desk),
    'add 48 open hours': () => desk.calendar.addWorking(now, 48 * HOUR),
    'add 15 working days': () => desk.calendar.addWorkingDays(now, 15),
    'open time of a week': () => desk.calendar.elapsed(now - 168 * HOUR, now),
  };
  const rates = Object.entries(calls).map(([name, call]) => {
    repeat(call, sliceMs / 4);
    return [name, showSpread(spreadOf(Array.from({ length: rounds }, () => repeat(call, sliceMs / 4))))];
  });
  printTable(['call', 'a second, min/median/max'], rates);
}

/** Calls a second. */
function repeat(call: () => unknown, ms: number): number {
  const begin = performance.now();
  let done = 0;
  let passed = 0;
  do {
    for (let index = 0; index < AT_ONCE; index++) call();
    done += AT_ONCE;
    passed = performance.now() - begin;
  } while (passed < ms);
  return (done / passed) * 1_000;
}
