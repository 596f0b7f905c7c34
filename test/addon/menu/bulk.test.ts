// 批量修改选中的行: which rows are meant, what is said of others, the change, and what can be put back later.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BulkAnswer, BulkRequest } from '../../../functions/src/contract/bulk.ts';
import type { BulkOrder, ChosenRow, KeptBulk } from '../../../sheets-addon/src/ui/bulk-page-data.ts';
import { SHEET_ID } from '../../fixtures/addon/case-book.ts';
import { HEADER } from '../../fixtures/addon/case-tab.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

const ME = 'clerk@example.test';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 300 });
});
afterEach(() => desk.close());

/** So many saved records from row 2 on. */
async function records(count: number): Promise<void> {
  const lines = Array.from({ length: count }, (_, at) => [
    `客户${at + 1}`,
    `1381234${String(at).padStart(4, '0')}`,
  ]);
  desk.paste(2, '客户姓名', lines);
  await desk.idle();
  desk.service.calls.length = 0;
}
/** Has the person select whole blocks of rows, of which a filter hides some; rows are numbered as in the sheet. */
function selectRows(
  blocks: readonly (readonly [first: number, last: number])[],
  filteredOut: number[] = [],
): void {
  const [cursor, ...more] = blocks.toReversed().map(([first, last]) => ({
    sheetId: SHEET_ID,
    row: first - 1,
    column: 0,
    rows: last - first + 1,
    columns: HEADER.length,
  }));
  if (!cursor) throw new Error('nothing is selected');
  desk.runtime.select(ME, { ...cursor, more, filteredOut: filteredOut.map(row => row - 1) });
}
interface Chosen {
  rows: ChosenRow[];
  drafts: number[];
  held: number[];
  twice: number[];
  next: number | null;
  last: number;
}
const choose = (from = 1) => desk.runtime.run('chooseRows', [{ table: 'cases', from }]) as Promise<Chosen>;
const chosen = async () => (await choose()).rows.map(({ row, number }) => [row, number]);
const ask = (name: string, asked: object) => desk.runtime.run(name, [asked]) as Promise<BulkAnswer>;
const order = (rows: readonly ChosenRow[]): BulkOrder => ({
  bulk: 'bulk-00000001',
  table: 'cases',
  what: '个案　改派：客户姓名 → 乙',
  column: 'name',
  value: '乙',
  rows: rows.map(({ key, base }) => ({ key, base })),
});
const sent = (path: string) =>
  desk.service.calls.filter(each => each.path.endsWith(path)).map(({ body }) => body as BulkRequest);
/** What the page is opened with. */
const data = (): { last?: KeptBulk } =>
  JSON.parse(/id="bulk">(.*?)<\/script>/.exec(desk.dialogs.at(-1)?.html ?? '')?.[1] ?? '{}');

test('the page offers what the service says of the table that is open', async () => {
  await records(2);
  selectRows([[2, 3]]);
  await desk.run('openBulk');
  expect(desk.alerts).toEqual([]);
  const [{ title, html } = { title: '', html: '' }] = desk.dialogs;
  expect(title).toBe('批量修改选中的行');
  expect(html).toContain('"text":"改派：客户姓名"');
  expect(data().last).toBeUndefined();
});

test('the selected records are meant, in blocks that lie apart, but for those that a filter hides', async () => {
  await records(8);
  selectRows(
    [
      [7, 9],
      [2, 4],
    ],
    [3],
  );
  expect(await chosen()).toEqual([
    [2, 'C-1'],
    [4, 'C-3'],
    [7, 'C-6'],
    [8, 'C-7'],
    [9, 'C-8'],
  ]);
});

test('a header, blank rows, drafts and rows of one record are none, and are said', async () => {
  await records(3);
  desk.type(6, { 联系方式: '13800001111' });
  await desk.idle();
  desk.copyRow(2, 7, 1, 'api');
  selectRows([[1, 300]]);
  const found = await choose();
  expect(found.rows.map(({ row }) => row)).toEqual([2, 3, 4]);
  expect([found.drafts, found.twice]).toEqual([[6], [7]]);
});

test('many rows are looked at piece by piece', async () => {
  await records(150);
  selectRows([[1, 151]]);
  const first = await choose();
  expect([first.rows.length, first.next, first.last]).toEqual([100, 102, 151]);
  const rest = await choose(first.next ?? 0);
  expect([rest.rows.length, rest.next]).toEqual([50, null]);
});

test('where nothing can be meant, the sentence says what to do', async () => {
  await records(1);
  selectRows([[1, 1]]);
  await desk.run('openBulk');
  desk.duplicateTab(8, '副本');
  desk.select(2, '客户姓名', 8);
  await desk.run('openBulk');
  expect(desk.alerts).toEqual([
    '选中的是表头。请选中要改的行，再点“批量修改选中的行”。',
    '这一页不是服务台的表。请打开要改的那张表，选中要改的行，再点“批量修改选中的行”；一次只能改一张表。要把一位同事在各表的工作交给别人，请点“交接一位同事的全部工作”。',
  ]);
  await expect(choose()).rejects.toThrow('这一页不是服务台的表');
  expect(desk.dialogs).toEqual([]);
});

test('rows of two tables are none: where another one is open by now, the sentence says so', async () => {
  await desk.close();
  desk = await StaffDesk.open({ setUp: false });
  const [cases] = desk.service.desk.tables;
  if (!cases) throw new Error('the desk has no table');
  desk.service.desk.tables.push({ ...cases, table: 'orders', title: '订单', sheetId: 8 });
  desk.duplicateTab(8, '订单');
  await desk.run('setUp');
  await records(1);
  selectRows([[2, 2]]);
  expect(await chosen()).toEqual([[2, 'C-1']]);
  desk.select(2, '客户姓名', 8);
  await expect(choose()).rejects.toThrow(/打开的已是另一张表。一次只能改一张表.*重新选中要改的行/);
});

test('who may not is told so by the service', async () => {
  await records(1);
  selectRows([[2, 2]]);
  desk.service.failure = { status: 403, error: { code: 'not_supervisor', message: '只有主管可以这样做。' } };
  await desk.run('openBulk');
  expect(desk.alerts).toEqual(['只有主管可以这样做。']);
});

test('a try changes nothing; a change is remembered, and is put back when its window is long closed', async () => {
  await records(3);
  selectRows([[2, 4]]);
  const { rows } = await choose();
  await ask('tryBulk', order(rows));
  await desk.run('openBulk');
  expect(data().last).toBeUndefined();

  desk.service.bulkRow = ({ key }) => ({
    key,
    number: '',
    outcome: key === rows[1]?.key ? 'refused' : 'changed',
    changes: [],
    problems: [],
    base: '2',
  });
  await ask('changeBulk', order(rows));
  expect(sent('/bulk').map(({ dry }) => dry)).toEqual([true, false]);
  // The answer is painted by a pull, as all that others change.
  expect(desk.service.calls.at(-1)?.path).toContain('/changes');
  await desk.run('openBulk');
  const { last } = data();
  const changed = [rows[0], rows[2]].map(row => ({ key: row?.key, base: '2' }));
  const kept = changed.map(row => ({ ...row, table: 'cases' }));
  expect(last).toEqual({ bulk: 'bulk-00000001', what: '个案　改派：客户姓名 → 乙', rows: kept });

  await ask('undoBulk', { ...last, table: 'cases' });
  expect(sent('/bulk-undo')).toEqual([{ bulk: 'bulk-00000001', rows: changed }]);
  await desk.run('openBulk');
  expect(data().last).toBeUndefined();
});

test('five hundred rows of several pieces are remembered together', async () => {
  await records(1);
  const rows = Array.from({ length: 500 }, (_, at) => ({
    row: at + 2,
    key: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    base: '1',
    number: '',
  }));
  selectRows([[2, 2]]);
  for (let at = 0; at < 500; at += 100) await ask('changeBulk', order(rows.slice(at, at + 100)));
  await desk.run('openBulk');
  expect(data().last?.rows).toEqual(rows.map(({ key }) => ({ key, base: '2', table: 'cases' })));
});

test('all that is somebody’s is handed over whatever is selected: the page gets whom there is', async () => {
  await desk.run('openHandOver');
  expect(desk.dialogs.at(-1)?.title).toBe('交接一位同事的全部工作');
  expect(data()).toMatchObject({ people: [{ name: '李明', away: true }], choices: [] });
  const found = await desk.runtime.run('listHandOver', [{ name: '李明' }]);
  expect(found).toMatchObject({ rows: [{ table: 'cases', column: 'name', number: 'C-1' }] });
  expect(sent('/hand-over')).toEqual([{}, { name: '李明' }]);
});
