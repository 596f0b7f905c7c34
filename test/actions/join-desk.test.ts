// How people come to a desk: one after the other or at once, in one process or in several; each belongs to it
// afterwards.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { describeDesk } from '../../functions/src/actions/desk/describe-desk.ts';
import { joinDesk, openDesk } from '../../functions/src/actions/setup/join-desk.ts';
import { pullChanges } from '../../functions/src/actions/submit/pull-changes.ts';
import { submitRows } from '../../functions/src/actions/submit/submit-rows.ts';
import { decideAgain } from '../../functions/src/actions/timers/decide-again.ts';
import type { OpenDeskAnswer } from '../../functions/src/contract/contract.ts';
import { RequestError } from '../../functions/src/contract/request-error.ts';
import { defaultSettings } from '../../functions/src/core/desk/defaults.ts';
import { MAX_MEMBERS } from '../../functions/src/core/desk/desk-state.ts';
import { GRACE_MS } from '../../functions/src/core/figures/closed-periods.ts';
import { TABLES } from '../../functions/src/core/tables/index.ts';
import { people } from '../../functions/src/core/tables/people.ts';
import type { Account } from '../../functions/src/ports/identity.ts';
import type { Ports } from '../../functions/src/ports/ports.ts';
import { ActionPlace, account, open } from '../fixtures/actions/action-place.ts';
import { at, CALL, hotline, storedDesk, storedState } from '../fixtures/core/desk-fixture.ts';

const CALL_ROW = { key: 'open-row-1', base: '', edited: [], cells: CALL };

let place: ActionPlace;
let deskId: string;
/** What stands in the spreadsheet's metadata. */
let metadata: Map<string, string[]>;

beforeAll(async () => {
  place = await ActionPlace.start('join-desk', () => at('2026-11-20 15:00'));
});
afterAll(() => place.close());
beforeEach(() => {
  deskId = crypto.randomUUID();
  metadata = new Map();
});

/** Ports of a process, whose spreadsheet has metadata, and is written into by nobody but people. */
const inProcess = (ports: Ports): Ports => ({
  ...ports,
  alarms: { plantRing: async () => {}, plantSummary: async () => {} },
  workbooks: { ...ports.workbooks, metadata: async (_, key) => metadata.get(key) ?? [] },
});

async function join(ports: Ports, who: Account): Promise<unknown> {
  const opened = await openDesk(ports, who, deskId);
  return opened.status === 'ready' ? { done: true } : joinDesk(ports, who, deskId, written(opened));
}

/** The word of an answer, as somebody with access writes it into the spreadsheet. */
function written({ metadataKey, nonce = '' }: OpenDeskAnswer): string {
  metadata.set(metadataKey, [...(metadata.get(metadataKey) ?? []), nonce]);
  return nonce;
}

/** The desk as it begins: one owner, each row once. */
async function expectWhole(): Promise<void> {
  const desk = await place.ports.store.desk(deskId);
  const rows = Object.values(desk?.rows ?? {}).map(({ cells }) => `${cells.category ?? ''}/${cells.name}`);
  const owner = String(desk?.owner.split('@')[0]);
  const wanted = [...defaultSettings(TABLES).map(({ category, name }) => `${category}/${name}`), `/${owner}`];
  expect(rows.toSorted()).toEqual(wanted.toSorted());
  expect(await place.ports.store.state(deskId, 'upkeep')).toMatchObject({ seeded: true });
}

// Case A.10
test('two people open a new desk at once, in two processes: both belong to it, and it has each row once', async () => {
  const [one, other] = [inProcess(place.ports), inProcess(place.others)];
  const [li, wang] = [account('li'), account('wang')];
  expect(await Promise.all([join(one, li), join(other, wang)])).toEqual([{ done: true }, { done: true }]);
  await expectWhole();
  for (const who of [li, wang]) {
    expect(await describeDesk(other, who, deskId)).toMatchObject({ deskId });
    expect(await openDesk(one, who, deskId)).toMatchObject({ status: 'ready' });
  }
});

test('a new desk has the bell planted for the end of its first week, and a moment more', async () => {
  const rings: unknown[] = [];
  const ports = inProcess(place.ports);
  ports.alarms = { ...ports.alarms, plantRing: async (...args) => void rings.push(args) };
  await join(ports, account('li'));
  expect(rings).toContainEqual([deskId, at('2026-11-23 00:00') + GRACE_MS, at('2026-11-20 15:00')]);
  expect(await ports.store.state(deskId, 'periods')).toEqual({
    endsAt: at('2026-11-23 00:00'),
    reported: { week: 'week-2026-W46', month: 'month-2026-10' },
  });
});

test('who has left does not come back by the spreadsheet', async () => {
  const ports = inProcess(place.ports);
  const stored = storedDesk();
  const row = stored.rows['person-liwei'];
  if (!row) throw new Error('nobody is there');
  const rows = { ...stored.rows, 'person-liwei': { ...row, cells: { ...row.cells, onDuty: '离职' } } };
  await open(ports, { ...stored, id: deskId, rows });
  const refused = { code: 'has_left' };
  await expect(openDesk(ports, account('liwei'), deskId)).rejects.toMatchObject(refused);
  await expect(joinDesk(ports, account('liwei'), deskId, 'a-word')).rejects.toMatchObject(refused);
  // Who is there and has his row needs no word.
  expect(await joinDesk(ports, account('limin'), deskId, 'a-word')).toEqual({ done: true });
});

test('who opens a desk is asked for a name as long as nothing but his mail is known, and nobody else is', async () => {
  const ports = inProcess(place.ports);
  await join(ports, account('li'));
  const { unnamed } = await describeDesk(ports, account('li'), deskId);
  expect(unnamed).toMatchObject({ table: 'people', column: 'name' });
  await join(ports, account('wang'));
  expect(await describeDesk(ports, account('wang'), deskId)).not.toHaveProperty('unnamed');
  const [row] = (await pullChanges(ports, account('li'), deskId, '')).rows.filter(
    ({ key }) => key === unnamed?.key,
  );
  const rows = [{ key: row?.key ?? '', base: row?.base ?? '', edited: ['name'], cells: { name: '李敏' } }];
  expect((await submitRows(ports, account('li'), deskId, people, { rows })).rows[0]?.outcome).toBe('saved');
  expect(await describeDesk(ports, account('li'), deskId)).not.toHaveProperty('unnamed');
});

test('one person who opens it in two windows at once joins in both', async () => {
  const [one, other] = [inProcess(place.ports), inProcess(place.others)];
  const both = [openDesk(one, account('li'), deskId), openDesk(other, account('li'), deskId)];
  const words = (await Promise.all(both)).map(written);
  expect(new Set(words).size).toBe(1);
  const joined = [one, other].map(ports => joinDesk(ports, account('li'), deskId, words[0] ?? ''));
  expect(await Promise.all(joined)).toEqual([{ done: true }, { done: true }]);
  await expectWhole();
});

test('who comes to a desk whose first rows were cut short brings them to an end, and who is a stranger stays one', async () => {
  const ports = inProcess(place.ports);
  let submits = 0;
  const dying: Ports = {
    ...ports,
    store: new Proxy(ports.store, {
      get: (store, name) => {
        const value: unknown = Reflect.get(store, name);
        if (typeof value !== 'function') return value;
        // The owner is let in, the departments are saved, and then the process dies.
        if (name === 'transaction' && ++submits > 2) return () => Promise.reject(new Error('died'));
        return value.bind(store);
      },
    }),
  };
  await expect(join(dying, account('li'))).rejects.toThrow('died');
  expect(await join(ports, account('wang'))).toEqual({ done: true });
  await expectWhole();
  expect((await place.ports.store.desk(deskId))?.owner).toBe(account('li').mail);
  await expect(joinDesk(ports, account('zhao'), deskId, 'guessed')).rejects.toMatchObject({
    code: 'nonce_wrong',
  });
  await expect(describeDesk(ports, account('zhao'), deskId)).rejects.toMatchObject({ code: 'not_a_member' });
});

/** How often `decideAgain` looks for open records; 0 where it finds at once that there is nothing to do. */
async function decidedAgain(ports: Ports): Promise<number> {
  let asked = 0;
  const store = new Proxy(ports.store, {
    get: (whole, name) => {
      const value: unknown = Reflect.get(whole, name);
      if (typeof value !== 'function') return value;
      if (name === 'openKeys') asked += 1;
      return value.bind(whole);
    },
  });
  await decideAgain({ ...ports, store }, deskId);
  return asked;
}

test('a new desk decides no record anew: all were decided with what it begins with', async () => {
  const ports = inProcess(place.ports);
  await join(ports, account('li'));
  await submitRows(ports, account('li'), deskId, hotline, { rows: [CALL_ROW] });
  expect(await decidedAgain(ports)).toBe(0);
  const desk = await ports.store.desk(deskId);
  expect(await ports.store.state(deskId, 'upkeep')).toMatchObject({ decided: desk?.version });
});

test('a desk whose first rows come while it has open records already decides those anew', async () => {
  const ports = inProcess(place.ports);
  await join(ports, account('li'));
  await submitRows(ports, account('li'), deskId, hotline, { rows: [CALL_ROW] });
  await ports.store.transaction(deskId, async each =>
    each.write({ state: { upkeep: { seeded: false, decided: 1 } } }),
  );
  await join(ports, account('wang'));
  expect(await decidedAgain(ports)).toBeGreaterThan(0);
});

test('opening a desk says "ready" only to those who belong to it, and lets nobody in', async () => {
  const ports = inProcess(place.ports);
  await join(ports, account('li'));
  const zhao = account('zhao');
  const asString: unknown = expect.any(String);
  for (const again of [1, 2]) {
    expect([again, await openDesk(ports, zhao, deskId)]).toEqual([
      again,
      { deskId, status: 'confirm', metadataKey: 'sheetdesk-join-zhao@example.com', nonce: asString },
    ]);
  }
  await expect(describeDesk(ports, zhao, deskId)).rejects.toMatchObject({ code: 'not_a_member' });
  expect((await ports.store.state(deskId, 'members'))?.mails).not.toContain(zhao.mail);
  // Asking for it does not put out those who are in.
  expect(await openDesk(ports, account('li'), deskId)).toMatchObject({ status: 'ready' });
});

describe('nobody joins who has not shown that he can write into the spreadsheet', () => {
  const [li, zhao] = [account('li'), account('zhao')];
  const refused = { code: 'nonce_wrong' };

  test('by a word that stands nowhere, or where somebody else’s does, or somebody else’s word', async () => {
    const ports = inProcess(place.ports);
    const mine = await openDesk(ports, zhao, deskId);
    const word = mine.nonce ?? '';
    await expect(joinDesk(ports, zhao, deskId, word)).rejects.toMatchObject(refused);
    const others = written(await openDesk(ports, li, deskId));
    await expect(joinDesk(ports, zhao, deskId, others)).rejects.toMatchObject(refused);
    metadata.set('sheetdesk-join-li@example.com', [others, word]);
    await expect(joinDesk(ports, zhao, deskId, word)).rejects.toMatchObject(refused);
    expect(await place.ports.store.desk(deskId)).toBeUndefined();
    expect(await joinDesk(ports, zhao, deskId, written(mine))).toEqual({ done: true });
  });

  test('by a word that has been used: another one is given out', async () => {
    const ports = inProcess(place.ports);
    const word = written(await openDesk(ports, li, deskId));
    await joinDesk(ports, li, deskId, word);
    expect(await place.ports.store.nonce(deskId, li.subject)).toBeUndefined();
  });

  test('and of a spreadsheet that the service cannot open nothing is kept', async () => {
    const ports = inProcess(place.ports);
    const unshared = new RequestError('workbook_unreachable');
    const away = { ...ports, workbooks: { ...ports.workbooks, metadata: () => Promise.reject(unshared) } };
    await expect(openDesk(away, zhao, deskId)).rejects.toBe(unshared);
    expect(await place.ports.store.nonce(deskId, zhao.subject)).toBeUndefined();
  });
});

test('accounts that join are bounded: the next one is told to be put into 人员, and comes in by that', async () => {
  const ports = inProcess(place.ports);
  const desk = { ...storedDesk(), id: deskId };
  const mails = Array.from({ length: MAX_MEMBERS - 1 }, (_, index) => `member-${index}@example.com`);
  await open(ports, desk, { ...storedState(), members: { mails } });
  const late = account('zhao');
  const word = written(await openDesk(ports, late, deskId));
  expect(await join(ports, account('last'))).toEqual({ done: true });
  await expect(openDesk(ports, late, deskId)).rejects.toMatchObject({ code: 'members_full' });
  await expect(joinDesk(ports, late, deskId, word)).rejects.toMatchObject({
    code: 'members_full',
  });
  expect((await ports.store.state(deskId, 'members'))?.mails).toHaveLength(MAX_MEMBERS);
  expect(await join(ports, account('member-7'))).toEqual({ done: true });
  expect(await join(ports, account('liwei'))).toEqual({ done: true });
  const cells = { name: '赵六', mail: late.mail, department: '客服部', role: '客服人员', onDuty: '是' };
  await ports.store.transaction(deskId, async transaction =>
    transaction.write({ configured: { 'person-zhao': { table: 'people', cells } } }),
  );
  expect(await describeDesk(ports, late, deskId)).toMatchObject({ deskId });
});

test('who joins changes nothing of the configuration: no record has to be decided again', async () => {
  const ports = inProcess(place.ports);
  await join(ports, account('li'));
  const configured = await ports.store.desk(deskId);
  await join(ports, account('wang'));
  await join(ports, account('wang'));
  expect(await ports.store.desk(deskId)).toEqual(configured);
  expect((await ports.store.state(deskId, 'members'))?.mails).toEqual([account('wang').mail]);
});
