// 合并到另一行: which two rows are meant, what is asked before, and how they are parted again.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DuplicateRequest } from '../../../functions/src/contract/duplicate.ts';
import { SHEET_ID } from '../../fixtures/addon/case-book.ts';
import { HEADER } from '../../fixtures/addon/case-tab.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

const ME = 'clerk@example.test';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 30 });
  desk.paste(2, '客户姓名', [
    ['甲', '13812340001'],
    ['乙', '13812340002'],
    ['丙', '13812340003'],
  ]);
  await desk.idle();
  desk.service.calls.length = 0;
});
afterEach(() => desk.close());

/** Has the person select whole rows that lie apart, as they are numbered in the sheet. */
function select(...rows: number[]): void {
  const [cursor, ...more] = rows.map(row => ({
    sheetId: SHEET_ID,
    row: row - 1,
    column: 0,
    rows: 1,
    columns: HEADER.length,
  }));
  if (!cursor) throw new Error('nothing is selected');
  desk.runtime.select(ME, { ...cursor, more });
}
const keyOf = (row: number) => String(desk.value(row, '行键'));
const sent = () =>
  desk.service.calls
    .filter(({ path }) => path.endsWith('/duplicate'))
    .map(({ body }) => {
      const { dry, key, of } = body as DuplicateRequest;
      return [dry ? 'try' : 'do', [2, 3, 4].find(row => keyOf(row) === key), of];
    });

test('of two rows the later one goes, once it was seen what becomes of them', async () => {
  select(4, 2);
  desk.answer = 'YES';
  await desk.run('joinRows');
  expect(sent()).toEqual([
    ['try', 4, 'C-1'],
    ['do', 4, 'C-1'],
  ]);
  expect(desk.alerts).toEqual(['保留：个案 C-1\n\n按“是”这样合并；按“否”反过来，保留 C-3、作废 C-1。']);
  expect(desk.toasts).toEqual(['已合并。要取消，请选中作废的那一行，再点“合并到另一行”。']);
  // What others have changed by it is painted by a pull.
  expect(desk.service.calls.at(-1)?.path).toContain('/changes');
});

test('the other way round is asked for once more, and then nothing is done without a yes', async () => {
  select(2, 3);
  desk.answer = 'NO';
  await desk.run('joinRows');
  expect(sent()).toEqual([
    ['try', 3, 'C-1'],
    ['try', 2, 'C-2'],
  ]);
  expect(desk.alerts[1]).toBe('保留：个案 C-2\n\n确定合并吗？以后可以取消。');
  expect(desk.toasts).toEqual([]);
});

test('one row is joined to the one whose number is written', async () => {
  select(3);
  desk.answers = ['C-1'];
  desk.answer = 'YES';
  await desk.run('joinRows');
  expect(sent()).toEqual([
    ['try', 3, undefined],
    ['try', 3, 'C-1'],
    ['do', 3, 'C-1'],
  ]);
});

test('one that was joined to another is parted again', async () => {
  desk.service.duplicate = () => ({ outcome: 'joined', lines: ['本行已合并到 个案 C-1。'] });
  select(3);
  desk.answer = 'YES';
  await desk.run('joinRows');
  expect(desk.alerts).toEqual(['本行已合并到 个案 C-1。\n\n要取消合并，恢复成单独的一行吗？']);
  expect(desk.toasts).toEqual(['C-2 已不再合并到 C-1，恢复原样。']);
});

test('where it cannot be, the sentence says why, and nothing is asked', async () => {
  select(1);
  await desk.run('joinRows');
  select(2, 3, 4);
  await desk.run('joinRows');
  select(9);
  await desk.run('joinRows');
  desk.service.duplicate = () => ({ outcome: 'refused', lines: ['个案 C-2：不能填“作废”。'] });
  select(2, 3);
  await desk.run('joinRows');
  expect(desk.alerts).toEqual([
    '选中的是表头。请选中要合并的一行或两行，再点“合并到另一行”。',
    '选中了 3 行。一次只能把一行合并到另一行：请只选两行（按住 Ctrl 可以选不相连的行），或只选重复的那一行。',
    '选中的行里没有已保存的记录。请先选中要合并的一行或两行，再点“合并到另一行”。',
    '没有合并，什么都没有改：\n个案 C-2：不能填“作废”。',
  ]);
});
