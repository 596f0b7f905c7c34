// One record that cannot be decided among good ones: it is set aside and shown, the others go on, and it comes back by
// itself.
import type { Firestore } from '@google-cloud/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readFacts } from '../../../functions/src/actions/reports/read-facts.ts';
import { checkFigures } from '../../../functions/src/actions/reports/recount-figures.ts';
import { pullChanges } from '../../../functions/src/actions/submit/pull-changes.ts';
import { submitRows } from '../../../functions/src/actions/submit/submit-rows.ts';
import { decideAgain, tryAgain } from '../../../functions/src/actions/timers/decide-again.ts';
import { ringDesk } from '../../../functions/src/actions/timers/ring-desk.ts';
import { FORM } from '../../../functions/src/adapters/firestore/forms.ts';
import type { RowAnswer, WireCells } from '../../../functions/src/contract/contract.ts';
import { contextOf, type DeskContext } from '../../../functions/src/core/desk/desk.ts';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import type { Message } from '../../../functions/src/core/notices/message.ts';
import { type AsideFault, FAULTS } from '../../../functions/src/core/record/aside.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { summaryPages } from '../../../functions/src/core/reports/summary-tabs.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, account, open } from '../../fixtures/actions/action-place.ts';
import { at, CALL, OWNER, storedDesk } from '../../fixtures/core/desk-fixture.ts';
import { clientOf } from '../../fixtures/firestore-here.ts';

const BAD = 'row-bad-0001';
const GOOD = ['row-good-0001', 'row-good-0002', 'row-zzz-0003'];
const SEVERAL = [BAD, ...GOOD];

let now: number;
let place: ActionPlace;
let ports: Ports;
let db: Firestore;
let deskId: string;
const sent: Message[] = [];
const logged: { event: string; facts: object | undefined }[] = [];
const owner = { subject: OWNER, mail: OWNER };

beforeAll(async () => {
  place = await ActionPlace.start('set-aside', () => now);
  db = clientOf('set-aside', place.firestore);
  ports = {
    ...place.ports,
    release: 'release-1',
    alarms: { plantRing: async () => {}, plantSummary: async () => {} },
    messenger: {
      async send(_, message) {
        sent.push(message);
      },
    },
    log: { info: () => {}, error: (event, _, facts) => logged.push({ event, facts }) },
  };
});
afterAll(() => place.close());
beforeEach(async () => {
  now = at('2026-11-20 10:00');
  sent.length = 0;
  logged.length = 0;
  deskId = crypto.randomUUID();
  await open(ports, { ...storedDesk(), id: deskId });
  const saved = (await submit(SEVERAL)).filter(({ outcome }) => outcome === 'saved');
  if (saved.length < SEVERAL.length) throw new Error('not all rows are saved');
});

async function submit(
  keys: readonly string[],
  cells: WireCells = {},
  bases: ReadonlyMap<string, string> = new Map(),
): Promise<RowAnswer[]> {
  const rows = keys.map(key => {
    const base = bases.get(key);
    const all = { ...CALL, calledAt: '2026-11-20 09:30', ...cells };
    return { key, base: base ?? '', edited: Object.keys(cells), cells: base === undefined ? all : cells };
  });
  return (await submitRows(ports, account('limin'), deskId, hotline, { rows })).rows;
}

async function pull() {
  return (await pullChanges(ports, owner, deskId, '')).rows;
}

async function context(): Promise<DeskContext> {
  const desk = await ports.store.desk(deskId);
  if (!desk) throw new Error('no desk');
  return contextOf(desk, ports.holidays, TABLES, ports.keys.keyed(desk.id));
}

async function record(key = BAD): Promise<DeskRecord> {
  const found = (await ports.store.records(deskId, [key])).get(key);
  if (!found) throw new Error('no record');
  return found;
}

const stored = () => db.doc(`desks/${deskId}/records/${BAD}`);

/** What is done to the stored record, as a release that is no more might have left it. */
const FAULTY: readonly [fault: AsideFault, harm: Record<string, unknown>][] = [
  ['state', { state: '已转外包' }],
  ['table', { table: 'faxes' }],
  ['column', { 'cells.faxNumber': '010-1' }],
  ['option', { 'cells.urgency': '特急' }],
  ['broken', { clocks: 'none' }],
  ['broken', { cells: null }],
  ['broken', { 'clocks.hotlineRespond': { dueAt: 'soon' } }],
];

/** Lines of 待办提醒 below a heading. */
async function listed(): Promise<string[][]> {
  const page = summaryPages(await readFacts(ports, await context())).find(
    ({ tab }) => tab.title === '待办提醒',
  );
  const lines = (page?.grid ?? []).map(line => line.map(cell => String(cell?.text ?? '')));
  const start = lines.findIndex(([first]) => first === '暂时无法处理的记录');
  return start < 0
    ? []
    : lines.slice(start + 1).filter(line => line.some(text => text === '热线记录' || text === 'faxes'));
}

describe.for(FAULTY)('a record with a fault of %s %o', ([fault, harm]) => {
  beforeEach(async () => {
    await stored().update(harm);
  });

  // Case A.4
  test('keeps no other from being rung for, is marked, logged without contents, and not found again', async () => {
    now += 20 * DAY;
    await ringDesk(ports, deskId);
    const about = GOOD.map(async key => (await record(key)).number);
    for (const number of await Promise.all(about)) {
      expect(sent.some(({ subject, text }) => `${subject}${text}`.includes(number))).toBe(true);
    }
    expect((await record()).aside).toMatchObject({ since: now, fault, release: 'release-1' });
    expect(logged).toEqual([{ event: 'record_set_aside', facts: { deskId, key: BAD, fault } }]);
    expect(await ports.store.dueKeys(deskId, now, 10)).toEqual([]);
    await ringDesk(ports, deskId);
    await tryAgain(ports, deskId);
    expect(logged).toHaveLength(1);
  });

  test('is told in 待办提醒 and at its row; the others are decided again, pulled, edited and counted', async () => {
    await db.doc(`desks/${deskId}`).update({ version: 2 });
    await db.doc(`desks/${deskId}/state/version`).update({ version: 2 });
    await decideAgain(ports, deskId);
    expect((await ports.store.state(deskId, 'upkeep'))?.decided).toBe(2);
    expect((await record()).aside).toMatchObject({ fault });
    const rows = await pull();
    expect(rows.map(({ key }) => key)).toEqual(expect.arrayContaining(GOOD));
    const told = rows.filter(({ key }) => key === BAD).flatMap(({ problems }) => problems);
    const why = told.filter(({ code }) => code === 'set_aside').map(({ message }) => message.split('：')[1]);
    // A row of a table that is gone is in no tab.
    const sentence = `${FAULTS[fault]}内容都在，已列入“待办提醒”，请告诉主管。`;
    expect(why).toEqual(fault === 'table' ? [] : [sentence]);
    const [line] = await listed();
    expect(line?.join(' ')).toContain(FAULTS[fault]);
    const bases = new Map(rows.map(({ key, base }) => [key, base]));
    const answers = await submit(SEVERAL, { request: '要求上门检修' }, bases);
    const saved = answers.filter(({ outcome }) => outcome === 'saved').map(({ key }) => key);
    expect(saved).toEqual(expect.arrayContaining(GOOD));
    const { records } = await checkFigures(ports, await context());
    expect(records).toBe(SEVERAL.length);
  });

  test('comes back by itself with another release that can decide it', async () => {
    now += 20 * DAY;
    await ringDesk(ports, deskId);
    const whole = await record(GOOD[0]);
    const { clocks, cells, state, table } = whole;
    await stored().update({ clocks, cells, state, table });
    const next = { ...ports, release: 'release-2' };
    expect(await ports.store.desksToTryAgain('release-2', 1_000)).toContain(deskId);
    await tryAgain(next, deskId);
    expect((await record()).aside).toBeUndefined();
    expect(await ports.store.desksToTryAgain('release-2', 1_000)).not.toContain(deskId);
    expect(await listed()).toEqual([]);
  });
});

test('a record of a newer program keeps no other from being rung for', async () => {
  await stored().update({ [FORM]: 99 });
  now += 20 * DAY;
  await ringDesk(ports, deskId);
  for (const key of GOOD) expect((await record(key)).nextActionAt ?? now + 1).toBeGreaterThan(now);
  expect(logged.map(({ event }) => event)).toEqual(['record_not_handled']);
  expect((await stored().get()).get('nextActionAt')).toBeLessThan(now);
});
