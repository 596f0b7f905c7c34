// Two people who type into one cell faster than anything is sent: nothing is lost, whichever of them is heard of first.
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

const OTHER = 'other@example.test';
const THIRD = 'third@example.test';

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
/** The names that were sent, what they wrote over, and whose they are. */
const names = () => sent().map(({ cells, overwritten, by }) => [cells['name'], overwritten?.['name'], by]);
/** Everything that was sent as the text of a column, current or written over. */
const texts = (column: string) =>
  sent()
    .flatMap(({ cells, overwritten }) => [cells[column], overwritten?.[column]])
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

test('what nobody is known to have typed waits a minute for whoever has, stays, and is then sent in nobody’s name', async () => {
  const first = desk.service.hold();
  desk.type(2, { 客户姓名: '王芳' });
  // Of this one no event has been heard yet: only the cell tells.
  desk.writeUnheard(2, '客户姓名', '赵敏');
  await first.arrived;
  first.release();
  await desk.idle();
  expect([desk.value(2, '客户姓名'), desk.value(2, '同步状态')]).toEqual(['赵敏', '待同步']);
  expect(names()).toEqual([[undefined, '王芳', 'clerk@example.test']]);
  await desk.clock.advance(60_000);
  desk.type(5, { 数量: 2 }, OTHER);
  await desk.idle();
  expect([desk.value(2, '客户姓名'), desk.value(2, '同步状态')]).toEqual(['赵敏', '已保存']);
  expect(desk.service.book.cells(String(desk.value(2, '行键')))).toMatchObject({ name: '赵敏' });
  expect(names()).toContainEqual(['赵敏', undefined, '']);
});

test('the round of the hour waits for nobody: it sends what no event has told of', async () => {
  const first = desk.service.hold();
  desk.type(2, { 客户姓名: '王芳' });
  desk.writeUnheard(2, '客户姓名', '赵敏');
  await first.arrived;
  first.release();
  await desk.idle();
  await desk.run('onHour');
  expect([desk.value(2, '客户姓名'), desk.value(2, '同步状态')]).toEqual(['赵敏', '已保存']);
});

test.each<[string, () => void]>([
  ['the same cell', () => desk.type(2, { 客户姓名: '赵敏' }, OTHER)],
  ['another cell', () => desk.type(2, { 数量: 7 }, OTHER)],
  ['several cells at once', () => desk.paste(2, '客户姓名', [['赵敏', '13900001111']], OTHER)],
])('who types while an answer is on its way is known: %s', async (_, meanwhile) => {
  const held = desk.service.hold();
  desk.type(2, { 购买日期: 45200 });
  await held.arrived;
  meanwhile();
  held.release();
  await desk.idle();
  expect(sent().map(({ by }) => by)).toEqual(['clerk@example.test', OTHER]);
  expect(desk.value(2, '同步状态')).toBe('已保存');
});

test('so it is where the event is heard of after the answer was painted, also beside what others send', async () => {
  const held = desk.service.hold();
  desk.type(2, { 购买日期: 45200 });
  await held.arrived;
  desk.writeUnheard(2, '客户姓名', '赵敏');
  held.release();
  await desk.idle();
  desk.type(3, { 客户姓名: '甲' }, THIRD);
  await desk.idle();
  expect([sent().length, desk.value(2, '同步状态')]).toEqual([2, '待同步']);
  // The same text once more: now its event is heard.
  desk.type(2, { 客户姓名: '赵敏' }, OTHER);
  await desk.idle();
  expect(names().at(-1)).toEqual(['赵敏', undefined, OTHER]);
  expect(desk.value(2, '同步状态')).toBe('已保存');
});

const heardEdits = () =>
  desk.runtime.spendings().filter(({ functionName }) => functionName === 'onSheetEdit').length;

/** Has others leave notes while the service is asked for another row, and waits until all is sent. */
async function heardTogether(edits: (() => void)[]): Promise<void> {
  const held = desk.service.hold();
  desk.type(3, { 客户姓名: '甲' });
  await held.arrived;
  for (const edit of edits) {
    const before = heardEdits();
    edit();
    while (heardEdits() === before) await setImmediate();
  }
  held.release();
  await desk.idle();
}

test('two people in one row, heard of together: each one’s cells go in his own name', async () => {
  await heardTogether([
    () => desk.type(2, { 客户姓名: '赵敏' }, OTHER),
    () => desk.paste(2, '购买日期', [[45200, 7]], THIRD),
  ]);
  const rows = sent().slice(1);
  const told = rows.map(({ cells, edited, by }) => [cells['name'], cells['count'], edited, by]);
  expect(told).toEqual([
    [undefined, 7, ['bought', 'count'], THIRD],
    ['赵敏', 7, ['name'], OTHER],
  ]);
  expect(rows.map(({ overwritten }) => overwritten)).toEqual([undefined, { name: '李明' }]);
  expect([desk.value(2, '客户姓名'), desk.value(2, '数量'), desk.value(2, '同步状态')]).toEqual([
    '赵敏',
    7,
    '已保存',
  ]);
});

test('nor is what two others have typed the third one’s', async () => {
  await heardTogether([
    () => desk.type(2, { 客户姓名: '赵敏' }, OTHER),
    () => desk.type(2, { 购买日期: 45200 }, 'fourth@example.test'),
    () => desk.type(2, { 数量: 7 }, THIRD),
  ]);
  const rows = sent().slice(1);
  expect(rows.map(({ cells, by }) => [cells['name'], cells['count'], by])).toEqual([
    [undefined, 7, THIRD],
    ['赵敏', 7, ''],
  ]);
  expect(desk.value(2, '同步状态')).toBe('已保存');
});

test('a sort of some columns is judged as a whole, although somebody has typed into one of its rows', async () => {
  desk.paste(3, '客户姓名', [
    ['王芳', '13812340003'],
    ['赵敏', '13812340004'],
  ]);
  await desk.idle();
  await desk.run('refresh');
  desk.service.calls.length = 0;
  const held = desk.service.hold();
  desk.type(8, { 客户姓名: '甲' }, OTHER);
  await held.arrived;
  for (const edit of [
    () => desk.sort(2, [3, 4, 2], ['客户姓名', '联系方式']),
    () => desk.type(2, { 数量: 7 }, THIRD),
  ]) {
    const before = heardEdits();
    edit();
    while (heardEdits() === before) await setImmediate();
  }
  held.release();
  await desk.idle();
  expect([2, 3, 4].map(row => desk.value(row, '同步状态'))).toEqual(['待核对', '待核对', '待核对']);
  const names = [2, 3, 4].map(row => desk.service.book.cells(String(desk.value(row, '行键')))?.['name']);
  expect(names).toEqual(['李明', '王芳', '赵敏']);
});

test('a row that has no record yet goes as a whole', async () => {
  await heardTogether([
    () => desk.type(4, { 客户姓名: '乙' }, OTHER),
    () => desk.type(4, { 数量: 7 }, THIRD),
  ]);
  expect(sent().slice(1)).toHaveLength(1);
  expect([desk.value(4, '数量'), desk.value(4, '同步状态')]).toEqual([7, '已保存']);
});

test('one edit after the other tells of nothing', async () => {
  desk.type(2, { 客户姓名: '王芳', 数量: 2, 购买日期: 45200 });
  await desk.idle();
  desk.type(2, { 客户姓名: '赵敏' }, OTHER);
  await desk.idle();
  const late = sent().filter(({ by }) => by === OTHER);
  expect(late.map(({ cells, overwritten }) => [cells['name'], overwritten])).toEqual([
    // The text before is told of, and the service knows it.
    ['赵敏', { name: '王芳' }],
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
  expect(told).toEqual(expect.arrayContaining([{ when: '2023-10-01T04:00:00.000Z' }, { count: 2 }]));
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
    ['赵敏敏', '赵敏', OTHER],
  ]);
  expect([4, 5].map(row => [desk.value(row, '客户姓名'), desk.value(row, '同步状态')])).toEqual([
    ['王芳', '已保存'],
    ['赵敏敏', '已保存'],
  ]);
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
  expect(told.filter(text => text === long)).toEqual([]);
  expect([4, 5].map(row => desk.value(row, '客户姓名'))).toEqual(['王芳', long]);
  expect(desk.service.book.cells(String(desk.value(5, '行键')))).toMatchObject({ name: long, count: 1 });
});
