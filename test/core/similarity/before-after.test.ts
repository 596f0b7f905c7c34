// What a measure has come to: like problems as many days before it and after it, counted anew each day.
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { problem } from '../../../functions/src/core/schema/problem.ts';
import { effectProbe, movesEffect, withEffect } from '../../../functions/src/core/similarity/before-after.ts';
import { type Fingerprint, fingerprintOf } from '../../../functions/src/core/similarity/fingerprint.ts';
import { improvements } from '../../../functions/src/core/tables/improvements.ts';
import { at, deskOf, feedback } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const desk = deskOf();
const DONE = at('2026-10-01 10:00');
const rule = { texts: ['problem'], since: 'finishedAt' };
const effected = { table: improvements, rule };
const measure = (cells: DeskRecord['cells'] = {}, given: Partial<DeskRecord> = {}): DeskRecord =>
  recordOf('improvements', {
    key: 'mine',
    cells: { problem: '净水器接口漏水', finishedAt: DONE, ...cells },
    ...given,
  });

function seen(name: string, when: number, content = '净水器接头一直漏水'): Fingerprint {
  const record = recordOf('feedback', { key: name, number: name, cells: { content, receivedAt: when } });
  const found = fingerprintOf(feedback, record, null, desk);
  if (!found) throw new Error('nothing to see');
  return found;
}

describe('what a measure has come to', () => {
  const told = [
    seen('too-early', DONE - 30 * DAY - 1),
    seen('first', DONE - 30 * DAY),
    seen('last', DONE - 1),
    seen('at-once', DONE),
    seen('now', DONE + 5 * DAY),
    seen('ahead', DONE + 5 * DAY + 1),
    seen('other', DONE + DAY, '洗衣机噪音很大'),
  ];
  const counted = (record: DeskRecord, now: number) => {
    const { cells } = withEffect(effected, record, told, now, desk);
    return [cells['likeBefore'], cells['likeAfter']];
  };

  it('are like problems in the thirty days before, and in those after it up to now', () => {
    expect(counted(measure(), DONE + 5 * DAY)).toEqual([2, 2]);
    expect(counted(measure(), DONE)).toEqual([2, 1]);
    expect(counted(measure(), DONE - DAY)).toEqual([2, 0]);
  });

  it('ends after thirty days', () => {
    const late = [seen('within', DONE + 30 * DAY - 1), seen('behind', DONE + 30 * DAY)];
    const { cells, reviewAt } = withEffect(effected, measure(), late, DONE + 60 * DAY, desk);
    expect([cells['likeAfter'], reviewAt]).toEqual([1, undefined]);
  });

  it('is nothing before it is in place, or where it names no problem', () => {
    expect(counted(measure({ finishedAt: null, likeBefore: 3 }), DONE)).toEqual([null, null]);
    expect(counted(measure({ problem: ' ' }), DONE)).toEqual([null, null]);
  });

  it('is told with its days and its rows, three of them by number', () => {
    const many = [1, 2, 3, 4].map(index => seen(`n${index}`, DONE + index * DAY));
    const before = problem('likeBefore', 'effect_counted', { count: 9 });
    const kept = problem('owner', 'person_left', { name: '李伟' });
    const { findings, key } = withEffect(
      effected,
      measure({}, { findings: [before, kept] }),
      many,
      DONE + 9 * DAY,
      desk,
    );
    expect(key).toBe('mine');
    expect(findings).toHaveLength(3);
    expect(findings[0]).toBe(kept);
    expect(
      findings.slice(1).map(({ column, facts }) => [column, facts['from'], facts['to'], facts['count']]),
    ).toEqual([
      ['likeBefore', '2026-09-01', '2026-10-01', 0],
      ['likeAfter', '2026-10-01', '2026-10-10', 4],
    ]);
    expect(findings[1]?.facts['rows']).toBe('');
    expect(String(findings[2]?.facts['rows'])).toMatch(
      /^客户反馈 n1（.*；客户反馈 n2（.*；客户反馈 n3（.*；另有 1 条$/,
    );
    const three = withEffect(effected, measure(), many.slice(0, 3), DONE + 9 * DAY, desk);
    expect(String(three.findings[1]?.facts['rows'])).not.toContain('另有');
  });

  it.each([
    ['in the days after it: a day later', DONE + 5 * DAY, DONE + 6 * DAY],
    ['before it: a day later as well', DONE - 5 * DAY, DONE - 4 * DAY],
    ['on the last day: as that ends', DONE + 30 * DAY - 1, DONE + 30 * DAY],
    ['as they are over: no more', DONE + 30 * DAY, undefined],
  ])('is looked at again %s', (_, now, again) => {
    expect(withEffect(effected, measure({}, { reviewAt: 1 }), [], now, desk).reviewAt).toBe(again);
  });

  it('is looked at no more where the measure is in place no more', () => {
    const undone = withEffect(effected, measure({ finishedAt: null }, { reviewAt: 1 }), [], DONE, desk);
    expect(undone).not.toHaveProperty('reviewAt');
  });
});

describe('what is asked for', () => {
  it('lies between the first day before and the last one after, by what the problem says', () => {
    const probe = effectProbe(rule, measure(), DONE + 5 * DAY, desk);
    expect(probe).toMatchObject({ from: DONE - 30 * DAY, to: DONE + 5 * DAY + 1, limit: 2_000 });
    expect(probe?.blocks.length).toBeGreaterThan(0);
    expect(effectProbe(rule, measure(), DONE + 99 * DAY, desk)?.to).toBe(DONE + 30 * DAY);
  });

  it('is nothing without a time, or without a problem', () => {
    expect(effectProbe(rule, measure({ finishedAt: null }), DONE, desk)).toBeUndefined();
    expect(effectProbe(rule, measure({ problem: null }), DONE, desk)).toBeUndefined();
  });
});

it.each<[string, DeskRecord | undefined, DeskRecord, boolean]>([
  ['comes', undefined, measure(), true],
  ['stays', measure(), measure(), false],
  ['changes its problem', measure(), measure({ problem: '漏气' }), true],
  ['changes its time', measure(), measure({ finishedAt: DONE + 1 }), true],
  ['changes something else', measure(), measure({ owner: '李伟' }), false],
  ['comes with neither', undefined, measure({ problem: null, finishedAt: null }), false],
])('a measure that %s moves what it has come to, or not', (_, before, after, is) => {
  expect(movesEffect(rule, before, after)).toBe(is);
});
