// The whole desk with Google's latencies and limits: executions start in any order, thirty at a time, and what is over
// them does not run. Nothing is timed: what is typed is saved, once, whatever was not heard of.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalDesk } from '../../../local/desk/desk.ts';
import { OWNER } from '../../../local/desk/sample-people.ts';
import { MAX_AT_ONCE } from '../../../local/google/apps-script/economy.ts';
import { DeskHere } from '../../fixtures/journeys/desk-here.ts';
import { CASE_CELLS, HotlineTab } from '../../fixtures/journeys/hotline-tab.ts';

const PEOPLE = Array.from({ length: 4 }, (_, index) => `clerk${index}@sheetdesk.example`);
const SAID = /too many scripts running simultaneously/;

let desk: LocalDesk;
let tab: HotlineTab;
let here: DeskHere;
beforeAll(async () => {
  here = await DeskHere.start({ economy: { slow: true, account: 'workspace' } });
  desk = here.local;
  tab = new HotlineTab(desk.workbook);
  await desk.idle();
}, 120_000);
afterAll(() => here?.dispose());

/** The numbers that rows show, in order; none of them twice. */
function numbersOf(rows: readonly number[]): string[] {
  const numbers = rows.map(row => tab.number(row));
  expect(new Set(numbers).size).toBe(rows.length);
  return numbers.toSorted();
}

test('people who type at the same moment have each row saved, under a number of its own', async () => {
  const rows = PEOPLE.map((_, person) => 2 + 2 * person);
  for (const { label, textOf } of CASE_CELLS) {
    PEOPLE.forEach((email, person) => {
      const row = rows[person] ?? 0;
      tab.type(email, row, label, [[textOf(row)]]);
    });
    await desk.scripts.idle();
  }
  expect(rows.map(row => tab.state(row))).toEqual(rows.map(() => '已保存'));
  expect(numbersOf(rows)).toHaveLength(PEOPLE.length);
  expect(desk.scripts.failures()).toEqual([]);
}, 240_000);

test('edits beyond the thirty at once are not heard, stay as they are typed, and are saved with 刷新, once', async () => {
  const rows = Array.from({ length: MAX_AT_ONCE }, (_, index) => 20 + index);
  for (const [index, row] of rows.entries()) {
    const email = PEOPLE[index % PEOPLE.length] ?? '';
    for (const { label, textOf } of CASE_CELLS) tab.type(email, row, label, [[textOf(row)]]);
  }
  await desk.scripts.idle();
  expect(desk.scripts.failures().length).toBeGreaterThan(0);
  for (const { message } of desk.scripts.failures()) expect(message).toMatch(SAID);
  expect(rows.some(row => !tab.isSaved(row))).toBe(true);
  await desk.scripts.run('refresh', [], OWNER);
  await desk.scripts.idle();
  expect(rows.map(row => tab.state(row))).toEqual(rows.map(() => '已保存'));
  const all = [...PEOPLE.map((_, person) => 2 + 2 * person), ...rows];
  expect(numbersOf(all).map(number => Number(number.slice(-3)))).toEqual(all.map((_, index) => index + 1));
}, 240_000);
