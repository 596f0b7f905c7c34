// A row of a strange book in the words of a table, judged as what is past is.
import { describe, expect, it } from 'vitest';
import { checkPast, isNoRow, pastCells } from '../../../functions/src/core/imports/past-row.ts';
import { showTime } from '../../../functions/src/core/lib/parse-time.ts';
import type { Cell } from '../../../functions/src/core/schema/column.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import { at, CALL, deskOf, hotline, PEOPLE, ZONE } from '../../fixtures/core/desk-fixture.ts';

const desk = deskOf();
const now = at('2026-11-20 15:00');
const NOTHING = { fixed: {}, values: {} };

describe('words of the source', () => {
  it.each<[string, string, Cell, Cell]>([
    ['an option as it is', 'urgency', '中', '中'],
    ['an option among other words', 'urgency', '高优先级', '高'],
    ['the longest option that is said', 'satisfaction', '很不满意', '不满意'],
    ['the option that contains what is said', 'type', '售后', '售后支持'],
    ['what may be one of several', 'type', '售', '售'],
    ['what is none', 'type', '闲聊', '闲聊'],
    ['an option in another width', 'product', '净水器', '净水器'],
    ['a word for yes', 'sameProblem', '√', '是'],
    ['a word for no', 'sameProblem', '没有', '否'],
    ['such a word where it is none', 'urgency', '有', '有'],
    ['an option as a number', 'urgency', 3, '3'],
    ['two options that are as long', 'urgency', '高或低', '高或低'],
    ['a number for a text', 'order', 20250103, 20250103],
  ])('%s', (_, column, said, meant) => {
    expect(pastCells(hotline, [said], { ...NOTHING, columns: [column] }, desk)).toEqual({ [column]: meant });
  });

  it.each<[Cell, Cell]>([
    ['8分', '8'],
    [' ８ 星 ', ' ８ 星 '],
    [' 8 星 ', '8'],
    ['8', '8'],
    [8, 8],
    ['8分左右', '8分左右'],
  ])('of a score %j are %j', (said, meant) => {
    const callbacks = tableOf('callbacks');
    const translation = { ...NOTHING, columns: ['score'] };
    expect(callbacks && pastCells(callbacks, [said], translation, desk)).toEqual({ score: meant });
  });

  it('mean what a person says they mean, and a fixed text stands where nothing is said', () => {
    const translation = {
      columns: [null, 'type', 'request'],
      fixed: { request: '历史记录', urgency: '低' },
      values: { type: { 闲聊: '其他' } },
    };
    expect(pastCells(hotline, ['x', ' 闲聊 ', ''], translation, desk)).toEqual({
      type: '其他',
      request: '历史记录',
      urgency: '低',
    });
  });
});

describe('what is past', () => {
  const judged = (cells: Record<string, Cell>, of = desk) => {
    const { values, problems } = checkPast(hotline, { ...CALL, ...cells }, now, of);
    const errors = problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    return { values, errors, codes: problems.map(({ code }) => code) };
  };
  const times = (cells: Record<string, Cell>) => {
    const { values, errors } = judged(cells);
    const shown = ['calledAt', 'respondedAt', 'resolvedAt'].map(key => {
      const value = values[key];
      return typeof value === 'number' ? showTime(value, ZONE) : value;
    });
    return { shown, errors };
  };

  it('may be short of facts, and is kept as it was written', () => {
    expect(judged({ description: '设备坏了' })).toMatchObject({
      values: { description: '设备坏了' },
      errors: [],
    });
    expect(judged({ description: '设备坏了' }).codes).toContain('past_vague');
  });

  it('was done by somebody who has left by now', () => {
    const left = deskOf([...PEOPLE, ['何平', 'heping', '客服部', '客服人员', '否']]);
    const people = left.people.map(each => (each.name === '何平' ? { ...each, left: true } : each));
    const found = judged({ handler: '何平' }, { ...left, people });
    expect(found).toMatchObject({ values: { handler: '何平' }, errors: [] });
    expect(found.codes).toContain('past_person');
  });

  it('has days without a time, and times as clerks write them', () => {
    expect(times({ calledAt: '2025.3.4', respondedAt: '2025/3/4', resolvedAt: '2025年3月5日' })).toEqual({
      shown: ['2025-03-04 09:00', '2025-03-04 09:00', '2025-03-05 09:00'],
      errors: [],
    });
    expect(times({ calledAt: '2025-3-4 14:20', respondedAt: '2025-3-4', resolvedAt: null })).toEqual({
      shown: ['2025-03-04 14:20', '2025-03-04 14:20', null],
      errors: [],
    });
    expect(times({ calledAt: '2025-3-4', respondedAt: '2025-3-4 14:20', resolvedAt: '2025-3-4' })).toEqual({
      shown: ['2025-03-04 09:00', '2025-03-04 14:20', '2025-03-04 14:20'],
      errors: [],
    });
    expect(
      times({ calledAt: '2025-3-4 14:20', respondedAt: '2025-3-4 10:00', resolvedAt: '2025-3-4' }),
    ).toEqual({
      shown: ['2025-03-04 14:20', '2025-03-04 10:00', '2025-03-04 14:20'],
      errors: ['time_before'],
    });
    expect(
      times({ calledAt: '2025年3月4日下午2点半', respondedAt: null, resolvedAt: '20250305 1600' }),
    ).toEqual({
      shown: ['2025-03-04 14:30', null, '2025-03-05 16:00'],
      errors: [],
    });
  });

  it('lies back, also the day of today before nine', () => {
    const early = at('2026-11-20 08:00');
    const { values } = checkPast(hotline, { ...CALL, calledAt: '2026-11-20' }, early, desk);
    expect(values['calledAt']).toBe(early);
    expect(checkPast(hotline, { ...CALL, calledAt: '2026-11-20' }, now, desk).values['calledAt']).toBe(
      at('2026-11-20 09:00'),
    );
  });

  it('is refused where it cannot be so', () => {
    expect(judged({ calledAt: '2025-3-4', resolvedAt: '2025-3-3' }).errors).toEqual(['time_before']);
    expect(judged({ calledAt: '2027-3-4 9:00' }).errors).toEqual(['time_in_future']);
    expect(judged({ calledAt: '上半年' }).errors).toHaveLength(1);
  });
});

it.each<[string, Cell[], boolean]>([
  ['nothing', ['', null, ' '], true],
  ['sums', ['合计', '', 12], true],
  ['sums behind a blank', ['', ' 总计：', 12], true],
  ['one title alone', ['日期', '', ''], false],
  ['titles with something else', ['日期', '李明', ''], false],
  ['titles in other places', ['客户', '日期', ''], false],
  ['the titles once more', ['日期', '客户', ''], true],
  ['a record', ['2025-3-4', '李明', ''], false],
  ['a customer who is called like a sum', ['2025-3-4', '合计', ''], false],
])('%s is a record or not', (_, cells, isNone) => {
  expect(isNoRow(cells, ['日期', '客户', '电话'])).toBe(isNone);
});
