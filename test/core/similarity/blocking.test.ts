// Blocks: whatever is similar is found by them, and what is not is mostly not looked at.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksAround, blocksOf } from '../../../functions/src/core/similarity/blocking.ts';
import { pairsIn } from '../../../functions/src/core/similarity/pairs.ts';
import { similarityOf, type Traits } from '../../../functions/src/core/similarity/similarity.ts';

const tell = (text: string, ...products: string[]): Traits => ({ text, products, kinds: [] });
const found = (mine: Traits, other: Traits) => {
  const filed = new Set(blocksOf('dated', other));
  return blocksAround('dated', mine).some(block => filed.has(block));
};

/** Texts as long as people write them, of few different words, so that many have some in common. */
const words = fc.constantFrom(
  ...'接口漏水 滤芯发黄 橱柜泡坏 关阀滴水 噪音很大 屏幕花屏 电源跳闸 快递丢件'.split(' '),
);
const traits = fc.record({
  text: fc.array(words, { minLength: 1, maxLength: 4 }).map(all => all.join('，')),
  products: fc.subarray(['净水器', '洗衣机'], { maxLength: 1 }),
  kinds: fc.constant([]),
});

describe('blocks', () => {
  it('lead to all that are similar, either way', () => {
    fc.assert(
      fc.property(traits, traits, (a, b) => {
        fc.pre(pairsIn(a).size <= 10 && pairsIn(b).size <= 10);
        if (similarityOf(a, b).score === 0) return;
        expect([found(a, b), found(b, a)]).toEqual([true, true]);
      }),
    );
  });

  it.each<[string, Traits, Traits, boolean]>([
    ['the same product', tell('接口漏水', '净水器'), tell('昨晚漏水', '净水器'), true],
    ['another product', tell('接口漏水', '净水器'), tell('昨晚漏水', '洗衣机'), false],
    ['no product, where one is named', tell('接口漏水'), tell('昨晚漏水', '洗衣机'), true],
    ['a product, where none is named', tell('接口漏水', '净水器'), tell('昨晚漏水'), true],
    ['no word in common', tell('接口漏水', '净水器'), tell('滤芯发黄', '净水器'), false],
    ['no word at all', tell('？？？', '净水器'), tell('？？？', '净水器'), false],
  ])('hold those together that may be similar: %s', (_, mine, other, isFound) => {
    expect(found(mine, other)).toBe(isFound);
  });

  it('are of the first three things that a text names', () => {
    const all = tell('净水器、洗衣机、冰箱、空调都漏水');
    const things = ['净水器', '洗衣机', '冰箱', '空调'];
    expect(things.map(thing => found(tell(`${thing}漏水`), all))).toEqual([true, true, true, false]);
  });

  it('part what is compared by its day from what is compared for ever', () => {
    const dated = new Set(blocksOf('dated', tell('接口漏水')));
    expect(blocksOf('lasting', tell('接口漏水')).filter(block => dated.has(block))).toEqual([]);
  });

  it('keep to what one query may ask for, and to a bounded number, however long a text is', () => {
    const long = tell(
      [...'天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳'].join(''),
      '一',
      '二',
      '三',
    );
    expect(blocksAround('dated', long).length).toBeLessThanOrEqual(30);
    expect(blocksOf('dated', long).length).toBeLessThanOrEqual(120);
    expect(found(long, long)).toBe(true);
  });

  it('choose a word for a fault before any other', () => {
    const filler = [
      ...'天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜',
    ].join('');
    expect(found(tell('漏水'), tell(`${filler}，漏水`))).toBe(true);
  });
});
