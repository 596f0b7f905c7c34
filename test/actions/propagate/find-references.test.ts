// The records that rows refer to: looked up where they are not known, and nothing is asked where all are.
import { expect, test } from 'vitest';
import { findReferences } from '../../../functions/src/actions/propagate/following.ts';
import { References } from '../../../functions/src/core/record/references.ts';
import { titleOf } from '../../../functions/src/core/tables/index.ts';
import type { DeskTransaction } from '../../../functions/src/ports/transaction.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';
import { withOnly } from '../../fixtures/with-only.ts';

const call = recordOf('hotline', { key: 'call-1', number: '20261120001' });
const wanted = [{ value: call.number, to: ['hotline'] }];

test('a number is looked up once, and nothing is asked of what is known or of nothing', async () => {
  const asked: (readonly string[])[] = [];
  const transaction = withOnly<DeskTransaction>({
    byNumber: async (numbers: readonly string[]) => {
      asked.push(numbers);
      return [call];
    },
  });
  const references = new References(titleOf);
  await findReferences([], references, transaction);
  expect(asked).toEqual([]);
  await findReferences(wanted, references, transaction);
  await findReferences(wanted, references, transaction);
  expect(asked).toEqual([[call.number]]);
});
