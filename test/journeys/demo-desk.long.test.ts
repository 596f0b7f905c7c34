// The demo desk, lived through in one process: what its staff type is taken. Over its three months everything that the
// tables can come to occurs in it; `npm run test:long` lives through the first weeks, and the core's walk goes through
// all states.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskContext } from '../../functions/src/actions/desk/desk-contexts.ts';
import { readFacts } from '../../functions/src/actions/reports/read-facts.ts';
import { documentsOf, earlier, periodAt } from '../../functions/src/core/figures/periods.ts';
import { entriesOf, readFigures } from '../../functions/src/core/figures/read.ts';
import { DAY } from '../../functions/src/core/lib/time.ts';
import { TABLES } from '../../functions/src/core/tables/index.ts';
import { DEMO_MS } from '../../local/demo/fill.ts';
import { DESK_ID } from '../fixtures/actions/action-place.ts';
import { at, ZONE } from '../fixtures/core/desk-fixture.ts';
import { linesOf, pageOf } from '../fixtures/core/page-fixture.ts';
import { MATTERS, WORK as PLAIN_WORK, plainFigures } from '../fixtures/core/plain-figures.ts';
import { plainChanges, plainSteps, plainTabs } from '../fixtures/core/plain-pages/changes.ts';
import { differencesOf } from '../fixtures/core/plain-pages/grid.ts';
import { plainPages } from '../fixtures/core/plain-pages/pages.ts';
import { often } from '../fixtures/endurance.ts';
import { DemoHere, WORK } from '../fixtures/journeys/demo-here.ts';

const BEGINS = at('2026-08-22 09:00');
const LASTING = often(10 * DAY, DEMO_MS);
const IS_WHOLE = LASTING === DEMO_MS;

let demo: DemoHere;
beforeAll(async () => {
  demo = await DemoHere.live('demo-desk', BEGINS, LASTING);
}, 280_000);
afterAll(async () => demo?.close());

const COUNTED = new Set([...MATTERS, ...PLAIN_WORK]);

/** What figures count: matters and work, and no master data. */
const counting = () => demo.worked().filter(({ table }) => COUNTED.has(table));

describe('the demo desk', () => {
  it('holds two hundred records and more in three months, of every table', () => {
    expect(demo.now).toBe(BEGINS + LASTING);
    expect(demo.worked().length).toBeGreaterThanOrEqual(often(30, 200));
    expect(new Set(demo.worked().map(({ table }) => table))).toEqual(new Set(WORK.map(({ key }) => key)));
  });

  it.runIf(IS_WHOLE).for(WORK)('has been in every state of $title', table => {
    const seen = new Set(
      demo.events.filter(each => each.table === table.key).map(({ state }) => state.after),
    );
    const missing = table.states.filter(
      ({ name }) => !seen.has(name) && !UNREACHED.has(`${table.key} ${name}`),
    );
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it.runIf(IS_WHOLE).for(WORK.filter(table => (table.reopenings ?? []).length > 0))(
    'reopens records of $title',
    table => {
      const reopened = [...demo.records.values()].filter(each => each.table === table.key && each.cycle > 1);
      expect(reopened.length).toBeGreaterThan(0);
    },
  );

  it.runIf(IS_WHOLE)(
    'is left in the middle of a busy day: late, due within a day, gone up, and calls that wait',
    () => {
      const { late, soon, escalated, calls } = demo.waiting();
      expect(late).toBeGreaterThanOrEqual(5);
      expect(soon).toBeGreaterThanOrEqual(3);
      expect(escalated).toBeGreaterThanOrEqual(1);
      expect(calls).toBeGreaterThanOrEqual(1);
    },
  );

  it.runIf(IS_WHOLE)('shows what the rules say of rows', () => {
    expect(RULES.filter(code => !demo.told.has(code))).toEqual([]);
  });

  it('shows in every cell of every tab with figures what its records come to', async () => {
    const desk = deskContext(demo.ports, await demo.ports.store.desk(DESK_ID));
    // What was closed stands as it was then: what is counted here is how things stand now.
    const facts = { ...(await readFacts(demo.ports, desk)), closedPeriods: [] };
    expect(facts.due.length).toBeLessThan(500);
    const differences = [...plainPages([...demo.records.values()], demo.now, desk)].flatMap(
      ([title, parts]) => differencesOf(pageOf(title, facts), parts).map(each => `${title} · ${each}`),
    );
    expect(differences).toEqual([]);
  });

  it('tells in 变更记录 of its latest changes, and in 开始 how far it has come and what tabs it has', async () => {
    const desk = deskContext(demo.ports, await demo.ports.store.desk(DESK_ID));
    const facts = await readFacts(demo.ports, desk);
    const [, ...lines] = pageOf('变更记录', facts).grid.filter(row => row.length > 1);
    expect(lines.map(row => row.map(({ text }) => text))).toEqual(plainChanges(demo.events, desk));
    const start = pageOf('开始', facts);
    expect(linesOf(start, '第一天的五步').map(row => row.at(-1)?.text)).toEqual(plainSteps(desk));
    const tabs = linesOf(start, '各表做什么用').map(([, title, , who]) => [title?.text, who?.text]);
    expect(tabs).toEqual(plainTabs());
  });

  it.for(['week', 'month'] as const)('counts each %s as a plain recount of all records does', async kind => {
    const latest = periodAt(kind, demo.now, ZONE);
    const periods = Array.from({ length: kind === 'week' ? 14 : 4 }, (_, count) =>
      earlier(latest, ZONE, count),
    );
    const figures = await demo.ports.store.figures(DESK_ID, documentsOf(periods));
    for (const period of periods) {
      const scope = { tables: TABLES };
      const {
        respond,
        solve,
        customers: _,
        ...counted
      } = readFigures(entriesOf(figures, period.document), scope);
      const plain = plainFigures(counting(), period);
      const times = [respond, solve].map(({ n, sum }) => ({ n, sum }));
      const plainTimes = [plain.respond, plain.solve].map(minutes => ({
        n: minutes.length,
        sum: minutes.reduce((sum, each) => sum + each, 0),
      }));
      const { respond: _respond, solve: _solve, ...plainCounts } = plain;
      expect({ ...counted, times }).toEqual({ ...plainCounts, times: plainTimes });
    }
  });
});

/**
 * States in which no row of the demo stands: what they need is proposed at once, or they come of erasing a customer,
 * which nobody asks for there.
 */
const UNREACHED = new Set(['hotline 已登记', 'leads 无需联系']);

/** Codes that the demo's rows are told. */
const RULES = [
  'description_vague',
  'time_vague',
  'contact_invalid',
  'option_unknown',
  'required_missing',
  'proposed',
  'conflict',
  'reopened',
  'due_explained',
  'limit_passed',
  'batch_found',
];
