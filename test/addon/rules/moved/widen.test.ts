// Which rows go along with those that were touched: what has moved whole stays, what holds another row's cells is held.
import { describe, expect, it } from 'vitest';
import type { CellContent } from '../../../../sheets-addon/src/platform/platform.ts';
import { movedText } from '../../../../sheets-addon/src/sheet/row-mark.ts';
import type { Tab } from '../../../../sheets-addon/src/sheet/tab.ts';
import type { Choice, Touch, Typed } from '../../../../sheets-addon/src/sync/choice.ts';
import { widen } from '../../../../sheets-addon/src/sync/widen.ts';
import { SHEET_ID } from '../../../fixtures/addon/case-book.ts';
import { answeredLine, lineOf, openedTab, showing, tabWith } from '../opened-tab.ts';
import { scriptHere } from '../script-here.ts';

const ME = 'me@example.test';
const NEVER = 9e15;
const tab = openedTab();

type Line = CellContent[];
/** The record `n` as it was answered in row `n`. */
const saved = (n: number, row = n): Line =>
  answeredLine(tab, 'v1', { 行键: `key-0000${n}`, 客户姓名: `客户${n}`, 数量: n }, row);
const fresh = (name: string): Line => lineOf({ 客户姓名: name });

const touch = (more: Partial<Touch> = {}): Touch => ({
  edited: ['name'],
  editor: ME,
  typed: [],
  pasted: true,
  ...more,
});
const typedOver = (
  oldValue: string | undefined,
  column = 'name',
  more: Partial<Typed> = {},
): Partial<Touch> => ({
  typed: [{ column, value: '王芳', oldValue, editor: ME, ...more }],
  pasted: false,
});

/** What these rows, from row 2 on, come to where some were touched. */
function widened(
  lines: Line[],
  touched: Record<number, Touch>,
  {
    most,
    properties = {},
    ...choice
  }: Omit<Choice, 'touched'> & { most?: number; properties?: Record<string, string> } = {},
) {
  scriptHere(properties);
  const of: Tab = tabWith(...lines);
  const desk = { ...of.desk, maxRows: most ?? of.desk.maxRows };
  const rows = new Map(Object.entries(touched).map(([row, each]) => [Number(row), each]));
  const found = widen({ ...of, desk }, { ...choice, touched: rows });
  return { ...found, together: [...found.together], originals: [...found.originals] };
}

describe('a row that was typed into where it was painted', () => {
  it('goes alone, and nothing else of the tab is read', () => {
    const lines = [showing(saved(2), { 客户姓名: '王芳' }), saved(3)];
    expect(widened(lines, { 2: touch(typedOver('客户2')) })).toMatchObject({
      rows: [2],
      together: [],
      witnesses: [],
      away: [],
      tooMany: [],
      whole: false,
      holders: new Map([['key-00002', [2]]]),
    });
  });

  it('may have copies where rows were inserted a while ago', () => {
    const lines = [showing(saved(2), { 客户姓名: '王芳' }), saved(3)];
    const { holders } = widened(
      lines,
      { 2: touch(typedOver('客户2')) },
      { properties: { inserted: String(NEVER) } },
    );
    expect([...holders.keys()]).toEqual(['key-00002', 'key-00003']);
  });

  it.each([
    ['was pasted', saved(2), touch()],
    ['has moved since', saved(2, 5), touch(typedOver('客户2'))],
    ['has moved since its event', saved(2), touch(typedOver('客户2', 'name', { from: 2 }))],
  ])('may have copies where it %s', (_, line, each) => {
    expect([...widened([line, saved(3)], { 2: each }).holders.keys()]).toEqual(['key-00002', 'key-00003']);
  });

  it('is sent though nothing else than was answered stands there', () => {
    expect(widened([saved(2)], { 2: touch() }, { moved: true }).rows).toEqual([2]);
  });

  it('has its copies with it where it has moved from there and is the original', () => {
    const lines = [saved(2), showing(saved(2), { 客户姓名: '王芳' }), saved(4)];
    const from = touch(typedOver('客户2', 'name', { from: 2 }));
    expect(widened(lines, { 3: from })).toMatchObject({ rows: [2, 3], originals: [3] });
    expect(widened(lines, { 3: from }, { properties: { inserted: String(NEVER) } }).originals).toEqual([]);
    expect(widened(lines, { 3: touch(typedOver('客户2', 'name', { from: 9 })) })).toMatchObject({
      rows: [3],
      originals: [],
    });
  });
});

describe('rows that were moved whole', () => {
  const lines = [saved(3), saved(2), saved(4)];
  const all = { 2: touch({ sorted: true }), 3: touch({ sorted: true }), 4: touch({ sorted: true }) };

  it('stay, as they hold what was answered', () => {
    expect(widened(lines, all, { moved: true })).toMatchObject({ rows: [], whole: false });
  });

  it.each(['待同步', '待核对'])('go where they say %s', state => {
    const waiting = [showing(saved(2), { 同步状态: state }), saved(3)];
    expect(widened(waiting, { 2: touch(), 3: touch() }, { moved: true }).rows).toEqual([2]);
  });

  it('go where nothing has moved', () => {
    expect(widened(lines, all, {}).rows).toEqual([2, 3, 4]);
  });

  it('go where another row has the same key', () => {
    expect(widened([saved(2), saved(2), saved(4)], all, { moved: true }).rows).toEqual([2, 3]);
  });

  it.each([
    ['by somebody go: it is told whose they are', touch(), [2]],
    ['by nobody who is named stay', touch({ editor: undefined }), []],
    ['with a sort stay', touch({ sorted: true }), []],
  ])('and were sent in nobody’s name, touched %s', (_, each, rows) => {
    const properties = {
      unnamed: JSON.stringify({ 'key-00002': { sheetId: SHEET_ID, row: 2, at: NEVER } }),
    };
    expect(widened([saved(2), saved(3)], { 2: each, 3: each }, { moved: true, properties }).rows).toEqual(
      rows,
    );
  });
});

describe('cells that have moved', () => {
  const mixed = (n: number, name: string): Line => showing(saved(n), { 客户姓名: name });

  it('are judged at once, with all rows of the tab that hold something else than was answered', () => {
    const lines = [mixed(2, '客户3'), mixed(3, '客户2'), saved(4), mixed(5, '赵敏')];
    expect(widened(lines, { 2: touch(), 3: touch() }, { moved: true })).toMatchObject({
      rows: [2, 3],
      together: [2, 3],
      witnesses: [5],
      away: [],
      whole: true,
    });
  });

  it('are not at once where one alone has them', () => {
    const found = widened([mixed(2, '客户3'), saved(3)], { 2: touch(), 3: touch() }, { moved: true });
    expect(found).toMatchObject({ rows: [2], together: [], whole: true });
  });

  it('stay away where another row shows all that was answered in theirs', () => {
    const swapped = [
      showing(saved(2), { 客户姓名: '客户3', 数量: 3 }),
      showing(saved(3), { 客户姓名: '客户2', 数量: 2 }),
    ];
    expect(widened([...swapped, saved(4)], { 2: touch(), 3: touch() }, { moved: true })).toMatchObject({
      rows: [],
      away: [2, 3],
    });
  });

  it('stay away where a new row shows all that was answered in a saved one', () => {
    const lines = [showing(saved(2), { 客户姓名: '赵敏', 数量: 9 }), lineOf({ 客户姓名: '客户2', 数量: 2 })];
    expect(widened(lines, { 2: touch(), 3: touch() }, { moved: true })).toMatchObject({
      rows: [],
      away: [2, 3],
    });
    // Cells of other new rows may have moved as well, but a blank one has none.
    const more = [...lines, fresh('孙丽'), lineOf({})];
    const all = Object.fromEntries([2, 3, 4, 5].map(row => [row, touch()]));
    expect(widened(more, all, { moved: true })).toMatchObject({ rows: [5], away: [2, 3, 4] });
  });

  it.each([
    [2, { rows: [2, 3], together: [2, 3], tooMany: [] }],
    [1, { rows: [], together: [], tooMany: [2, 3] }],
  ])('of two rows where a request takes %d: %j', (most, expected) => {
    const lines = [mixed(2, '客户3'), mixed(3, '客户2')];
    expect(widened(lines, { 2: touch(), 3: touch() }, { moved: true, most })).toMatchObject(expected);
  });

  it('are more than a request takes with the rows that they may have come from; new ones go', () => {
    const lines = [mixed(2, '客户3'), mixed(3, '客户2'), mixed(4, '赵敏'), fresh('孙丽')];
    const touched = { 2: touch(), 3: touch(), 5: touch() };
    expect(widened(lines, touched, { moved: true, most: 2 })).toMatchObject({
      rows: [5],
      witnesses: [],
      tooMany: [2, 3],
    });
    expect(widened(lines, touched, { moved: true, most: 3 })).toMatchObject({
      rows: [2, 3, 5],
      together: [2, 3],
      witnesses: [4],
      tooMany: [],
    });
  });

  it('are seen where the first text is typed into a cell that a saved row must have', () => {
    const required = tab.columns.map(column =>
      column.key === 'name' ? { ...column, required: true as const } : column,
    );
    scriptHere();
    const of = tabWith(mixed(2, '王芳'), mixed(3, '赵敏'));
    const at = { ...of, columns: required };
    const wholeAfter = (typed: Partial<Touch>) => widen(at, { touched: new Map([[2, touch(typed)]]) }).whole;
    expect(wholeAfter(typedOver(undefined))).toBe(true);
    expect(wholeAfter(typedOver('客户2'))).toBe(false);
    expect(wholeAfter(typedOver(undefined, 'count'))).toBe(false);
  });
});

describe('rows that are held, or are marked as moved', () => {
  const held = (n: number, name: string): Line =>
    showing(saved(n), { 客户姓名: name, 同步状态: tab.desk.outcomes.held });

  it('go together with the one that was typed into', () => {
    const lines = [held(2, '客户3'), held(3, '客户2'), saved(4)];
    expect(widened(lines, { 2: touch(typedOver('客户2')) })).toMatchObject({
      rows: [2, 3],
      together: [2, 3],
      whole: true,
    });
  });

  it('have the whole tab read', () => {
    const line = showing(saved(2), { 客户姓名: '王芳' });
    line[tab.tie.base - 1] = movedText(line, tab);
    expect(widened([line, saved(3)], { 2: touch(typedOver('客户2')) }).whole).toBe(true);
  });
});

describe('saved rows that were changed are judged at once', () => {
  const changed = (n: number, state: string): Line =>
    showing(saved(n), { 客户姓名: '王芳', 同步状态: state });
  it.each([
    ['where they were pasted and cells have moved', '待同步', touch(), true, [2, 3]],
    ['where they were pasted and nobody has heard of it', '已保存', touch(), false, [2, 3]],
    ['not where they wait, as after an outage', '待同步', touch(), false, []],
    ['not where they were typed', '待同步', touch(typedOver('客户2')), true, []],
  ])('%s', (_, state, each, moved, together) => {
    expect(widened([changed(2, state), changed(3, state)], { 2: each, 3: each }, { moved }).together).toEqual(
      together,
    );
  });
});

describe('one of several rows is enough', () => {
  const held = showing(saved(2), { 客户姓名: '王芳', 同步状态: tab.desk.outcomes.held });
  const typed = (n: number): Line => showing(saved(n), { 客户姓名: '王芳' });

  it('that is held, to have all of the tab read', () => {
    const touched = { 2: touch(typedOver('客户2')), 3: touch(typedOver('客户3')) };
    expect(widened([held, typed(3), saved(4)], touched).whole).toBe(true);
    expect(widened([typed(2), typed(3), held], touched).whole).toBe(false);
  });

  it('that may have copies, to have all keys read', () => {
    const touched = { 2: touch(typedOver('客户2')), 3: touch() };
    expect([...widened([typed(2), typed(3), saved(4)], touched).holders.keys()]).toHaveLength(3);
  });

  it('that stands where it was not answered, of new ones none', () => {
    const line = showing(saved(2), { 同步状态: '待同步' });
    const both = { 2: touch(), 3: touch() };
    expect(widened([line, fresh('赵敏')], both, { moved: true })).toMatchObject({
      rows: [2, 3],
      together: [],
    });
  });
});
