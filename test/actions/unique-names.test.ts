// Values that one record of a table holds alone: who has them before a commit, and who takes them within it.
import { expect, test } from 'vitest';
import { UniqueNames } from '../../functions/src/actions/submit/unique-rows.ts';
import { uniqueKeyOf } from '../../functions/src/core/cells/unique.ts';
import type { DeskRecord } from '../../functions/src/core/record/record.ts';
import { References } from '../../functions/src/core/record/references.ts';
import { customers } from '../../functions/src/core/tables/customers.ts';
import { titleOf } from '../../functions/src/core/tables/index.ts';
import { recordOf } from '../fixtures/core/record-fixture.ts';

const fileOf = (key: string, customerNumber: string): DeskRecord =>
  recordOf('customers', { key, number: `KH-${key}`, cells: { customerNumber } });

/** The names as a commit begins, at which `a` has C1 and nobody C2. */
function begun(): { names: UniqueNames; told: (key: string, value: string) => unknown[] } {
  const references = new References(titleOf);
  references.addNamed(uniqueKeyOf('customers', 'customerNumber', 'C1'), fileOf('a', 'C1'));
  references.addNamed(uniqueKeyOf('customers', 'customerNumber', 'C2'), undefined);
  const names = new UniqueNames(references, titleOf);
  const told = (key: string, value: string) =>
    names
      .problems(customers, key, { customerNumber: value })
      .map(({ column, code, facts }) => [column, code, facts]);
  return { names, told };
}

const TAKEN = ['customerNumber', 'value_taken'];

test('who has a value keeps it, nobody else gets it, however it is written, and what nobody has is free', () => {
  const { told } = begun();
  expect(told('a', 'C1')).toEqual([]);
  expect(told('b', 'ｃ 1')).toEqual([[...TAKEN, { value: 'ｃ 1', who: `${customers.title} KH-a ` }]]);
  expect(told('b', 'C2')).toEqual([]);
});

test('what a row of the same commit has taken is taken for the others', () => {
  const { names, told } = begun();
  names.move(customers, undefined, fileOf('b', 'C2'));
  expect(told('c', 'C2')).toEqual([[...TAKEN, { value: 'C2', who: '同时提交的另一行' }]]);
  expect(told('b', 'C2')).toEqual([]);
  expect([...names.changed.values()]).toEqual(['b']);
});

test('what a row gives up in the same commit is free for the next one, and then taken', () => {
  const { names, told } = begun();
  names.move(customers, fileOf('a', 'C1'), fileOf('a', 'C9'));
  expect(told('b', 'C1')).toEqual([]);
  expect(Object.fromEntries(names.changed)).toEqual({
    [uniqueKeyOf('customers', 'customerNumber', 'C1')]: null,
    [uniqueKeyOf('customers', 'customerNumber', 'C9')]: 'a',
  });
  names.move(customers, undefined, fileOf('b', 'C1'));
  for (const key of ['a', 'c'])
    expect(told(key, 'C1')).toEqual([[...TAKEN, { value: 'C1', who: '同时提交的另一行' }]]);
});

test('what stays as it is moves no name', () => {
  const { names } = begun();
  names.move(customers, fileOf('a', 'C1'), fileOf('a', 'c1 '));
  expect(names.changed.size).toBe(0);
});
