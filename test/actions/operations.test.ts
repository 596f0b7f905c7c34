// The model of many desks goes by what the program asks of Google now.
import { expect, test } from 'vitest';
import { readOperations } from '../../scripts/simulate/operations.ts';
import { countOperations } from '../bench/operations.ts';

test('what was counted for docs/scale.md and npm run simulate is what is counted now (npm run bench -- --only operations)', {
  timeout: 120_000,
}, async () => {
  expect(await countOperations()).toEqual(readOperations());
});
