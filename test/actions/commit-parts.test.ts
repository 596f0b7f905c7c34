// A submission that is too much for one commit: in how many parts it is saved, and how it is answered as one.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { descriptionVersion } from '../../functions/src/actions/desk/describe-desk.ts';
import type { Submission } from '../../functions/src/actions/submit/admission.ts';
import { commitParts } from '../../functions/src/actions/submit/commit-parts.ts';
import { RequestError } from '../../functions/src/contract/request-error.ts';
import type { Cells } from '../../functions/src/core/schema/column.ts';
import type { Table } from '../../functions/src/core/schema/table.ts';
import { people } from '../../functions/src/core/tables/people.ts';
import type { Ports } from '../../functions/src/ports/ports.ts';
import { CommitTooLarge } from '../../functions/src/ports/transaction.ts';
import { ActionPlace, account, open } from '../fixtures/actions/action-place.ts';
import { at, CALL, CALL_TODAY, clerkOf, hotline, storedDesk } from '../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
let place: ActionPlace;
let deskId: string;
beforeAll(async () => {
  place = await ActionPlace.start('commit-parts', () => NOW);
});
afterAll(() => place.close());
beforeEach(async () => {
  deskId = crypto.randomUUID();
  await open(place.ports, { ...storedDesk(), id: deskId });
});

/** The ports of a database that takes so many new records in one commit; `tried` has the size of each commit. */
function taking(most: number, tried: number[] = []): Ports {
  const store = Object.create(place.ports.store) as Ports['store'];
  store.transaction = (id, work) =>
    place.ports.store.transaction(id, transaction => {
      const limited = Object.create(transaction) as typeof transaction;
      limited.write = writes => {
        const size = writes.records?.length ?? 0;
        tried.push(size);
        if (size > most) throw new CommitTooLarge('too many records');
        transaction.write(writes);
      };
      return work(limited);
    });
  return { ...place.ports, store };
}

function submission(rows: readonly Cells[], table: Table = hotline): Submission {
  const who = account('sunli');
  return {
    account: who,
    table,
    by: { account: who.mail, editor: null },
    now: NOW,
    rows: rows.map((cells, index) => ({
      key: `${table.key}-${index}`,
      base: '',
      edited: [],
      cells: cells as Record<string, string>,
    })),
  };
}
/** How one submission is answered. */
async function settled(ports: Ports, rows: readonly Cells[], table?: Table) {
  const [answer] = await commitParts(ports, deskId, [submission(rows, table)]);
  if (!answer || answer instanceof RequestError) throw new Error('refused as a whole', { cause: answer });
  return answer;
}

const REFUSED = { ...CALL_TODAY, urgency: '很急' };
/** It is solved, so that the customer is to be called. */
const SOLVED = {
  ...CALL,
  calledAt: '2026-11-20 10:00',
  respondedAt: '2026-11-20 10:10',
  resolution: '已换新',
  resolvedAt: '2026-11-20 14:00',
  cause: '电路设计缺陷',
};

test('is halved until each part goes, and answered row by row in the order that it came', async () => {
  const tried: number[] = [];
  const { answers, events } = await settled(taking(2, tried), [
    CALL_TODAY,
    CALL_TODAY,
    CALL_TODAY,
    CALL_TODAY,
    CALL_TODAY,
  ]);
  expect(tried).toEqual([5, 3, 2, 1, 2]);
  expect(answers.map(({ key, outcome, cells }) => [key, outcome, cells['number']])).toEqual(
    [1, 2, 3, 4, 5].map(serial => [`hotline-${serial - 1}`, 'saved', `2026112000${serial}`]),
  );
  expect(events.map(({ key }) => key)).toEqual(answers.map(({ key }) => key));
});

test('what a commit takes goes in one', async () => {
  const tried: number[] = [];
  await settled(taking(2, tried), [CALL_TODAY, CALL_TODAY]);
  expect(tried).toEqual([2]);
});

test.each([
  ['first', [CALL_TODAY, SOLVED]],
  ['last', [SOLVED, CALL_TODAY]],
])(
  'the next alarm is that of the row of which there is something to say now, where this is the %s',
  async (_, rows) => {
    const tried: number[] = [];
    const { alarmAt } = await settled(taking(3, tried), rows);
    expect([tried[0], alarmAt]).toEqual([4, NOW]);
    // Of the other one there is something to say later.
    await open(place.ports, { ...storedDesk(), id: (deskId = crypto.randomUUID()) });
    expect((await settled(place.ports, [SOLVED])).alarmAt).toBeGreaterThan(NOW);
  },
);

test.each<[string, Cells[], { changed: boolean; others: boolean }]>([
  ['saves nothing', [REFUSED, REFUSED], { changed: false, others: false }],
  ['saves its first row', [CALL_TODAY, REFUSED], { changed: true, others: false }],
  ['saves its last row', [REFUSED, CALL_TODAY], { changed: true, others: false }],
  ['opens a row by its first one', [SOLVED, CALL_TODAY], { changed: true, others: true }],
  ['opens a row by its last one', [CALL_TODAY, SOLVED], { changed: true, others: true }],
])('a submission that %s in parts says so of the whole', async (_, rows, said) => {
  const first = taking(Number.POSITIVE_INFINITY);
  const store = Object.create(first.store) as Ports['store'];
  let isWhole = true;
  // The first try is too large, whatever becomes of its rows.
  store.transaction = (id, work) => {
    if (!isWhole) return first.store.transaction(id, work);
    isWhole = false;
    return Promise.reject(new CommitTooLarge('too much'));
  };
  const { changed, others, alarmAt } = await settled({ ...first, store }, rows);
  expect({ changed, others }).toEqual(said);
  expect(alarmAt === undefined).toBe(!said.changed);
});

test('the description that is told is the one after the last part', async () => {
  const before = await place.ports.store.desk(deskId);
  const { answers, version } = await settled(
    taking(1),
    [clerkOf('何静', 'hejing'), clerkOf('何平', 'heping')],
    people,
  );
  expect(answers.map(({ outcome }) => outcome)).toEqual(['saved', 'saved']);
  const after = await place.ports.store.desk(deskId);
  if (!before || !after) throw new Error('no desk');
  expect(version).toBe(descriptionVersion(after));
  expect(version).not.toBe(descriptionVersion(before));
});

test.each([
  ['first', [SOLVED, CALL_TODAY]],
  ['last', [CALL_TODAY, SOLVED]],
])('a row that is too large by itself refuses the submission, where it is the %s', async (_, rows) => {
  // What is solved has a row opened beside it.
  const [refused] = await commitParts(taking(1), deskId, [submission(rows)]);
  expect(refused).toMatchObject({ code: 'commit_too_large' });
  // What was saved beside it is found unchanged when it is sent again.
  const again = await settled(place.ports, rows);
  expect(again.answers.map(({ outcome }) => outcome).toSorted()).toEqual(['saved', 'unchanged']);
});

test('several submissions that are too much together are nobody’s fault, and nothing else is tried in parts', async () => {
  const both = ['a', 'b'].map(name => {
    const one = submission([CALL_TODAY]);
    return { ...one, rows: one.rows.map(row => ({ ...row, key: `${row.key}-${name}` })) };
  });
  await expect(commitParts(taking(1), deskId, both)).rejects.toThrow(CommitTooLarge);
  let tries = 0;
  const store = Object.create(place.ports.store) as Ports['store'];
  store.transaction = () => {
    tries += 1;
    return Promise.reject(new Error('no database'));
  };
  await expect(
    commitParts({ ...place.ports, store }, deskId, [submission([CALL_TODAY, CALL_TODAY])]),
  ).rejects.toThrow('no database');
  expect(tries).toBe(1);
});
