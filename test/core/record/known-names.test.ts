// How people are called who stand in a column of names: what a name begins with, and its digest where it is whole.
import { describe, expect, it } from 'vitest';
import {
  callingsKnown,
  callingsOf,
  isNameless,
  knownNames,
  peopleCalled,
  withNames,
} from '../../../functions/src/core/record/known-names.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { people } from '../../../functions/src/core/tables/people.ts';
import { keyedHere } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const DESK = { keyed: keyedHere, people: [{ name: '王芳' }, { name: '' }] };

/** What each begins with, and `+` where it is known in full. */
const callings = (value: string) => callingsOf(value, keyedHere).map(each => each.replace(/ .+$/, '+'));

it.each<[string, string[]]>([
  ['李小明', ['李+']],
  ['李*', ['李']],
  ['欧阳明月', ['欧阳+']],
  ['欧阳', ['欧阳+']],
  ['李', ['李']],
  // Known by how he is called alone: his name is not.
  ['李先生', ['李']],
  ['李小明先生', ['李+']],
  ['客户李小明', ['李+']],
  ['客户：李小明', ['李+']],
  ['李小明、张大伟', ['李+', '张+']],
  ['李小明（张大伟）', ['李+', '张+']],
  ['李小明 李小明', ['李+']],
  ['李小明 13812345678', ['李+']],
  ['阿强仔', ['阿+']],
  ['小小美人儿', []],
  ['买买提·阿不都', ['买+']],
  ['妻子', []],
  ['小*', []],
  ['Tom', ['T+']],
  ['T', ['T']],
  ['T*', ['T']],
  ['éva', ['é+']],
  ['华康科技有限公司', []],
  ['华康科技有限公司 李小明', ['李+']],
  ['', []],
  ['3号', []],
])('%s: %j', (value, is) => {
  expect(callings(value)).toEqual(is);
});

describe('people by how they are called', () => {
  const named = peopleCalled([...callingsOf('李小明、Tom', keyedHere), '张'], DESK);

  it('are known by their name in full, in whatever case it is written in Latin letters', () => {
    const names = ['李小明', '李大明', 'tom', 'TOM', 'Tim', '张三'];
    // Asked twice it is known as well.
    for (const _ of [1, 2])
      expect(names.map(name => named?.isName(name))).toEqual([true, false, true, true, false, false]);
    expect([...(named?.heads ?? [])]).toEqual(['李', 'T', '张']);
    expect(named?.colleagues).toEqual(['王芳']);
  });

  it('are none where nobody is', () => {
    expect(peopleCalled([], DESK)).toBeUndefined();
  });
});

describe('whom a row knows', () => {
  const row = { customer: '李*', contact: '138****5678' };
  const before = recordOf('hotline', { cells: row, namesIn: { customer: callingsOf('李小明', keyedHere) } });

  it('is its customer, as long as his cell is as it was in full', () => {
    const known = (values: typeof row) => knownNames(hotline, values, { before }, DESK)?.isName('李小明');
    expect(known(row)).toBe(true);
    expect(known({ ...row, customer: '张*' })).toBe(false);
    expect(knownNames(hotline, row, { before: undefined }, DESK)?.isName('李小明')).toBe(false);
  });

  it('is who is called so in other records of his number as well', () => {
    const calledAlso = callingsOf('王小二', keyedHere);
    expect(knownNames(hotline, {}, { before: undefined, calledAlso }, DESK)?.isName('王小二')).toBe(true);
    expect(knownNames(hotline, {}, { before: undefined }, DESK)).toBeUndefined();
    expect(knownNames(people, { name: '李小明' }, { before: undefined, calledAlso }, DESK)).toBeUndefined();
  });

  it('is nobody by his name where only what it begins with is known', () => {
    const nameless = (values: object, of?: typeof before) =>
      isNameless(hotline, { ...values }, { before: of }, keyedHere);
    expect([nameless(row), nameless(row, before), nameless({ customer: '李小明' }), nameless({})]).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(nameless({ customer: '李小明、张*' })).toBe(false);
  });
});

it('names are kept where there are any, its own before those of others', () => {
  expect(withNames({ a: ['1'] }, { a: ['2'], b: ['3'] })).toEqual({ namesIn: { a: ['1'], b: ['3'] } });
  expect([withNames({}, {}), withNames(undefined, undefined)]).toEqual([{}, {}]);
  expect(callingsKnown({ namesIn: { a: ['1'], b: ['2', '3'] } })).toEqual(['1', '2', '3']);
  expect([callingsKnown({}), callingsKnown(undefined)]).toEqual([[], []]);
});
