// What stands in for a port fails where more of it is asked for than a test gives.
import { expect, test } from 'vitest';
import type { Ports } from '../../functions/src/ports/ports.ts';
import { withOnly } from '../fixtures/with-only.ts';

const ports = withOnly<Ports>({ now: () => 5, store: withOnly({ desk: async () => undefined }) });

test('has what is given, at whatever depth, and can be awaited', async () => {
  expect(ports.now()).toBe(5);
  expect(await ports.store.desk('desk-1')).toBeUndefined();
  expect((await Promise.resolve(ports)).now()).toBe(5);
});

test('fails with the name of what is not given, and is not taken to have it', () => {
  expect(() => ports.links).toThrow('not given: links');
  expect(() => ports.store.state('desk-1', 'upkeep')).toThrow('not given: state');
  expect('links' in ports).toBe(false);
});
