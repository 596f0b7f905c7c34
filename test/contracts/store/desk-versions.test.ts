// What a process knows of a desk by its version, and desks that an earlier program has stored without one.
import type { Firestore } from '@google-cloud/firestore';
import { expect, test } from 'vitest';
import { FirestoreStore } from '../../../functions/src/adapters/firestore/store.ts';
import { testKeys } from '../../fixtures/actions/test-keys.ts';
import { describeFirestore } from '../firestore/implementations.ts';
import { deskOf, openedOf, recordOf } from './desk-book.ts';
import { commit } from './store.ts';

const VERSION = 'desks/desk-1/state/version';

describeFirestore('versions of a desk', world => {
  const open = async () => {
    const client = world.connect();
    const store = new FirestoreStore(
      () => client,
      testKeys(() => client),
    );
    await commit(store, 'desk-1', { opened: openedOf('desk-1') });
    const readIn = () =>
      store.transaction('desk-1', async transaction => (await transaction.read([], [])).desk?.owner);
    const owners = async () => [
      (await store.desk('desk-1'))?.owner,
      (await store.overview('desk-1'))?.desk.owner,
      await readIn(),
    ];
    return { client, store, owners };
  };
  const own = (client: Firestore, owner: string) => client.doc('desks/desk-1').update({ owner });
  const all = (owner: string) => [owner, owner, owner];

  test('a configuration is read once for each version, outside of transactions and in them', async () => {
    const { client, owners } = await open();
    const { owner } = deskOf('desk-1');
    expect(await owners()).toEqual(all(owner));
    // By hand, and against the rules: so it shows who reads the document.
    await own(client, 'other@example.com');
    expect(await owners()).toEqual(all(owner));
    await client.doc('desks/desk-1').update({ version: 2 });
    await client.doc(VERSION).update({ version: 2 });
    expect(await owners()).toEqual(all('other@example.com'));
    await own(client, 'third@example.com');
    expect(await owners()).toEqual(all('other@example.com'));
  });

  test('one that has no version is read each time', async () => {
    const { client, owners } = await open();
    await client.doc(VERSION).delete();
    expect(await owners()).toEqual(all(deskOf('desk-1').owner));
    await own(client, 'other@example.com');
    expect(await owners()).toEqual(all('other@example.com'));
  });

  test('it gets one by who writes of the desk first, and not by who only reads', async () => {
    const { client, store } = await open();
    await client.doc(VERSION).delete();
    const version = async () => (await client.doc(VERSION).get()).get('version');
    await store.transaction('desk-1', transaction => transaction.read([], []));
    expect(await version()).toBeUndefined();
    await store.transaction('desk-1', async transaction => {
      await transaction.read(['a'], []);
      transaction.write({ records: [{ after: recordOf('a') }] });
    });
    expect(await version()).toBe(1);
  });

  test('a desk that is not there is none in any way of asking, and nothing of it can be changed', async () => {
    const { store } = await open();
    expect([await store.desk('none'), await store.overview('none')]).toEqual([undefined, undefined]);
    expect(await store.state('none', 'periods')).toBeUndefined();
    const change = commit(store, 'none', { state: { upkeep: { recountsAsked: 1 } } });
    await expect(change).rejects.toThrow('no desk');
  });
});
