// What a record is held against: what was looked up, and over it what the same transaction has filed.
import { expect, test } from 'vitest';
import { SimilarIndex } from '../../../functions/src/actions/propagate/similar-index.ts';
import type { Probe } from '../../../functions/src/core/similarity/blocking.ts';
import type { DeskTransaction } from '../../../functions/src/ports/transaction.ts';
import { deskOf } from '../../fixtures/core/desk-fixture.ts';
import { withOnly } from '../../fixtures/with-only.ts';

test('what tells nothing is looked up by nothing, for a database refuses such a question', async () => {
  const asked: unknown[] = [];
  const transaction = withOnly<DeskTransaction>({
    fingerprints: async (probe: Probe) => {
      asked.push(probe);
      return [];
    },
  });
  const index = new SimilarIndex(transaction, deskOf());
  const probe = (blocks: string[]): Probe => ({ blocks, from: 0, to: 1, limit: 10 });
  await index.look('dated', [probe([]), probe(['漏水']), probe([])]);
  expect(asked).toEqual([probe(['漏水'])]);
});
