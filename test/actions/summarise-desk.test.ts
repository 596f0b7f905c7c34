// What is carried out for a whole desk: each step by itself, none of them for ever stuck, and none on a state that is
// no longer so.
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeDesk } from '../../functions/src/actions/desk/describe-desk.ts';
import { deskContext } from '../../functions/src/actions/desk/desk-contexts.ts';
import { recountFigures } from '../../functions/src/actions/reports/recount-figures.ts';
import { rebuildSummaries, summariseDesk } from '../../functions/src/actions/reports/summarise-desk.ts';
import { commitRows } from '../../functions/src/actions/submit/commit-rows.ts';
import { decideAgain } from '../../functions/src/actions/timers/decide-again.ts';
import { ringDesk } from '../../functions/src/actions/timers/ring-desk.ts';
import type { SheetRequest } from '../../functions/src/core/workbook/sheet-request.ts';
import type { Ports } from '../../functions/src/ports/ports.ts';
import type { DeskStore } from '../../functions/src/ports/store.ts';
import { ActionPlace, account, DESK_ID } from '../fixtures/actions/action-place.ts';
import { at, CALL, hotline, storedDesk, storedState } from '../fixtures/core/desk-fixture.ts';
import { clientOf } from '../fixtures/firestore-here.ts';

const PROJECT = 'summarise-desk';
const LAST_WEEK = 'week-2026-W47';

let place: ActionPlace;
let ports: Ports;
let deskId: string;
let now = at('2026-11-20 15:00');
let written: SheetRequest[][];
let failedSteps: unknown[];

beforeEach(async () => {
  now = at('2026-11-20 15:00');
  deskId = DESK_ID;
  const state = storedState({}, { decided: 0, recountsAsked: 1 });
  place = await ActionPlace.start(PROJECT, () => now, storedDesk(), state);
  written = [];
  failedSteps = [];
  ports = {
    ...place.ports,
    alarms: { plantRing: async () => {}, plantSummary: async () => {} },
    workbooks: {
      inspect: async () => ({ timeZone: 'Asia/Shanghai', tabs: [], names: [] }),
      apply: async (_, requests) => void written.push([...requests]),
      column: async () => [],
      metadata: async () => [],
    },
    messenger: { send: async () => {} },
    log: {
      info: () => {},
      error: (event, _, facts) => void (event === 'step_failed' && failedSteps.push(facts?.step)),
    },
  };
});
afterEach(() => place.close());

/** The same ports, with some calls of the store answered otherwise. */
function withStore(changed: Partial<DeskStore>): Ports {
  const store = new Proxy(ports.store, {
    get: (whole, name) => {
      const value: unknown = Reflect.get(changed, name) ?? Reflect.get(whole, name);
      return typeof value === 'function' ? value.bind(whole) : value;
    },
  });
  return { ...ports, store };
}

const broken = (): Promise<never> => Promise.reject(new Error('broken'));
/** Fails the first time that it is asked: by whoever reports what has ended. */
function onceBroken(): DeskStore['closedPeriods'] {
  let asked = 0;
  return (...args) => (asked++ === 0 ? broken() : place.ports.store.closedPeriods(...args));
}
const upkeep = () => ports.store.state(deskId, 'upkeep');
const lays = (requests: readonly SheetRequest[]) => requests.some(each => 'setDataValidation' in each);
const configured = (name: string, department: string) => ({
  [name]: { table: 'settings' as const, cells: { category: '路由', name, department } },
});

/** What each step leaves behind. */
const DONE: Record<string, () => Promise<boolean>> = {
  close_periods: async () => (await ports.store.closedPeriods(deskId, [LAST_WEEK])).length === 1,
  decide_again: async () => (await upkeep())?.decided === 1,
  recount: async () => (await upkeep())?.recountsDone === 1,
  report_periods: async () => (await ports.store.state(deskId, 'periods'))?.reported.week === LAST_WEEK,
  lay_out: async () => (await upkeep())?.laidOut !== '' && written.some(lays),
  write_summaries: async () => written.some(requests => !lays(requests)),
};

describe('a step that fails', () => {
  test.each<[step: keyof typeof DONE, fault: () => Ports]>([
    [
      'close_periods',
      () =>
        withStore({
          applyChanges: (id, limit, before) =>
            before ? broken() : place.ports.store.applyChanges(id, limit, before),
        }),
    ],
    ['decide_again', () => withStore({ openKeys: broken })],
    ['recount', () => withStore({ countAll: broken })],
    ['report_periods', () => withStore({ closedPeriods: onceBroken() })],
    [
      'lay_out',
      () => ({
        ...ports,
        workbooks: {
          ...ports.workbooks,
          apply: (id, requests) => (lays(requests) ? broken() : ports.workbooks.apply(id, requests)),
        },
      }),
    ],
    ['write_summaries', () => withStore({ recordsInStates: broken })],
  ])('%s alone: all others are done, and it is when it can be', async (step, fault) => {
    now = at('2026-11-23 09:00');
    await expect(summariseDesk(fault(), deskId)).rejects.toThrow('broken');
    expect(failedSteps).toEqual([step]);
    // There is nothing to report of a period that is not closed.
    const undone = step === 'close_periods' ? [step, 'report_periods'] : [step];
    for (const [name, isDone] of Object.entries(DONE))
      expect([name, await isDone()]).toEqual([name, !undone.includes(name)]);
    now += 3_600_000;
    await summariseDesk(ports, deskId);
    expect(await DONE[step]?.()).toBe(true);
  });
});

describe('a desk that was stored in one document, fallen back behind a week that is kept', () => {
  const OLD = JSON.parse(
    readFileSync(new URL('../fixtures/stored/undivided-desk.json', import.meta.url), 'utf8'),
  ) as Record<string, unknown>;

  // Case A.1
  test('is found, goes on from there, and keeps its people, its members and the week as it was', async () => {
    const db = clientOf(PROJECT, place.firestore);
    const old = db.doc('desks/desk-of-old');
    deskId = old.id;
    await old.set(OLD);
    const kept = {
      document: LAST_WEEK,
      kind: 'week',
      from: 1794758400000,
      until: 1795363200000,
      frozenAt: 1795363320000,
    };
    const parts = { [LAST_WEEK]: { 'hotline/created': 7 }, open: {}, [`${LAST_WEEK}-tail`]: {} };
    for (const [part, figures] of Object.entries(parts)) {
      const id = part === LAST_WEEK ? part : `${LAST_WEEK}.${part}`;
      await old
        .collection('periods')
        .doc(id)
        .set({ ...kept, policy: { version: 5, settings: {} }, figures });
    }
    now = at('2026-12-07 09:00');
    expect(await ports.store.desksWithWork(now, 10)).toContain(deskId);
    expect(await describeDesk(ports, account('guest'), deskId)).toMatchObject({ deskId });

    await summariseDesk(ports, deskId);
    const weeks = await ports.store.closedPeriods(deskId, [LAST_WEEK, 'week-2026-W48', 'week-2026-W49']);
    expect(weeks.map(({ frozenAt }) => frozenAt)).toEqual([kept.frozenAt, now, now]);
    expect(weeks[0]?.figures[LAST_WEEK]).toEqual({ 'hotline/created': 7 });
    const { rows, version } = OLD;
    expect((await old.get()).data()).toEqual({
      form: 2,
      id: deskId,
      zone: 'Asia/Shanghai',
      version,
      owner: 'owner@example.com',
      rows,
    });
    // Two that were stored, and one for what figures count since.
    expect(await upkeep()).toMatchObject({ seeded: true, decided: version, recountsBegun: 3 });
    expect(await ports.store.state(deskId, 'members')).toEqual({ mails: ['guest@example.com'] });
    expect(await ports.store.state(deskId, 'periods')).toMatchObject({
      reported: { week: 'week-2026-W49', month: 'month-2026-11' },
    });
    await ringDesk(ports, deskId);
    expect(await ports.store.desksWithWork(now, 10)).not.toContain(deskId);
    await db.terminate();
  });
});

describe('two at once', () => {
  test('a record is not decided by a configuration that somebody else has overtaken', async () => {
    const cells = { ...CALL, type: '投诉建议' };
    const row = { key: 'row-00000001', base: '', edited: [], cells };
    const by = account('limin');
    const typed = { account: by, table: hotline, by: { account: by.mail, editor: null }, now, rows: [row] };
    expect(await commitRows(ports, deskId, [typed])).toMatchObject([{ answers: [{ outcome: 'saved' }] }]);
    const decidedWith = async () => (await ports.store.records(deskId, [row.key])).get(row.key)?.clocks;
    const length = (value: string) => ({
      limit: { table: 'settings' as const, cells: { category: '时限', name: '热线响应', value } },
    });
    const set = (value: string) =>
      ports.store.transaction(deskId, async each => each.write({ configured: length(value) }));
    await set('2h');
    await decideAgain(ports, deskId);
    const first = JSON.stringify(await decidedWith());
    await set('3h');
    let met = false;
    const slow = withStore({
      openKeys: async (...args) => {
        const keys = await place.ports.store.openKeys(...args);
        if (met) return keys;
        met = true;
        await set('9h');
        await decideAgain({ ...ports, store: place.others.store }, deskId);
        return keys;
      },
    });
    await decideAgain(slow, deskId);
    const clocks = JSON.stringify(await decidedWith());
    expect(clocks).not.toBe(first);
    await set('9h');
    await decideAgain(ports, deskId);
    expect(JSON.stringify(await decidedWith())).toBe(clocks);
  });

  test('whoever asks for a recount while one is going on gets another', async () => {
    const desk = deskContext(ports, await ports.store.desk(deskId));
    await recountFigures(
      withStore({
        countAll: async (id, count) => {
          await rebuildSummaries(ports, account('wangfang'), deskId);
          return place.ports.store.countAll(id, count);
        },
      }),
      desk,
    );
    expect(await upkeep()).toMatchObject({ recountsAsked: 2, recountsDone: 1 });
    await summariseDesk(ports, deskId);
    expect(await upkeep()).toMatchObject({ recountsAsked: 2, recountsDone: 2 });
  });
});

test('settings that the workbook does not show lay out nothing', async () => {
  await summariseDesk(ports, deskId);
  expect(written.filter(lays)).toHaveLength(1);
  await ports.store.transaction(deskId, async each =>
    each.write({ configured: configured('漏电', '品控部') }),
  );
  now += 60_000;
  await summariseDesk(ports, deskId);
  now += 60_000;
  await summariseDesk(ports, deskId);
  expect(written.filter(lays)).toHaveLength(1);
  expect(await upkeep()).toMatchObject({ decided: 2 });
});
