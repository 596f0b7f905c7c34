// Transactions: what they read still holds when they commit; they queue up, are run again, and end.
import { FieldValue, type Firestore } from '@google-cloud/firestore';
import { beforeEach, expect, test } from 'vitest';
import { describeFirestore } from './implementations.ts';

const ABORTED = 10;

describeFirestore('transactions', world => {
  let db: Firestore;
  let projectId: string;
  let projects = 0;
  beforeEach(() => {
    projectId = `transactions-${++projects}`;
    db = world.connect({ projectId });
  });

  /** Adds one to `c/counter` by reading and writing it. */
  const increment = (client: Firestore, maxAttempts = 5): Promise<void> =>
    client.runTransaction(
      async transaction => {
        const counter = client.doc('c/counter');
        const read = await transaction.get(counter);
        transaction.set(counter, { n: ((read.get('n') as number | undefined) ?? 0) + 1 });
      },
      { maxAttempts },
    );

  const counted = async (): Promise<unknown> => (await db.doc('c/counter').get()).get('n');

  test('a thrown error leaves nothing behind', async () => {
    const failed = db.runTransaction(async transaction => {
      await transaction.get(db.doc('c/x'));
      transaction.set(db.doc('c/x'), { a: 1 });
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    expect((await db.doc('c/x').get()).exists).toBe(false);
  });

  test('a refused write of a transaction leaves nothing behind', async () => {
    await db.doc('c/taken').set({});
    const failed = db.runTransaction(async transaction => {
      await transaction.get(db.doc('c/x'));
      transaction.set(db.doc('c/x'), { a: 1 });
      transaction.create(db.doc('c/taken'), {});
    });
    await expect(failed).rejects.toThrow(/already exists/i);
    expect((await db.doc('c/x').get()).exists).toBe(false);
  });

  test('five clients that count together lose nothing', async () => {
    await Promise.all(Array.from({ length: 5 }, () => increment(world.connect({ projectId }))));
    expect(await counted()).toBe(5);
  });

  test.skipIf(world.differs('contention'))(
    'fifty clients that count together queue up instead of failing each other',
    async () => {
      const clients = Array.from({ length: 5 }, () => world.connect({ projectId }));
      await Promise.all(clients.flatMap(client => Array.from({ length: 10 }, () => increment(client, 2))));
      expect(await counted()).toBe(50);
    },
  );

  test.skipIf(world.differs('contention'))(
    'fifty transfers between the same accounts keep the sum',
    async () => {
      const accounts = Array.from({ length: 4 }, (_, at) => db.doc(`accounts/${at}`));
      await Promise.all(accounts.map(account => account.set({ money: 100 })));
      await Promise.all(
        Array.from({ length: 50 }, (_, turn) =>
          db.runTransaction(async transaction => {
            // Read one after the other and in different orders: as a deadlock would have it.
            const from = accounts[turn % 4] ?? db.doc('accounts/0');
            const to = accounts[(turn + 1 + (turn % 3)) % 4] ?? db.doc('accounts/1');
            const a = await transaction.get(from);
            const b = await transaction.get(to);
            transaction.update(from, { money: Number(a.get('money')) - 1 });
            transaction.update(to, { money: Number(b.get('money')) + 1 });
          }),
        ),
      );
      const money = (await db.getAll(...accounts)).map(account => Number(account.get('money')));
      expect(money.reduce((sum, one) => sum + one, 0)).toBe(400);
    },
  );

  test('two that each read what the other writes do not both go by the old state', {
    timeout: 60_000,
  }, async () => {
    const [a, b] = [db.doc('shift/a'), db.doc('shift/b')];
    await Promise.all([a.set({ onDuty: true }), b.set({ onDuty: true })]);
    const bothHaveRead = Promise.withResolvers<void>();
    let reads = 0;
    const leave = (who: typeof a): Promise<void> =>
      db.runTransaction(async transaction => {
        const onDuty = (await transaction.getAll(a, b)).filter(one => one.get('onDuty') === true);
        if (++reads === 2) bothHaveRead.resolve();
        await bothHaveRead.promise;
        if (onDuty.length > 1) transaction.update(who, { onDuty: false });
      });
    await Promise.all([leave(a), leave(b)]);
    const left = (await db.getAll(a, b)).filter(one => one.get('onDuty') === true);
    expect(left).toHaveLength(1);
  });

  test('a document that comes in between is not overlooked by a query', async () => {
    const open = db.collection('records').where('open', '==', true);
    await db.doc('records/1').set({ open: true });
    let inserted: Promise<unknown> | undefined;
    await db.runTransaction(async transaction => {
      const found = await transaction.get(open);
      inserted ??= db.doc('records/2').set({ open: true });
      // A read of something else, so that the insert has been sent before the commit.
      await transaction.get(db.doc('c/other'));
      transaction.set(db.doc('c/total'), { open: found.size });
    });
    await inserted;
    const [total, second] = await db.getAll(db.doc('c/total'), db.doc('records/2'));
    const isLater = (total?.updateTime?.valueOf() ?? '') > (second?.createTime?.valueOf() ?? '');
    expect(total?.get('open')).toBe(isLater ? 2 : 1);
  });

  test.skipIf(world.differs('overtaken'))('a transaction whose read was overtaken is run again', async () => {
    await db.doc('c/x').set({ n: 1 });
    let runs = 0;
    await db.runTransaction(async transaction => {
      const read = await transaction.get(db.doc('c/x'));
      if (++runs === 1) await db.doc('c/x').set({ n: 10 });
      transaction.update(db.doc('c/x'), { n: Number(read.get('n')) + 1 });
    });
    expect(runs).toBe(2);
    expect((await db.doc('c/x').get()).get('n')).toBe(11);
  });

  test.skipIf(world.differs('overtaken'))('a query whose answer was overtaken is run again', async () => {
    const records = db.collection('records');
    await Promise.all(Array.from({ length: 60 }, (_, n) => records.doc(String(n)).set({ n })));
    const runs: string[][] = [];
    await db.runTransaction(async transaction => {
      const found = await transaction.get(records.where('n', '>=', 5).orderBy('n').limit(2));
      runs.push(found.docs.map(({ id }) => id));
      if (runs.length === 1) await records.doc('5').update({ n: -1 });
      transaction.set(db.doc('c/first'), { id: found.docs[0]?.id });
    });
    expect(runs).toEqual([
      ['5', '6'],
      ['6', '7'],
    ]);
  });

  test.skipIf(world.differs('overtaken'))(
    'a change beyond what a query looked at does not disturb it',
    async () => {
      const records = db.collection('records');
      await Promise.all(Array.from({ length: 60 }, (_, n) => records.doc(String(n)).set({ n })));
      let runs = 0;
      await db.runTransaction(async transaction => {
        runs++;
        const found = await transaction.get(records.where('n', '>=', 5).orderBy('n').limit(2));
        await records.doc('50').update({ n: 51 });
        transaction.set(db.doc('c/first'), { id: found.docs[0]?.id });
      });
      expect(runs).toBe(1);
    },
  );

  test.skipIf(world.differs('bothAborted'))(
    'one that can not be run again tells that it was aborted',
    async () => {
      await db.doc('c/x').set({ n: 1 });
      const bothHaveRead = Promise.withResolvers<void>();
      let reads = 0;
      const once = (): Promise<void> =>
        db.runTransaction(
          async transaction => {
            const read = await transaction.get(db.doc('c/x'));
            if (++reads === 2) bothHaveRead.resolve();
            await bothHaveRead.promise;
            transaction.update(db.doc('c/x'), { n: Number(read.get('n')) + 1 });
          },
          { maxAttempts: 1 },
        );
      const outcomes = await Promise.allSettled([once(), once()]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: ABORTED },
      });
      expect((await db.doc('c/x').get()).get('n')).toBe(2);
    },
  );

  test('a read-only transaction sees one moment', async () => {
    await Promise.all([db.doc('c/x').set({ n: 1 }), db.doc('c/y').set({ n: 1 })]);
    const seen = await db.runTransaction(
      async transaction => {
        const x = await transaction.get(db.doc('c/x'));
        const batch = db.batch();
        batch.update(db.doc('c/x'), { n: FieldValue.increment(1) });
        batch.update(db.doc('c/y'), { n: FieldValue.increment(1) });
        batch.set(db.doc('c/z'), { n: 2 });
        await batch.commit();
        const y = await transaction.get(db.doc('c/y'));
        const later = await transaction.get(db.collection('c').where('n', '==', 2));
        return [x.get('n'), y.get('n'), later.size];
      },
      { readOnly: true },
    );
    expect(seen).toEqual([1, 1, 0]);
  });

  test.skipIf(world.differs('abandoned'))('others do not wait for a client that is gone', async () => {
    const gone = world.connect({ projectId });
    const hasRead = Promise.withResolvers<void>();
    const never = new Promise<never>(() => {});
    void gone.runTransaction(async transaction => {
      await transaction.get(gone.doc('c/x'));
      hasRead.resolve();
      await never;
    });
    await hasRead.promise;
    await Promise.all([db.doc('c/x').set({ n: 1 }), increment(db)]);
    expect((await db.doc('c/x').get()).get('n')).toBe(1);
  });
});
