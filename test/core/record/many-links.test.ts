// A record that thousands refer to: what it keeps of them.
import { describe, expect, it } from 'vitest';
import { knows, linkedTo, MAX_LINKS, unlinkedFrom } from '../../../functions/src/core/record/heard-links.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { isMet, linksIn } from '../../../functions/src/core/record/states.ts';
import { surveys } from '../../../functions/src/core/tables/surveys.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const MANY = 2_000;
const child = (index: number, given: Partial<DeskRecord> = {}) =>
  recordOf('surveys', { key: `surveys-${index}`, number: `HF-${index}`, state: '已满意', ...given });
const heard = (record: DeskRecord) => ({ child: record, of: surveys, isAnswer: true });

function linked(parent: DeskRecord, ...children: DeskRecord[]): DeskRecord {
  return children.reduce(
    (standing, each) => ({ ...standing, links: linkedTo(standing, heard(each)) }),
    parent,
  );
}

// Case A.11
describe('a record that very many refer to', () => {
  const alone = child(0, { state: '未满意' });
  const open = child(1, { state: surveys.states.find(({ category }) => category === 'open')?.name ?? '' });
  const others = Array.from({ length: MANY }, (_, index) => child(index + 2));
  const parent = linked(recordOf('feedback'), alone, open, ...others);
  const links = parent.links.surveys ?? [];

  it('keeps the latest, and knows how many there were', () => {
    expect(links).toHaveLength(MAX_LINKS);
    expect(links.at(-1)?.number).toBe(`HF-${MANY + 1}`);
    expect(links[0]?.before).toBe(MANY + 2 - MAX_LINKS);
    expect(links.filter(({ before }) => before !== undefined)).toHaveLength(1);
    expect(JSON.stringify(parent).length).toBeLessThan(100_000);
  });

  it('keeps what nobody else says, and what is still open', () => {
    const numbers = links.map(({ number }) => number);
    expect([numbers.includes('HF-0'), numbers.includes('HF-1')]).toEqual([true, true]);
    const need = { linked: 'surveys', states: ['未满意'] };
    expect(isMet(need, {}, linksIn(1, parent.links))).toBe(true);
  });

  it('hears of a change of one that it knows, and lets go of one, without losing the count', () => {
    const last = child(MANY + 1, { state: '未满意' });
    expect(knows(parent, heard(last))).toBe(false);
    const changed = linked(parent, last);
    expect(changed.links.surveys).toHaveLength(MAX_LINKS);
    expect(changed.links.surveys?.[0]?.before).toBe(MANY + 2 - MAX_LINKS);
    const first = child(0, { state: '未满意' });
    expect(unlinkedFrom(parent, first).surveys?.[0]?.before).toBe(MANY + 2 - MAX_LINKS);
  });
});
