// Rows that have been closed for long leave their tab: only those that the service has whole, from below, when nobody
// types. They are no removed rows, and come back when they change or somebody looks for one.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SHEET_ID } from '../fixtures/addon/case-book.ts';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

const NAMES = ['李明', '王芳', '赵敏', '周丽', '孙力'];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 50 });
  desk.paste(
    2,
    '客户姓名',
    NAMES.map(name => [name]),
  );
  await desk.idle();
  desk.toasts.length = 0;
  desk.service.calls.length = 0;
});
afterEach(() => desk.close());

const keyOf = (row: number) => String(desk.value(row, '行键'));
const names = () => desk.values('客户姓名');
const asked = (path: string) => desk.service.calls.filter(call => call.path.endsWith(path));

/** The records of these rows belong in the tab no more. */
function retire(...rows: number[]): void {
  for (const row of rows) desk.service.book.retired.add(keyOf(row));
}

/** The clock of the hour rings once, after so long. */
async function hourAfter(ms = HOUR): Promise<void> {
  await desk.clock.advance(ms);
  await desk.idle();
}

test('they go from below, the others keep their cells, and nobody is told that rows were removed', async () => {
  retire(2, 3, 5);
  await hourAfter();
  expect(names()).toEqual(['赵敏', '孙力']);
  expect(desk.values('编号')).toEqual(['C-3', 'C-5']);
  await desk.runtime.open('clerk@example.test');
  await desk.idle();
  desk.reshape({ type: 'delete', sheetId: SHEET_ID, dimension: 'ROWS', index: 30, count: 1 });
  await desk.idle();
  expect([desk.toasts, asked('/records')]).toEqual([[], []]);
});

test('the first header says how many, for how long, and how to find one; what stood there stays', async () => {
  desk.write(1, '编号', { note: '系统编号' });
  retire(2, 3);
  await hourAfter();
  const note = () => String(desk.cell(1, '编号').note);
  expect(note()).toMatch(/^系统编号\n【已移出】本表有 2 行已关闭满 180 天.*查找记录.*关闭后留表天数/);
  retire(2);
  await hourAfter(DAY);
  expect(note()).toMatch(/本表有 3 行/);
  expect(note().match(/【已移出】/g)).toHaveLength(1);
});

test('a row with an edit that was not saved, another version, a column or note of people’s own stays', async () => {
  retire(2, 3, 4, 5, 6);
  desk.writeUnheard(2, '客户姓名', '李明明');
  desk.write(3, '自己的备注', { value: '老客户' });
  desk.write(4, '客户姓名', { note: '记得回电' });
  desk.writeUnheard(5, '版本', 'v9');
  await desk.idle();
  await hourAfter();
  expect(names()).toEqual(['李明明', '王芳', '赵敏', '周丽']);
  expect(desk.cell(1, '编号').note).toContain('另有 4 行到了时间但仍留着');
});

test('what had to stay goes once nothing of its own is in it, though it is told of once', async () => {
  desk.write(3, '自己的备注', { value: '老客户' });
  await desk.idle();
  retire(2, 3);
  await hourAfter();
  expect(names()).toEqual(['王芳', '赵敏', '周丽', '孙力']);
  desk.write(2, '自己的备注', { value: null });
  await desk.idle();
  await hourAfter(DAY);
  expect(names()).toEqual(['赵敏', '周丽', '孙力']);
});

test('nothing goes while people type, until that has been so for days', async () => {
  retire(2);
  const ringWhileTyping = async (count: number) => {
    desk.type(6, { 数量: count });
    await desk.idle();
    await desk.run('onHour');
  };
  /** Days in which nothing could be done. */
  const pass = async (days: number) => {
    desk.service.failure = 'away';
    await hourAfter(days * DAY);
    desk.service.failure = undefined;
  };
  await ringWhileTyping(1);
  await pass(1);
  await ringWhileTyping(2);
  expect(names()).toEqual(NAMES);
  await pass(2);
  await ringWhileTyping(3);
  expect(names()).toEqual(NAMES.slice(1));
});

test('an edit that is heard of just after may name a place of before: the tab tells what was edited', async () => {
  retire(2, 3);
  await hourAfter();
  expect(names()).toEqual(['赵敏', '周丽', '孙力']);
  desk.writeUnheard(3, '数量', 8);
  // This event names another row, and a column that is none of the desk's.
  desk.type(5, { 自己的备注: '在别处' });
  await desk.idle();
  const sent = desk.service.submitted.flatMap(({ rows }) => rows);
  expect(sent.map(({ cells, overwritten }) => [cells['name'], cells['count'], overwritten])).toEqual([
    ['周丽', 8, undefined],
  ]);
  // Later on an event is taken at its word again.
  await desk.clock.advance(180_000);
  desk.writeUnheard(3, '数量', 9);
  desk.type(5, { 自己的备注: '还在别处' });
  await desk.idle();
  expect(desk.service.submitted).toHaveLength(1);
});

test('they are looked for once a day, and at once again where there are more', async () => {
  await hourAfter();
  await hourAfter();
  expect(asked('/retired')).toHaveLength(1);
  await hourAfter(DAY);
  expect(asked('/retired')).toHaveLength(2);
});

test('a pull from the beginning brings none back; what changes comes back by itself', async () => {
  const key = keyOf(2);
  retire(2, 3);
  await hourAfter();
  desk.service.book.tellAll();
  await desk.run('refresh');
  expect(names()).toEqual(['赵敏', '周丽', '孙力']);
  desk.service.book.change(key, { count: 7 });
  await desk.run('refresh');
  expect(names()).toEqual(['赵敏', '周丽', '孙力', '李明']);
});

test('查找记录 puts one back at the end and goes there; it stays for a month', async () => {
  retire(2, 3);
  await hourAfter();
  desk.answers = ['C-1'];
  await desk.run('findRecord');
  expect([names(), desk.toasts.at(-1)]).toEqual([
    ['赵敏', '周丽', '孙力', '李明'],
    expect.stringMatching(/找到 1 条.*1 条不在表中，已放回/),
  ]);
  expect(desk.cell(1, '编号').note).toContain('2 行');
  desk.answers = ['C-1'];
  await desk.run('findRecord');
  expect(desk.toasts.at(-1)).toBe('找到 1 条，光标在第一条上。');
  desk.answers = ['没有的人'];
  await desk.run('findRecord');
  expect(desk.toasts.at(-1)).toContain('没有找到');
  await hourAfter(29 * DAY);
  expect(names()).toEqual(['赵敏', '周丽', '孙力', '李明']);
  await hourAfter(2 * DAY);
  expect(names()).toEqual(['赵敏', '周丽', '孙力']);
  // Of three that were taken out one had come back.
  expect(desk.cell(1, '编号').note).toContain('2 行');
});

test('where none of them is in the tab nothing is said', async () => {
  desk.service.book.retired.add(keyOf(6));
  desk.reshape({ type: 'delete', sheetId: SHEET_ID, dimension: 'ROWS', index: 5, count: 1 });
  await desk.idle();
  await hourAfter();
  expect([names(), desk.cell(1, '编号').note]).toEqual([NAMES.slice(0, 4), undefined]);
});

test('more than one go has room for go in the next ones', async () => {
  desk.reshape({ type: 'insert', sheetId: SHEET_ID, dimension: 'ROWS', index: 40, count: 300 });
  const many = Array.from({ length: 200 }, (_, index) => [`客户${index}`]);
  desk.paste(7, '客户姓名', many);
  await desk.idle();
  // Every second one: each is a block of its own.
  retire(...Array.from({ length: 80 }, (_, index) => 7 + 2 * index));
  await hourAfter();
  expect(names()).toHaveLength(205 - 60);
  await hourAfter();
  expect(names()).toHaveLength(205 - 80);
  expect(new Set(names()).size).toBe(125);
});

test('more rows that have to stay than can be kept in mind keep no other from going, and go a month later', async () => {
  const many = 250;
  desk.reshape({ type: 'insert', sheetId: SHEET_ID, dimension: 'ROWS', index: 40, count: 300 });
  const fill = (label: string, textOf: (index: number) => string | null) =>
    desk.paste(
      7,
      label,
      Array.from({ length: many }, (_, index) => [textOf(index)]),
    );
  fill('客户姓名', index => `客户${index}`);
  fill('自己的备注', () => '老客户');
  await desk.idle();
  retire(...Array.from({ length: many }, (_, index) => 7 + index));
  for (let hour = 0; hour < 4; hour += 1) await hourAfter();
  expect(names()).toHaveLength(5 + many);
  retire(2);
  await hourAfter(DAY);
  expect(names()).toHaveLength(4 + many);
  desk.paste(
    6,
    '自己的备注',
    Array.from({ length: many }, () => [null]),
  );
  await desk.idle();
  await hourAfter(31 * DAY);
  for (let hour = 0; hour < 5; hour += 1) await hourAfter();
  expect(names()).toEqual(NAMES.slice(1));
});

test('a service that cannot tell leaves all where it is, without a word', async () => {
  retire(2);
  desk.service.retiredFailures.push({ status: 404, error: { code: 'unknown_address', message: '没有。' } });
  await hourAfter();
  expect([names(), desk.toasts]).toEqual([NAMES, []]);
  await hourAfter();
  expect(names()).toEqual(NAMES.slice(1));
});
