// What comes of a call-back for the record that it is about, and the other way round: nobody is asked twice, and nobody
// is left unhappy.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ringDesk } from '../../../functions/src/actions/timers/ring-desk.ts';
import type { WireCells } from '../../../functions/src/contract/contract.ts';
import { MINUTE } from '../../../functions/src/core/lib/time.ts';
import type { Message } from '../../../functions/src/core/notices/message.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, account, hearing, open } from '../../fixtures/actions/action-place.ts';
import { commitAlone } from '../../fixtures/actions/commit-alone.ts';
import { at, CALL, storedDesk } from '../../fixtures/core/desk-fixture.ts';

let now = at('2026-11-20 15:00');
let place: ActionPlace;
let ports: Ports;
let deskId: string;
let sent: Message[] = [];

beforeAll(async () => {
  place = await ActionPlace.start('call-back-results', () => now);
  ports = hearing(place.ports, message => void sent.push(message));
});
afterAll(() => place.close());
beforeEach(async () => {
  now = at('2026-11-20 15:00');
  sent = [];
  deskId = crypto.randomUUID();
  const desk = { ...storedDesk(), id: deskId };
  await open(ports, desk);
});

async function recordsOf(table: string): Promise<DeskRecord[]> {
  const { records } = await ports.store.changedSince(deskId, '', { records: 500, bytes: 10_000_000 });
  return records.filter(record => record.table === table).toSorted((a, b) => (a.number < b.number ? -1 : 1));
}

async function recordOf(table: string): Promise<DeskRecord> {
  const [only] = await recordsOf(table);
  if (!only) throw new Error(`no record of ${table}`);
  return only;
}

/** Types into a row, a minute later; the sheet knows what the record holds. */
async function type(of: string, cells: WireCells, key: string = crypto.randomUUID()): Promise<void> {
  now += MINUTE;
  const table = tableOf(of);
  if (!table) throw new Error(`no table ${of}`);
  const before = (await recordsOf(of)).find(record => record.key === key);
  const rows = [{ key, base: before ? String(before.version) : '', edited: [], cells }];
  const by = { account: 'limin@example.com', editor: null };
  const settled = await commitAlone(ports, deskId, { account: account('limin'), table, by, now, rows });
  expect(settled.answers.map(({ outcome }) => outcome)).toEqual(['saved']);
}

const HOTLINE = 'hotline-0001';
const SOLVED: WireCells = {
  respondedAt: '2026-11-20 15:01',
  resolution: '已更换同型号新机',
  resolvedAt: '2026-11-20 15:01',
  cause: '批次电路缺陷',
};

/** A hotline call that is solved, and the call-back that the desk has opened for it. */
async function solved(): Promise<DeskRecord> {
  now = at('2026-11-20 15:00');
  await type('hotline', { ...CALL, handler: '李伟', calledAt: '2026-11-20 14:30' }, HOTLINE);
  await type('hotline', SOLVED, HOTLINE);
  return recordOf('callbacks');
}

const call = async (score: number, rest: WireCells = {}) => {
  const open = (await recordsOf('callbacks')).find(({ state }) => state === '待回访');
  now += MINUTE;
  const calledAt = new Date(now).toISOString();
  await type('callbacks', { calledAt, reached: '已接通', score, ...rest }, open?.key);
};

describe('a customer who is called back', () => {
  test('and satisfied closes the record as well: nobody asks again', async () => {
    await solved();
    await call(9);
    const { state, cycle, cells, proposed, clocks } = await recordOf('hotline');
    expect({ state, cycle }).toEqual({ state: '已关闭', cycle: 1 });
    expect([cells.satisfaction, proposed.satisfaction]).toEqual(['满意', '满意']);
    expect(clocks['hotline.callback']?.stoppedAt).not.toBeNull();
    expect(await recordsOf('callbacks')).toHaveLength(1);
  });

  test.each([
    ['says what one of 4 points says', 4, {}, '不满意'],
    ['has a problem that stays unsolved', 9, { class: '需立即解决', resolution: '未解决' }, null],
  ])(
    'and %s opens the record anew, with the first cycle as it was and the supervisors told once',
    async (_, score, rest, satisfaction) => {
      await solved();
      await call(score, rest);
      const { state, cycle, cycles, cells } = await recordOf('hotline');
      expect({ state, cycle, satisfaction: cells.satisfaction ?? null }).toEqual({
        state: '已分派',
        cycle: 2,
        satisfaction: null,
      });
      expect(cycles).toMatchObject([{ cycle: 1, cells: { resolution: '已更换同型号新机' } }]);
      expect(cycles[0]?.cells.satisfaction ?? null).toBe(satisfaction);
      await ringDesk(ports, deskId);
      await ringDesk(ports, deskId);
      const told = sent.filter(({ subject }) => subject.includes('重新打开'));
      expect(told.map(({ to }) => to.name).toSorted()).toEqual(['王芳', '赵强']);
    },
  );

  test('in each cycle is called in a row of its own, and an old answer does not speak again', async () => {
    await solved();
    await call(3);
    const [first] = await recordsOf('callbacks');
    await type('callbacks', { class: '需立即解决' }, first?.key);
    now += MINUTE;
    await type(
      'hotline',
      { ...SOLVED, respondedAt: '2026-11-20 15:05', resolvedAt: '2026-11-20 15:05' },
      HOTLINE,
    );
    expect((await recordsOf('callbacks')).map(({ state }) => state)).toEqual(['处理中', '待回访']);
    await type('callbacks', { resolution: '已解决' }, first?.key);
    await type('callbacks', { secondResult: '客户说已经好了' }, first?.key);
    expect(await recordOf('hotline')).toMatchObject({ state: '待回访', cycle: 2 });
    await call(10);
    expect(await recordOf('hotline')).toMatchObject({
      state: '已关闭',
      cycle: 2,
      cells: { satisfaction: '满意' },
    });
  });

  test('is not unhappy with what was done since, where his first answer is corrected', async () => {
    await solved();
    await call(3);
    const [first] = await recordsOf('callbacks');
    now += MINUTE;
    await type(
      'hotline',
      { ...SOLVED, respondedAt: '2026-11-20 15:05', resolvedAt: '2026-11-20 15:05' },
      HOTLINE,
    );
    for (const score of [4, 9]) {
      await type('callbacks', { score }, first?.key);
      const { state, cycle, cells } = await recordOf('hotline');
      expect({ state, cycle, satisfaction: cells.satisfaction ?? null }).toEqual({
        state: '待回访',
        cycle: 2,
        satisfaction: null,
      });
    }
  });

  test('and had no wish for calls is asked about nothing later either: his matter is closed', async () => {
    const { key } = await solved();
    await type('callbacks', { calledAt: new Date(now).toISOString(), reached: '拒访' }, key);
    expect(await recordOf('hotline')).toMatchObject({ state: '已关闭', cycle: 1 });
    await type('hotline', { satisfaction: '不满意' }, HOTLINE);
    expect(await recordOf('hotline')).toMatchObject({ state: '已分派', cycle: 2 });
    now += MINUTE;
    await type(
      'hotline',
      { ...SOLVED, respondedAt: '2026-11-20 15:05', resolvedAt: '2026-11-20 15:05' },
      HOTLINE,
    );
    expect(await recordOf('hotline')).toMatchObject({ state: '已关闭', cycle: 2 });
    expect(await recordsOf('callbacks')).toHaveLength(1);
  });

  test('a second time and still not helped opens the record anew, though the first answer was good', async () => {
    const { key } = await solved();
    await call(9);
    await type('callbacks', { class: '需立即解决', resolution: '已解决' }, key);
    expect(await recordOf('hotline')).toMatchObject({ state: '已关闭', cycle: 1 });
    await type('callbacks', { secondResult: '又坏了', resolution: '未解决' }, key);
    expect(await recordOf('callbacks')).toMatchObject({
      state: '处理中',
      cycle: 2,
      cells: { verdict: '未解决' },
    });
    expect(await recordOf('hotline')).toMatchObject({ state: '已分派', cycle: 2 });
  });
});

describe('a record that was closed without its call-back', () => {
  test('leaves nobody to be called', async () => {
    await solved();
    await type('hotline', { satisfaction: '满意' }, HOTLINE);
    const callback = await recordOf('callbacks');
    expect(callback).toMatchObject({
      state: '无需回访',
      nextActionAt: null,
      cells: { ended: '原记录已有结果' },
    });
    expect(callback.closedAt).not.toBeNull();
    // Nobody called: the matter does not tell of it.
    expect((await recordOf('hotline')).cells.related ?? null).toBeNull();
    await type('callbacks', { wishes: '无' }, callback.key);
    expect((await recordOf('callbacks')).state).toBe('无需回访');
  });

  test('or opened anew without it, leaves that one, and opens another when it is solved again', async () => {
    await solved();
    await type('hotline', { satisfaction: '不满意' }, HOTLINE);
    expect((await recordsOf('callbacks')).map(({ state }) => state)).toEqual(['无需回访']);
    now += MINUTE;
    await type(
      'hotline',
      { ...SOLVED, respondedAt: '2026-11-20 15:03', resolvedAt: '2026-11-20 15:03' },
      HOTLINE,
    );
    expect((await recordsOf('callbacks')).map(({ state }) => state)).toEqual(['无需回访', '待回访']);
  });

  test('can still be told of a call, which counts', async () => {
    await solved();
    await type('hotline', { satisfaction: '满意' }, HOTLINE);
    const { key } = await recordOf('callbacks');
    await type('callbacks', { calledAt: new Date(now).toISOString(), reached: '已接通', score: 2 }, key);
    const called = await recordOf('callbacks');
    expect(called).toMatchObject({ state: '已回访', cells: { verdict: '不满意' } });
    expect(called.cells).not.toHaveProperty('ended');
    expect(await recordOf('hotline')).toMatchObject({ cycle: 2, state: '已分派' });
  });
});
