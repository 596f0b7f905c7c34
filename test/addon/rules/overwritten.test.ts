// What is known of texts that were written over: what stood there before, what stands there by now, and what an answer
// was painted over.
import { describe, expect, it } from 'vitest';
import type { WireCell, WireCells, WireTexts } from '../../../functions/src/contract/contract.ts';
import { hintOf } from '../../../sheets-addon/src/sheet/row-mark.ts';
import type { Typed } from '../../../sheets-addon/src/sync/choice.ts';
import { takeOverwritten } from '../../../sheets-addon/src/sync/overwritten.ts';
import { openedTab } from './opened-tab.ts';

const tab = openedTab();

/** An event of a cell: what was typed over what, by whom. */
const typed = (oldValue?: string, value?: string, editor = 'me', column = 'name'): Typed => ({
  column,
  value,
  oldValue,
  editor,
});

function taken(
  events: Typed[],
  now: WireCell,
  seen?: string,
  column = 'name',
  shows: 'taken' | 'waiting' | undefined = 'taken',
) {
  const cells: WireCells = { [column]: now };
  const over = seen === undefined ? {} : { [column]: hintOf(seen) };
  return { ...takeOverwritten(tab, events, cells, over, shows), cells };
}

describe('of one event', () => {
  it.each<[string, Typed, WireCell, WireTexts]>([
    ['the text before it', typed('李', '李明'), '李明', { name: ['李'] }],
    ['nothing where the cell was blank', typed(undefined, '李明'), '李明', {}],
    ['the text that was cleared', typed('李明'), null, { name: ['李明'] }],
    ['nothing where the same was typed', typed('李明', '李明'), '李明', {}],
    ['nothing where blanks alone are new', typed('李明', ' 李明 '), '李明', {}],
    ['nothing of a formula', typed('李', '=A1'), '李明', {}],
    ['nothing where what it has cleared is there again', typed('李明'), '李明', {}],
  ])('%s was written over', (_, event, now, overwritten) => {
    expect(taken([event], now)).toEqual({ overwritten, late: [], restored: {}, cells: { name: now } });
  });

  it.each<[string, WireCell, WireTexts]>([
    ['7', 7, { count: [5] }],
    ['几个', '几个', { count: [5] }],
    ['5', 5, {}],
  ])('numbers are numbers: %s over 5', (value, now, overwritten) => {
    expect(taken([typed('5', value, 'me', 'count')], now, undefined, 'count').overwritten).toEqual(
      overwritten,
    );
  });

  it('a text that stands there no more came too late: whoever wrote what does sends it', () => {
    expect(taken([typed('李', '李明')], '王芳')).toEqual({
      overwritten: { name: ['李明'] },
      late: ['name'],
      restored: {},
      cells: {},
    });
  });

  it.each(['state', 'gone'])('one of %s, which is no column of people’s, says nothing', column => {
    expect(taken([typed('李', '李明', 'me', column)], '王芳', undefined, column)).toMatchObject({
      overwritten: {},
      late: [],
    });
  });
});

describe('of several events of one cell', () => {
  const [first, second] = [typed('李', '李明', 'one'), typed('李明', '王芳', 'two')];

  it('the last one wrote what stands there, over the one before, in whatever order they are heard of', () => {
    expect(taken([second, first], '王芳')).toMatchObject({
      overwritten: { name: ['李明'] },
      by: 'two',
      late: [],
    });
  });

  it('whichever wrote what stands there is whose it is', () => {
    expect(taken([first, second], '李明')).toMatchObject({
      overwritten: { name: ['王芳'] },
      by: 'one',
      late: [],
    });
  });

  it('none of which wrote what stands there all came too late, and all are told', () => {
    expect(taken([first, second], '赵敏')).toEqual({
      overwritten: { name: ['李明', '王芳'] },
      late: ['name'],
      restored: {},
      cells: {},
    });
  });

  it.each<[string, 'taken' | 'waiting' | undefined, WireCell[]]>([
    ['was taken in it is known what stood there before', 'taken', ['李明', '王芳']],
    ['waits nobody may have told of that', 'waiting', ['李', '李明', '王芳']],
    ['was refused it was nobody’s', undefined, ['李明', '王芳']],
  ])('all are told in their order; where the row %s', (_, shows, texts) => {
    const third = typed('王芳', '赵敏', 'three');
    const { overwritten } = taken([third, first, second], '赵敏', undefined, 'name', shows);
    expect(overwritten).toEqual({ name: texts });
  });

  it('nothing is told where one of them is a formula', () => {
    expect(taken([typed('李', '=A1'), typed('=A1', '李明')], '李明').overwritten).toEqual({});
  });

  it('one alone says nobody: its row does', () => {
    expect(taken([first], '李明').by).toBeUndefined();
  });
});

describe('where an answer was painted over what was seen', () => {
  it('what was typed meanwhile is there again, and its writer’s', () => {
    expect(taken([typed('李明', '王芳')], '李*', '李明')).toEqual({
      overwritten: { name: ['李明'] },
      late: [],
      restored: { name: '王芳' },
      by: 'me',
      cells: { name: '王芳' },
    });
  });

  it('the last of several texts is', () => {
    const events = [typed('李明', '王芳', 'one'), typed('王芳', '赵敏', 'two')];
    expect(taken(events, '李*', '李明')).toMatchObject({ restored: { name: '赵敏' }, by: 'two' });
  });

  it.each<[string, Typed[], WireCell, string]>([
    ['it was typed over something else than was seen', [typed('张三', '王芳')], '李*', '李明'],
    ['it is itself what was seen', [typed('李明', '李明')], '李*', '李明'],
    ['what it was typed over is there again', [typed('李明', '王芳')], '李明', '李明'],
    ['nobody knows over what', [typed(undefined, '王芳')], '李*', '李明'],
    ['it was cleared', [typed('李明')], '李*', '李明'],
    ['one of the texts is what stands there', [typed('李明', '王芳'), typed('王芳', '赵敏')], '王芳', '李明'],
  ])('but not where %s', (_, events, now, seen) => {
    expect(taken(events, now, seen).restored).toEqual({});
  });
});
