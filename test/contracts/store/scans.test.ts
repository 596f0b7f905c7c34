// What a desk is asked for without knowing keys: what is due, what changed, which desks have work.
import { expect, test } from 'vitest';
import type { DeskStore } from '../../../functions/src/ports/store.ts';
import { deskOf, eventOf, noticeOf, openedOf, PERSON, recordOf } from './desk-book.ts';
import { commit, describeStore } from './store.ts';

const save = (store: DeskStore, ...records: ReturnType<typeof recordOf>[]) =>
  commit(store, 'desk-1', { records: records.map(after => ({ after })) });

const keysOf = (records: readonly { key: string }[]) => records.map(({ key }) => key);

const TEN = { records: 10, bytes: 1_000_000 };

/** Follows the cursor until a page is not full. */
async function pullAll(
  store: DeskStore,
  limit: number,
  from = '',
): Promise<{ pages: string[][]; cursor: string }> {
  const pages: string[][] = [];
  for (let cursor = from; ; ) {
    const page = await store.changedSince('desk-1', cursor, { records: limit, bytes: 1_000_000 });
    pages.push(keysOf(page.records));
    cursor = page.cursor;
    if (!page.more) return { pages, cursor };
  }
}

describeStore('scans of a desk', world => {
  test('what is due comes in the order of its time, as far as asked for', async () => {
    const { store } = world.open();
    await save(
      store,
      recordOf('late', { nextActionAt: 3_000 }),
      recordOf('silent'),
      recordOf('first', { nextActionAt: 1_000 }),
      recordOf('now', { nextActionAt: 2_000 }),
    );
    await commit(store, 'desk-2', { records: [{ after: recordOf('foreign', { nextActionAt: 500 }) }] });
    expect(await store.dueKeys('desk-1', 999, 10)).toEqual([]);
    expect(await store.dueKeys('desk-1', 2_000, 10)).toEqual(['first', 'now']);
    expect(await store.dueKeys('desk-1', 9_000, 2)).toEqual(['first', 'now']);
    expect(await store.nextActionAt('desk-1')).toBe(1_000);
    expect(await store.nextActionAt('desk-3')).toBeUndefined();
    await save(store, recordOf('first'), recordOf('now'), recordOf('late'));
    expect(await store.dueKeys('desk-1', 9_000, 10)).toEqual([]);
    expect(await store.nextActionAt('desk-1')).toBeUndefined();
  });

  test('limits that run before an instant come whole, the nearest first', async () => {
    const { store } = world.open();
    const [near, far] = [recordOf('near', { dueAt: 1_000 }), recordOf('far', { dueAt: 2_000 })];
    await save(store, far, near, recordOf('none'));
    expect(await store.dueRecords('desk-1', 2_001, 10)).toEqual([near, far]);
    expect(await store.dueRecords('desk-1', 2_000, 10)).toEqual([near]);
    expect(await store.dueRecords('desk-1', 9_000, 1)).toEqual([near]);
  });

  test('records that count in a document come whole by their keys, page by page', async () => {
    const { store } = world.open();
    const counting = ['c', 'a', 'b'].map(key => recordOf(key, { countsIn: ['cases/open', 'cases/week'] }));
    await save(store, ...counting, recordOf('d', { countsIn: ['cases/week'] }), recordOf('e'));
    await commit(store, 'desk-2', { records: [{ after: recordOf('f', { countsIn: ['cases/open'] }) }] });
    const keys = async (after: string, limit: number) =>
      keysOf(await store.recordsCountedIn('desk-1', 'cases/open', after, limit));
    expect(await keys('', 2)).toEqual(['a', 'b']);
    expect(await keys('b', 2)).toEqual(['c']);
    expect(await store.recordsCountedIn('desk-1', 'cases/open', 'b', 1)).toEqual(counting.slice(0, 1));
    expect(keysOf(await store.recordsCountedIn('desk-1', 'cases/week', '', 9))).toEqual(['a', 'b', 'c', 'd']);
  });

  test('records in certain states come whole, the latest change first', async () => {
    const { store } = world.open();
    const [old, latest, middle] = [1_000, 3_000, 2_000].map(updatedAt =>
      recordOf(`at-${updatedAt}`, { state: updatedAt === 2_000 ? '无人' : '失败', updatedAt }),
    );
    if (!old || !latest || !middle) throw new Error('no records');
    await save(store, old, latest, middle, recordOf('other'));
    await commit(store, 'desk-2', { records: [{ after: recordOf('foreign', { state: '失败' }) }] });
    expect(await store.recordsInStates('desk-1', ['失败', '无人'], 10)).toEqual([latest, middle, old]);
    expect(await store.recordsInStates('desk-1', ['失败'], 1)).toEqual([latest]);
    expect(await store.recordsInStates('desk-1', [], 10)).toEqual([]);
  });

  test('closed records come by when they were up to a time, page by page, also where one time has several', async () => {
    const { store } = world.open();
    const changed = (key: string, closedAt: number) => recordOf(key, { closedAt });
    const [first, b, c, d] = [
      changed('z', 900),
      changed('b', 1_000),
      changed('c', 1_000),
      changed('a', 1_500),
    ];
    if (!first || !b || !c || !d) throw new Error('no records');
    await save(store, d, c, b, first, changed('young', 2_000), recordOf('open'));
    await commit(store, 'desk-2', { records: [{ after: recordOf('foreign', { closedAt: 950 }) }] });
    const page = await store.closedBefore('desk-1', undefined, 2_000, 2);
    expect(page).toEqual([first, b]);
    const rest = await store.closedBefore('desk-1', { closedAt: 1_000, key: 'b' }, 2_000, 9);
    expect(rest).toEqual([c, d]);
    expect(await store.closedBefore('desk-1', { closedAt: 1_500, key: 'a' }, 2_000, 9)).toEqual([]);
  });

  test('records are found by the digests of their customers', async () => {
    const { store } = world.open();
    const of = (key: string, digest: string) => recordOf(key, { customer: { column: 'contact', digest } });
    await save(store, of('a', 'k1'), of('b', 'k2'), of('c', 'k1'), recordOf('nobody'));
    await commit(store, 'desk-2', { records: [{ after: of('foreign', 'k1') }] });
    expect(keysOf(await store.ofCustomers('desk-1', ['k1', 'k3'], 9)).toSorted()).toEqual(['a', 'c']);
    expect(await store.ofCustomers('desk-1', ['k1', 'k2'], 2)).toHaveLength(2);
    expect(await store.ofCustomers('desk-1', [], 9)).toEqual([]);
  });

  test('events since a time come whole, the newest first, as far as asked for', async () => {
    const { store } = world.open();
    for (const version of [2, 1, 3]) {
      const records = [{ after: recordOf('a'), event: eventOf('a', version) }];
      await commit(store, 'desk-1', { records });
    }
    await commit(store, 'desk-2', { records: [{ after: recordOf('b'), event: eventOf('b', 3) }] });
    const versions = [3, 2, 1].map(version => eventOf('a', version));
    expect(await store.eventsSince('desk-1', 0, 10)).toEqual(versions);
    expect(await store.eventsSince('desk-1', 2_000, 10)).toEqual(versions.slice(0, 2));
    expect(await store.eventsSince('desk-1', 0, 1)).toEqual(versions.slice(0, 1));
  });

  test('the activity log is what was kept last', async () => {
    const { store } = world.open();
    expect(await store.activityLog('desk-1')).toBeUndefined();
    const line = { id: 'a-1', at: 1_000, table: 'cases', key: 'a', number: '001', by: 'li', text: '' };
    const log = { until: 1_000, lines: [{ ...line, kind: '修改' as const }] };
    await store.keepActivityLog('desk-1', { until: 500, lines: [] });
    await store.keepActivityLog('desk-1', log);
    expect(await store.activityLog('desk-1')).toEqual(log);
    expect(await store.activityLog('desk-2')).toBeUndefined();
  });

  test('records that are not closed come by their keys, page by page', async () => {
    const { store } = world.open();
    await save(store, recordOf('c'), recordOf('a'), recordOf('b', { closedAt: 1_000 }), recordOf('d'));
    await commit(store, 'desk-2', { records: [{ after: recordOf('e') }] });
    expect(await store.openKeys('desk-1', '', 2)).toEqual(['a', 'c']);
    expect(await store.openKeys('desk-1', 'c', 2)).toEqual(['d']);
    expect(await store.openKeys('desk-1', 'd', 2)).toEqual([]);
  });

  test('records that are not closed are walked through in the order of their keys', async () => {
    const { store } = world.open();
    await save(store, recordOf('c'), recordOf('a'), recordOf('closed', { closedAt: 1_000 }), recordOf('d'));
    expect(await store.openKeys('desk-1', '', 2)).toEqual(['a', 'c']);
    expect(await store.openKeys('desk-1', 'c', 2)).toEqual(['d']);
    expect(await store.openKeys('desk-1', 'd', 2)).toEqual([]);
  });

  test('changes come page by page, each record once, although one commit gives all of them one time', async () => {
    const { store } = world.open();
    const keys = Array.from({ length: 25 }, (_, at) => `record-${String(at).padStart(2, '0')}`);
    await save(store, ...keys.map(key => recordOf(key)));
    const { pages } = await pullAll(store, 10);
    expect(pages.map(page => page.length)).toEqual([10, 10, 5]);
    expect(pages.flat()).toEqual(keys);
    // A page that is exactly full is followed by one that is empty, and nothing comes twice.
    expect((await pullAll(store, 25)).pages.flat()).toEqual(keys);
  });

  test('a page ends before it holds more bytes than asked for; one record that is larger comes alone', async () => {
    const { store } = world.open();
    const long = (key: string, bytes: number) => recordOf(key, { cells: { text: '长'.repeat(bytes / 3) } });
    await save(store, long('a', 300), long('b', 30_000), long('c', 300), long('d', 300));
    const pages: string[][] = [];
    for (let [cursor, more] = ['', true]; more; ) {
      const page = await store.changedSince('desk-1', cursor, { records: 10, bytes: 9_000 });
      pages.push(keysOf(page.records));
      ({ cursor, more } = page);
    }
    expect(pages).toEqual([['a'], ['b'], ['c', 'd']]);
  });

  test('a record changed again comes again, after what changed before it, and as it is then', async () => {
    const { store, other } = world.open();
    await save(store, recordOf('a'), recordOf('b'));
    await save(store, recordOf('a', { version: 2 }));
    const page = await other.changedSince('desk-1', '', TEN);
    expect(page.records).toEqual([recordOf('b'), recordOf('a', { version: 2 })]);
  });

  test('a cursor brings what changed after it, and repeats what may have become visible late', async () => {
    const { store } = world.open();
    await save(store, recordOf('a'));
    const { cursor } = await pullAll(store, 10);
    // Within the overlap it comes once more: a sheet knows it by its version.
    expect((await pullAll(store, 10, cursor)).pages).toEqual([['a']]);
    await save(store, recordOf('b'));
    expect((await pullAll(store, 10, cursor)).pages.flat()).toContain('b');
    expect((await pullAll(store, 1, cursor)).pages.flat()).toEqual(['a', 'b']);
  });

  test('a cursor never goes back, and one that nobody gave out is refused', async () => {
    const { store } = world.open();
    await save(store, recordOf('a'));
    const first = (await pullAll(store, 10)).cursor;
    const second = (await pullAll(store, 10, first)).cursor;
    expect(Number(second)).toBeGreaterThanOrEqual(Number(first));
    const far = '9999999999999';
    expect(await store.changedSince('desk-1', far, TEN)).toEqual({ records: [], cursor: far, more: false });
    await expect(store.changedSince('desk-1', 'nonsense', TEN)).rejects.toMatchObject({
      code: 'cursor_invalid',
    });
  });

  test('desks with something due, unsent or not summed up are found, each once; others are not', async () => {
    const { store } = world.open();
    expect(await store.desksWithWork(1_000, 10)).toEqual([]);
    await commit(store, 'due', {
      records: [
        { after: recordOf('a', { nextActionAt: 1_000 }) },
        { after: recordOf('b', { nextActionAt: 1 }) },
      ],
    });
    await commit(store, 'later', { records: [{ after: recordOf('a', { nextActionAt: 1_001 }) }] });
    await commit(store, 'unsent', { notices: [noticeOf('a')] });
    await commit(store, 'unsummed', { change: { at: 1_000, figures: { open: { cases: 1 } } } });
    await commit(store, 'quiet', { records: [{ after: recordOf('a') }] });
    expect((await store.desksWithWork(1_000, 10)).sort(byText)).toEqual(['due', 'unsent', 'unsummed']);
    await store.applyChanges('unsummed', 10);
    const [taken] = await store.leaseNotices('unsent', 'pass', { now: 1_000, leaseMs: 5_000, limit: 10 });
    // Somebody has it in hand; when he dies, the desk is found again.
    expect(await store.desksWithWork(1_000, 10)).toEqual(['due']);
    expect(await store.desksWithWork(6_000, 10)).toContain('unsent');
    await store.recordDelivery('unsent', [taken?.id ?? ''], { sentAt: 2_000 });
    expect((await store.desksWithWork(9_000, 10)).sort(byText)).toEqual(['due', 'later']);
  });
});

describeStore('desks with work of their own', world => {
  test('a desk whose records do not go by its configuration yet is found, and one whose recount is asked for', async () => {
    const { store } = world.open();
    await commit(store, 'desk-1', { opened: openedOf('desk-1', 2) });
    await commit(store, 'desk-2', { opened: openedOf('desk-2') });
    expect(await store.desksWithWork(1_000, 10)).toEqual([]);
    await commit(store, 'desk-1', { configured: { li: PERSON } });
    await commit(store, 'desk-2', { state: { upkeep: { recountsAsked: 1 } } });
    expect((await store.desksWithWork(1_000, 10)).sort(byText)).toEqual(['desk-1', 'desk-2']);
    expect(await store.desk('desk-1')).toEqual({
      ...deskOf('desk-1', 3),
      rows: { li: { ...PERSON, since: 3 } },
    });
    await commit(store, 'desk-1', { state: { upkeep: { decided: 3 } } });
    await commit(store, 'desk-2', { state: { upkeep: { recountsDone: 1 } } });
    expect(await store.desksWithWork(1_000, 10)).toEqual([]);
  });
});

const MANY = 320;

describeStore('desks that fail', world => {
  test('are known to every process until they do not fail any more', async () => {
    const { store, other } = world.open();
    expect(await store.failingDesks()).toEqual(new Map());
    await store.noteFailing('a', { failures: 1, restsUntil: 1_000 });
    await store.noteFailing('b', { failures: 1, restsUntil: 1_000 });
    await store.noteFailing('a', { failures: 2, restsUntil: 2_000 });
    await store.noteFailing('b', null);
    expect(await other.failingDesks()).toEqual(new Map([['a', { failures: 2, restsUntil: 2_000 }]]));
  });
});

describeStore('desks with work', world => {
  test('those excepted are not found, and hide no other, of whatever sort their work is', async () => {
    const { store } = world.open();
    const unfinished = (id: string) => {
      const { desk, state } = openedOf(id, 2);
      return { desk, state: { ...state, upkeep: { ...state.upkeep, decided: 1 } } };
    };
    for (const id of ['a', 'b', 'c']) {
      await commit(store, id, {
        opened: unfinished(id),
        records: [{ after: recordOf('x', { nextActionAt: id === 'c' ? 2 : 1 }) }],
      });
    }
    expect(await store.desksWithWork(1_000, 1, new Set(['a', 'b']))).toEqual(['c']);
    expect(await store.desksWithWork(1_000, 1, new Set(['a', 'b', 'c']))).toEqual([]);
  });

  test('one desk with more waiting than is read at a time hides no other, wherever its documents stand', async () => {
    const { store } = world.open();
    const keys = Array.from({ length: MANY }, (_, at) => `record-${String(at).padStart(3, '0')}`);
    await commit(store, 'busy', {
      records: keys.map((key, at) => ({ after: recordOf(key, { nextActionAt: at }) })),
    });
    await commit(store, 'small', { records: [{ after: recordOf('a', { nextActionAt: MANY }) }] });
    await commit(store, 'unsent', { notices: [noticeOf('a')] });
    expect((await store.desksWithWork(1_000, 2)).sort(byText)).toEqual(['busy', 'small', 'unsent']);
  });
});

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));
