// How rows are read to be sent: which go, with what, what is written into them until they are answered, and what stays.
import { describe, expect, it } from 'vitest';
import { withLock } from '../../../sheets-addon/src/platform/lock.ts';
import type { CellContent } from '../../../sheets-addon/src/platform/platform.ts';
import type { Tab } from '../../../sheets-addon/src/sheet/tab.ts';
import type { Choice, Touch } from '../../../sheets-addon/src/sync/choice.ts';
import { lacksIn } from '../../../sheets-addon/src/sync/drafts.ts';
import { gather } from '../../../sheets-addon/src/sync/gather.ts';
import { noFlight } from '../../../sheets-addon/src/sync/keys/flight-entry.ts';
import { answeredLine, lineOf, openedTab, placeOf, showing } from './opened-tab.ts';
import { scriptHere } from './script-here.ts';
import { sheetHere } from './sheet-here.ts';

const ME = 'me@example.test';
const OTHER = 'other@example.test';
const NEVER = 9e15;
const plain = openedTab();

type Line = CellContent[];
/** The record `n` as it was answered in row `n`. */
const saved = (n: number, cells: Record<string, CellContent> = {}): Line =>
  answeredLine(plain, 'v1', { 编号: `C-${n}`, 行键: `key-0000${n}`, 客户姓名: `客户${n}`, ...cells }, n);
const typed = (more: Partial<Touch> = {}): Touch => ({
  edited: ['name'],
  editor: ME,
  typed: [{ column: 'name', value: '王芳', oldValue: '客户2', editor: ME, at: 1 }],
  pasted: false,
  ...more,
});
const pasted = (more: Partial<Touch> = {}): Touch => typed({ typed: [], pasted: true, ...more });

interface Told extends Omit<Choice, 'touched'> {
  columns?: Tab['columns'];
  most?: number;
  flying?: Record<string, string>;
  later?: (rows: readonly number[]) => void;
}

function gathered(
  lines: Line[],
  touched: Record<number, Touch>,
  { columns, most, flying, later, ...choice }: Told = {},
) {
  const here = scriptHere();
  if (flying) here.cache.set('flights', JSON.stringify({ ...noFlight(), flying, alive: { other: NEVER } }));
  const sheet = sheetHere(...lines);
  const desk = { ...sheet.tab.desk, maxRows: most ?? 200 };
  const tab = { ...sheet.tab, desk, columns: columns ?? sheet.tab.columns };
  const chosen = {
    ...choice,
    touched: new Map(Object.entries(touched).map(([row, each]) => [Number(row), each])),
  };
  const { queue, held } = withLock(() => gather(tab, chosen, later));
  const value = (row: number, label: string) => sheet.cell(row, placeOf(label)).value;
  const note = (row: number, label = '同步状态') => sheet.cell(row, placeOf(label)).note;
  return { ...sheet, queue, held, value, note, inputs: queue.map(({ input }) => input) };
}

describe('a row that was saved', () => {
  const line = showing(saved(2), { 客户姓名: '王芳' });

  it('goes with its version, its number and what was edited, and nothing is written into it', () => {
    const { queue, writes, held } = gathered([line], { 2: typed() });
    expect(queue).toEqual([
      {
        row: 2,
        pasted: false,
        remarks: [],
        input: {
          key: 'key-00002',
          base: 'v1',
          number: 'C-2',
          edited: ['name'],
          cells: { name: '王芳', phone: null, when: null, bought: null, count: null },
          overwritten: { name: ['客户2'] },
          editor: ME,
        },
        line,
      },
    ]);
    expect([writes, held]).toEqual([[], 0]);
  });

  it.each([
    ['has no number', showing(line, { 编号: '' }), typed(), 'number', undefined],
    [
      'was written by nobody who is named',
      line,
      typed({ editor: undefined, typed: [] }),
      'editor',
      undefined,
    ],
    ['was pasted, tells nothing of what stood there', line, pasted(), 'overwritten', undefined],
    [
      'was a draft, nor what was in one cell of it',
      showing(line, { 同步状态: '草稿' }),
      typed(),
      'overwritten',
      undefined,
    ],
    [
      'waits, tells what stood there',
      showing(line, { 同步状态: '待同步' }),
      typed(),
      'overwritten',
      { name: ['客户2'] },
    ],
  ] as const)('that %s', (_, of, touch, name, expected) => {
    expect(gathered([[...of]], { 2: touch }).inputs[0]?.[name]).toEqual(expected);
  });

  it.each([
    ['已保存', pasted(), '待同步'],
    ['草稿', typed(), '草稿'],
    ['有误', typed(), '待同步'],
    ['待同步', pasted(), '待同步'],
  ])('and says %s says then %3$s', (state, touch, after) => {
    expect(gathered([showing(line, { 同步状态: state })], { 2: touch }).value(2, '同步状态')).toBe(after);
  });

  it('says whose its columns are, where these are not all the sender’s', () => {
    const of = (touch: Touch) => gathered([line], { 2: touch }).inputs[0]?.ofOthers;
    const edited = ['name', 'count'];
    expect(of(typed({ edited, whose: { name: ME, count: OTHER } }))).toEqual(['count']);
    expect(of(typed({ edited, whose: { name: ME, count: ME } }))).toBeUndefined();
    expect(of(typed({ edited, whose: { name: ME, count: '' } }))).toEqual(['count']);
    expect(of(typed({ edited, sorted: true }))).toEqual(edited);
  });

  it('is sent by one at a time', () => {
    expect(gathered([line], { 2: typed() }, { flying: { 'key-00002': 'other' } }).queue).toEqual([]);
  });

  it('takes along what was edited at the same time, in the order of the rows', () => {
    const { inputs } = gathered([line, showing(saved(3), { 数量: 4 })], {
      3: typed({ edited: ['count'] }),
      2: typed(),
    });
    expect(inputs.map(({ key }) => key)).toEqual(['key-00002', 'key-00003']);
  });
});

describe('a row that is new', () => {
  it('gets a key, says that it waits, and goes without a version', () => {
    const { inputs, value } = gathered([lineOf({ 客户姓名: '王芳', 编号: '旧' })], { 2: typed() });
    expect(inputs[0]).toMatchObject({ key: 'uuid-0001', base: '', edited: ['name'], editor: ME });
    expect([value(2, '行键'), value(2, '版本'), value(2, '同步状态')]).toEqual(['uuid-0001', '', '待同步']);
  });

  it('is left out where it is blank, and shows nothing of ours any more', () => {
    const blank = gathered([lineOf({})], { 2: typed() });
    expect([blank.queue, blank.writes]).toEqual([[], []]);
    const line = lineOf({ 行键: 'key-00002', 同步状态: '草稿', 编号: '', 状态: '' });
    const emptied = gathered([line], { 2: typed({ typed: [] }) });
    expect([emptied.queue, emptied.value(2, '同步状态')]).toEqual([[], '']);
  });

  it('that was copied is a record of its own, without what the system filled in, and says so', () => {
    const { queue, value } = gathered([saved(2), saved(2)], { 3: pasted() });
    expect(queue).toHaveLength(1);
    expect(queue[0]).toMatchObject({ row: 3, remarks: [{ code: 'copied_row' }] });
    expect(queue[0]?.input).toMatchObject({ key: 'uuid-0001', base: 'copy:key-00002' });
    expect([value(3, '行键'), value(3, '版本'), value(3, '编号'), value(2, '编号')]).toEqual([
      'uuid-0001',
      'copy:key-00002',
      '',
      'C-2',
    ]);
  });

  it('that is a sample goes once somebody has typed into it, without its number', () => {
    const sample = answeredLine(plain, 'sample', { 编号: '示例', 客户姓名: '示***', 同步状态: '示例' });
    expect(gathered([sample], { 2: typed() }).queue).toEqual([]);
    const { inputs } = gathered([showing(sample, { 客户姓名: '王芳' })], { 2: typed() });
    expect(inputs).toHaveLength(1);
    expect(inputs[0]).not.toHaveProperty('number');
  });
});

describe('a row that lacks something', () => {
  const columns = plain.columns.map(column =>
    ['name', 'phone'].includes(column.key) ? { ...column, required: true as const } : column,
  );
  const tab: Tab = { ...plain, columns };

  it.each<
    [
      string,
      Partial<{ base: string; pasted: boolean }>,
      Record<string, string>,
      Record<string, CellContent>,
      string[],
    ]
  >([
    ['is known to by its columns', {}, { name: '王芳' }, {}, ['联系方式']],
    ['and says all of them', {}, {}, { 同步状态: '草稿' }, ['客户姓名', '联系方式']],
    ['lacks nothing with all of them', {}, { name: '王芳', phone: '138' }, {}, []],
    ['is judged by the service once it was saved', { base: 'v1' }, {}, {}, []],
    ['or where it was pasted', { pasted: true }, {}, {}, []],
    ['or where it was refused', {}, {}, { 同步状态: '有误' }, []],
  ])('%s', (_, of, cells, line, labels) => {
    expect(lacksIn(tab, { base: '', pasted: false, ...of, cells }, lineOf(line))).toEqual(labels);
  });

  it('where many type is a draft that is not sent, beside others that are', () => {
    const lines = [lineOf({ 数量: 3 }), lineOf({ 客户姓名: '王芳', 联系方式: '138' })];
    const touched = { 2: typed({ edited: ['count'], typed: [] }), 3: typed() };
    const { inputs, value, note } = gathered(lines, touched, { columns, crowd: true });
    expect(inputs.map(({ cells }) => cells['name'])).toEqual(['王芳']);
    expect([value(2, '同步状态'), value(2, '行键'), value(3, '同步状态')]).toEqual([
      '草稿',
      'uuid-0001',
      '待同步',
    ]);
    expect(note(2)).toContain('还缺：客户姓名、联系方式。');
    expect(gathered(lines, touched, { columns }).inputs).toHaveLength(2);
  });

  it('waits a moment where others can be sent and it was touched just now, and is told of', () => {
    const lines = [lineOf({ 数量: 3 }), lineOf({ 数量: 4 }), lineOf({ 客户姓名: '王芳', 联系方式: '138' })];
    const later: number[][] = [];
    const told = { columns, crowd: true, later: (rows: readonly number[]) => void later.push([...rows]) };
    const touched = { 2: typed({ since: NEVER, typed: [] }), 3: typed({ since: 1, typed: [] }), 4: typed() };
    const { value, inputs } = gathered(lines, touched, told);
    expect([later, value(2, '行键'), value(3, '同步状态'), inputs.length]).toEqual([[[2]], '', '草稿', 1]);
    later.length = 0;
    const both = { 2: typed({ since: NEVER, typed: [] }), 3: typed({ since: NEVER, typed: [] }) };
    gathered(lines.slice(0, 2), both, told);
    expect(later).toEqual([]);
  });
});

describe('rows whose cells have moved', () => {
  const mixed = [showing(saved(2), { 客户姓名: '客户3' }), showing(saved(3), { 客户姓名: '客户2' })];
  const both = { 2: pasted(), 3: pasted() };

  it('are marked so that they are judged together whatever comes, with what they may have come from', () => {
    const { queue, value } = gathered([...mixed, showing(saved(4), { 数量: 9 }), saved(5)], both, {
      moved: true,
    });
    expect(queue.map(({ row, together, input }) => [row, together, input.witness])).toEqual([
      [2, true, undefined],
      [3, true, undefined],
      [4, undefined, true],
    ]);
    expect(queue[2]?.input).toMatchObject({
      key: 'key-00004',
      base: 'v1',
      number: 'C-4',
      edited: [],
      cells: { count: 9 },
    });
    expect([2, 3, 4].map(row => String(value(row, '版本')).endsWith('~m'))).toEqual([true, true, false]);
  });

  it('and are more than a request takes are held, and say how many', () => {
    const { queue, held, value, note } = gathered(mixed, both, { moved: true, most: 1 });
    expect([queue, held, value(2, '同步状态')]).toEqual([[], 2, '待核对']);
    expect(note(2)).toContain('一次改动了 2 行已保存的记录，超过 1 行');
  });

  it('all together take key and version along', () => {
    const swapped = [
      showing(saved(2), { 客户姓名: '客户3', 编号: 'C-3' }),
      showing(saved(3), { 客户姓名: '客户2', 编号: 'C-2' }),
    ];
    const { queue, held, value } = gathered(swapped, both, { moved: true });
    expect([queue, held, value(2, '行键'), value(3, '行键')]).toEqual([[], 0, 'key-00003', 'key-00002']);
    expect([2, 3].map(row => String(value(row, '版本')).split('~').at(-1))).toEqual(['3', '2']);
  });

  it('all together are held where one was typed into since, and say so', () => {
    const shifted = [
      showing(saved(2), { 客户姓名: '客户3', 编号: 'C-3' }),
      showing(saved(3), { 客户姓名: '客户4', 编号: 'C-4' }),
      showing(saved(4), { 客户姓名: '客户5' }),
    ];
    const { queue, held, note } = gathered(shifted, { ...both, 4: pasted() }, { moved: true });
    expect(queue.map(({ row, input }) => [row, input.witness])).toEqual([
      [2, undefined],
      [3, true],
      [4, true],
    ]);
    expect(held).toBe(2);
    expect(note(3)).toContain('有 2 行放进了其他记录的内容');
  });
});
