// Keys of desks: made once, known to every process, and changed after three months.
import { expect, test } from 'vitest';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import { testKeys } from '../../fixtures/actions/test-keys.ts';
import { describeFirestore } from '../firestore/implementations.ts';

describeFirestore('keys of desks', world => {
  const open = () => {
    const client = world.connect();
    const clock = { now: 1_000 };
    const connect = () =>
      testKeys(
        () => client,
        () => clock.now,
      );
    return { client, clock, keys: connect(), other: connect() };
  };

  test('are made once for a desk, by whichever process comes first, and differ over desks', async () => {
    const { keys, other } = open();
    const [one, same] = [await keys.ring('desk-1'), await other.ring('desk-1')];
    const sealed = one.seal('13812345678', 'here');
    expect(same.open(sealed, 'here')).toBe('13812345678');
    expect(same.keyed('13812345678')).toBe(one.keyed('13812345678'));
    const elsewhere = await keys.ring('desk-2');
    expect(elsewhere.keyed('13812345678')).not.toBe(one.keyed('13812345678'));
    expect(elsewhere.knows(sealed)).toBe(false);
  });

  test.skipIf(world.differs('bothAborted'))('are one’s where two processes make them at once', async () => {
    const { keys, other } = open();
    const [one, same] = await Promise.all([keys.ring('desk-1'), other.ring('desk-1')]);
    expect(same.open(one.seal('text', 'here'), 'here')).toBe('text');
    expect(same.keyed('text')).toBe(one.keyed('text'));
  });

  test('tell equal texts by the desk’s own key, once they have been read', async () => {
    const { keys } = open();
    const keyed = keys.keyed('desk-1');
    expect(() => keyed('a')).toThrow('have not been read');
    const ring = await keys.ring('desk-1');
    expect(keyed('a')).toBe(ring.keyed('a'));
    expect(new Set(['a', 'b', 'a'].map(keyed)).size).toBe(2);
  });

  test('change after ninety days, and not before: then another one seals, and both open', async () => {
    const { clock, keys } = open();
    const before = (await keys.ring('desk-1')).seal('text', 'here');
    clock.now += 90 * DAY - 1;
    expect(await keys.rotate('desk-1')).toBe(false);
    expect((await keys.ring('desk-1')).isCurrent(before)).toBe(true);
    clock.now += 1;
    expect(await keys.rotate('desk-1')).toBe(true);
    const ring = await keys.ring('desk-1');
    expect([ring.isCurrent(before), ring.isCurrent(ring.seal('text', 'here'))]).toEqual([false, true]);
    expect(ring.open(before, 'here')).toBe('text');
    expect(await keys.rotate('desk-1')).toBe(false);
  });

  test('change once, although another process has not heard of it; what a new one has sealed is looked for', async () => {
    const { clock, keys, other } = open();
    await keys.ring('desk-1');
    await other.ring('desk-1');
    clock.now += 90 * DAY;
    await keys.rotate('desk-1');
    const sealed = (await keys.ring('desk-1')).seal('text', 'here');
    expect((await other.ring('desk-1')).knows(sealed)).toBe(false);
    // It takes over the key that it finds, and makes none.
    expect(await other.rotate('desk-1')).toBe(true);
    const ring = await other.ring('desk-1');
    expect([ring.isCurrent(sealed), ring.open(sealed, 'here')]).toEqual([true, 'text']);
  });

  test('that another process has made are looked for where one is wanted that is not known', async () => {
    const { clock, keys, other } = open();
    const first = await other.ring('desk-1');
    clock.now += 90 * DAY;
    await keys.rotate('desk-1');
    const sealed = (await keys.ring('desk-1')).seal('text', 'here');
    expect(await other.ring('desk-1')).toBe(first);
    const ring = await other.ring('desk-1', sealed);
    expect(ring.open(sealed, 'here')).toBe('text');
    expect(await other.ring('desk-1')).toBe(ring);
  });

  test('that are gone are not made anew by who wants to change them', async () => {
    const { client, clock, keys } = open();
    await keys.ring('desk-1');
    await client.doc('desks/desk-1/state/keys').delete();
    clock.now += 90 * DAY;
    await expect(keys.rotate('desk-1')).rejects.toThrow('no keys any more');
  });
});
