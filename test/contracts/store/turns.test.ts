// Turns at writing summary tabs: kept for all processes, so that no two write at once and no desk is forgotten.
import { expect, test } from 'vitest';
import { FirestoreTurns } from '../../../functions/src/adapters/firestore/turns.ts';
import { LEASE, REST } from '../../../functions/src/core/workbook/write-lease.ts';
import { describeFirestore } from '../firestore/implementations.ts';

const NOW = 1_700_000_000_000;
const MARKS = { '1002': { rows: ['3f2a n', ''], charts: { '7': '99' } } };

describeFirestore('turns of desks', world => {
  let projects = 0;
  const open = () => {
    const projectId = `turns-${++projects}`;
    const connect = () => {
      const client = world.connect({ projectId });
      return new FirestoreTurns(() => client);
    };
    return [connect(), connect()] as const;
  };

  test('of many that ask at once one writes, and all others come when it has rested', async () => {
    const [turns, other] = open();
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, at) => (at % 2 ? turns : other).take('desk-1', NOW, false)),
    );
    expect(answers.filter(answer => answer.write)).toEqual([{ write: true, number: 1, whole: true }]);
    expect(new Set(answers.flatMap(answer => (answer.write ? [] : answer.at)))).toEqual(
      new Set([NOW + REST]),
    );
    expect(await other.end('desk-1', 1, NOW + 100, { whole: true, marks: MARKS })).toBe(NOW + REST);
  });

  test('what was written is known to the next, and what a holder says who was taken over is not', async () => {
    const [turns, other] = open();
    expect(await turns.written('desk-1')).toEqual({});
    await turns.take('desk-1', NOW, false);
    await turns.end('desk-1', 1, NOW, { whole: true, marks: MARKS });
    expect(await other.written('desk-1')).toEqual(MARKS);
    await turns.take('desk-1', NOW + REST, false);
    await other.take('desk-1', NOW + REST + LEASE, false);
    expect(await turns.end('desk-1', 2, NOW + REST + LEASE, { whole: false, marks: {} })).toBe(
      NOW + REST + LEASE,
    );
    expect(await other.written('desk-1')).toEqual(MARKS);
  });

  test('all desks share one pace, and none is given a place twice', async () => {
    const [turns, other] = open();
    const desks = Array.from({ length: 8 }, (_, at) => `desk-${at}`);
    const answers = await Promise.all(
      desks.map((desk, at) => (at % 2 ? turns : other).take(desk, NOW, false)),
    );
    const at = answers.flatMap(answer => (answer.write ? [] : answer.at));
    expect(answers.length - at.length).toBe(6);
    expect(new Set(at).size).toBe(at.length);
    expect(Math.max(...at)).toBeLessThan(NOW + 15_000);
  });

  test('desks that did not come when they were to, or did not come back, are found', async () => {
    const [turns, other] = open();
    for (const desk of ['done', 'dead', 'resting']) await turns.take(desk, NOW, false);
    await turns.end('done', 1, NOW, { whole: true, marks: {} });
    await turns.end('resting', 1, NOW, { whole: true, marks: {} });
    await turns.take('resting', NOW + 1, false);
    expect(await other.owing(NOW + REST - 1, 10)).toEqual([]);
    expect(await other.owing(NOW + REST, 10)).toEqual(['resting']);
    expect(await other.owing(NOW + LEASE, 10)).toEqual(['resting', 'dead']);
    expect(await other.owing(NOW + LEASE, 1)).toEqual(['resting']);
    expect(await other.owing(NOW + LEASE, 1, new Set(['resting']))).toEqual(['dead']);
  });
});
