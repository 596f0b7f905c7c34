// What a person teaches by saying that two records tell of the same, and what is offered of what is known already.
import { describe, expect, it } from 'vitest';
import { problem } from '../../../functions/src/core/schema/problem.ts';
import { offersOf } from '../../../functions/src/core/similarity/answers.ts';
import type { Match } from '../../../functions/src/core/similarity/batch.ts';
import { likelyOf, matchesOf, matchText } from '../../../functions/src/core/similarity/batch.ts';
import { type Fingerprint, fingerprintOf } from '../../../functions/src/core/similarity/fingerprint.ts';
import { adoptedFrom, lessonOf } from '../../../functions/src/core/similarity/lesson.ts';
import { sameAs, similarityOf } from '../../../functions/src/core/similarity/similarity.ts';
import { DEFAULT_VOCABULARY } from '../../../functions/src/core/similarity/vocabulary.ts';
import { titleOf } from '../../../functions/src/core/tables/index.ts';
import { at, deskOf, feedback, PEOPLE, SETTINGS } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const desk = deskOf();

function seen(key: string, content: string, receivedAt = at('2026-11-20 10:00')): Fingerprint {
  const record = recordOf('feedback', { key, number: key, cells: { content, receivedAt } });
  const found = fingerprintOf(feedback, record, null, desk);
  if (!found) throw new Error('nothing to see');
  return found;
}
const LEAK = seen('leak', '净水器漏水');

describe('a lesson', () => {
  const taught = (mine: string, other = LEAK) =>
    lessonOf(seen('mine', mine), other, DEFAULT_VOCABULARY, '教的')?.cells;

  it.each([
    ['without the thing', '净水器底下汪着', '底下汪着'],
    ['without what anybody says before it', '家里的净水器又底下汪着', '底下汪着'],
    ['by the first clause that says so much', '急，底下汪着，很烦', '底下汪着'],
    ['of two signs', '净水器汪着', '汪着'],
    ['of twelve signs at most', '净水器天地玄黄宇宙洪荒日月盈昃辰宿', '天地玄黄宇宙洪荒日月盈昃'],
  ])('is the way of saying it %s', (_, mine, value) => {
    expect(taught(mine)).toEqual({ category: '故障说法', name: '漏水', value, note: '教的' });
  });

  it.each([
    ['it is said in words that are known', '净水器接口滴水', LEAK],
    ['nothing is left to say', '净水器', LEAK],
    ['one sign is left to say', '净水器汪', LEAK],
    ['the other says nothing that has a class', '净水器底下汪着', seen('other', '净水器的事')],
  ])('is none where %s', (_, mine, other) => {
    expect(taught(mine, other)).toBeUndefined();
  });

  it('is the same lesson where it says the same', () => {
    const key = (mine: string) => lessonOf(seen('mine', mine), LEAK, DEFAULT_VOCABULARY, '')?.key;
    expect(key('净水器底下汪着')).toBe(key('净水器 底下汪着，'));
    expect(key('净水器底下汪着')).not.toBe(key('净水器底下洇着'));
    expect(key('净水器底下汪着')).toMatch(/^taught-/);
  });
});

describe('what a record has from the one that a person says it is the same as', () => {
  it('is what that tells, of that thing, and that it is the same', () => {
    const adopted = adoptedFrom(LEAK, DEFAULT_VOCABULARY);
    expect(adopted).toEqual({ faults: [sameAs('leak'), '漏水'], thing: '净水器' });
    expect(adoptedFrom(seen('none', '一直漏水'), DEFAULT_VOCABULARY).thing).toBeNull();
    const mine = { ...seen('mine', '底下汪着'), adopted };
    expect(similarityOf(mine, LEAK)).toMatchObject({ score: 1, isSaid: true, fault: undefined });
    const exact = deskOf(PEOPLE, [...SETTINGS, ['参数', '相似阈值', { value: '1' }]]);
    expect(matchesOf(mine, [LEAK], exact)).toHaveLength(1);
    expect(similarityOf(LEAK, mine)).toMatchObject({ score: 1, isSaid: true });
    expect(similarityOf(mine, seen('third', '净水器接口滴水')).score).toBeGreaterThanOrEqual(0.6);
    // Two that were said to be the same as a third are the same, whatever they say.
    expect(similarityOf(mine, { ...seen('fourth', '到处都是'), adopted }).isSaid).toBe(true);
  });
});

describe('what is known already', () => {
  const match = (key: string, answer: string | null): Match => ({
    fingerprint: { ...LEAK, key, table: 'knowledge', number: key, answer },
    similarity: similarityOf(LEAK, { ...LEAK }),
  });
  const offered = (matches: readonly Match[], texts: readonly string[] = ['content']) =>
    offersOf({ texts }, matches, titleOf);

  it('is offered where the problem is described, two entries at most', () => {
    const [one, two, three] = [match('K-1', '换接头'), match('K-2', '拧紧'), match('K-3', '换管')];
    const entries = [one, two].map(each => [matchText(each, titleOf), each.fingerprint.answer]);
    expect(offered([one, two, three])).toEqual(
      entries.map(([entry, answer]) =>
        problem('content', 'solution_offered', { entry: entry ?? '', answer: answer ?? '' }),
      ),
    );
  });

  it.each([
    ['an entry without an answer', [match('K-1', null), match('K-2', '')], ['content']],
    ['a table that describes nothing', [match('K-1', '换接头')], []],
  ])('is not offered of %s', (_, matches, texts) => {
    expect(offered(matches, texts)).toEqual([]);
  });
});

it('what may tell of the same and does not for sure is shown to a person, and nothing else', () => {
  const others = [seen('sure', '净水器接口漏水'), seen('likely', '接口漏水'), seen('other', '洗衣机噪音大')];
  const weigh = () => 1;
  expect(likelyOf(LEAK, others, desk, weigh).map(({ fingerprint: { key } }) => key)).toEqual(['likely']);
  expect(likelyOf({ ...LEAK, apart: true }, others, desk, weigh)).toEqual([]);
  const apart = others.map(each => ({ ...each, apart: true }));
  expect(likelyOf(LEAK, apart, desk, weigh)).toEqual([]);
});
