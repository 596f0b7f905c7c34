// Two people who type into one cell faster than anything is sent: nothing is lost, whichever of them is heard of first.
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

const OTHER = 'other@example.test';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 20 });
  desk.paste(2, '客户姓名', [['李明', '13812345678']]);
  await desk.idle();
  desk.service.calls.length = 0;
});
afterEach(() => desk.close());

const sent = () =>
  desk.service.submitted.flatMap(({ rows, editor }) =>
    rows.map(row => ({ ...row, by: row.editor ?? editor })),
  );
/** Everything that was sent as the text of a column, current or written over. */
const texts = (column: string) =>
  sent()
    .flatMap(({ cells, overwritten }) => [cells[column], ...(overwritten?.[column] ?? [])])
    .filter(Boolean);

test('before anything was sent: both texts arrive, and the sheet keeps the second', async () => {
  desk.type(2, { 客户姓名: '王芳' });
  desk.type(2, { 客户姓名: '赵敏' }, OTHER);
  await desk.idle();
  expect(texts('name')).toEqual(expect.arrayContaining(['王芳', '赵敏']));
  expect([desk.value(2, '客户姓名'), desk.value(2, '同步状态')]).toEqual(['赵敏', '已保存']);
  expect(desk.service.book.cells(String(desk.value(2, '行键')))).toMatchObject({ name: '赵敏' });
  const second = sent().find(({ cells }) => cells['name'] === '赵敏');
  expect(second?.by).not.toBe('clerk@example.test');
});

test('while the first is on its way: the second goes as the second person’s, with what it wrote over', async () => {
  const held = desk.service.hold();
  desk.type(2, { 客户姓名: '王芳' });
  await held.arrived;
  desk.type(2, { 客户姓名: '赵敏' }, OTHER);
  desk.type(2, { 数量: 2 }, OTHER);
  held.release();
  await desk.idle();
  expect(texts('name')).toEqual(expect.arrayContaining(['王芳', '赵敏']));
  expect(desk.value(2, '客户姓名')).toBe('赵敏');
  expect(sent().filter(({ cells, by }) => cells['name'] === '赵敏' && by === 'clerk@example.test')).toEqual(
    [],
  );
});

test('what nobody is known to have typed waits for whoever has, stays, and is sent in nobody’s name', async () => {
  const first = desk.service.hold();
  desk.type(2, { 客户姓名: '王芳' });
  // Of this one no event has been heard yet: only the cell tells.
  desk.writeUnheard(2, '客户姓名', '赵敏');
  await first.arrived;
  const second = desk.service.hold();
  first.release();
  await second.arrived;
  expect([desk.value(2, '客户姓名'), desk.value(2, '同步状态')]).toEqual(['赵敏', '待同步']);
  second.release();
  await desk.idle();
  expect([desk.value(2, '客户姓名'), desk.value(2, '同步状态')]).toEqual(['赵敏', '已保存']);
  expect(desk.service.book.cells(String(desk.value(2, '行键')))).toMatchObject({ name: '赵敏' });
  expect(sent().map(({ cells, overwritten, by }) => [cells['name'], overwritten?.['name'], by])).toEqual([
    [undefined, ['王芳'], 'clerk@example.test'],
    ['赵敏', undefined, ''],
  ]);
});

test.each<[string, () => void]>([
  ['another cell', () => desk.type(2, { 数量: 7 }, OTHER)],
  ['several cells at once', () => desk.paste(2, '客户姓名', [['赵敏', '13900001111']], OTHER)],
])('who types while an answer is on its way is known by the note of his edit: %s', async (_, meanwhile) => {
  const edits = () =>
    desk.runtime.spendings().filter(({ functionName }) => functionName === 'onSheetEdit').length;
  const held = desk.service.hold();
  desk.type(2, { 购买日期: 45200 });
  await held.arrived;
  const before = edits();
  meanwhile();
  while (edits() === before) await setImmediate();
  held.release();
  await desk.idle();
  const [first, ...others] = sent().map(({ by }) => by);
  expect([first, [...new Set(others)]]).toEqual(['clerk@example.test', [OTHER]]);
  expect(desk.value(2, '同步状态')).toBe('已保存');
});

test('one edit after the other tells of nothing', async () => {
  desk.type(2, { 客户姓名: '王芳', 数量: 2, 购买日期: 45200 });
  await desk.idle();
  desk.type(2, { 客户姓名: '赵敏' }, OTHER);
  await desk.idle();
  const late = sent().filter(({ by }) => by === OTHER);
  expect(late.map(({ cells, overwritten }) => [cells['name'], overwritten])).toEqual([
    // The text before is told of, and the service knows it.
    ['赵敏', { name: ['王芳'] }],
  ]);
});

test('a paste tells of no text, as at Google', async () => {
  desk.paste(2, '客户姓名', [['王芳', '13900001111']]);
  await desk.idle();
  expect(sent().map(({ overwritten }) => overwritten)).toEqual([undefined]);
});

test('a time and a number that stood there are told of as such', async () => {
  desk.type(2, { 日期时间: 45200.5, 数量: 2 });
  await desk.idle();
  desk.type(2, { 日期时间: 45201.5 }, OTHER);
  desk.type(2, { 数量: 3 }, OTHER);
  await desk.idle();
  const told = sent().flatMap(({ overwritten }) => (overwritten ? [overwritten] : []));
  expect(told).toEqual(expect.arrayContaining([{ when: ['2023-10-01T04:00:00.000Z'] }, { count: [2] }]));
});

test('who undoes it is one who types: the row holds what the sheet shows', async () => {
  desk.type(2, { 客户姓名: '王芳' });
  desk.type(2, { 客户姓名: '赵敏' }, OTHER);
  desk.type(2, { 客户姓名: '王芳' }, OTHER);
  await desk.idle();
  expect([desk.value(2, '客户姓名'), desk.value(2, '同步状态')]).toEqual(['王芳', '已保存']);
  expect(desk.service.book.cells(String(desk.value(2, '行键')))).toMatchObject({ name: '王芳' });
  expect(texts('name')).toContain('赵敏');
});

test('the event of a text whose row has moved on is that row’s: no other hears of it', async () => {
  desk.paste(3, '客户姓名', [['王芳'], ['赵敏']]);
  await desk.idle();
  await desk.run('refresh');
  desk.service.calls.length = 0;
  const held = desk.service.hold();
  desk.type(2, { 数量: 1 });
  await held.arrived;
  desk.type(4, { 客户姓名: '赵敏敏' }, OTHER);
  desk.insertRows(3, 1);
  held.release();
  await desk.idle();
  const sent = desk.service.submitted.flatMap(({ rows, editor }) =>
    rows.map(row => [row.cells['name'], row.overwritten?.['name'], row.editor ?? editor]),
  );
  expect(sent).toEqual([
    ['李明', undefined, 'clerk@example.test'],
    ['赵敏敏', ['赵敏'], OTHER],
  ]);
  expect([4, 5].map(row => [desk.value(row, '客户姓名'), desk.value(row, '同步状态')])).toEqual([
    ['王芳', '已保存'],
    ['赵敏敏', '已保存'],
  ]);
});

test('a text that was taken back, and whose row has moved on since, is that row’s', async () => {
  desk.paste(3, '客户姓名', [['王芳'], ['赵敏']]);
  await desk.idle();
  await desk.run('refresh');
  const key = desk.value(4, '行键');
  desk.service.calls.length = 0;
  const held = desk.service.hold();
  desk.type(2, { 数量: 1 });
  await held.arrived;
  desk.type(4, { 客户姓名: '赵敏敏' }, OTHER);
  desk.type(4, { 客户姓名: '赵敏' }, OTHER);
  desk.insertRows(3, 2);
  held.release();
  await desk.idle();
  const told = sent().flatMap(each =>
    each.overwritten?.['name'] ? [[each.key, each.overwritten['name']]] : [],
  );
  expect(told).toEqual([[key, ['赵敏敏']]]);
  expect(desk.values('客户姓名')).toEqual(['李明', undefined, undefined, '王芳', '赵敏']);
});

test('a long text that has been sent with its row already is not another’s, wherever its event points', async () => {
  const long = '今天下午客户又来电，要求尽快上门';
  desk.paste(3, '客户姓名', [['王芳'], ['赵敏']]);
  await desk.idle();
  desk.service.calls.length = 0;
  const held = desk.service.hold();
  desk.type(4, { 客户姓名: long, 数量: 1 }, OTHER);
  await held.arrived;
  desk.insertRows(3, 1);
  held.release();
  await desk.idle();
  const told = desk.service.submitted.flatMap(({ rows }) => rows).map(row => row.overwritten?.['name']);
  expect(told.filter(texts => texts?.includes(long))).toEqual([]);
  expect([4, 5].map(row => desk.value(row, '客户姓名'))).toEqual(['王芳', long]);
  expect(desk.service.book.cells(String(desk.value(5, '行键')))).toMatchObject({ name: long, count: 1 });
});
