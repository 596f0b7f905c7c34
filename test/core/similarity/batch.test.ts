import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf, keyedDigest } from '../../../functions/src/core/lib/digest.ts';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { sentenceOf } from '../../../functions/src/core/schema/problem.ts';
import {
  batchFinding,
  batchOf,
  escalatedCells,
  matchesOf,
  mayBeBatch,
} from '../../../functions/src/core/similarity/batch.ts';
import { type Fingerprint, fingerprintOf } from '../../../functions/src/core/similarity/fingerprint.ts';
import {
  fileOf,
  readFingerprint,
  renewedText,
} from '../../../functions/src/core/similarity/fingerprint-text.ts';
import { titleOf } from '../../../functions/src/core/tables/index.ts';
import { knowledge } from '../../../functions/src/core/tables/knowledge.ts';
import { at, deskOf, feedback, hotline, PEOPLE, SETTINGS } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const desk = deskOf();
const CONTENT = '净水器接口漏水，地板被泡';
const RAISES = { column: 'priority', to: '紧急' };

function seen(cells: Cells, contact: string | null = '13812345678', key = 'row-1'): Fingerprint {
  const record = recordOf('feedback', { key, number: key, cells: { content: CONTENT, ...cells } });
  const found = fingerprintOf(feedback, record, contact, desk);
  if (!found) throw new Error('nothing to see');
  return found;
}
/** Other customers who report the same, some days after (or before) the first. */
const others = (...days: number[]) =>
  days.map((day, index) =>
    seen({ receivedAt: at('2026-11-20 10:00') + day * DAY }, `1380000000${index}`, `other-${index}`),
  );
const MINE = seen({ receivedAt: at('2026-11-20 10:00') });
const customers = (all: readonly Fingerprint[], of = desk) =>
  batchOf(MINE, matchesOf(MINE, all, of), of)?.customers;

describe('a batch', () => {
  it.each<[string, number[], number | undefined]>([
    ['three customers in a week', [-7, -1], 3],
    ['three at once', [0, 0], 3],
    ['two', [-1], undefined],
    ['three in more than a week', [-8, -1], undefined],
    // Rows that are typed late count where they belong, between others.
    ['three of whom it lies between', [-3, 4], 3],
    ['three on both sides, too far from each other', [-4, 4], undefined],
    ['of several weeks the one with the most', [-7, -6, 0, 1], 4],
  ])('%s', (_, days, count) => {
    expect(customers(others(...days))).toBe(count);
  });

  it('counts a customer once, and nobody whose contact is unknown', () => {
    const [other] = others(-1);
    if (!other) throw new Error('no other');
    expect(customers([other, { ...other, key: 'again' }])).toBeUndefined();
    expect(customers([other, { ...other, key: 'mine', customer: MINE.customer }])).toBeUndefined();
    expect(customers([other, { ...other, key: 'unknown', customer: null }])).toBeUndefined();
    expect(customers([...others(-1, -2), MINE])).toBe(3);
  });

  it('goes by the numbers in settings', () => {
    const changed = (name: string, value: string) => deskOf(PEOPLE, [...SETTINGS, ['参数', name, { value }]]);
    expect(customers(others(-20, -10), changed('批量天数', '20'))).toBe(3);
    expect(customers(others(-1), changed('批量客户数', '2'))).toBe(2);
    const loose = { ...MINE, text: '净水器漏水，水流变小', key: 'loose', customer: 'x' };
    const like = matchesOf(MINE, [loose], desk)[0]?.similarity.score ?? 0;
    expect(like).toBeGreaterThan(0.5);
    expect(matchesOf(MINE, [loose], changed('相似阈值', '0.95'))).toEqual([]);
  });

  it('names its most alike rows and counts the rest', () => {
    const all = others(-1, -1, -1, -1, -1, -1);
    const batch = batchOf(MINE, matchesOf(MINE, all, desk), desk);
    if (!batch) throw new Error('no batch');
    const told = sentenceOf(batchFinding(RAISES, { ...batch, others: all.length }, desk, titleOf));
    expect(told).toMatch(/^7 天内有 7 位客户反映同一问题，按规则应为“紧急”：客户反馈 other-0（/);
    expect(told).toMatch(/；另有 2 条。$/);
    const rowsOf = (count: number) =>
      String(batchFinding(RAISES, { ...batch, others: count }, desk, titleOf).facts['rows']);
    expect(rowsOf(5)).toMatch(/；另有 1 条$/);
    expect(rowsOf(4)).not.toContain('另有');
  });
});

describe('a record is raised', () => {
  const cellsOf = (priority: string, proposed: Cells = {}, state = '处理中') =>
    escalatedCells(feedback, RAISES, recordOf('feedback', { cells: { priority }, proposed, state }));

  it.each<[string, Cells, Cells]>([
    ['not what a person has chosen', cellsOf('一般'), {}],
    ['where nobody has chosen', cellsOf('一般', { priority: '一般' }), { priority: '紧急' }],
    ['when the system wrote it', cellsOf('重要', { priority: '重要' }), { priority: '紧急' }],
    ['not when it presses as much', cellsOf('紧急'), {}],
    ['not when a person set it lower', cellsOf('一般', { priority: '紧急' }), {}],
    ['not once it is closed', cellsOf('一般', {}, '已关闭'), {}],
  ])('%s', (_, raised, expected) => {
    expect(raised).toEqual(expected);
  });

  it('only where the rule can be followed', () => {
    const broken = { column: 'content', to: '紧急' };
    expect(() => escalatedCells(feedback, broken, recordOf('feedback'))).toThrow('no options of its own');
  });
});

describe('what is kept of a record', () => {
  it('tells the problem and not the customer', () => {
    expect(MINE).toMatchObject({
      products: ['净水器'],
      kinds: [],
      text: CONTENT,
      counted: false,
      answer: null,
    });
    expect(MINE.customer).toMatch(/^[g-v].{12}$/);
    expect(JSON.stringify(MINE)).not.toContain('13812345678');
    expect(seen({}, '13812345678').customer).toBe(MINE.customer);
    expect(seen({}, '13812345679').customer).not.toBe(MINE.customer);
    expect(seen({}, '138****5678').customer).toBeNull();
  });

  it('has its kinds from type and tags, its product from its own column or the text', () => {
    expect(seen({ type: '投诉', tags: '产品质量-漏水，物流' }).kinds).toEqual([
      '投诉',
      '产品质量',
      '漏水',
      '物流',
    ]);
    const order = (product: string) =>
      fingerprintOf(
        knowledge,
        recordOf('knowledge', { cells: { symptom: '漏水不止', product, solution: '更换接头' } }),
        null,
        desk,
      );
    expect(order('净水器 A2')).toMatchObject({ products: ['净水器'], answer: '更换接头', customer: null });
    expect(order('台灯')?.products).toEqual(['台灯']);
  });

  it('is nothing where nothing is told, or where the system opened the row', () => {
    const blank = recordOf('hotline', { cells: { description: null } });
    expect(fingerprintOf(hotline, blank, null, desk)).toBeUndefined();
    const origin = { table: 'complaints', key: 'row-2', number: 'CT-1' };
    const opened = recordOf('feedback', { cells: { content: CONTENT }, origin });
    expect(fingerprintOf(feedback, opened, null, desk)).toBeUndefined();
  });

  it('comes back as it was filed, and is as small however long its text is', () => {
    const longest = seen({ content: '净'.repeat(50_000), tags: '标签，'.repeat(500), type: '投诉' });
    const filed = fileOf('dated', longest);
    expect(readFingerprint(filed.text, desk.keyed)).toEqual(longest);
    expect(Buffer.byteLength(JSON.stringify(filed))).toBeLessThan(4_000);
    const emoji = fileOf('dated', seen({ content: `${'a'.repeat(149)}😀` }));
    expect(emoji.text.isWellFormed()).toBe(true);
    const former = filed.text.replace(/"customer":"[^"]+"/, `"customer":"${digestOf('contact')}"`);
    expect(readFingerprint(former, desk.keyed).customer).toBe(keyedDigest('contact', desk.keyed));
    expect(renewedText(former, desk.keyed)).not.toContain(digestOf('contact'));
    expect(renewedText(filed.text, desk.keyed)).toBe(filed.text);
    expect(() => readFingerprint('{}', desk.keyed)).toThrow('key');
  });
});

describe('the largest of all weeks', () => {
  /** As it is said, week by week. */
  function plainly(all: readonly Fingerprint[], week: number, least: number) {
    const near = all.filter(each => Math.abs(each.at - MINE.at) <= week);
    const weeks = [MINE, ...near]
      .filter(each => each.at <= MINE.at)
      .map(({ at: start }) => {
        const within = near.filter(each => each.at >= start && each.at <= start + week);
        const who = [MINE, ...within].flatMap(({ customer }) => customer ?? []);
        return { keys: within.map(({ key }) => key), customers: new Set(who).size };
      });
    const most = Math.max(...weeks.map(each => each.customers));
    return most >= least ? weeks.find(each => each.customers === most) : undefined;
  }

  it('is found as by looking at each', () => {
    const reports = fc.array(
      fc.record({
        day: fc.integer({ min: -9, max: 9 }),
        customer: fc.constantFrom('a', 'b', 'c', 'd', null),
      }),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(reports, told => {
        const all = told.map(({ day, customer }, index) => {
          const key = `other-${index}`;
          return { ...MINE, key, customer, at: MINE.at + day * DAY };
        });
        const similarity = {
          score: 1,
          text: 1,
          fault: undefined,
          isSaid: false,
          product: undefined,
          kind: undefined,
        };
        const found = batchOf(
          MINE,
          all.map(fingerprint => ({ fingerprint, similarity })),
          desk,
        );
        const keys = found?.matches.map(({ fingerprint }) => fingerprint.key);
        expect(found && { keys, customers: found.customers }).toEqual(plainly(all, 7 * DAY, 3));
      }),
    );
  });

  it('is not looked for among fewer customers than make a batch', () => {
    const [one, two] = others(0, -1);
    if (!one || !two) throw new Error('no others');
    expect(mayBeBatch(MINE, [one, { ...one, key: 'again' }, { ...two, customer: null }], desk)).toBe(false);
    expect(mayBeBatch({ ...MINE, customer: null }, [one, two], desk)).toBe(false);
    expect(mayBeBatch(MINE, [one, two], desk)).toBe(true);
  });
});
