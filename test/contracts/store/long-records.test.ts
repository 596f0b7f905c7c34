// Records near the length that a row may have: how many of them one reading brings.
import { expect, test } from 'vitest';
import { recordOf } from './desk-book.ts';
import { commit, describeStore } from './store.ts';

describeStore('long records', world => {
  test('of a customer’s records that are very long no more come than fill four megabytes', async () => {
    const { store } = world.open();
    const customer = { column: 'contact', digest: 'k1' };
    const cells = { remark: '漏'.repeat(80_000) };
    for (let first = 0; first < 20; first += 10) {
      const some = Array.from({ length: 10 }, (_, at) => recordOf(`long-${first + at}`, { customer, cells }));
      await commit(store, 'desk-1', { records: some.map(after => ({ after })) });
    }
    const found = await store.transaction('desk-1', each => each.ofCustomers(['k1'], 50));
    expect(found).toHaveLength(16);
    expect(await store.ofCustomers('desk-1', ['k1'], 50)).toHaveLength(16);
  });
});
