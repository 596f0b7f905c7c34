// Problem types that are renamed again and again, back, in a ring, or to what another gave up: each open record stays
// with its own, and its limits with it.
import { describe, expect, test } from 'vitest';
import { namesStage, type } from '../../fixtures/actions/names-stage.ts';

const { call, rename, record, carryThrough, dueOf } = namesStage('renamed-again');

const SUPPORT = '售后支持';
const SALES = '售前咨询';
const OTHER = '其他';
type Renaming = [of: string, name: string][];

const CASES: [how: string, renamings: Renaming[], names: string[]][] = [
  ['back', [[[SUPPORT, '维修']], [[SUPPORT, SUPPORT]]], [SUPPORT, SALES, OTHER]],
  ['by a blank only', [[[SUPPORT, '售后 支持']]], ['售后 支持', SALES, OTHER]],
  [
    'to a name that another has given up',
    [[[SUPPORT, '维修']], [[SALES, SUPPORT]], [[SALES, '售前']], [[SUPPORT, SALES]]],
    [SALES, '售前', OTHER],
  ],
  [
    'in a ring of three',
    [
      [
        [SUPPORT, SALES],
        [SALES, OTHER],
        [OTHER, SUPPORT],
      ],
    ],
    [SALES, OTHER, SUPPORT],
  ],
];

describe.each(CASES)('renamed %s', (_, renamings, names) => {
  test.each([
    ['carried through each time', true],
    ['carried through in the end', false],
  ])('and %s', async (_when, each) => {
    const calls = [SUPPORT, SALES, OTHER].map((of, index) => ({ of, key: `call-${index}` }));
    for (const { of, key } of calls) await call(key, { type: of });
    const before = await Promise.all(calls.map(({ key }) => record(key)));
    for (const together of renamings) {
      await rename('settings', ...together.map(([of, name]): [string, string] => [type(of), name]));
      if (each) await carryThrough();
    }
    await carryThrough();
    const after = await Promise.all(calls.map(({ key }) => record(key)));
    expect(after.map(({ cells }) => cells.type)).toEqual(names);
    expect(after.map(dueOf)).toEqual(before.map(dueOf));
  });
});
