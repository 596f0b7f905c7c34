// What one transaction on a desk promises: whole or not at all, and as if it were alone.
import { expect, test } from 'vitest';
import type { DeskStore } from '../../../functions/src/ports/store.ts';
import { AUTHOR, deskOf, eventOf, noticeOf, openedOf, recordOf } from './desk-book.ts';
import { commit, describeStore } from './store.ts';

const read = (store: DeskStore, keys: string[], counters: string[] = []) =>
  store.transaction('desk-1', transaction => transaction.read(keys, counters));

describeStore('transactions of a desk', world => {
  test('everything that was written is read again as it was, but for blank cells, by others as well', async () => {
    const { store, other } = world.open();
    const record = recordOf('record-1', {
      cells: { 文: '李*', 数: 3.5, 真: true, 空: null },
      clocks: {
        'cases.respond': {
          cycle: 1,
          startedAt: 1_000,
          dueAt: null,
          stoppedAt: null,
          steps: [{ id: 'due', at: 9_000 }],
          said: ['warning'],
          turn: { number: 3, over: 500, next: null },
          plannedAt: null,
          knownAt: 1_000,
          pausedAt: 2_000,
          acknowledgedAt: null,
          revision: 2,
        },
      },
      cycles: [
        {
          cycle: 1,
          endedAt: 5,
          state: '已关闭',
          cells: { 评价: '满意' },
          standing: { 类型: '售后' },
          clocks: {},
          milestones: { solved: 4 },
          closedAt: 5,
        },
      ],
      updatedBy: { account: AUTHOR.account, editor: 'li@example.com' },
      nextActionAt: 9_000,
    });
    await commit(store, 'desk-1', {
      opened: openedOf('desk-1', 3),
      records: [{ after: record, event: eventOf('record-1', 1), privateCells: { 电话: '13812345678' } }],
      serials: new Map([['cases-20231001', 7]]),
    });
    const snapshot = await read(other, ['record-1', 'record-2'], ['cases-20231001', 'cases-20231002']);
    expect(snapshot.desk).toEqual(deskOf('desk-1', 3));
    const { 空: _, ...cells } = record.cells;
    expect(snapshot.records).toStrictEqual(new Map([['record-1', { ...record, cells }]]));
    expect(snapshot.serials).toEqual(
      new Map([
        ['cases-20231001', 7],
        ['cases-20231002', 0],
      ]),
    );
  });

  test('a record that changes many times in one commit is stored as it comes to stand, with all its events', async () => {
    const { store, other } = world.open();
    await commit(store, 'desk-1', { opened: openedOf('desk-1') });
    const text = '漏'.repeat(200_000);
    const versions = Array.from({ length: 20 }, (_, index) => index + 1);
    const records = versions.map(version => ({
      after: recordOf('record-1', { version, cells: { 文: `${version}${text}` } }),
      event: eventOf('record-1', version),
    }));
    await commit(store, 'desk-1', { records });
    const { records: found } = await read(other, ['record-1']);
    expect(found.get('record-1')).toMatchObject({ version: 20, cells: { 文: `20${text}` } });
    const events = await other.transaction('desk-1', transaction =>
      transaction.events([{ key: 'record-1', versions }]),
    );
    expect(
      events
        .get('record-1')
        ?.map(({ version }) => version)
        .sort((a, b) => a - b),
    ).toEqual(versions);
  });

  test('a desk that is not there is none, and desks do not see each other', async () => {
    const { store } = world.open();
    await commit(store, 'desk-2', { opened: openedOf('desk-2'), records: [{ after: recordOf('record-1') }] });
    expect(await store.desk('desk-1')).toBeUndefined();
    expect(await store.desk('desk-2')).toEqual(deskOf('desk-2'));
    const snapshot = await read(store, ['record-1']);
    expect([snapshot.desk, snapshot.records.size]).toEqual([undefined, 0]);
  });

  test('when one write cannot be, none is', async () => {
    const { store } = world.open();
    await commit(store, 'desk-1', {
      records: [{ after: recordOf('record-1'), event: eventOf('record-1', 1) }],
    });
    // The same version of a record twice: history is written once.
    const late = commit(store, 'desk-1', {
      opened: openedOf('desk-1'),
      records: [
        { after: recordOf('record-2'), event: eventOf('record-2', 1) },
        { after: recordOf('record-1', { state: '他人' }), event: eventOf('record-1', 1) },
      ],
      serials: new Map([['cases', 9]]),
      change: { at: 1_000, figures: { open: { cases: 1 } } },
      notices: [noticeOf('a')],
    });
    await expect(late).rejects.toThrow(/exists/i);
    const snapshot = await read(store, ['record-1', 'record-2'], ['cases']);
    expect([...snapshot.records.values()]).toEqual([recordOf('record-1')]);
    expect([snapshot.desk, snapshot.serials.get('cases')]).toEqual([undefined, 0]);
    expect(await store.desksWithWork(10_000, 10)).toEqual([]);
  });

  test('work that throws writes nothing', async () => {
    const { store } = world.open();
    const failing = store.transaction('desk-1', async transaction => {
      transaction.write({ opened: openedOf('desk-1') });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await store.desk('desk-1')).toBeUndefined();
  });

  test('a notice that exists has been said: it stays as it is, and what comes with it is written', async () => {
    const { store } = world.open();
    await commit(store, 'desk-1', { notices: [noticeOf('a')] });
    const [claimed] = await store.leaseNotices('desk-1', 'pass', { now: 1_000, leaseMs: 1_000, limit: 10 });
    await store.recordDelivery('desk-1', [claimed?.id ?? ''], { sentAt: 1_500 });
    await commit(store, 'desk-1', {
      records: [{ after: recordOf('record-1') }],
      notices: [noticeOf('a'), noticeOf('b')],
    });
    const again = await store.leaseNotices('desk-1', 'pass', { now: 10_000, leaseMs: 1_000, limit: 10 });
    expect(again.map(({ notice }) => notice.id)).toEqual(['b']);
    expect((await read(store, ['record-1'])).records.size).toBe(1);
  });

  test('counters drawn at the same time give each number once', async () => {
    const { store, other } = world.open();
    const draw = (by: DeskStore, at: number) =>
      by.transaction('desk-1', async transaction => {
        const { serials } = await transaction.read([`record-${at}`], ['cases']);
        const serial = (serials.get('cases') ?? 0) + 1;
        const after = recordOf(`record-${at}`, { number: String(serial) });
        transaction.write({ records: [{ after }], serials: new Map([['cases', serial]]) });
        return serial;
      });
    const drawn = await Promise.all(Array.from({ length: 12 }, (_, at) => draw(at % 2 ? store : other, at)));
    expect(drawn.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
    expect((await read(store, [], ['cases'])).serials.get('cases')).toBe(12);
  });

  test('a transaction whose record another changed meanwhile starts anew, and sees the change', async () => {
    const { store, other } = world.open();
    await commit(store, 'desk-1', { records: [{ after: recordOf('record-1') }] });
    const versions: number[] = [];
    let overtaking: Promise<void> | undefined;
    const add = (by: DeskStore, between: () => void) =>
      by.transaction('desk-1', async transaction => {
        const { records } = await transaction.read(['record-1'], []);
        const version = records.get('record-1')?.version ?? 0;
        versions.push(version);
        between();
        transaction.write({ records: [{ after: recordOf('record-1', { version: version + 1 }) }] });
      });
    await add(store, () => {
      overtaking ??= add(other, () => {});
    });
    await overtaking;
    const { records } = await read(store, ['record-1']);
    // Nobody's step was lost, whoever came first.
    expect(records.get('record-1')?.version).toBe(3);
    expect(versions).toEqual(expect.arrayContaining([1, 2]));
  });

  test('events are given by row, in the order of versions; those that never were are left out', async () => {
    const { store } = world.open();
    const events = [1, 2, 3].map(version => eventOf('record-1', version));
    for (const event of events) {
      await commit(store, 'desk-1', {
        records: [{ after: recordOf('record-1', { version: event.version }), event }],
      });
    }
    const found = await store.transaction('desk-1', transaction =>
      transaction.events([
        { key: 'record-1', versions: [2, 3, 4] },
        { key: 'record-2', versions: [1] },
        { key: 'record-3', versions: [] },
      ]),
    );
    expect(found.get('record-1')).toEqual(events.slice(1));
    expect([found.get('record-2') ?? [], found.get('record-3') ?? []]).toEqual([[], []]);
  });

  test('records are found by their numbers, those of any table and however many are asked for', async () => {
    const { store } = world.open();
    const numbered = Array.from({ length: 35 }, (_, at) => recordOf(`record-${at}`, { number: `No-${at}` }));
    const other = recordOf('other', { table: 'plans', number: 'No-7' });
    await commit(store, 'desk-1', { records: [...numbered, other].map(after => ({ after })) });
    await commit(store, 'desk-2', { records: [{ after: recordOf('foreign', { number: 'No-7' }) }] });
    const keysOf = async (numbers: string[]) => {
      const found = await store.transaction('desk-1', transaction => transaction.byNumber(numbers));
      return found.map(({ key }) => key).sort();
    };
    expect(await keysOf(['No-7', 'No-99'])).toEqual(['other', 'record-7']);
    expect(await keysOf([...numbered.map(({ number }) => number), 'No-99'])).toHaveLength(36);
    expect(await keysOf([])).toEqual([]);
  });

  test('full values of masked cells are given by row; a row without any has none', async () => {
    const { store } = world.open();
    await commit(store, 'desk-1', {
      records: [
        { after: recordOf('record-1'), privateCells: { 电话: '13812345678', 姓名: '李小明' } },
        { after: recordOf('record-2') },
      ],
    });
    await commit(store, 'desk-1', {
      records: [{ after: recordOf('record-1', { version: 2 }), privateCells: { 电话: null } }],
    });
    const found = await store.transaction('desk-1', transaction =>
      transaction.privateCells(['record-1', 'record-2']),
    );
    expect(found.get('record-1')).toEqual({ 姓名: '李小明' });
    expect(found.get('record-2') ?? {}).toEqual({});
  });

  test('records are found by their numbers, more than one query can carry', async () => {
    const { store } = world.open();
    const numbers = Array.from({ length: 35 }, (_, at) => `2023${String(at).padStart(3, '0')}`);
    await commit(store, 'desk-1', {
      records: numbers.map((number, at) => ({ after: recordOf(`record-${at}`, { number }) })),
    });
    await commit(store, 'desk-2', {
      records: [{ after: recordOf('foreign', { number: numbers[0] ?? '' }) }],
    });
    const find = (wanted: string[]) =>
      store.transaction('desk-1', async transaction => {
        const found = await transaction.byNumber(wanted);
        return found.map(({ number }) => number).sort(byText);
      });
    expect(await find([...numbers, 'unknown'])).toEqual(numbers);
    expect(await find(['unknown'])).toEqual([]);
    expect(await find([])).toEqual([]);
  });

  test('full values are kept by record; one that is cleared is gone', async () => {
    const { store } = world.open();
    const save = (version: number, privateCells: Record<string, string | null>) =>
      commit(store, 'desk-1', { records: [{ after: recordOf('record-1', { version }), privateCells }] });
    await save(1, { 电话: '13812345678', 姓名: '李伟' });
    await save(2, { 电话: null });
    // What is said to be new never takes the place of what is there.
    await expect(save(1, { 姓名: '王芳' })).rejects.toThrow('exists');
    const cells = await store.transaction('desk-1', transaction =>
      transaction.privateCells(['record-1', 'record-2']),
    );
    expect(cells.get('record-1')).toEqual({ 姓名: '李伟' });
    expect(cells.get('record-2') ?? {}).toEqual({});
  });

  test('a nonce is kept by account until it is dropped, the first one of several', async () => {
    const { store, other } = world.open();
    expect(await store.nonce('desk-1', 'li')).toBeUndefined();
    const both = ['one', 'two'].map(nonce => store.keepNonce('desk-1', 'li', nonce));
    const [kept, again] = await Promise.all(both);
    expect(again).toBe(kept);
    expect(await other.keepNonce('desk-1', 'wang', 'three')).toBe('three');
    expect(await other.nonce('desk-1', 'li')).toBe(kept);
    await store.dropNonce('desk-1', 'li');
    expect(await other.nonce('desk-1', 'li')).toBeUndefined();
    expect(await other.nonce('desk-1', 'wang')).toBe('three');
    expect(await other.nonce('desk-2', 'li')).toBeUndefined();
  });
});

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));
