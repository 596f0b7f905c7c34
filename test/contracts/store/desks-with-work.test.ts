// What makes the sweep look after a desk, sort by sort: also of desks whose state an earlier program keeps in them.
import { expect, test } from 'vitest';
import { OPEN_TASK } from '../../../functions/src/adapters/firestore/kinds.ts';
import { FirestoreStore } from '../../../functions/src/adapters/firestore/store.ts';
import { GRACE_MS } from '../../../functions/src/core/figures/closed-periods.ts';
import { describeFirestore } from '../firestore/implementations.ts';

const NOW = 1_700_000_000_000;

/** A document, and whether the desk that it is or belongs to has something to do because of it. */
const CASES: [document: string, data: object, isFound: boolean][] = [
  ['records/a', { nextActionAt: NOW }, true],
  ['records/a', { nextActionAt: NOW + 1 }, false],
  ['records/a', { nextActionAt: null }, false],
  ['notices/a', { nextTryAt: NOW }, true],
  ['notices/a', { nextTryAt: NOW + 1 }, false],
  ['notices/a', { nextTryAt: null }, false],
  ['changes/a', {}, true],
  ['comparisons/a', { keys: ['a'] }, true],
  ['tasks/a', { lookAt: OPEN_TASK }, true],
  ['tasks/a', { lookAt: NOW }, false],
  ['state/upkeep', { unfinished: true }, true],
  ['state/upkeep', { unfinished: false }, false],
  ['state/periods', { endsAt: NOW - GRACE_MS }, true],
  ['state/periods', { endsAt: NOW - GRACE_MS + 1 }, false],
  ['', { unfinished: true }, true],
  ['', { unfinished: false }, false],
  ['', { periodEndsAt: NOW - GRACE_MS }, true],
  ['', { periodEndsAt: NOW - GRACE_MS + 1 }, false],
];

describeFirestore('a desk', world => {
  test('has work by each sort of document that waits, from the moment on that it waits for', async () => {
    const client = world.connect();
    const write = client.batch();
    const named = CASES.map(([document, data, isFound], at) => {
      const id = `desk-${String(at).padStart(2, '0')}`;
      write.set(client.doc(document === '' ? `desks/${id}` : `desks/${id}/${document}`), data);
      return { id, isFound, is: `${document || 'desk'} ${JSON.stringify(data)}` };
    });
    await write.commit();
    const found = await new FirestoreStore(() => client).desksWithWork(NOW, 10);
    expect(named.filter(({ id }) => found.includes(id)).map(({ is }) => is)).toEqual(
      named.filter(({ isFound }) => isFound).map(({ is }) => is),
    );
    expect(found).toHaveLength(new Set(found).size);
  });
});
