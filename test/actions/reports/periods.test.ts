// Weeks and months are closed when they end, once each, with what was changed before their end and nothing that came
// later; and figures that have gone wrong are mended.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deskContext } from '../../../functions/src/actions/desk/desk-contexts.ts';
import { closePeriods } from '../../../functions/src/actions/reports/close-periods.ts';
import { checkFigures, recountFigures } from '../../../functions/src/actions/reports/recount-figures.ts';
import { rebuildSummaries } from '../../../functions/src/actions/reports/summarise-desk.ts';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import { correctionsOf } from '../../../functions/src/core/figures/closed-periods.ts';
import { OPEN } from '../../../functions/src/core/figures/figures.ts';
import { documentsOf } from '../../../functions/src/core/figures/periods.ts';
import type { Instant } from '../../../functions/src/core/lib/time.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { at, CALL, CLOSING, hotline } from '../../fixtures/core/desk-fixture.ts';

const WEEK = 'week-2026-W47';
const NOVEMBER = 'month-2026-11';

let place: ActionPlace;
let ports: Ports;
let now: Instant;
let planted: Instant[];
let summaries: number;

beforeEach(async () => {
  now = at('2026-11-20 15:00');
  planted = [];
  summaries = 0;
  place = await ActionPlace.start('periods', () => now);
  const alarms = {
    plantRing: async (_: string, when: Instant) => void planted.push(when),
    plantSummary: async () => void summaries++,
  };
  ports = { ...place.ports, alarms };
});
afterEach(() => place.close());

async function save(key: string, cells: Cells, base = ''): Promise<void> {
  const row = { key: `row-0000000${key}`, base, edited: [], cells };
  const by = account('limin');
  const typed = { account: by, table: hotline, by: { account: by.mail, editor: null }, now, rows: [row] };
  const [settled] = await commitRows(ports, DESK_ID, [typed]);
  expect(settled).toMatchObject({ answers: [{ outcome: 'saved' }] });
}

const CALLED: Cells = { ...CALL, calledAt: '2026-11-20 14:50' };
const SOLVED: Cells = { ...CLOSING, respondedAt: '2026-11-22 09:00', resolvedAt: '2026-11-22 10:00' };
const closed = async (document: string) => {
  const [period] = await ports.store.closedPeriods(DESK_ID, [document]);
  if (!period) throw new Error(`${document} is not closed`);
  return period;
};
const documents = (periods: readonly { document: string }[]) => periods.map(({ document }) => document);

test('a week is closed a minute after its end, with what rang and what was changed before, and nothing that came later', async () => {
  await save('1', CALLED);
  await save('2', CALLED);
  now = at('2026-11-23 00:00') + 59_999;
  // Nothing has been taken in yet, the limits have not rung, and the next week's work has begun.
  await save('2', SOLVED, '1');
  expect(await closePeriods(ports, DESK_ID)).toEqual([]);
  now += 1;
  expect(documents(await closePeriods(ports, DESK_ID))).toEqual([WEEK]);
  const { figures, policy, until, frozenAt } = await closed(WEEK);
  expect([until, frozenAt]).toEqual([at('2026-11-23 00:00'), now]);
  expect(policy.settings.filter(({ category }) => category === '问题类型')).toEqual([
    { category: '问题类型', name: '售前咨询', value: '24h' },
    { category: '问题类型', name: '售后支持', value: '48h' },
  ]);
  expect(figures[WEEK]).toMatchObject({ 'hotline/created': 2, 'hotline/customers': 1 });
  expect(figures[OPEN]?.['hotline/open']).toBe(2);
  expect(figures[WEEK]?.['hotline/solved']).toBeUndefined();
  // Of the calls that nobody answered in two hours one rings now; that the other was answered late came out on Monday.
  expect(figures[WEEK]?.['hotline/missed/clock/hotline.respond']).toBe(1);
  expect(planted).toContain(at('2026-11-30 00:01'));
  expect(await closePeriods(ports, DESK_ID)).toEqual([]);

  while ((await ports.store.applyChanges(DESK_ID, 200)) > 0);
  const live = await ports.store.figures(DESK_ID, documentsOf([{ document: WEEK }]));
  const { corrected, since } = correctionsOf(await closed(WEEK), live);
  expect(corrected).toMatchObject({
    'hotline/solved': 1,
    'hotline/solveMinutes': 2590,
    'hotline/missed': 1,
    'hotline/kept': 1,
  });
  expect(since).toMatchObject({ 'hotline/createdSolved': 1, 'hotline/createdAtOnce': 1 });
  expect(await closed(WEEK)).toMatchObject({ figures });
});

test('a desk that slept for months freezes every week and month that has passed, in order, as of their ends', async () => {
  await save('1', CALLED);
  now = at('2027-02-10 08:00');
  const made = documents(await closePeriods(ports, DESK_ID));
  expect(made.join(' ')).toBe(
    'week-2026-W47 week-2026-W48 month-2026-11 week-2026-W49 week-2026-W50 week-2026-W51 week-2026-W52 month-2026-12 ' +
      'week-2026-W53 week-2027-W01 week-2027-W02 week-2027-W03 week-2027-W04 month-2027-01 week-2027-W05',
  );
  expect((await closed(WEEK)).figures[WEEK]?.['hotline/missed/clock/hotline.respond']).toBe(1);
  expect((await closed('month-2027-01')).figures).toMatchObject({
    'month-2027-01': {},
    [OPEN]: { 'hotline/open': 1 },
  });
  expect(planted.at(-1)).toBe(at('2027-02-15 00:01'));
});

test('many who freeze at once freeze each period once', async () => {
  await save('1', CALLED);
  now = at('2026-12-01 00:01');
  const all = await Promise.all(Array.from({ length: 3 }, () => closePeriods(ports, DESK_ID)));
  expect(all.flatMap(documents).sort()).toEqual([NOVEMBER, WEEK, 'week-2026-W48']);
  expect((await closed(NOVEMBER)).figures[NOVEMBER]?.['hotline/created']).toBe(1);
});

test('desks whose week has ended are found by the sweep', async () => {
  expect(await ports.store.desksWithWork(at('2026-11-23 00:00'), 10)).toEqual([]);
  expect(await ports.store.desksWithWork(at('2026-11-23 00:01'), 10)).toEqual([DESK_ID]);
});

test('a recount finds what is wrong to the last digit, mends it, and finds nothing then', async () => {
  await save('1', CALLED);
  await save('2', CALLED);
  while ((await ports.store.applyChanges(DESK_ID, 200)) > 0);
  now = at('2026-11-22 10:30');
  await save('1', SOLVED, '1');
  const desk = deskContext(ports, await ports.store.desk(DESK_ID));
  expect(await checkFigures(ports, desk)).toEqual({ records: 2, differences: [] });
  const wrong = {
    [NOVEMBER]: { 'hotline/created': 1, 'hotline/customers': 2 },
    'week-1999-W01': { odd: -1 },
  };
  await ports.store.transaction(DESK_ID, async each => each.write({ change: { at: now, figures: wrong } }));
  await ports.store.applyChanges(DESK_ID, 200);
  const differences = [
    { document: NOVEMBER, key: 'hotline/created', stands: 3, counted: 2 },
    { document: NOVEMBER, key: 'hotline/customers', stands: 3, counted: 1 },
    { document: 'week-1999-W01', key: 'odd', stands: -1, counted: 0 },
  ];
  expect(await checkFigures(ports, desk)).toEqual({ records: 2, differences });
  expect((await checkFigures(ports, desk)).differences).toHaveLength(3);
  const both = await Promise.all([recountFigures(ports, desk), recountFigures(ports, desk)]);
  expect(both.map(({ records }) => records)).toEqual([2, 2]);
  expect(await checkFigures(ports, desk)).toEqual({ records: 2, differences: [] });
});

test('a recount is asked for by supervisors only, and done by the queue', async () => {
  await expect(rebuildSummaries(ports, account('limin'), DESK_ID)).rejects.toMatchObject({
    code: 'not_supervisor',
  });
  expect(summaries).toBe(0);
  await rebuildSummaries(ports, account('wangfang'), DESK_ID);
  expect(summaries).toBe(1);
  expect(await ports.store.state(DESK_ID, 'upkeep')).toMatchObject({ recountsAsked: 1, recountsDone: 0 });
});
