// What was typed into a row that was removed before anybody read it: whose it is, and how it is sent.
import { describe, expect, it } from 'vitest';
import type { Touch, Typed } from '../../../../sheets-addon/src/sync/choice.ts';
import { TEXTS } from '../../../../sheets-addon/src/texts.ts';
import { answeredLine, lineOf, openedTab, showing } from '../opened-tab.ts';
import { type About, event, gone, LI, MOVED_UP, sent } from '../removed-here.ts';
import { ME, OTHER, touchOf } from '../typed.ts';

const tab = openedTab();

describe('what was typed over what a removed record held', () => {
  it('is that record’s, and the row that stands there now has nothing of it', () => {
    expect(sent([LI], { 2: touchOf([event('王芳', '李明')]) })).toMatchObject({
      rows: [
        {
          at: 2,
          key: 'gone-0001',
          base: 'v7',
          number: 'N-gone-0001',
          edited: ['name'],
          cells: { name: '王芳' },
          editor: ME,
        },
      ],
      left: {},
      asked: 1,
    });
  });

  it.each<[string, (typeof LI)[], Typed[], About, boolean]>([
    ['or holds it by now', [LI], [event('李明', '赵敏')], {}, true],
    ['in each of its columns', [LI], [event('王芳', '李明'), event('4', '3', { column: 'count' })], {}, true],
    [
      'not where one of them held something else',
      [LI],
      [event('王芳', '李明'), event('4', '5', { column: 'count' })],
      {},
      false,
    ],
    ['not where it held something else', [LI], [event('王芳', '赵敏')], {}, false],
    ['not of another table', [gone('gone-0001', LI.cells, 'other')], [event('王芳', '李明')], {}, false],
    [
      'not where it was missed before the text was typed',
      [LI],
      [event('王芳', '李明')],
      { missedAt: 99 },
      false,
    ],
    ['but where it was missed at that moment', [LI], [event('王芳', '李明')], { missedAt: 100 }, true],
    [
      'not before the last of its texts',
      [LI],
      [event('王芳', '李明'), event('赵敏', '王芳', { at: 201 })],
      {},
      false,
    ],
    ['not where the service is away', [LI], [event('王芳', '李明')], { isAway: true }, false],
    ['also where none stands there', [LI], [event('王芳', '李明')], { line: lineOf({}) }, true],
    ['also of a cell that was cleared', [LI], [event(undefined, '李明')], {}, true],
    ['also of one that was blank', [gone('gone-0001', { name: null })], [event('王芳')], {}, true],
  ])('%s', (_, records, typed, about, expected) => {
    expect(sent(records, { 2: touchOf(typed) }, about).rows?.length ?? 0).toBe(expected ? 1 : 0);
  });

  it('leaves what else was touched, and of two rows each has its own', () => {
    const touch = touchOf([event('王芳', '李明')], { edited: ['name', 'count'] });
    expect(sent([LI], { 2: touch }).left).toEqual({ 2: ['count'] });
    const same = touchOf([event('王芳', '李明')]);
    const other = gone('gone-0002', { name: '赵敏', count: 9 });
    expect(
      sent([LI, other], { 2: same, 3: touchOf([event('孙丽', '赵敏')]) }).rows?.map(({ key, at }) => [
        key,
        at,
      ]),
    ).toEqual([
      ['gone-0001', 2],
      ['gone-0002', 3],
    ]);
  });
});

describe('what may be several records’', () => {
  const typed = event('王芳', '李明');
  const MANY = Array.from({ length: 6 }, (_, index) => gone(`gone-000${index + 1}`, LI.cells));
  const LOST = answeredLine(tab, 'v1', { 行键: 'here-0001', 客户姓名: '又一个', 数量: 7 }, 2);

  it('is in the history of each, and it is said with what was typed', () => {
    const found = sent(MANY.slice(0, 2), { 2: touchOf([typed]) });
    const input = { at: 2, edited: [], cells: {}, overwritten: { name: ['王芳'] }, editor: ME, base: 'v7' };
    expect(found.rows).toEqual([
      { ...input, key: 'gone-0001', number: 'N-gone-0001' },
      { ...input, key: 'gone-0002', number: 'N-gone-0002' },
    ]);
    expect(found.left).toEqual({});
    expect(found.said).toEqual([
      TEXTS.typedIntoRemoved(2, '“客户姓名”的“王芳”', ['N-gone-0001', 'N-gone-0002']),
    ]);
  });

  it('is in none’s where they are many, but said', () => {
    expect(sent(MANY.slice(0, 5), { 2: touchOf([typed]) }).rows).toHaveLength(5);
    const { rows, said } = sent(MANY, { 2: touchOf([typed]) });
    expect([rows, said]).toEqual([[], [TEXTS.typedIntoRemoved(2, '“客户姓名”的“王芳”', [])]]);
  });

  it('is said of one record’s history where two rows would be its', () => {
    const touch = touchOf([typed]);
    const { rows, said } = sent([LI], { 2: touch, 3: touch });
    expect(rows).toMatchObject([{ key: 'gone-0001', cells: {}, overwritten: { name: ['王芳'] } }]);
    expect(said).toEqual([
      TEXTS.typedIntoRemoved(2, '“客户姓名”的“王芳”', ['N-gone-0001']),
      TEXTS.typedIntoRemoved(3, '“客户姓名”的“王芳”', []),
    ]);
  });

  it('is told without what was typed where that is hidden, or nothing', () => {
    const hidden = MANY.slice(0, 2).map(each => ({ ...each, cells: { phone: '138****0001' } }));
    const number = event('13900000002', '138****0001', { column: 'phone' });
    expect(sent(hidden, { 2: touchOf([number]) }).said).toEqual([
      TEXTS.typedIntoRemoved(2, '“联系方式”', ['N-gone-0001', 'N-gone-0002']),
    ]);
    const { rows, said } = sent(MANY.slice(0, 2), { 2: touchOf([event(undefined, '李明')]) });
    expect([rows, said]).toEqual([[], [TEXTS.typedIntoRemoved(2, '“客户姓名”', [])]]);
  });

  it('is a row’s that was painted there and holds something new, where there is one', () => {
    const moved = showing(LOST, { 数量: 8 });
    const lines = [MOVED_UP, moved];
    expect(sent(MANY, { 2: touchOf([typed]) }, { tabLines: lines })).toMatchObject({ said: [] });
    expect(sent(MANY, { 2: touchOf([typed]) }, { tabLines: [MOVED_UP, LOST] }).said).toHaveLength(1);
  });

  it('is said as well while the service is away, and nothing where no row is gone', () => {
    const away = sent([LI], { 2: touchOf([typed]) }, { isAway: true });
    expect([away.rows, away.said]).toEqual([
      undefined,
      [TEXTS.typedIntoRemoved(2, '“客户姓名”的“王芳”', [])],
    ]);
    expect(sent([], { 2: touchOf([typed]) }).said).toEqual([]);
  });
});

describe('it is sent', () => {
  const input = (typed: Typed[], more: Partial<Touch> = {}) =>
    sent([LI], { 2: touchOf(typed, more) }).rows?.[0];

  it('with what was written over on the way, but not with what stands in the record', () => {
    const [first, second] = [
      event('王芳', '李明', { at: 1 }),
      event('赵敏', '王芳', { at: 2, editor: OTHER }),
    ];
    const expected = { cells: { name: '赵敏' }, overwritten: { name: ['王芳'] }, editor: OTHER };
    expect(input([first, second])).toMatchObject(expected);
    expect(input([second, first])).toMatchObject(expected);
    expect(input([first])).not.toHaveProperty('overwritten');
  });

  it('in the order in which the texts follow each other, where they were heard of at once', () => {
    const [first, second, third] = [event('甲', '李明'), event('乙', '甲'), event('丙', '乙')];
    expect(input([third, first, second])).toMatchObject({
      cells: { name: '丙' },
      overwritten: { name: ['甲', '乙'] },
    });
  });

  it('in the name of who typed last, and says what is others’', () => {
    const typed = [event('王芳', '李明'), event('4', '3', { column: 'count', editor: OTHER })];
    expect(input(typed, { whose: { name: ME, count: OTHER } })).toMatchObject({
      editor: OTHER,
      ofOthers: ['name'],
    });
    expect(input(typed, { whose: { name: OTHER, count: OTHER } })).not.toHaveProperty('ofOthers');
    const { editor: _, ...nobodys } = event('王芳', '李明');
    expect(input([{ ...nobodys, editor: undefined }])).not.toHaveProperty('editor');
  });

  it('as numbers where these are', () => {
    expect(input([event('4', '3', { column: 'count' })])?.cells).toEqual({ count: 4 });
    expect(input([event(undefined, '3', { column: 'count' })])?.cells).toEqual({ count: null });
  });
});
