// Which thing a text speaks of, which model and which parts of it.
import { describe, expect, it } from 'vitest';
import {
  isSameThing,
  namesAt,
  partsIn,
  partsOf,
  shortNamesOf,
  thingsOf,
  withoutThings,
  withoutWholes,
} from '../../../functions/src/core/similarity/things.ts';

it('the longest texts are gone through at once, whatever stands in them', () => {
  for (const piece of ['a-', 'a1', '净水器', '产品'])
    expect(thingsOf(piece.repeat(300_000 / piece.length)).named.length).toBeLessThan(3);
});

describe('a text speaks of', () => {
  it.each<[string, string | undefined, string[]]>([
    ['净水器漏水', '净水器', ['净水器']],
    ['家里的净水机漏水', '净水器', ['净水器']],
    ['洗衣机和净水器都漏水', '洗衣机', ['洗衣机', '净水器']],
    ['净水器漏水，净水器又漏水', '净水器', ['净水器']],
    ['一直漏水', undefined, []],
    ['产品b开不了机', '产品b', ['产品b']],
    ['停车的时候漏水', undefined, []],
    // What is guessed of another thing, or works, is not what is spoken of.
    ['怀疑洗衣机坏了，净水器不出水', '净水器', ['净水器']],
    ['净水器不出水，洗衣机倒正常', '净水器', ['净水器']],
    ['门店的人态度差', undefined, []],
  ])('%s: %s', (text, main, named) => {
    expect(thingsOf(text)).toMatchObject({ main, named });
  });

  it.each([
    ['净水器漏水', true],
    ['点钞仪不准', false],
    ['验光仪坏了', false],
    ['一直漏水', false],
  ])('a thing of the list, or one that is read off its word: %s', (text, isListed) => {
    expect(thingsOf(text).isListed).toBe(isListed);
  });

  it.each<[string, string[]]>([
    ['净水器a3漏水', ['a3']],
    ['净水器 a3 漏水', ['a3']],
    ['x2净水器漏水', ['x2']],
    ['x2型净水器漏水', ['x2']],
    ['x2 净水器漏水', ['x2']],
    ['净水器a-3漏水', ['a3']],
    ['净水器漏水，单号a3', []],
    ['净水器e1', []],
    ['净水器5l', []],
    ['净水器b漏水', []],
  ])('a model, beside its thing alone: %s', (text, models) => {
    expect(thingsOf(text).models).toEqual(models);
  });
});

it.each([
  ['净水器', '净水器', true],
  ['净水器', '洗衣机', false],
  ['割草机', '台割草机', true],
  ['台割草机', '割草机', true],
  ['镜子', '后视镜', true],
  ['床', '车床', false],
  ['包', '面包', false],
  ['空调', '车载空调', false],
])('%s and %s are one thing: %s', (a, b, is) => {
  expect([isSameThing(a, b), isSameThing(b, a)]).toEqual([is, is]);
});

describe('names in a text', () => {
  it('are left out where they stand, those of parts only where wholes and parts are', () => {
    expect(withoutThings('我的净水器漏水')).toBe('我的 漏水');
    expect(withoutThings('洗衣机净水器')).toBe('  ');
    expect(withoutWholes('净水器接头漏水')).toBe(' 接头漏水');
  });

  it('have a place each, but for those of one sign', () => {
    expect(namesAt('净水器漏水').map(({ name, from, to }) => [name, from, to])).toEqual([['净水器', 0, 3]]);
    expect(namesAt('我的净水器')[0]).toMatchObject({ from: 2, to: 5 });
    expect(namesAt('一张床')).toEqual([]);
  });

  it('of two signs have a place as well', () => {
    expect(namesAt('空调不凉')).toEqual([{ name: '空调', from: 0, to: 2 }]);
  });

  it('of parts are in order, each with its place, and once where places do not matter', () => {
    const found = partsIn('抽屉的滑轨断了，抽屉也歪了');
    expect(found.map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [3, 5],
      [8, 10],
    ]);
    expect(partsOf('抽屉的滑轨断了，抽屉也歪了')).toEqual([found[0]?.name, found[1]?.name]);
  });

  it('are shortened to their last sign by people who go on speaking', () => {
    expect(shortNamesOf('充电桩')).toContain('桩');
    expect(shortNamesOf('割草机')).toEqual([]);
    expect(shortNamesOf('竹笛')).toEqual(['笛']);
    expect(shortNamesOf('笛')).toEqual([]);
    expect(shortNamesOf('产品b')).toEqual([]);
  });
});
