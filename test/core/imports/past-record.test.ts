// A record of the past: decided as of the last time that it tells of, and nobody hears of it.
import { describe, expect, it } from 'vitest';
import { check } from '../../../functions/src/core/cells/validate-row.ts';
import { decidePast } from '../../../functions/src/core/imports/past-record.ts';
import { checkPast } from '../../../functions/src/core/imports/past-row.ts';
import { HOUR } from '../../../functions/src/core/lib/time.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { at, by, CALL, CLOSING, deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';

const desk = deskOf();
const NOW = at('2026-11-20 15:00');

function past(cells: Cells) {
  const row = checkPast(hotline, { ...CALL, ...cells }, NOW, desk);
  return decidePast({ table: hotline, key: 'row', before: undefined, row, by: by('limin'), now: NOW }, desk);
}
function saved(cells: Cells) {
  const decision = past(cells);
  if (decision.outcome !== 'saved') throw new Error(decision.outcome);
  return decision;
}

describe('a record of the past', () => {
  it('was closed when it was, and is written down now', () => {
    const { after, event, announcements } = saved(CLOSING);
    expect([after.state, after.closedAt, after.createdAt]).toEqual([
      '已关闭',
      at('2023-10-05 10:00'),
      at('2023-10-05 10:00'),
    ]);
    expect([after.updatedAt, event.at, announcements]).toEqual([NOW, NOW, []]);
  });

  it('that is open still has said all that was due by now', () => {
    const { after } = saved({ calledAt: '2026-11-18 10:00' });
    const clocks = Object.values(after.clocks);
    expect(clocks.length).toBeGreaterThan(0);
    for (const { steps, said } of clocks)
      expect(steps.filter(each => each.at <= NOW && !said.includes(each.id))).toEqual([]);
  });

  it('says what is still to come in its time', () => {
    const { after } = saved({ calledAt: '2026-11-20 14:50' });
    const { steps = [], said = [] } = after.clocks['hotline.respond'] ?? {};
    expect(steps.length).toBeGreaterThan(0);
    expect(said).toEqual([]);
    expect(after.nextActionAt).toBe(Math.min(...steps.map(each => each.at)));
    expect(after.nextActionAt).toBeGreaterThan(NOW);
    expect(after.nextActionAt).toBeLessThan(NOW + 24 * HOUR);
  });

  it('counts in the periods that it tells of', () => {
    const { change } = saved(CLOSING);
    expect(change['month-2023-10']?.['hotline/created']).toBe(1);
    expect(Object.keys(change)).not.toContain('month-2026-11');
  });

  it('is kept out by what it lacks, which nobody fills in here', () => {
    const { outcome, problems } = past({ description: null });
    expect(outcome).toBe('draft');
    expect(problems.map(({ column, code }) => [column, code])).toContainEqual([null, 'past_lacks']);
    expect(problems.map(({ code }) => code)).not.toContain('required_missing');
  });

  it('goes by no time that lies ahead', () => {
    const row = check(hotline, { ...CALL, calledAt: '2026-11-20 14:00' }, NOW, desk);
    const values = { ...row.values, respondedAt: NOW + HOUR };
    const decision = decidePast(
      { table: hotline, key: 'row', before: undefined, row: { ...row, values }, by: by('limin'), now: NOW },
      desk,
    );
    expect(decision.outcome === 'saved' && decision.after.createdAt).toBe(at('2026-11-20 14:00'));
    const without = decidePast(
      {
        table: hotline,
        key: 'row',
        before: undefined,
        row: { ...row, values: { ...values, calledAt: NOW + HOUR } },
        by: by('limin'),
        now: NOW,
      },
      desk,
    );
    expect(without.outcome === 'saved' && without.after.createdAt).toBe(NOW);
  });
});
