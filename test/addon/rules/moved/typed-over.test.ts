// What was typed into a row that was removed, where its event is heard of when the row that moved up has been painted.
import { describe, expect, it } from 'vitest';
import type { CellContent } from '../../../../sheets-addon/src/platform/platform.ts';
import { movedText } from '../../../../sheets-addon/src/sheet/row-mark.ts';
import type { Touch, Typed } from '../../../../sheets-addon/src/sync/choice.ts';
import { answeredLine, lineOf, openedTab, placeOf, showing } from '../opened-tab.ts';
import { type About, event, gone, LI, sent } from '../removed-here.ts';
import { ME, OTHER, touchOf } from '../typed.ts';

const tab = openedTab();
/** The same row since cells of it were moved. */
const markedMoved = (line: CellContent[]): CellContent[] =>
  line.map((content, index) => (index === placeOf('版本') - 1 ? movedText(line, tab) : content));

describe('where the row that stands there was painted there since', () => {
  const here = (cells: Record<string, CellContent> = {}, base = 'v1') =>
    answeredLine(tab, base, { 行键: 'here-0001', 客户姓名: '别人', ...cells }, 2);
  const typed = event('王芳', '李明');
  const of = (events: Typed[], about: About = {}, more: Partial<Touch> = {}, records = [LI]) => {
    const { line = here(), ...others } = about;
    return sent(records, { 2: touchOf(events, more) }, { line, held: false, tabLines: [line], ...others });
  };

  it('is the removed record’s, as the one that stands there never held what it was typed over', () => {
    const found = of([typed]);
    expect(found.rows).toMatchObject([{ key: 'gone-0001', edited: ['name'], cells: { name: '王芳' } }]);
    expect(found.left).toEqual({});
    expect(found.askedOf).toEqual([{ key: 'here-0001', column: 'name', text: '李明' }]);
  });

  it.each<[string, Typed[], About, Partial<Touch>]>([
    ['the row that stands there held it lately, as a copy does', [typed], { held: true }, {}],
    ['nobody can be asked whether it did', [typed], { held: 'away' }, {}],
    [
      'the row shows what was typed over: it was taken back',
      [typed],
      { line: here({ 客户姓名: '李明' }) },
      {},
    ],
    ['the row shows what was typed', [typed], { line: here({ 客户姓名: '王芳' }) }, {}],
    [
      'somebody typed over it there',
      [typed, event('别人', '王芳', { at: 101 })],
      { line: showing(here(), { 客户姓名: '别人' }) },
      {},
    ],
    ['a block was pasted there, and may have brought it', [typed], {}, { pasted: true }],
    ['the row is held', [typed], { line: showing(here(), { 同步状态: tab.desk.outcomes.held }) }, {}],
    ['cells were moved in it', [typed], { line: markedMoved(here()) }, {}],
    ['the row was no record before', [typed], { line: lineOf({ 行键: 'here-0001', 客户姓名: '别人' }) }, {}],
    ['the row is a copy that was not saved', [typed], { line: here({}, 'copy:gone-0001') }, {}],
    ['it was typed over a blank cell', [event('王芳')], {}, {}],
    ['it was typed over a number', [event('4', '3', { column: 'count' })], { line: here({ 数量: 9 }) }, {}],
    [
      'it was typed over a contact, of which a part is hidden',
      [event('139', '138****0001', { column: 'phone' })],
      { line: here({ 联系方式: '137****0002' }) },
      {},
    ],
    ['it is a formula', [event('=A1', '李明')], {}, {}],
    ['it came from another place', [event('王芳', '李明', { from: 7 })], {}, {}],
    ['it was heard of long after the row was missed', [typed], { missedAt: 100 - 10_001 }, {}],
  ])('but not where %s', (_, events, about, more) => {
    const records = [gone('gone-0001', { name: '李明', count: 3, phone: '138****0001' })];
    expect(of(events, about, more, records).rows).toBeUndefined();
  });

  it('but not where two removed ones held it, or another row shows it', () => {
    const copy = answeredLine(tab, 'v1', { 行键: 'here-0002', 客户姓名: '李明' }, 3);
    expect(of([typed], {}, {}, [LI, gone('gone-0002', LI.cells)]).rows).toBeUndefined();
    expect(of([typed], { tabLines: [here(), copy] }).rows).toBeUndefined();
  });

  it('nor where a row that was painted there before held it', () => {
    const gonePast = answeredLine(tab, 'v1', { 行键: 'here-0002', 客户姓名: '又一个' }, 2);
    expect(of([typed], { tabLines: [here(), gonePast] }).askedOf.map(({ key }) => key)).toEqual([
      'here-0001',
      'here-0002',
    ]);
  });

  it.each<[string, Typed[], About]>([
    ['heard of a moment after the row was missed', [typed], { missedAt: 100 - 10_000 }],
    ['that was cleared', [event(undefined, '李明')], {}],
    ['that the record holds by now', [event('李明', '赵敏')], {}],
    ['beside which somebody types just now', [typed], { line: showing(here(), { 数量: 7 }) }],
    [
      'over which another was typed in the row that moved up',
      [typed, event('孙丽', '别人', { at: 101 })],
      { line: showing(here(), { 客户姓名: '孙丽' }) },
    ],
  ])('also a text %s', (_, events, about) => {
    expect(of(events, about).rows).toMatchObject([{ key: 'gone-0001', edited: ['name'] }]);
  });

  it('also where no row stands there, and then nobody is asked what one held', () => {
    const found = of([typed], { line: lineOf({}), missedAt: 99 });
    expect([found.rows?.length, found.askedOf]).toEqual([1, []]);
  });

  it('what was typed into the row that moved up stays that one’s, in the name of who typed it', () => {
    const second = event('孙丽', '别人', { at: 99, editor: OTHER });
    const line = showing(here(), { 客户姓名: '孙丽' });
    const { rows, choice } = of([second, typed], { line }, { whose: { name: '' } });
    expect(rows).toMatchObject([{ editor: ME, cells: { name: '王芳' } }]);
    expect(rows?.[0]).not.toHaveProperty('ofOthers');
    expect(choice?.touched.get(2)).toMatchObject({
      edited: ['name'],
      editor: OTHER,
      whose: { name: OTHER },
      typed: [{ value: '孙丽' }],
    });
  });

  describe('and the row has come back', () => {
    const back = (cells: Record<string, CellContent> = {}) =>
      answeredLine(tab, 'v7', { 行键: 'gone-0001', 客户姓名: '李明', ...cells }, 3);

    it('is typed there once more', () => {
      const second = event('王小芳', '王芳', { at: 101, editor: OTHER });
      const { rows, left, choice, askedOf } = of([typed, second], { tabLines: [here(), back()] });
      expect([rows, left]).toEqual([[], { 3: ['name'] }]);
      expect(choice?.touched.get(3)).toMatchObject({
        put: { name: '王小芳' },
        editor: OTHER,
        pasted: false,
        typed: [
          { value: '王芳', from: 2 },
          { value: '王小芳', from: 2 },
        ],
      });
      expect(askedOf.map(({ key }) => key)).toEqual(['here-0001']);
    });

    it.each<[string, CellContent[][]]>([
      ['holds something else by now', [showing(back(), { 客户姓名: '李小明' })]],
      ['is typed into elsewhere, and not heard of', [showing(back(), { 数量: 5 })]],
      ['stands there twice', [back(), back()]],
    ])('but not where it %s', (_, lines) => {
      expect(of([typed], { tabLines: [here(), ...lines] }).choice).toBeUndefined();
    });
  });
});
