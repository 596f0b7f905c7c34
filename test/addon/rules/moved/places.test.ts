// Events name places: what they tell is of the row that stood there then.
import { describe, expect, it } from 'vitest';
import { withLock } from '../../../../sheets-addon/src/platform/lock.ts';
import type { CellContent } from '../../../../sheets-addon/src/platform/platform.ts';
import type { Choice, Touch } from '../../../../sheets-addon/src/sync/choice.ts';
import { noFlight } from '../../../../sheets-addon/src/sync/keys/flight-entry.ts';
import {
  atTheirRows,
  comeFrom,
  withEvents,
  withoutColumn,
} from '../../../../sheets-addon/src/sync/keys/moved-events.ts';
import { passedOn, typedElsewhere } from '../../../../sheets-addon/src/sync/keys/passed-on.ts';
import { widen } from '../../../../sheets-addon/src/sync/widen.ts';
import { answeredLine, lineOf, openedTab, showing, tabWith } from '../opened-tab.ts';
import { scriptHere } from '../script-here.ts';
import { ME, OTHER, touchOf, typing } from '../typed.ts';

const NEVER = 9e15;
const tab = openedTab();

type Line = CellContent[];
/** The record `n` as it was answered in a row. */
const saved = (n: number, row: number): Line =>
  answeredLine(tab, 'v1', { 行键: `key-0000${n}`, 客户姓名: `客户${n}`, 数量: n }, row);
const choiceOf = (touched: Record<number, Touch>): Choice => ({
  touched: new Map(Object.entries(touched).map(([row, each]) => [Number(row), each])),
});
const rowsIn = (choice: Choice | undefined) =>
  choice &&
  Object.fromEntries(
    [...choice.touched].map(([row, { edited, typed }]) => [
      row,
      [edited, typed.map(({ value, from }) => [value, from])],
    ]),
  );

describe('a typed text goes to the row that shows it', () => {
  const at = (lines: Line[], touched: Record<number, Touch>) => {
    scriptHere();
    const of = tabWith(...lines);
    const read = new Map(lines.map((line, index) => [index + 2, line]));
    return rowsIn(atTheirRows(of, choiceOf(touched), { lines: read, whole: true }));
  };
  const typed = (line: Line): Line => showing(line, { 客户姓名: '王芳' });
  const touch = touchOf([typing('王芳', '客户2')]);

  it.each<[string, Line[], Record<number, unknown> | undefined]>([
    ['where that is the place of its event', [typed(saved(2, 2)), saved(3, 3)], undefined],
    [
      'where that has moved down',
      [saved(9, 9), typed(saved(2, 2)), saved(3, 3)],
      { 3: [['name'], [['王芳', 2]]] },
    ],
    [
      'the nearest of several',
      [saved(9, 9), saved(8, 8), typed(saved(3, 3)), typed(saved(2, 2))],
      { 4: [['name'], [['王芳', 2]]] },
    ],
    [
      'but no row that shows it as it was answered',
      [saved(9, 9), answeredLine(tab, 'v1', { 客户姓名: '王芳' }, 3)],
      undefined,
    ],
    ['and a new one as well', [saved(9, 9), lineOf({ 客户姓名: '王芳' })], { 3: [['name'], [['王芳', 2]]] }],
    ['or nowhere', [saved(9, 9), saved(3, 3)], undefined],
  ])('%s', (_, lines, expected) => {
    expect(at(lines, { 2: touch })).toEqual(expected);
  });

  it('what was typed first and stands there yet leaves all of its cell there', () => {
    const lines = [typed(saved(2, 2)), showing(saved(3, 3), { 客户姓名: '赵敏' })];
    expect(at(lines, { 2: touchOf([typing('王芳'), typing('赵敏', '王芳')]) })).toBeUndefined();
  });

  it('a cell that was cleared shows nowhere', () => {
    expect(
      at([saved(9, 9), lineOf({ 数量: 1 })], { 2: touchOf([typing(undefined, '客户2')]) }),
    ).toBeUndefined();
  });

  it('other columns of the touch stay where they are, and join what is known of the other row', () => {
    const touched = {
      2: touchOf([typing('王芳', '客户2'), typing('9', '9', { column: 'count' })]),
      3: touchOf([typing('2', '1', { column: 'count', editor: OTHER })]),
    };
    expect(at([saved(9, 9), typed(saved(2, 2))], touched)).toEqual({
      2: [['count'], [['9', undefined]]],
      3: [
        ['count', 'name'],
        [
          ['2', undefined],
          ['王芳', 2],
        ],
      ],
    });
  });
});

describe('events that are handed on', () => {
  it('say from where, the first time', () => {
    expect(comeFrom(4, [typing('a'), typing('b', 'a', { from: 9 })]).map(({ from }) => from)).toEqual([4, 9]);
  });

  it('make a row touched in their column, by whoever typed last', () => {
    const fresh = withEvents(undefined, 'name', [typing('a'), typing('b', 'a', { editor: OTHER })]);
    expect(fresh).toMatchObject({ edited: ['name'], editor: OTHER, whose: { name: '' }, pasted: false });
    const before = touchOf([typing('1', '2', { column: 'count' })], { whose: { count: ME }, pasted: true });
    expect(withEvents(before, 'name', [typing('a')])).toMatchObject({
      edited: ['count', 'name'],
      editor: ME,
      whose: { count: ME, name: ME },
      pasted: true,
    });
    expect(withEvents(before, 'count', [typing('3')]).edited).toEqual(['count']);
  });

  it('leave nothing of their column', () => {
    const { edited, typed } = withoutColumn(
      touchOf([typing('a'), typing('1', '2', { column: 'count' })]),
      'name',
    );
    expect([edited, typed.map(({ column }) => column)]).toEqual([['count'], ['count']]);
  });
});

describe('what was typed where another row stands by now', () => {
  const touch = touchOf([typing('王芳', '李明')]);
  it.each<[string, Line | undefined, Touch, number]>([
    ['which came there as it was', saved(3, 4), touch, 1],
    ['which is blank', lineOf({}), touch, 1],
    ['which is none', undefined, touch, 1],
    ['not of one that stands where it was painted', saved(3, 2), touch, 0],
    ['not of one that holds something new', showing(saved(3, 4), { 客户姓名: '王芳' }), touch, 0],
    ['not of a new one', lineOf({ 客户姓名: '王芳' }), touch, 0],
    ['not what came from elsewhere itself', saved(3, 4), touchOf([typing('王芳', '李明', { from: 5 })]), 0],
    ['not a formula', saved(3, 4), touchOf([typing('=A1', '李明')]), 0],
    ['not where nothing was typed', saved(3, 4), touchOf([]), 0],
  ])('is another’s: %s', (_, line, of, count) => {
    scriptHere();
    expect(withLock(() => typedElsewhere(tab, 2, of, line))).toHaveLength(count);
  });

  it('is the row’s where an answer was just painted over that cell', () => {
    const here = scriptHere();
    const over = { 'key-00003': { at: NEVER, seenAt: NEVER, hints: { name: 1 } } };
    here.cache.set('flights', JSON.stringify({ ...noFlight(), over }));
    const typed = [typing('王芳', '李明'), typing('1', '2', { column: 'count' })];
    const others = withLock(() => typedElsewhere(tab, 2, touchOf(typed), saved(3, 4)));
    expect(others.map(({ column }) => column)).toEqual(['count']);
  });

  const passed = (lines: Line[], touched: Record<number, Touch>) => {
    scriptHere();
    const of = tabWith(...lines);
    const choice = choiceOf(touched);
    return rowsIn(withLock(() => passedOn(of, choice, widen(of, choice))));
  };

  it.each<[string, Line[], Touch, Record<number, unknown> | undefined]>([
    [
      'is that of the row which was painted there and holds something else',
      [saved(3, 9), showing(saved(2, 2), { 客户姓名: '王芳' })],
      touch,
      { 3: [['name'], [['王芳', 2]]] },
    ],
    ['is nobody’s where there is none', [saved(3, 9), saved(4, 3)], touch, {}],
    [
      'is nobody’s where there are two',
      [saved(3, 9), showing(saved(2, 2), { 数量: 8 }), showing(saved(4, 2), { 数量: 9 })],
      touch,
      {},
    ],
    [
      'is the row’s that shows what stood there before',
      [saved(3, 9)],
      touchOf([typing('王芳', '客户3')]),
      undefined,
    ],
    [
      'is the row’s that shows one of several',
      [saved(3, 9)],
      touchOf([typing('客户3', '李明'), typing('王芳', '赵敏')]),
      undefined,
    ],
    ['is the row’s that shows it', [saved(3, 9)], touchOf([typing('客户3', '李明')]), undefined],
    [
      'leaves what else was touched',
      [saved(3, 9)],
      touchOf([typing('王芳', '李明'), typing('3', '1', { column: 'count' })]),
      { 2: [['count'], [['3', undefined]]] },
    ],
  ])('%s', (_, lines, each, expected) => {
    expect(passed(lines, { 2: each })).toEqual(expected);
  });

  const paste = touchOf([], { edited: ['name'], pasted: true });
  const below = showing(saved(2, 2), { 客户姓名: '王芳' });
  it.each<[string, Line, Touch, boolean]>([
    ['has the row looked at that was painted there', saved(3, 9), paste, true],
    ['not where its row stands there', saved(3, 2), paste, false],
    ['nor a blank one, if that is new', lineOf({}), paste, true],
    ['not a new row that holds something', lineOf({ 客户姓名: '赵敏' }), paste, false],
    ['not a sort', saved(3, 9), { ...paste, sorted: true }, false],
    ['not of columns of the system’s', saved(3, 9), { ...paste, edited: [] }, false],
    ['not what was typed', saved(3, 9), { ...paste, pasted: false }, false],
  ])('a paste %s', (_, line, each, isLooked) => {
    const found = passed([line, below], { 2: each });
    expect(found === undefined ? [] : Object.keys(found)).toEqual(isLooked ? ['2', '3'] : []);
  });

  it('a paste below which no row was painted there, or beside a text, is told of all the same', () => {
    expect(passed([saved(3, 9), saved(4, 3)], { 2: paste })).toBeUndefined();
    const lines = [saved(3, 9), saved(4, 9), showing(saved(2, 3), { 客户姓名: '王芳' })];
    expect(passed(lines, { 2: paste, 3: touch })).toEqual({
      2: [['name'], []],
      4: [['name'], [['王芳', 3]]],
    });
  });

  it('a paste of copies has nobody else’s row looked at', () => {
    expect(passed([saved(3, 9), below, saved(3, 9)], { 2: paste })).toBeUndefined();
  });
});
