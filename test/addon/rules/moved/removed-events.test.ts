// What was typed into a row that was removed before anybody read it: whose it is, and how it is sent.
import { describe, expect, it } from 'vitest';
import type { RecordsAnswer, WireCells } from '../../../../functions/src/contract/contract.ts';
import { withLock } from '../../../../sheets-addon/src/platform/lock.ts';
import type { CellContent } from '../../../../sheets-addon/src/platform/platform.ts';
import type { Touch, Typed } from '../../../../sheets-addon/src/sync/choice.ts';
import { noFlight } from '../../../../sheets-addon/src/sync/keys/flight-entry.ts';
import { typedIntoRemoved } from '../../../../sheets-addon/src/sync/keys/removed-events.ts';
import { answeredLine, lineOf, openedTab, tabWith } from '../opened-tab.ts';
import { scriptHere } from '../script-here.ts';

const ME = 'me@example.test';
const OTHER = 'other@example.test';
const NEVER = 9e15;
const tab = openedTab();

type Gone = RecordsAnswer['rows'][number];
const gone = (key: string, cells: WireCells, table = 'cases'): Gone => ({
  key,
  table,
  number: `N-${key}`,
  base: 'v7',
  outcome: 'saved',
  problems: [],
  cells,
});
const event = (value?: string, oldValue?: string, more: Partial<Typed> = {}): Typed => ({
  column: 'name',
  value,
  oldValue,
  editor: ME,
  at: 100,
  ...more,
});
const touchOf = (typed: Typed[], more: Partial<Touch> = {}): Touch => ({
  edited: [...new Set(typed.map(({ column }) => column))],
  editor: ME,
  typed,
  pasted: false,
  ...more,
});
/** A row that came here as it was when the removed one went. */
const MOVED_UP: CellContent[] = answeredLine(tab, 'v1', { 行键: 'here-0000', 客户姓名: '别人' }, 9);

interface About {
  line?: CellContent[];
  /** When the removed rows were missed, ms. */
  missedAt?: number;
  flying?: string[];
  isAway?: true;
}

function sent(
  records: Gone[],
  touched: Record<number, Touch>,
  { line = MOVED_UP, missedAt = 200, flying = [], isAway }: About = {},
) {
  // Missed so lately that the clock has not come there yet.
  const late = NEVER + missedAt;
  const here = scriptHere({ 'gone.latest': [late, ...records.map(({ key }) => key)].join(',') });
  const others = { flying: Object.fromEntries(flying.map(key => [key, 'other'])), alive: { other: NEVER } };
  here.cache.set('flight', JSON.stringify({ ...noFlight(), ...others }));
  here.answer = ({ body }) =>
    isAway
      ? { status: 500, body: {} }
      : { body: { rows: records.filter(({ key }) => (body as { keys: string[] }).keys.includes(key)) } };
  const shifted = Object.entries(touched).map(([row, { typed, ...each }]): [number, Touch] => [
    Number(row),
    { ...each, typed: typed.map(every => ({ ...every, at: NEVER + (every.at ?? 0) })) },
  ]);
  const lines = new Map(shifted.map(([row]) => [row, line]));
  const of = tabWith(lineOf({ 行键: 'here-0000' }));
  const found = withLock(() => typedIntoRemoved(of, { touched: new Map(shifted) }, lines));
  return {
    rows: found?.rows.map(({ row, input }) => ({ ...input, at: row })),
    left: found && Object.fromEntries([...found.choice.touched].map(([row, { edited }]) => [row, edited])),
    asked: here.asked.length,
  };
}
const LI = gone('gone-0001', { name: '李明', count: 3 });

describe('what was typed over what a removed record held', () => {
  it('is that record’s, and the row that stands there now has nothing of it', () => {
    expect(sent([LI], { 2: touchOf([event('王芳', '李明')]) })).toEqual({
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

  it.each<[string, Gone[], Typed[], About, boolean]>([
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
    ['not where two held the same', [LI, gone('gone-0002', LI.cells)], [event('王芳', '李明')], {}, false],
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

  it('is of no removed row where one stands there that was typed into, and then nobody is asked', () => {
    const typed = answeredLine(tab, 'v1', { 客户姓名: '别人' }, 2);
    expect(sent([LI], { 2: touchOf([event('王芳', '李明')]) }, { line: typed })).toEqual({
      rows: undefined,
      left: undefined,
      asked: 0,
    });
  });

  it('leaves what else was touched, and of two rows that would be one record’s both', () => {
    const touch = touchOf([event('王芳', '李明')], { edited: ['name', 'count'] });
    expect(sent([LI], { 2: touch }).left).toEqual({ 2: ['count'] });
    const same = touchOf([event('王芳', '李明')]);
    expect(sent([LI], { 2: same, 3: same }).rows).toBeUndefined();
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

describe('it is sent', () => {
  const input = (typed: Typed[], more: Partial<Touch> = {}) =>
    sent([LI], { 2: touchOf(typed, more) }).rows?.[0];

  it('with what was written over on the way, but not with what stands in the record', () => {
    const [first, second] = [
      event('王芳', '李明', { at: 1 }),
      event('赵敏', '王芳', { at: 2, editor: OTHER }),
    ];
    const expected = { cells: { name: '赵敏' }, overwritten: { name: '王芳' }, editor: OTHER };
    expect(input([first, second])).toMatchObject(expected);
    expect(input([second, first])).toMatchObject(expected);
    expect(input([first])).not.toHaveProperty('overwritten');
  });

  it('in the order in which the texts follow each other, where they were heard of at once', () => {
    const [first, second, third] = [event('甲', '李明'), event('乙', '甲'), event('丙', '乙')];
    expect(input([third, first, second])).toMatchObject({
      cells: { name: '丙' },
      overwritten: { name: '乙' },
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
