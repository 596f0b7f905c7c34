// Notices on their way: taken by one sender at a time, settled together, given up and sent again.
import { Timestamp } from '@google-cloud/firestore';
import { expect, test } from 'vitest';
import { FirestoreStore } from '../../../functions/src/adapters/firestore/store.ts';
import type { LeaseTerms } from '../../../functions/src/ports/notices.ts';
import type { DeskStore } from '../../../functions/src/ports/store.ts';
import { testKeys } from '../../fixtures/actions/test-keys.ts';
import { describeFirestore } from '../firestore/implementations.ts';
import { noticeOf } from './desk-book.ts';
import { commit, describeStore } from './store.ts';

const terms = (now: number, limit = 10): LeaseTerms => ({ now, leaseMs: 500, limit });
const claim = (store: DeskStore, now: number, pass = 'pass') =>
  store.leaseNotices('desk-1', pass, terms(now));
const settle = (store: DeskStore, ids: string[], fate: Parameters<DeskStore['recordDelivery']>[2]) =>
  store.recordDelivery('desk-1', ids, fate);

describeStore('notices of a desk', world => {
  test('whoever takes a notice is the only one to send it until the lease ends, and it keeps the pass that took it first', async () => {
    const { store, other } = world.open();
    await commit(store, 'desk-1', { notices: [noticeOf('a')] });
    const [first] = await claim(store, 1_000, 'first');
    expect(first).toMatchObject({ notice: noticeOf('a'), attempt: 1, claim: 'first' });
    expect(await claim(other, 1_499, 'second')).toEqual([]);
    expect(await claim(other, 1_500, 'second')).toEqual([{ ...first, attempt: 2 }]);
  });

  test('many senders at once take each notice once, as many as they can carry', async () => {
    const { store, other } = world.open();
    const ids = Array.from({ length: 12 }, (_, at) => `notice-${at}`);
    await commit(store, 'desk-1', { notices: ids.map(noticeOf) });
    const taken: string[] = [];
    const carry = async (by: DeskStore) => {
      for (;;) {
        const claimed = await by.leaseNotices('desk-1', 'pass', terms(1_000, 3));
        expect(claimed.length).toBeLessThanOrEqual(3);
        if (claimed.length === 0) return;
        taken.push(...claimed.map(({ notice }) => notice.id));
      }
    };
    await Promise.all([carry(store), carry(other), carry(store)]);
    expect(taken.sort(byText)).toEqual(ids.sort(byText));
  });

  test('what was sent, dropped or given up is not taken again; what failed or is held is, when its time has come', async () => {
    const { store } = world.open();
    await commit(store, 'desk-1', {
      notices: ['sent', 'again', 'dropped', 'failed', 'held', 'lost'].map(noticeOf),
    });
    const claimed = await claim(store, 1_000, 'first');
    const idOf = (id: string) => claimed.find(({ notice }) => notice.id === id)?.id ?? '';
    await settle(store, [idOf('sent'), idOf('again')], { sentAt: 1_100 });
    await settle(store, [idOf('dropped')], { droppedAt: 1_100, reason: 'done' });
    await settle(store, [idOf('failed')], { retryAt: 9_000, reason: '没有应答' });
    await settle(store, [idOf('held')], { heldUntil: 8_000 });
    await settle(store, [idOf('lost')], { deadAt: 1_100, reason: '没有应答' });
    expect(await claim(store, 7_999)).toEqual([]);
    // What was held was not tried, and goes with what is there then; what failed goes as it went before.
    const held = { id: idOf('held'), notice: noticeOf('held'), attempt: 1, claim: 'second' };
    expect(await claim(store, 8_000, 'second')).toEqual([held]);
    await settle(store, [held.id], { sentAt: 8_000 });
    const failed = { id: idOf('failed'), notice: noticeOf('failed'), attempt: 2, claim: 'first' };
    expect(await claim(store, 9_000, 'third')).toEqual([failed]);
    await settle(store, [failed.id], { sentAt: 9_000 });
    expect(await claim(store, 8_999_999_999)).toEqual([]);
  });

  test('what was given up is told with its reason, the newest first, and goes out anew when asked to', async () => {
    const { store } = world.open();
    await commit(store, 'desk-1', { notices: ['old', 'new', 'sent'].map(noticeOf) });
    const claimed = await claim(store, 1_000, 'first');
    const idOf = (id: string) => claimed.find(({ notice }) => notice.id === id)?.id ?? '';
    await settle(store, [idOf('old')], { deadAt: 2_000, reason: '邮件服务器没有接受（550）' });
    await settle(store, [idOf('new')], { deadAt: 3_000, reason: '没有应答' });
    await settle(store, [idOf('sent')], { sentAt: 2_000 });
    expect(await store.deadLetters('desk-1', 10)).toEqual([
      { id: idOf('new'), notice: noticeOf('new'), at: 3_000, reason: '没有应答' },
      { id: idOf('old'), notice: noticeOf('old'), at: 2_000, reason: '邮件服务器没有接受（550）' },
    ]);
    expect(await store.deadLetters('desk-2', 10)).toEqual([]);
    expect(await store.requeueNotices('desk-1', 10)).toBe(2);
    expect(await store.deadLetters('desk-1', 10)).toEqual([]);
    const again = await claim(store, 4_000, 'again');
    expect(again.map(({ notice }) => notice.id).sort(byText)).toEqual(['new', 'old']);
    expect(again.every(({ attempt, claim: pass }) => attempt === 1 && pass === 'again')).toBe(true);
    expect(await store.requeueNotices('desk-1', 10)).toBe(0);
  });
});

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

describeStore('deliveries', world => {
  test('one at a time for a desk, over processes; other desks go on, and who fails gives it back', async () => {
    const { store, other } = world.open();
    const told: string[] = [];
    let end: () => void = () => undefined;
    const held = new Promise<void>(resolve => {
      end = resolve;
    });
    let first: Promise<boolean> = Promise.resolve(false);
    await new Promise<void>(begun => {
      first = store.delivering('desk-1', 'first', async () => {
        told.push('first begins');
        begun();
        await held;
        told.push('first ends');
      });
    });
    const second = other.delivering('desk-1', 'second', async () => void told.push('second'));
    expect(await other.delivering('desk-2', 'third', async () => void told.push('elsewhere'))).toBe(true);
    end();
    expect([await first, await second]).toEqual([true, true]);
    expect(told).toEqual(['first begins', 'elsewhere', 'first ends', 'second']);
    const failing = store.delivering('desk-1', 'fourth', () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await other.delivering('desk-1', 'fifth', async () => undefined)).toBe(true);
  });
});

describeFirestore('a delivery that another has taken over', world => {
  test('is that of who has not been heard of for fifteen seconds, by the clock of the database', async () => {
    const client = world.connect();
    const lease = client.doc('desks/desk-1/leases/delivery');
    const store = new FirestoreStore(() => client);
    await store.delivering('desk-1', 'first', async () => undefined);
    // Who has died with it says nothing any more, also on a machine that is slow.
    const heardAt = (await lease.get()).get('heardAt') as Timestamp;
    await lease.update({ holder: 'dead', heardAt: Timestamp.fromMillis(heardAt.toMillis() - 15_000) });
    let holder: unknown;
    const work = async () => {
      holder = (await lease.get()).get('holder');
    };
    expect(await store.delivering('desk-1', 'second', work)).toBe(true);
    expect(holder).toBe('second');
    expect((await lease.get()).get('holder')).toBeNull();
  });

  test('is not ended by who was thought dead and comes back', async () => {
    const client = world.connect({ projectId: `store-${crypto.randomUUID()}` });
    const lease = client.doc('desks/desk-1/leases/delivery');
    const store = new FirestoreStore(
      () => client,
      testKeys(() => client),
    );
    await store.delivering('desk-1', 'first', async () => void (await lease.update({ holder: 'second' })));
    expect((await lease.get()).get('holder')).toBe('second');
  });
});
