// What one transaction knows and holds against one: however much it is, a bounded number, those that tell of the same
// first.
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import { MAX_CANDIDATES, MAX_HELD, probesFor } from '../../../functions/src/core/similarity/blocking.ts';
import { Candidates } from '../../../functions/src/core/similarity/candidates.ts';
import {
  type Fingerprint,
  fingerprintOf,
  nearby,
  nearbyLasting,
  probesAround,
  probesLasting,
} from '../../../functions/src/core/similarity/fingerprint.ts';
import { DEFAULT_VOCABULARY } from '../../../functions/src/core/similarity/vocabulary.ts';
import { at, deskOf, feedback } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const desk = deskOf();
const NOW = at('2026-11-20 15:00');
const DAYS = 7;

const LEAK = '净水器接口漏水，地板被泡';
const NOISE = '洗衣机脱水时噪音很大';

function seen(index: number, content: string, when = NOW - index * 60_000): Fingerprint {
  const key = `row-${index}`;
  const record = recordOf('feedback', { key, number: key, cells: { content, receivedAt: when } });
  const found = fingerprintOf(feedback, record, `138${String(10_000_000 + index)}`, desk);
  if (!found) throw new Error('nothing to see');
  return found;
}
const many = (count: number, content: string, first = 0) =>
  Array.from({ length: count }, (_, index) => seen(first + index, content));

function known(all: readonly Fingerprint[]): Candidates<Fingerprint> {
  const candidates = new Candidates<Fingerprint>('dated', DEFAULT_VOCABULARY);
  for (const each of all) candidates.put(each);
  return candidates;
}
const held = (candidates: Candidates<Fingerprint>, mine: Fingerprint) =>
  candidates.near(nearby(mine, DAYS, desk));

describe('candidates', () => {
  it('are all that are known, as long as these are few', () => {
    const all = [...many(MAX_HELD - 1, NOISE), seen(500, LEAK)];
    expect(held(known(all), seen(600, LEAK))).toEqual(all);
  });

  it('are so many and no more, the latest that tell of the same before others', () => {
    const leaks = many(30, LEAK, 1_000);
    const all = [...many(MAX_HELD, NOISE), ...leaks];
    const found = held(known(all), seen(2_000, LEAK));
    expect(found).toHaveLength(MAX_HELD);
    expect(found.slice(0, 30)).toEqual(leaks);
    // Those behind are the latest of the rest.
    expect(found.slice(30)).toEqual(all.slice(0, MAX_HELD - 30));
  });

  it('lie within the days of a batch, though many came later', () => {
    const old = NOW - 100 * DAY;
    const beside = [0, 1, 2].map(index => seen(5_000 + index, LEAK, old + index * DAY));
    const found = held(known([...many(300, LEAK), ...beside]), seen(9_000, LEAK, old));
    expect(found.map(({ key }) => key).toSorted()).toEqual(['row-5000', 'row-5001', 'row-5002']);
  });

  it('lie before a time, and from another on', () => {
    const old = NOW - 100 * DAY;
    const beside = [-7 * DAY - 1, -7 * DAY, 7 * DAY, 7 * DAY + 1].map((ago, index) =>
      seen(6_000 + index, LEAK, old + ago),
    );
    const found = held(known([...many(300, LEAK), ...beside]), seen(9_000, LEAK, old));
    expect(found.map(({ key }) => key)).toEqual(['row-6002', 'row-6001']);
  });

  it('are as they were put last, and not what was taken out', () => {
    const all = many(150, LEAK);
    const candidates = known(all);
    const mine = seen(900, LEAK);
    expect(held(candidates, mine)[0]).toMatchObject({ key: 'row-0', counted: false });
    candidates.put({ ...seen(0, LEAK), counted: true });
    expect(held(candidates, mine)[0]).toMatchObject({ key: 'row-0', counted: true });
    candidates.takeOut('row-0');
    expect(held(candidates, mine).map(({ key }) => key)).not.toContain('row-0');
    candidates.put(seen(0, LEAK));
    expect(held(candidates, mine)[0]?.key).toBe('row-0');
  });

  it('are found by what is new in a text that was filed under another', () => {
    const candidates = known([...many(150, NOISE), seen(700, NOISE)]);
    const mine = seen(800, LEAK);
    expect(held(candidates, mine)[0]?.key).toBe('row-0');
    candidates.put(seen(700, LEAK));
    expect(held(candidates, mine)[0]?.key).toBe('row-700');
  });

  it('go by no time where what is compared is so for ever', () => {
    const candidates = new Candidates<Fingerprint>('lasting', DEFAULT_VOCABULARY);
    for (const each of many(150, NOISE)) candidates.put(each);
    const entry = seen(700, LEAK, at('2020-01-01 10:00'));
    candidates.put(entry);
    expect(candidates.near(nearbyLasting(seen(800, LEAK), desk))[0]).toBe(entry);
  });
});

describe('questions for what is stored', () => {
  const asked = (all: readonly Fingerprint[]) => probesAround(all, DAYS, NOW, desk);

  it('are one for each, as long as few tell of the same, or all tell of something else', () => {
    expect(asked(many(20, LEAK))).toHaveLength(20);
    const faults = ['漏水', '不加热', '噪音很大', '开不了机', '显示屏花屏', '出水慢'];
    const texts = faults.flatMap(fault => ['净水器', '洗衣机', '空调'].map(thing => `${thing}${fault}`));
    const all = texts.flatMap((text, index) => many(3, text, index * 10));
    expect(asked(all)).toHaveLength(all.length);
  });

  it.each([
    ['long ago: as many days before and after it', 100 * DAY, 107 * DAY, -93 * DAY],
    ['eight days ago: the same', 8 * DAY, 15 * DAY, -DAY],
    ['just now: nothing is told that lies ahead of more than a day', 0, 7 * DAY, DAY],
  ])('are of the days around each, %s', (_, ago, from, to) => {
    const [probe] = asked([seen(1, LEAK, NOW - ago)]);
    expect(probe).toMatchObject({ from: NOW - from, to: NOW + to + 1, limit: MAX_CANDIDATES });
    expect(nearby(seen(1, LEAK, NOW - ago), DAYS, desk)).toMatchObject({
      from: NOW - from,
      to: NOW - ago + 7 * DAY + 1,
    });
  });

  it.each([200, 400, 800, 1_600])('of %i that tell of the same on one day are 21', count => {
    const all = Array.from({ length: count }, (_, index) => seen(index, LEAK, NOW - index * 1_000));
    const probes = asked(all);
    expect(probes).toHaveLength(21);
    const last = probes.at(-1);
    // Whatever the first was told by its fault, all are; none lies outside of the time that is asked for.
    expect(last?.blocks.every(block => probes[0]?.blocks.includes(block))).toBe(true);
    expect(last?.blocks.length).toBeGreaterThan(0);
    expect(last?.from).toBe(Math.min(...all.slice(20).map(each => each.at)) - DAYS * DAY);
    expect(last?.limit).toBe(MAX_CANDIDATES);
    expect(probesLasting(all, desk)).toHaveLength(21);
  });

  it('are asked for each day by itself', () => {
    const of = (day: number) => Array.from({ length: 30 }, (_, index) => seen(index, LEAK, NOW - day * DAY));
    expect(asked([...of(0), ...of(3)])).toHaveLength(42);
  });

  it('name no block of a text that says nothing, and do not mix it with others', () => {
    const silent = (index: number) => ({ ...seen(index, LEAK), text: '的' });
    const probes = probesFor(
      'dated',
      Array.from({ length: 30 }, (_, index) => silent(index)),
      DEFAULT_VOCABULARY,
      {
        probeOf: ({ at: from }) => ({ blocks: [], from, to: from + 1, limit: 1 }),
        when: () => 0,
      },
    );
    expect(probes).toHaveLength(21);
    expect(probes.every(({ blocks }) => blocks.length === 0)).toBe(true);
  });
});
