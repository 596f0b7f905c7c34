// Every cell of every tab with figures, held against an implementation that shares nothing with the figures: it reads
// the records again for each cell.

import { describe, expect, it } from 'vitest';
import { closePeriod } from '../../../functions/src/core/figures/closed-periods.ts';
import { earlier, periodAt } from '../../../functions/src/core/figures/periods.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { endOfDay } from '../../../functions/src/core/reports/due.ts';
import { monthPages } from '../../../functions/src/core/reports/reports.ts';
import { summaryPages } from '../../../functions/src/core/reports/summary-tabs.ts';
import { at, deskOf, ZONE } from '../../fixtures/core/desk-fixture.ts';
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
  const records = filledDesk(at(begins), at(now));
  const facts = factsAt(records, at(now), at(endOfDay));

  it.each([...plainPages(records, at(now), desk)])('of %s is what the records come to', (title, parts) => {
    expect(differencesOf(pageOf(title, facts), parts)).toEqual([]);
  });
});

describe.each([
  ['a week and a month that ended a while ago', '2026-11-20 17:10'],
  ['a month that ended in the last week', '2026-12-10 09:00'],
  ['the first day of a year', '2027-01-01 10:00'],
])('every cell once periods were closed: %s', (_, time) => {
  const [begins, now] = [at('2026-06-01 09:00'), at(time)];
  const closings = (['month', 'month', 'week', 'week'] as const).map((kind, index) => {
    const period = earlier(periodAt(kind, now, ZONE), ZONE, 1 + (index % 2));
    const known = filledDesk(begins, period.until);
    return { period, document: period.document, at: period.until + 60_000, records: known };
  });
  // Since then others came to be known: what was told later, and what became of the rest.
  const records = filledDesk(begins, now);
  const closedPeriods = closings.map(({ period, at: closedAt, records: known }) =>
    closePeriod(period, figuresOfAll(known, desk), closedAt, desk),
  );
  const facts = factsOf(desk, now, {
    figures: figuresOfAll(records, desk),
    due: records.filter(({ dueAt }) => dueAt !== null && dueAt < endOfDay(now, ZONE)),
    closedPeriods,
  });
  const pages = [...summaryPages(facts), ...monthPages(facts)];
  const expected = plainPages(records, now, desk, closings);

  it('covers every tab', () => {
    const others = ['开始', '变更记录'];
    expect(pages.map(({ tab }) => tab.title).sort()).toEqual([...expected.keys(), ...others].sort());
  });

  it.each([...expected])('of %s is what the records came to then, and come to now', (title, parts) => {
    const page = pages.find(({ tab }) => tab.title === title);
    expect(page && differencesOf(page, parts)).toEqual([]);
  });

  it.each([...expected])(
    'of %s is missed by nobody if it is another: each is held against the records',
    (title, parts) => {
      const { grid } = pages.find(({ tab }) => tab.title === title) ?? { grid: [] };
      let altered = 0;
      const others = grid.map((row, at) => {
        const [first] = row;
        const isFixed = first?.style === 'heading' || first?.style === 'section';
        // A line that says that there is nothing is known by its words.
        const isRemark = row.length === 1 && first?.style === 'muted' && (at > 2 || first.text === '暂无');
        if (isFixed || isRemark) return row;
        altered += row.length;
        return row.map(cell => ({
          ...cell,
          text: typeof cell.text === 'number' ? cell.text * 2 + 7_777_777 : `${cell.text}!`,
        }));
      });
      expect(altered).toBeGreaterThan(title === '待办提醒' ? 10 : 100);
      expect(differencesOf({ grid: others }, parts)).toHaveLength(altered);
    },
  );

  it('what came later is told', () => {
    const [before, after] = [expected.get('上周周报'), expected.get('月报')];
    expect([before, after].map(parts => [parts?.has('更正'), parts?.has('后续进展')])).toEqual([
      [true, true],
      [true, true],
    ]);
    const later = [...expected.values()].flatMap(parts =>
      ['更正', '后续进展'].flatMap(part => parts.get(part) ?? []),
    );
    expect(later.filter(([label]) => label !== '暂无').length).toBeGreaterThan(0);
  });
});

it('a cell that is off by one is found, and so is a line too many', () => {
  const now = at('2026-11-20 17:10');
  const records = filledDesk(at('2026-11-01 09:00'), now);
  const parts = plainPages(records, now, desk).get('月报') ?? new Map();
  const { grid } = pageOf('月报', factsAt(records, now, now));
  const [row = []] = grid.filter(([cell]) => cell?.text === '新增');
  const more = row.map((cell, at) => (at === 1 ? { ...cell, text: Number(cell.text) + 1 } : cell));
  expect(differencesOf({ grid }, parts)).toEqual([]);
  expect(differencesOf({ grid: grid.map(each => (each === row ? more : each)) }, parts)).toHaveLength(1);
  const doubled = grid.flatMap(each => (each === row ? [each, each] : [each]));
  expect(differencesOf({ grid: doubled }, parts).length).toBeGreaterThan(1);
});
