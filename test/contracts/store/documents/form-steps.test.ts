// How a document of an earlier form becomes one of the present form.
import { describe, expect, test } from 'vitest';
import { upgraded } from '../../../../functions/src/adapters/firestore/forms.ts';
import { NewerForm } from '../../../../functions/src/contract/request-error.ts';

describe('steps', () => {
  const steps = [(data: object) => ({ ...data, one: 1 }), (data: object) => ({ ...data, two: [data] })];

  test.for([
    [0, { a: 1 }, { a: 1, one: 1, two: [{ a: 1, one: 1 }] }],
    [1, { a: 1, form: 1 }, { a: 1, two: [{ a: 1 }] }],
    [2, { a: 1, form: 2 }, { a: 1 }],
  ] as const)('from form %i are taken one by one, the oldest first', ([, data, present]) => {
    expect(upgraded('name', data, steps)).toEqual(present);
  });

  test('back are not taken', () => {
    expect(() => upgraded('name', { form: 3 }, steps)).toThrow(new NewerForm('name', 3, 2));
  });
});
