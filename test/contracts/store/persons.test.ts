// Records by whom they are about, what is told of them, and the tasks that go through them.
import { expect, test } from 'vitest';
import { FirestorePersons } from '../../../functions/src/adapters/firestore/persons.ts';
import { FirestoreStore } from '../../../functions/src/adapters/firestore/store.ts';
import { type PersonTask, WALK_BEGIN } from '../../../functions/src/core/record/person-task.ts';
import { testKeys } from '../../fixtures/actions/test-keys.ts';
import { describeFirestore } from '../firestore/implementations.ts';
import { AUTHOR, eventOf, noticeOf, recordOf } from './desk-book.ts';
import { commit } from './store.ts';

const keysOf = (records: readonly { key: string }[]) => records.map(({ key }) => key);

const taskOf = (id: string, rest: Partial<PersonTask> = {}): PersonTask => ({
  id,
  keys: [],
  marks: ['k1'],
  does: { kind: 'erase' },
  by: AUTHOR,
  at: 1_000,
  place: WALK_BEGIN,
  changed: 0,
  missed: false,
  ...rest,
});

describeFirestore('persons of a desk', world => {
  const open = () => {
    const client = world.connect();
    const store = new FirestoreStore(
      () => client,
      testKeys(() => client),
    );
    return { store, persons: new FirestorePersons(() => client) };
  };

  test('records with a mark come by their keys, page by page; those whose texts are to be hidden by a flag', async () => {
    const { store, persons } = open();
    const records = [
      recordOf('c', { persons: ['k1'], toHide: true }),
      recordOf('a', { persons: ['k2', 'k1'] }),
      recordOf('b', { persons: ['k2'], toHide: true }),
      recordOf('d', { persons: ['k1'] }),
    ];
    await commit(store, 'desk-1', { records: records.map(after => ({ after })) });
    await commit(store, 'desk-2', {
      records: [{ after: recordOf('foreign', { persons: ['k1'], toHide: true }) }],
    });
    const marked = (after: string, limit: number) => persons.recordsMarked('desk-1', 'k1', after, limit);
    expect(keysOf(await marked('', 2))).toEqual(['a', 'c']);
    expect(await marked('c', 2)).toEqual([records[3]]);
    expect(await marked('d', 2)).toEqual([]);
    expect(await persons.recordsToHide('desk-1', 9)).toEqual(['b', 'c']);
    expect(await persons.recordsToHide('desk-1', 1)).toEqual(['b']);
  });

  test('records of a table that were closed by a time come the earliest first, page by page', async () => {
    const { store, persons } = open();
    const closed = (key: string, closedAt: number | null, table = 'cases') =>
      recordOf(key, { closedAt, table });
    const records = [
      closed('z', 900),
      closed('b', 1_000),
      closed('a', 1_000),
      closed('late', 1_001),
      closed('open', null),
      closed('plan', 900, 'plans'),
    ];
    await commit(store, 'desk-1', { records: records.map(after => ({ after })) });
    const by = async (at: number, key: string, limit: number) =>
      keysOf(await persons.closedBy('desk-1', 'cases', 1_000, { at, key }, limit));
    expect(await by(0, '', 9)).toEqual(['z', 'a', 'b']);
    expect(await by(0, '', 2)).toEqual(['z', 'a']);
    expect(await by(1_000, 'a', 2)).toEqual(['b']);
    expect(await by(1_000, 'b', 2)).toEqual([]);
  });

  test('what is told of a record are its latest events and its notices, and all of it is written anew', async () => {
    const { store, persons } = open();
    const about = (key: string, id: string) => ({
      ...noticeOf(id),
      about: { key, table: 'cases', number: '001' },
    });
    for (const version of [1, 2, 3])
      await commit(store, 'desk-1', {
        records: [{ after: recordOf('a', { version }), event: eventOf('a', version) }],
      });
    await commit(store, 'desk-1', {
      records: [{ after: recordOf('b'), event: eventOf('b', 1) }],
      notices: [about('a', 'one'), about('b', 'other')],
    });
    const events = [3, 2, 1].map(version => eventOf('a', version));
    expect(await persons.told('desk-1', 'a', 2)).toEqual({
      events: events.slice(0, 2),
      notices: [about('a', 'one')],
    });
    await persons.rewriteTold('desk-1', 'a', {
      event: event => ({ ...event, number: '***' }),
      text: text => `${text} 已隐藏`,
    });
    expect(await persons.told('desk-1', 'a', 9)).toEqual({
      events: events.map(event => ({ ...event, number: '***' })),
      notices: [{ ...about('a', 'one'), subject: 'one 已隐藏', text: 'one 已隐藏' }],
    });
    expect(await persons.told('desk-1', 'b', 9)).toEqual({
      events: [eventOf('b', 1)],
      notices: [about('b', 'other')],
    });
  });

  test('of more events than one transaction holds each is written anew, once', async () => {
    const { store, persons } = open();
    const events = Array.from({ length: 201 }, (_, at) => eventOf('a', at + 1));
    await commit(store, 'desk-1', {
      records: events.map(event => ({ after: recordOf('a', { version: event.version }), event })),
    });
    await persons.rewriteTold('desk-1', 'a', {
      event: event => ({ ...event, number: `${event.number}*` }),
      text: text => text,
    });
    const told = await persons.told('desk-1', 'a', 500);
    expect(told.events).toEqual(events.toReversed().map(event => ({ ...event, number: 'a*' })));
  });

  test('tasks are open until they are done; then erasures are looked at as long as they are young', async () => {
    const { persons } = open();
    const idsOf = (tasks: readonly PersonTask[]) => tasks.map(({ id }) => id);
    const correction = taskOf('correct', { does: { kind: 'correct', name: null }, at: 3_000 });
    for (const task of [taskOf('old'), taskOf('young', { at: 2_000 }), correction])
      await persons.keepTask('desk-1', task);
    await persons.keepTask('desk-2', taskOf('foreign'));
    expect(idsOf(await persons.openTasks('desk-1', 9)).toSorted()).toEqual(['correct', 'old', 'young']);
    expect(await persons.openTasks('desk-1', 1)).toHaveLength(1);
    await persons.keepTask('desk-1', taskOf('young', { at: 2_000, place: null, changed: 4 }));
    await persons.keepTask('desk-1', { ...correction, place: null });
    expect(await persons.openTasks('desk-1', 9)).toEqual([taskOf('old')]);
    // The one that is open comes behind those that are done.
    const looked = (since: number, limit = 9) => persons.tasksToLookAt('desk-1', since, limit);
    expect(idsOf(await looked(1_999))).toEqual(['young', 'old']);
    expect(idsOf(await looked(1_999, 1))).toEqual(['young']);
    expect(idsOf(await looked(2_000))).toEqual(['old']);
    await persons.keepTask('desk-1', taskOf('old', { place: null }));
    expect(await persons.openTasks('desk-1', 9)).toEqual([]);
    expect(idsOf(await looked(0))).toEqual(['old', 'young']);
  });
});
