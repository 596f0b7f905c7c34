// What the service has changed, as it comes into rows that stand in a tab: what is drawn, what is left to people, and
// from where the next pull goes on.
import { describe, expect, it } from 'vitest';
import type { ChangesAnswer, WireCells } from '../../../functions/src/contract/contract.ts';
import { withLock } from '../../../sheets-addon/src/platform/lock.ts';
import type { CellContent, Spreadsheet } from '../../../sheets-addon/src/platform/platform.ts';
import { notePainted } from '../../../sheets-addon/src/sync/in-flight.ts';
import { recallCursor, rememberCursor, rowsWait } from '../../../sheets-addon/src/sync/memory.ts';
import { pull } from '../../../sheets-addon/src/sync/pull.ts';
import { sendWaiting } from '../../../sheets-addon/src/sync/waiting.ts';
import { DESK, SHEET_ID } from '../../fixtures/addon/case-book.ts';
import { withOnly } from '../../fixtures/with-only.ts';
import { answeredLine, lineOf, openedTab, placeOf, showing } from './opened-tab.ts';
import { type Answered, scriptHere } from './script-here.ts';
import { sheetHere } from './sheet-here.ts';

const plain = openedTab();
type Changed = ChangesAnswer['rows'][number];

const keyOf = (n: number): string => `key-${String(n).padStart(5, '0')}`;
const saved = (n: number, cells: Record<string, CellContent> = {}): CellContent[] =>
  answeredLine(plain, 'v1', { 编号: `C-${n}`, 行键: keyOf(n), 客户姓名: `客户${n}`, ...cells }, n);
const changed = (n: number, cells: WireCells, more: Partial<Changed> = {}): Changed => ({
  table: 'cases',
  key: keyOf(n),
  base: 'v2',
  outcome: 'saved',
  problems: [],
  cells,
  ...more,
});
const page = (rows: Changed[], cursor = 'c2', more = false): Answered => ({ body: { rows, cursor, more } });

interface About {
  removed?: number[];
  /** What happens while the service is asked, time by time. */
  meanwhile?: (() => void)[];
  unwritable?: number[];
  isAway?: true;
  tabs?: null;
}

function pulled(lines: CellContent[][], answers: Answered[], about: About = {}) {
  const here = scriptHere({ unwritable: (about.unwritable ?? []).map(keyOf).join(',') });
  rememberCursor('c1');
  const sheet = sheetHere(...lines);
  const meanwhile = [...(about.meanwhile ?? [])];
  const pages = [...answers];
  here.answer = ({ path }) => {
    if (!path.includes('/changes'))
      return { body: { rows: [{ ...changed(2, { state: '补上' }), number: 'C-2' }] } };
    meanwhile.shift()?.();
    return pages.shift() ?? page([]);
  };
  const spreadsheet = withOnly<Spreadsheet>({
    getSheetById: () => (about.tabs === null ? null : sheet.tab.sheet),
    getSpreadsheetTimeZone: () => DESK.timeZone,
    toast: () => undefined,
  });
  const result = pull(spreadsheet, DESK, new Set((about.removed ?? []).map(keyOf)));
  const value = (row: number, label: string) => sheet.cell(row, placeOf(label)).value;
  const since = here.asked.flatMap(({ path }) => (path.includes('since=') ? [path.split('since=')[1]] : []));
  return { ...result, value, since, cursor: recallCursor(), asked: here.asked, sheet };
}

describe('a row that the service has changed', () => {
  it('shows what is new, and the next pull goes on from there', () => {
    const { value, rows, troubles, since, cursor } = pulled(
      [saved(2)],
      [page([changed(2, { name: '王芳', state: '处理中' })])],
    );
    expect([value(2, '客户姓名'), value(2, '状态'), rows, troubles]).toEqual(['王芳', '处理中', 1, []]);
    expect(String(value(2, '版本'))).toMatch(/^v2~/);
    expect([since, cursor]).toEqual([['c1'], 'c2']);
  });

  it('twice shows the last of it', () => {
    const rows = [changed(2, { name: '王芳' }), changed(2, { name: '赵敏' }, { base: 'v3' })];
    const { value, rows: count } = pulled([saved(2)], [page(rows)]);
    expect([value(2, '客户姓名'), count]).toEqual(['赵敏', 1]);
  });

  it.each(['待同步', '草稿', '有误', '待核对', ''])('and says %j is left to whoever works on it', state => {
    const { value } = pulled([saved(2, { 同步状态: state })], [page([changed(2, { name: '王芳' })])]);
    expect(value(2, '客户姓名')).toBe('客户2');
  });

  it('and in which somebody has typed unheard keeps the text: of an older version all, of the same what he typed', () => {
    const typed = showing(saved(2), { 数量: 7 });
    const older = pulled([typed], [page([changed(2, { count: null, state: '处理中' })])]);
    expect([older.value(2, '数量'), older.value(2, '状态'), older.rows]).toEqual([7, '', 0]);
    const same = pulled([typed], [page([changed(2, { count: null, state: '处理中' }, { base: 'v1' })])]);
    expect([same.value(2, '数量'), same.value(2, '状态'), same.rows]).toEqual([7, '处理中', 1]);
    expect(same.value(2, '版本')).toBe(typed[plain.tie.base - 1]);
  });

  it('and shows what the change brings already is of the new version', () => {
    const typed = showing(saved(2), { 数量: 7 });
    const { value } = pulled([typed], [page([changed(2, { count: 7 })])]);
    expect(String(value(2, '版本'))).toMatch(/^v2~/);
  });

  it('and has nothing but its key is finished, as one that was begun', () => {
    const { value } = pulled([lineOf({ 行键: keyOf(2) })], [page([changed(2, { no: 'C-2', name: '王芳' })])]);
    expect([value(2, '编号'), value(2, '客户姓名'), value(2, '同步状态')]).toEqual(['C-2', '王芳', '已保存']);
  });

  it('and belongs in no tab any more is not put there, nor what was just removed, nor of a table that is none', () => {
    const rows = [
      changed(9, { name: '王芳' }, { retired: true }),
      changed(8, { name: '赵敏' }),
      changed(7, {}, { table: 'other' }),
    ];
    const { rows: count, cursor, sheet } = pulled([saved(2)], [page(rows)], { removed: [8] });
    expect([count, cursor, sheet.writes]).toEqual([0, 'c2', []]);
  });
});

describe('a pull', () => {
  it('goes on until nothing is left', () => {
    const pages = [
      page([changed(2, { state: '一' })], 'c2', true),
      page([changed(3, { state: '二' })], 'c3'),
    ];
    const { since, cursor, rows } = pulled([saved(2), saved(3)], pages);
    expect([since, cursor, rows]).toEqual([['c1', 'c2'], 'c3', 2]);
  });

  const painted = () => withLock(() => notePainted([keyOf(2)]));
  it('asks again for what was drawn meanwhile, and draws the rest', () => {
    const rows = [changed(2, { state: '旧' }), changed(3, { state: '新' })];
    const again = page([changed(2, { state: '新' })]);
    const { since, value } = pulled([saved(2), saved(3)], [page(rows), again], { meanwhile: [painted] });
    expect([since, value(2, '状态'), value(3, '状态')]).toEqual([['c1', 'c1'], '新', '新']);
  });

  it('asks five times more, and leaves the rest to the next one', () => {
    const all = Array.from({ length: 9 }, () => page([changed(2, { state: '旧' })]));
    const { since, cursor } = pulled([saved(2)], all, {
      meanwhile: Array.from({ length: 9 }, () => painted),
    });
    expect([since.length, cursor]).toEqual([6, 'c1']);
  });

  it('of a tab that is gone says so, and comes again', () => {
    const { troubles, cursor, since } = pulled([saved(2)], [page([changed(2, {})], 'c2', true)], {
      tabs: null,
    });
    expect([troubles, cursor, since]).toEqual([[expect.stringContaining('找不到“个案”表')], 'c1', ['c1']]);
  });

  it('first brings what could not be written before', () => {
    const { value, asked } = pulled([saved(2)], [], { unwritable: [2] });
    expect([value(2, '状态'), asked[0]?.body]).toEqual(['补上', { keys: [keyOf(2)] }]);
    expect(pulled([saved(2)], []).asked).toHaveLength(1);
  });
});

describe('rows that wait', () => {
  function resent(lines: CellContent[][], status: number, unheard?: boolean) {
    const here = scriptHere({ waiting: 'yes' });
    const sheet = sheetHere(...lines);
    here.answer = ({ body }) => {
      const { rows } = body as { rows: { key: string }[] };
      const answers = rows.map(({ key }) => ({ key, outcome: 'saved', base: 'v2', cells: {}, problems: [] }));
      return status === 200
        ? { body: { rows: answers, version: '1', others: true } }
        : { status, body: { error: { code: 'x', message: '原因' } } };
    };
    const tables = [
      ...DESK.tables,
      ...DESK.tables.map(table => ({ ...table, table: 'gone', title: '没有的', sheetId: SHEET_ID + 1 })),
    ];
    const spreadsheet = withOnly<Spreadsheet>({
      getId: () => DESK.deskId,
      getSheetById: (id: number) => (id === SHEET_ID ? sheet.tab.sheet : null),
      getSpreadsheetTimeZone: () => DESK.timeZone,
      toast: () => undefined,
    });
    return {
      ...sendWaiting(spreadsheet, { ...DESK, tables }, unheard),
      waits: rowsWait(),
      asked: here.asked.length,
    };
  }
  const waiting = showing(saved(2), { 数量: 7, 同步状态: '待同步' });
  const unheard = showing(saved(3), { 数量: 7 });

  it('are sent, with those that nobody has told of, and a tab that is gone is named', () => {
    const found = resent([waiting, unheard], 200);
    expect(found).toMatchObject({ sent: 2, left: 0, others: true, waits: false, asked: 1 });
    expect(found.troubles).toEqual([expect.stringContaining('找不到“没有的”表')]);
    expect(resent([waiting, unheard], 200, false)).toMatchObject({ sent: 1, left: 0 });
    expect(resent([saved(2)], 200)).toMatchObject({ sent: 0, left: 0, others: false, asked: 0 });
  });

  it.each([
    [500, '服务台暂时连接不上（500）', true],
    [400, '服务台没有接受：原因', false],
  ])('are left where the service answers %d, which is said', (status, message, waits) => {
    const found = resent([waiting], status);
    expect(found).toMatchObject({ sent: 0, left: 1, waits });
    expect(found.troubles[0]).toContain(message);
  });
});
