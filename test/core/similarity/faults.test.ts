// What a text says is wrong, and of which part; which faults are one, and which may be.
import { describe, expect, it } from 'vitest';
import {
  type Fault,
  faultsOf,
  fileNameOf,
  isKin,
  isOfSameParts,
  isSameFault,
  isSamePart,
  isTellingByItself,
  kinNamesOf,
} from '../../../functions/src/core/similarity/faults.ts';
import { likenessOf, weightsBy, wordsOf } from '../../../functions/src/core/similarity/likeness.ts';
import { asAsked } from '../../../functions/src/core/similarity/questions.ts';
import { alternativesOf, signsOfPattern } from '../../../functions/src/core/similarity/signs.ts';
import { similarityReason } from '../../../functions/src/core/similarity/similarity.ts';
import { thingsOf } from '../../../functions/src/core/similarity/things.ts';
import { DEFAULT_VOCABULARY, vocabularyOf } from '../../../functions/src/core/similarity/vocabulary.ts';

const told = (text: string): Fault[] => faultsOf(text, DEFAULT_VOCABULARY, thingsOf(text).named);
const namesOf = (text: string) => told(text).map(({ name }) => name);
const fault = (name: string, ...parts: string[]): Fault => ({
  name,
  rank: 0,
  parts,
  spans: [],
  isHead: true,
});

describe('a text tells of', () => {
  it.each<[string, string[]]>([
    ['净水器漏水', ['漏水']],
    ['净水器不会漏水', []],
    ['担心漏水', []],
    ['净水器不出水，担心漏水', ['不出水']],
    ['净水器漏水已修好', []],
    ['净水器漏水，换了滤芯也一样', ['漏水']],
    // What came of it, is guessed or was tried tells of nothing where another clause does.
    ['热水器漏水，导致跳闸', ['漏水']],
    ['空调不制冷，估计漏氟', ['不制冷']],
    ['手机黑屏，重启了也不行', ['黑屏']],
    // Of what is told twice the way that says twice as much counts.
    ['客户称灶台烧着烧着自己熄了', ['熄火']],
    ['笔记本打不开，电源灯也不亮', ['不启动']],
    // A saying may begin within a name of two signs.
    ['家里没人水表还走', ['跑字']],
    ['净水器的事', []],
    ['', []],
  ])('%s: %j', (text, names) => {
    expect(namesOf(text)).toEqual(names);
  });

  it.each<[string, string[]]>([
    ['系统无法归档', ['不能归档']],
    ['系统盖章失败', ['不能盖章']],
    ['后台联署报错', ['不能联署']],
    ['合同归档不了', ['不能归档']],
    ['系统没有盖章', ['没有盖章']],
    ['系统没有盖章按钮', []],
    ['系统无法归档，无法盖章，归档不了', ['不能归档', '不能盖章']],
    ['净水器无法使用', []],
  ])('what cannot be done, where no class reads it: %s', (text, names) => {
    expect(namesOf(text)).toEqual(names);
  });

  it.each<[string, [string, boolean][]]>([
    [
      '净水器漏水，还有异味',
      [
        ['漏水', true],
        ['异味', false],
      ],
    ],
    // What went wrong beside the thing is no less told where the text begins with it.
    [
      '客服态度差，净水器漏水',
      [
        ['漏水', false],
        ['态度差', true],
      ],
    ],
  ])('the fault with which it begins, and what came behind it: %s', (text, heads) => {
    expect(told(text).map(({ name, isHead }) => [name, isHead])).toEqual(heads);
  });

  it.each<[string, string[]]>([
    ['洗衣机门封条漏水', ['封条']],
    ['行李箱轮子掉了', ['轮子']],
    ['抽屉滑轨断了', ['滑轨', '抽屉']],
    ['抽屉的滑轨断了', ['滑轨', '抽屉']],
    ['抽屉里的滑轨断了', ['滑轨']],
    ['琴键卡键，弹不了', ['按键']],
    ['手机屏幕点不动', []],
    ['洗衣机漏水', []],
    ['眼镜鼻托掉了', ['~鼻托']],
    ['洗衣机显示e1', ['e1']],
    ['洗衣机显示e-1', ['e1']],
  ])('which part of the thing it is: %s', (text, parts) => {
    expect([...new Set(told(text).flatMap(each => each.parts))]).toEqual(parts);
  });
});

describe('two faults', () => {
  it.each<[string, Fault, Fault, boolean]>([
    ['of one name', fault('漏水'), fault('漏水'), true],
    ['of other names', fault('漏水'), fault('漏气'), false],
    ['of one name and another part', fault('漏水', '阀门'), fault('漏水', '接头'), false],
    ['of one name and one part', fault('漏水', '阀门', '接头'), fault('漏水', '接头'), true],
    ['of one name, of which one names no part', fault('漏水'), fault('漏水', '接头'), true],
    ['that are read, of which one says more', fault('不能导出'), fault('不能导'), true],
    ['that are read, of other words', fault('不能导出'), fault('不能存'), false],
    ['of which one is read', fault('不能导出'), fault('不'), false],
  ])('%s are one or not', (_, a, b, is) => {
    expect([isSameFault(a, b), isSameFault(b, a)]).toEqual([is, is]);
  });

  it.each<[string, Fault, Fault, boolean]>([
    ['that one broken part has', fault('断裂', '轮子'), fault('松动', '轮子'), true],
    ['that another part has', fault('断裂', '轮子'), fault('松动', '把手'), false],
    ['of which one names no part', fault('断裂', '轮子'), fault('松动'), false],
    ['of which the other names no part', fault('断裂'), fault('松动', '轮子'), false],
    ['of a part that does nothing any more', fault('坏了', '按键'), fault('没反应', '按键'), true],
    ['of which one is broken and one dead', fault('断裂', '按键'), fault('失灵', '按键'), false],
  ])('%s may be one or not', (_, a, b, is) => {
    expect([isKin(a, b), isKin(b, a)]).toEqual([is, is]);
  });

  it.each([
    ['门锁', '门', true],
    ['镜腿', '腿', true],
    ['门锁', '把手', false],
    ['~鼻托', '托架', true],
    ['~鼻托', '夹片', false],
    ['夹片', '~鼻托', false],
    ['~鼻托', '~夹片', false],
    ['~鼻托', '~鼻夹', true],
  ])('of %s and %s are of one part: %s', (a, b, is) => {
    expect([isSamePart(a, b), isSamePart(b, a)]).toEqual([is, is]);
    expect(isOfSameParts(fault('漏水', a), fault('漏水', b))).toBe(is);
  });

  it('are filed under one name where they may be one', () => {
    expect([fileNameOf(fault('漏水')), fileNameOf(fault('不能导出')), fileNameOf(fault('不能导'))]).toEqual([
      '漏水',
      '不能导',
      '不能导',
    ]);
    expect(isTellingByItself(fault('不能提交'))).toBe(true);
    expect(isTellingByItself(fault('不能提'))).toBe(false);
    expect(isTellingByItself(fault('没有声音'))).toBe(false);
  });

  it('of one part are called by each other’s names', () => {
    expect(kinNamesOf(fault('断裂', '轮子'))).toEqual(expect.arrayContaining(['脱落', '松动', '变形']));
    expect(kinNamesOf(fault('断裂', '轮子'))).not.toContain('失灵');
    expect(kinNamesOf(fault('断裂'))).not.toContain('松动');
    expect(kinNamesOf(fault('失灵', '按键'))).toContain('没反应');
  });
});

describe('a question', () => {
  const words = () => new Set(['发票']);
  const ranked = (rank: number): Fault => ({ ...fault('没开票'), rank });
  it.each<[string, string, readonly Fault[], string[]]>([
    ['about what no class has', '请问怎么开票', [], ['问发票']],
    ['about a class', '请问怎么开票', [ranked(1)], ['问没开票']],
    ['that complains of a thing', '请问怎么开票', [ranked(0)], ['没开票']],
    ['that is none', '发票一直没开', [ranked(1)], ['没开票']],
    ['that is none of nothing', '发票', [], []],
  ])('%s', (_, text, faults, names) => {
    expect(asAsked(text, faults, words).map(({ name }) => name)).toEqual(names);
  });
});

describe('words', () => {
  it('are those that tell something, single signs beside each other as one', () => {
    expect([...wordsOf('净水器漏水')].join('')).toContain('净水器');
    expect(wordsOf('的了是，问题')).toEqual(new Set());
    expect(wordsOf('漏 渗').has('漏渗')).toBe(false);
  });

  it('weigh as much where few texts are known, and by how rare they are else', () => {
    const texts = (count: number) =>
      Array.from({ length: count }, (_, at) => new Set(at === 0 ? ['常', '稀'] : ['常']));
    expect([weightsBy(texts(9))('常'), weightsBy(texts(9))('稀')]).toEqual([1, 1]);
    const weigh = weightsBy(texts(10));
    expect(weigh('常')).toBe(0);
    expect(weigh('稀')).toBeCloseTo(Math.log(11 / 2) / Math.log(11), 9);
    expect(weigh('没有')).toBe(1);
  });

  it('are alike by what both have, of the shorter text, or of three where that says less', () => {
    const set = (...all: string[]) => new Set(all);
    const like = (a: Set<string>, b: Set<string>) => likenessOf(a, b, () => 1);
    expect(like(set('a', 'b', 'c'), set('a', 'b', 'c', 'd'))).toBe(1);
    expect(like(set('a', 'b', 'c', 'd'), set('a', 'e', 'f', 'g', 'h'))).toBe(0.25);
    expect(like(set('a'), set('a'))).toBeCloseTo(1 / 3, 9);
    expect(like(set('a'), set('b'))).toBe(0);
    expect(like(set(), set())).toBe(0);
  });
});

describe('a pattern', () => {
  it.each<[string, string[]]>([
    ['漏|渗', ['漏', '渗']],
    ['漏(?:水|气)|渗', ['漏(?:水|气)', '渗']],
    ['[漏|渗]水', ['[漏|渗]水']],
    ['[(]|渗', ['[(]', '渗']],
    ['[)]漏|渗', ['[)]漏', '渗']],
    [String.raw`\||渗`, [String.raw`\|`, '渗']],
    ['|漏|', ['漏']],
  ])('%s has at its top %j', (pattern, alternatives) => {
    expect(alternativesOf(pattern)).toEqual(alternatives);
  });

  it.each<[string, string | undefined]>([
    ['水漏', '漏'],
    ['漏渗', '漏'],
    ['漏*渗', '渗'],
    ['漏+渗', '漏'],
    ['漏{2}渗', '漏'],
    ['漏{0,2}?渗', '渗'],
    ['漏??渗', '渗'],
    ['(?:漏)?渗', '渗'],
    ['(?=漏)渗', '渗'],
    ['(漏)渗', '渗'],
    [String.raw`\p{L}渗`, '渗'],
    ['[a-z]渗', '渗'],
    ['^渗$', '渗'],
    ['(?:漏|[^水])渗', '渗'],
    ['(?:漏|渗|淌)冒', '冒'],
  ])('%s needs %s', (pattern, signs) => {
    const found = signsOfPattern(pattern);
    expect(found && [...found].join('')).toBe(signs);
  });
});

it('words of settings make one vocabulary for as long as they are the same', () => {
  const added = [{ name: '误鸣', ways: ['嘀嘀叫'] }];
  expect(vocabularyOf([])).toBe(DEFAULT_VOCABULARY);
  expect(vocabularyOf(added).ranks.get('误鸣')).toBe(0);
  expect(vocabularyOf([{ name: '漏水', ways: ['汪着'] }]).ranks.get('漏水')).toBe(
    DEFAULT_VOCABULARY.ranks.get('漏水'),
  );
  expect(faultsOf('净水器嘀嘀叫', vocabularyOf(added), ['净水器']).map(({ name }) => name)).toContain('误鸣');
});

it.each([
  [{ text: 0.634, isSaid: true }, '同事确认，描述相似 63%'],
  [
    { text: 0, product: '净水器', fault: '漏水', kind: '投诉' },
    '产品同为“净水器”，故障同为“漏水”，同为“投诉”，描述相似 0%',
  ],
])('a reason says what went into it: %j', (given, reason) => {
  const none = { score: 0, text: 0, fault: undefined, isSaid: false, product: undefined, kind: undefined };
  expect(similarityReason({ ...none, ...given })).toBe(reason);
});
