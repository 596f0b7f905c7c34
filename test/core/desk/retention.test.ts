// How long a workspace keeps of whom its closed records are about.
import { describe, expect, it } from 'vitest';
import { RETENTION, retentionOf } from '../../../functions/src/core/desk/retention.ts';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { feedback } from '../../../functions/src/core/tables/feedback.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { people } from '../../../functions/src/core/tables/people.ts';
import { storedDesk } from '../../fixtures/core/desk-fixture.ts';

/** What is kept for how many days, by table, under rows of 设置. */
function kept(...rows: Cells[]): (readonly [table: string, days: number])[] {
  const settings = rows.map((cells, at) => [`row-${at}`, { table: 'settings', cells }] as const);
  const desk = { rows: { ...storedDesk().rows, ...Object.fromEntries(settings) } };
  return retentionOf(desk, [hotline, feedback, people]).map(({ table, ms }) => [table.title, ms / DAY]);
}

const row = (name: string, value: string | number | null, category = RETENTION): Cells => ({
  category,
  name,
  value,
});

describe('what a workspace keeps', () => {
  it('is kept for as many years as are set, one at least, each as long as the longest', () => {
    expect(kept(row(hotline.title, '1'), row(feedback.title, '3'))).toEqual([
      [hotline.title, 366],
      [feedback.title, 3 * 366],
    ]);
  });

  it('is everything where nothing is set, or nothing that is a time', () => {
    expect(kept()).toEqual([]);
    for (const value of [null, '0', '0.5', '-1', '三年']) expect(kept(row(hotline.title, value))).toEqual([]);
    expect(kept(row(hotline.title, '2', '产品'))).toEqual([]);
  });

  it('is never that of people who work there: nothing of them is closed', () => {
    expect(kept(row(people.title, '1'))).toEqual([]);
  });
});
