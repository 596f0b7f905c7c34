import { describe, expect, it } from 'vitest';
import { addFigures, type Figures } from '../../../functions/src/core/figures/figures.ts';

describe('sums', () => {
  it('drop what comes to nothing, documents too', () => {
    const one: Figures = { open: { a: 1, b: 2 }, week: { c: 1 } };
    const minus: Figures = { open: { a: -1, b: -1 }, week: { c: -1 } };
    expect(addFigures(one, minus)).toEqual({ open: { b: 1 } });
    expect(addFigures()).toEqual({});
    expect(one).toEqual({ open: { a: 1, b: 2 }, week: { c: 1 } });
  });
});
