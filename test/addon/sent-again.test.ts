// Rows that have to be sent more than once: none is forgotten, none goes out twice at a time, and what was typed
// meanwhile is heard.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { saveAsMe } from '../fixtures/addon/save-as-me.ts';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 20 });
  desk.paste(2, '客户姓名', [['甲'], ['乙']]);
  await desk.idle();
  desk.service.calls.length = 0;
});
afterEach(() => desk.close());

const keyOf = (row: number) => String(desk.value(row, '行键'));
const states = () => desk.values('同步状态');
const counts = () => desk.service.submitted.map(({ rows }) => rows.map(({ cells }) => cells['count']));

test('a row that changed on its way goes again although a later request of the same paste fails', async () => {
  desk.service.desk = { ...desk.service.desk, version: '2', maxRows: 1 };
  await desk.run('refresh');
  const held = desk.service.hold();
  desk.paste(4, '客户姓名', [['丙'], ['丁']]);
  await held.arrived;
  desk.writeUnheard(4, '数量', 7);
  desk.service.submitFailures.push({ status: 503, error: { code: 'busy', message: '' } });
  held.release();
  await desk.idle();
  expect(states()).toEqual(['已保存', '已保存', '待同步', '待同步']);
  await desk.run('resend');
  expect(states()).toEqual(['已保存', '已保存', '已保存', '已保存']);
  expect([4, 5].map(row => desk.service.book.cells(keyOf(row))?.['count'] ?? null)).toEqual([7, null]);
});

test('a row that changes each time it is sent waits at last, and goes with the next round', async () => {
  let held = desk.service.hold();
  desk.type(2, { 数量: 1 });
  for (let count = 2; count <= 6; count += 1) {
    await held.arrived;
    desk.writeUnheard(2, '数量', count);
    const { release } = held;
    if (count < 6) held = desk.service.hold();
    release();
  }
  await desk.idle();
  expect(counts()).toEqual([[1], [2], [3], [4], [5], [6]]);
  expect(states()).toEqual(['已保存', '已保存']);
});

test('a row that gets no answer says so, waits, and goes with the next edit', async () => {
  desk.service.passedOver.add('乙');
  desk.paste(2, '数量', [[1], [2]]);
  await desk.idle();
  expect(states()).toEqual(['已保存', '待同步']);
  expect(desk.cell(3, '同步状态').note).toContain('服务台没有回答这一行');
  expect(desk.cell(2, '同步状态').note).toBeUndefined();
  desk.service.passedOver.clear();
  desk.type(5, { 客户姓名: '丙' });
  await desk.idle();
  expect([states()[1], desk.cell(3, '同步状态').note]).toEqual(['已保存', undefined]);
  expect(desk.service.book.cells(keyOf(3))?.['count']).toBe(2);
});

test('a row that is sent again is nobody else’s until its last answer is there', async () => {
  let held = desk.service.hold();
  desk.type(2, { 数量: 1 });
  await held.arrived;
  desk.writeUnheard(2, '数量', 2);
  const { release } = held;
  held = desk.service.hold();
  release();
  await held.arrived;
  const resent = desk.run('resend');
  held.release();
  await resent;
  await desk.idle();
  expect(counts()).toEqual([[1], [2]]);
  expect(desk.service.book.cells(keyOf(2))?.['count']).toBe(2);
});

test('what others type into a row that is sent again is told of by whoever sends it, after its answer', async () => {
  const first = desk.service.hold();
  const saving = saveAsMe(desk, 2, '数量', 1);
  await first.arrived;
  desk.writeUnheard(2, '数量', 2);
  const again = desk.service.hold();
  first.release();
  await again.arrived;
  // Of two edits the second is saved: the first has been heard of.
  desk.type(2, { 数量: 3 }, 'second@example.test');
  desk.type(5, { 客户姓名: '丙' }, 'second@example.test');
  await desk.shows(() => desk.value(5, '同步状态') === '已保存');
  const key = keyOf(2);
  const sent = () =>
    desk.service.submitted
      .flatMap(({ rows }) => rows.filter(row => row.key === key))
      .map(({ base, cells }) => [base, cells['count']]);
  expect(sent()).toEqual([
    ['v1', 1],
    ['v2', 2],
  ]);
  again.release();
  await saving;
  await desk.idle();
  expect(sent().slice(2)).toEqual([['v3', 3]]);
  expect([desk.value(2, '数量'), desk.token(2), desk.value(2, '同步状态')]).toEqual([3, 'v4', '已保存']);
});

test('columns that several others edit meanwhile are all named when the row is sent again', async () => {
  desk.type(2, { 数量: 5, 购买日期: 45200 });
  await desk.idle();
  desk.service.calls.length = 0;
  const held = desk.service.hold();
  const saving = saveAsMe(desk, 2, '客户姓名', '黎明');
  await held.arrived;
  const others = ['second', 'third'].map(name => `${name}@example.test`);
  const edits = [{ 数量: 5 }, { 购买日期: 45200 }];
  for (const [index, edit] of edits.entries()) {
    desk.type(2, edit, others[index]);
    // Triggers of one person run in their order: once this row is saved, the word about the other is left.
    desk.type(7 + index, { 客户姓名: '王芳' }, others[index]);
    await desk.shows(() => desk.value(7 + index, '同步状态') === '已保存');
  }
  held.release();
  await saving;
  await desk.idle();
  const [, again] = desk.service.submitted.flatMap(({ rows }) => rows).filter(({ key }) => key === keyOf(2));
  expect(again?.edited.toSorted()).toEqual(['bought', 'count']);
  expect(states()[0]).toBe('已保存');
});

test('what mends a row while its request is being refused is sent, and the refusal is gone', async () => {
  desk.service.submitFailures.push({ status: 400, error: { code: 'malformed', message: '请求不完整' } });
  const held = desk.service.hold();
  const saving = saveAsMe(desk, 9, '客户姓名', '李明');
  await held.arrived;
  desk.type(9, { 客户姓名: '黎明' }, 'second@example.test');
  desk.type(7, { 客户姓名: '王芳' }, 'second@example.test');
  await desk.shows(() => desk.value(7, '同步状态') === '已保存');
  held.release();
  await saving;
  await desk.idle();
  expect(desk.service.book.cells(keyOf(9))?.['name']).toBe('黎明');
  expect([desk.value(9, '同步状态'), desk.cell(9, '同步状态').note]).toEqual(['已保存', undefined]);
});

test('what is typed while its row is refused stays, and is what is judged next', async () => {
  const held = desk.service.hold();
  desk.type(2, { 数量: '几个' });
  await held.arrived;
  desk.writeUnheard(2, '数量', '十来个');
  desk.writeUnheard(2, '联系方式', '13900001111');
  held.release();
  await desk.idle();
  expect(counts()).toEqual([['几个'], ['十来个']]);
  // Whose it is no event has told.
  expect(desk.service.submitted.at(-1)?.editor).toBe('');
  expect([desk.value(2, '数量'), desk.value(2, '联系方式'), states()[0]]).toEqual([
    '十来个',
    '13900001111',
    '有误',
  ]);
});

test('what others type into a held row on its way is told of, with all rows that are judged together with it', async () => {
  desk.sort(2, [3, 2], ['客户姓名']);
  await desk.idle();
  desk.service.calls.length = 0;
  const held = desk.service.hold();
  const resent = desk.run('resend');
  await held.arrived;
  // What stands there already: only the word that is left tells that somebody means it.
  desk.type(3, { 客户姓名: '甲' }, 'second@example.test');
  desk.type(7, { 客户姓名: '王芳' }, 'second@example.test');
  await desk.shows(() => desk.value(7, '同步状态') === '已保存');
  held.release();
  await resent;
  await desk.idle();
  const named = (row: number) =>
    desk.service.submitted.map(({ rows }) => rows.find(({ key }) => key === keyOf(row))?.edited);
  expect([named(2), named(3)]).toEqual([
    [[], undefined, []],
    [[], undefined, ['name']],
  ]);
  expect(states().slice(0, 2)).toEqual(['待核对', '待核对']);
});
