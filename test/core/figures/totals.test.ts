// What a change makes of the figures of a document, and of what they take: no more than one may hold is ever in it.
import { describe, expect, it } from 'vitest';
import { applied, CUT, type Totals } from '../../../functions/src/core/figures/totals.ts';

/** Three signs, one for their end and a number. */
const SIZE = 12;
const STANDING: Totals = { entries: { 'a/1': 2 }, bytes: SIZE };

const after = (standing: Totals, amounts: Record<string, number>, most?: number) =>
  applied(new Map([['week', standing]]), { week: amounts }, most).get('week');

describe('a document', () => {
  it.each<[string, Record<string, number>, Totals]>([
    ['grows by an entry that is new', { 'b/1': 1 }, { entries: { 'b/1': 1 }, bytes: 2 * SIZE }],
    ['takes as much where one has another amount', { 'a/1': 3 }, { entries: { 'a/1': 5 }, bytes: SIZE }],
    ['takes less where one has come to nothing', { 'a/1': -2 }, { entries: { 'a/1': 0 }, bytes: 0 }],
    ['counts a name as it is stored', { 客: 1 }, { entries: { 客: 1 }, bytes: 2 * SIZE }],
  ])('%s', (_, amounts, totals) => expect(after(STANDING, amounts)).toEqual(totals));

  it('takes in what it has room for, and says that it was cut', () => {
    expect(after(STANDING, { 'b/1': 1 }, 2 * SIZE)?.entries).toEqual({ 'b/1': 1 });
    expect(after(STANDING, { 'b/1': 1 }, 2 * SIZE - 1)?.entries).toEqual({ [CUT]: 1 });
  });

  it('that was cut takes in nothing new, for nobody knows what that had come to', () => {
    const cut = { entries: { 'a/1': 2, [CUT]: 1 }, bytes: SIZE };
    expect(after(cut, { 'a/1': 1, 'b/1': 1 })?.entries).toEqual({ 'a/1': 3 });
  });
});
