// When what others write at once is drawn: by a clock that the test sets.
import { expect, test } from 'vitest';
import { Flood } from '../../local/page/web/flood.ts';

const cells = (sheetId: number, rows: number) => ({
  type: 'cells' as const,
  sheetId,
  row: 0,
  column: 0,
  cells: Array.from({ length: rows }, () => Array.from({ length: 10 }, () => ({ value: 1 }))),
});

/** For how long many changes of others wait. */
const wait = (flood: Flood) => flood.waitMs([[cells(1, 2_000)]], 1);

test('only what is written into the shown tab counts, over all changes that wait', () => {
  const flood = new Flood(() => 0);
  expect(flood.covers([[cells(1, 600)], [cells(1, 400)]], 1)).toBe(false);
  expect(flood.covers([[cells(1, 600)], [cells(1, 401)]], 1)).toBe(true);
  expect(flood.covers([[cells(2, 2_000)]], 1)).toBe(false);
});

test('more is awaited until nothing has come for a while, but not for ever', () => {
  let now = 0;
  const flood = new Flood(() => now);
  expect(wait(flood)).toBe(0);
  flood.arrived();
  expect(wait(flood)).toBe(600);
  now = 500;
  flood.arrived();
  now = 1_000;
  expect(wait(flood)).toBe(100);
  now = 1_100;
  expect(wait(flood)).toBe(0);
  for (now = 1_100; now < 1_900; now += 100) flood.arrived();
  expect(wait(flood)).toBe(100);
});

test('a tab that takes long to draw is drawn less often', () => {
  let now = 0;
  const flood = new Flood(() => now);
  flood.arrived();
  flood.draw(() => (now = 3_000));
  expect(wait(flood)).toBe(0);
  for (; now < 14_500; now += 500) flood.arrived();
  flood.arrived();
  // Four times as long as the drawing took, from the first that came after it.
  expect(wait(flood)).toBe(500);
  now = 15_000;
  flood.arrived();
  expect(wait(flood)).toBe(0);
});

test('what a script writes that the person waits for is drawn once, when it has ended', () => {
  let now = 0;
  const flood = new Flood(() => now);
  flood.begun();
  flood.arrived();
  expect(flood.waitMs([[cells(1, 101)]], 1)).toBe(5_000);
  now = 4_000;
  flood.arrived();
  expect(wait(flood)).toBe(1_000);
  flood.ended();
  expect(wait(flood)).toBe(100);
  now = 4_100;
  expect(wait(flood)).toBe(0);
  flood.draw(() => {});
  flood.arrived();
  expect(wait(flood)).toBe(600);
});

test('few cells of such a script are drawn at once, and many at last although it goes on', () => {
  let now = 0;
  const flood = new Flood(() => now);
  flood.begun();
  flood.arrived();
  expect(flood.waitMs([[cells(1, 100)]], 1)).toBe(0);
  now = 5_000;
  flood.arrived();
  expect(wait(flood)).toBe(0);
});
