// Every cell of every tab with figures, held against an implementation that shares nothing with the figures: it reads
// the records again for each cell.

import { describe, expect, it } from 'vitest';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { at, deskOf } from '../../fixtures/core/desk-fixture.ts';
import { filledDesk } from '../../fixtures/core/filled-desk.ts';
import { factsOf, figuresOfAll, pageOf } from '../../fixtures/core/page-fixture.ts';
import { differencesOf } from '../../fixtures/core/plain-pages/grid.ts';
import { plainPages } from '../../fixtures/core/plain-pages/pages.ts';

const desk = deskOf();

const factsAt = (records: readonly DeskRecord[], now: number, endOfDay: number) =>
  factsOf(desk, now, {
    figures: figuresOfAll(records, desk),
    due: records.filter(({ dueAt }) => dueAt !== null && dueAt < endOfDay),
  });

describe.each([
  ['in the middle of a month', '2026-09-01 09:00', '2026-11-20 17:10', '2026-11-21 00:00'],
  [
    'in the first days of a year, whose week is the first one',
    '2026-10-20 09:00',
    '2027-01-05 10:00',
    '2027-01-06 00:00',
  ],
  ['in a week that two years share', '2026-11-20 09:00', '2027-01-01 00:30', '2027-01-02 00:00'],
  [
    'on the first of a month, when nothing has come in yet',
    '2026-12-10 09:00',
    '2027-03-01 00:10',
    '2027-03-02 00:00',
  ],
  ['on its first day', '2026-11-20 09:00', '2026-11-20 17:10', '2026-11-21 00:00'],
])('every cell %s', (_, begins, now, endOfDay) => {
  const records = filledDesk(desk, at(begins), at(now));
  const facts = factsAt(records, at(now), at(endOfDay));

  it.each([...plainPages(records, at(now), desk)])('of %s is what the records come to', (title, parts) => {
    expect(differencesOf(pageOf(title, facts), parts)).toEqual([]);
  });
});

it('a cell that is off by one is found, and so is a line too many', () => {
  const now = at('2026-11-20 17:10');
  const records = filledDesk(desk, at('2026-11-01 09:00'), now);
  const parts = plainPages(records, now, desk).get('月报') ?? new Map();
  const { grid } = pageOf('月报', factsAt(records, now, now));
  const [row = []] = grid.filter(([cell]) => cell?.text === '新增');
  const more = row.map((cell, at) => (at === 1 ? { ...cell, text: Number(cell.text) + 1 } : cell));
  expect(differencesOf({ grid }, parts)).toEqual([]);
  expect(differencesOf({ grid: grid.map(each => (each === row ? more : each)) }, parts)).toHaveLength(1);
  const doubled = grid.flatMap(each => (each === row ? [each, each] : [each]));
  expect(differencesOf({ grid: doubled }, parts).length).toBeGreaterThan(1);
});
