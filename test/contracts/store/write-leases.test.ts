// Leases at writing summary tabs: kept for all processes, so that no two write at once and no desk is forgotten.
import { expect, test } from 'vitest';
import { FirestoreWriteLeases } from '../../../functions/src/adapters/firestore/write-leases.ts';
import { LEASE_MS, MIN_INTERVAL_MS } from '../../../functions/src/core/workbook/write-lease.ts';
import { describeFirestore } from '../firestore/implementations.ts';

const NOW = 1_700_000_000_000;
const MARKS = { '1002': { rows: ['3f2a n', ''], charts: { '7': '99' } } };

describeFirestore('leases of desks', world => {
  let projects = 0;
  const open = () => {
    const projectId = `turns-${++projects}`;
    const connect = () => {
      const client = world.connect({ projectId });
      return new FirestoreWriteLeases(() => client);
    };
    return [connect(), connect()] as const;
  };

  test('of many that ask at once one writes, and all others come when it has rested', async () => {
    const [leases, other] = open();
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, at) => (at % 2 ? leases : other).take('desk-1', NOW, false)),
    );
    expect(answers.filter(answer => answer.write)).toEqual([{ write: true, number: 1, whole: true }]);
    expect(new Set(answers.flatMap(answer => (answer.write ? [] : answer.at)))).toEqual(
      new Set([NOW + MIN_INTERVAL_MS]),
    );
    expect(await other.end('desk-1', 1, NOW + 100, { whole: true, marks: MARKS })).toBe(
      NOW + MIN_INTERVAL_MS,
    );
  });

  test('who asks again, and hears the same, writes nothing', async () => {
    const client = world.connect();
    const leases = new FirestoreWriteLeases(() => client);
    let writes = 0;
    const run = client.runTransaction.bind(client);
    client.runTransaction = (work, options) =>
      run(transaction => {
        const set = transaction.set.bind(transaction);
        const counted = (...all: Parameters<typeof set>) => {
          writes += 1;
          return set(...all);
        };
        return work(Object.assign(transaction, { set: counted }));
      }, options);
    const counts: number[] = [];
    for (let asked = 0; asked < 4; asked += 1) {
      await leases.take('desk-1', NOW, false);
      counts.push(writes);
    }
    const [given = 0, waited = 0, ...again] = counts;
    expect(waited).toBe(given + 1);
    expect(again).toEqual([waited, waited]);
  });

  test('what was written is known to the next, and what a holder says who was taken over is not', async () => {
    const [leases, other] = open();
    expect(await leases.written('desk-1')).toEqual({});
    await leases.take('desk-1', NOW, false);
    await leases.end('desk-1', 1, NOW, { whole: true, marks: MARKS });
    expect(await other.written('desk-1')).toEqual(MARKS);
    await leases.take('desk-1', NOW + MIN_INTERVAL_MS, false);
    await other.take('desk-1', NOW + MIN_INTERVAL_MS + LEASE_MS, false);
    expect(await leases.end('desk-1', 2, NOW + MIN_INTERVAL_MS + LEASE_MS, { whole: false, marks: {} })).toBe(
      NOW + MIN_INTERVAL_MS + LEASE_MS,
    );
    expect(await other.written('desk-1')).toEqual(MARKS);
  });

  test('all desks share one pace, and none is given a place twice', async () => {
    const [leases, other] = open();
    const desks = Array.from({ length: 8 }, (_, at) => `desk-${at}`);
    const answers = await Promise.all(
      desks.map((desk, at) => (at % 2 ? leases : other).take(desk, NOW, false)),
    );
    const at = answers.flatMap(answer => (answer.write ? [] : answer.at));
    expect(answers.length - at.length).toBe(6);
    expect(new Set(at).size).toBe(at.length);
    expect(Math.max(...at)).toBeLessThan(NOW + 15_000);
  });

  test('desks that did not come when they were to, or did not come back, are found', async () => {
    const [leases, other] = open();
    for (const desk of ['done', 'dead', 'resting']) await leases.take(desk, NOW, false);
    await leases.end('done', 1, NOW, { whole: true, marks: {} });
    await leases.end('resting', 1, NOW, { whole: true, marks: {} });
    await leases.take('resting', NOW + 1, false);
    expect(await other.owing(NOW + MIN_INTERVAL_MS - 1, 10)).toEqual([]);
    expect(await other.owing(NOW + MIN_INTERVAL_MS, 10)).toEqual(['resting']);
    expect(await other.owing(NOW + LEASE_MS, 10)).toEqual(['resting', 'dead']);
    expect(await other.owing(NOW + LEASE_MS, 1)).toEqual(['resting']);
    expect(await other.owing(NOW + LEASE_MS, 1, new Set(['resting']))).toEqual(['dead']);
  });
});
