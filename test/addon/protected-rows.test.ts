// Rows that the sheet does not let the script write, as in a range that somebody has protected: they keep no other row
// from its answer, and no change of the service from coming.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SHEET_ID } from '../fixtures/addon/case-book.ts';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 40 });
  desk.paste(2, '客户姓名', [['甲'], ['乙'], ['丙'], ['丁']]);
  await desk.idle();
  await desk.run('refresh');
});
afterEach(() => desk.close());

/** May write everywhere. The account that sends, and everybody else, may not where it is protected. */
const OWNER = 'owner@example.test';
/** Whose triggers send. */
const ME = 'clerk@example.test';
const WHOLE = { startRow: 0, endRow: 40, startColumn: 0, endColumn: 20 };

/** Protects parts of the tab from everybody but the owner; what was protected before is so no longer. */
function protect(...parts: (Partial<typeof WHOLE> & { editors?: string[] })[]): void {
  const protectedRanges = parts.map(({ editors = [OWNER], ...part }, index) => ({
    protectedRangeId: index + 1,
    range: { sheetId: SHEET_ID, ...WHOLE, ...part },
    warningOnly: false,
    editors,
  }));
  desk.workbook.apply([{ type: 'rules', sheetId: SHEET_ID, rules: { protectedRanges } }], { by: 'api' });
}
/** A row, counted from 1. */
const row = (number: number) => ({ startRow: number - 1, endRow: number });
/** A column by its header. */
const column = (label: string) => ({ startColumn: desk.column(label), endColumn: desk.column(label) + 1 });

const shown = () => [2, 3, 4, 5].map(each => desk.value(each, '数量'));
const tokens = () => [2, 3, 4, 5].map(each => desk.token(each));
const change = (at: number, count: number) =>
  desk.service.book.change(String(desk.value(at, '行键')), { count });

test('answers to several rows: all but that one are painted, and it is said', async () => {
  protect(row(3));
  desk.paste(2, '数量', [[1], [2], [3], [4]], OWNER);
  await desk.idle();
  expect(tokens()).toEqual(['v2', 'v1', 'v2', 'v2']);
  expect(desk.service.book.cells(String(desk.value(3, '行键')))).toMatchObject({ count: 2 });
  expect(desk.toasts.at(-1)).toMatch(/第 3 行.*内容已保存.*clerk@example\.test/);
});

test('new rows: all but that one get their keys and are records', async () => {
  protect(row(7));
  desk.paste(6, '客户姓名', [['戊'], ['己'], ['庚']], OWNER);
  await desk.idle();
  expect([6, 7, 8].map(each => desk.value(each, '同步状态'))).toEqual(['已保存', undefined, '已保存']);
  expect([desk.service.book.records.size, desk.toasts.at(-1)]).toEqual([
    6,
    expect.stringMatching(/第 7 行没有保存.*clerk@example\.test/),
  ]);
  protect();
  await desk.run('refresh');
  expect([desk.service.book.records.size, desk.value(7, '同步状态')]).toEqual([7, '已保存']);
});

test('one new row that cannot have its key is no record, and one beside it that has a key is sent', async () => {
  protect(row(6));
  desk.type(6, { 客户姓名: '戊' }, OWNER);
  await desk.idle();
  expect([desk.value(6, '同步状态'), desk.service.book.records.size]).toEqual([undefined, 4]);
  protect(row(5));
  desk.paste(5, '数量', [[5], [6]], OWNER);
  await desk.idle();
  expect(desk.service.book.cells(String(desk.value(5, '行键')))).toMatchObject({ count: 5 });
  expect(desk.service.book.cells(String(desk.value(6, '行键')))).toMatchObject({ name: '戊', count: 6 });
});

test('changes of the service: the others come, and those of later pulls', async () => {
  protect(row(3));
  for (const each of [2, 3, 4]) change(each, 10 + each);
  await desk.run('refresh');
  expect(shown()).toEqual([12, undefined, 14, undefined]);
  expect(desk.toasts.at(-1)).toContain('第 3 行');
  change(5, 15);
  await desk.run('onHour');
  expect(shown()).toEqual([12, undefined, 14, 15]);
  expect(desk.alerts).toEqual([]);
});

test('when it may be written again the next 刷新 brings it, though nothing else has changed', async () => {
  protect(row(3));
  change(3, 13);
  await desk.run('refresh');
  protect();
  await desk.run('refresh');
  expect([shown()[1], tokens()[1]]).toEqual([13, 'v2']);
  await desk.run('refresh');
  expect(desk.toasts.at(-1)).toBe('已刷新，没有新的变化。');
});

test.each([1, 7])(
  'where no rows can be inserted, %d that the service has begun come all the same',
  async count => {
    // A column of people's own that is protected: no row can be inserted into it.
    protect({ startColumn: 19 });
    const names = Array.from({ length: count }, (_, index) => `戊${index}`);
    desk.service.book.page = 100;
    for (const [index, name] of names.entries()) desk.service.book.change(`key-of-${index}`, { name });
    await desk.run('refresh');
    expect(desk.values('客户姓名').filter(Boolean)).toEqual(['甲', '乙', '丙', '丁', ...names]);
  },
);

test('a whole tab: nothing is sent that would have no answer, and it is said; afterwards all of it is saved', async () => {
  protect({});
  desk.paste(6, '客户姓名', [['戊'], ['己']], OWNER);
  desk.type(2, { 数量: 7 }, OWNER);
  await desk.idle();
  expect(desk.toasts.at(-1)).toMatch(/受保护|保护/);
  protect();
  await desk.run('refresh');
  expect(desk.values('客户姓名').filter(Boolean)).toEqual(['甲', '乙', '丙', '丁', '戊', '己']);
  expect([2, 6, 7].map(each => desk.value(each, '同步状态'))).toEqual(['已保存', '已保存', '已保存']);
  expect([desk.service.book.records.size, desk.service.book.cells(String(desk.value(2, '行键')))]).toEqual([
    6,
    expect.objectContaining({ count: 7 }),
  ]);
});

test.each(['行键', '版本', '同步状态'])('the column %s: the same', async label => {
  protect(column(label));
  desk.paste(6, '客户姓名', [['戊'], ['己']], OWNER);
  desk.type(2, { 数量: 7 }, OWNER);
  await desk.idle();
  expect(desk.toasts.at(-1)).toMatch(/受保护|保护/);
  protect();
  await desk.run('refresh');
  expect([2, 6, 7].map(each => desk.value(each, '同步状态'))).toEqual(['已保存', '已保存', '已保存']);
  expect([desk.service.book.records.size, desk.service.book.cells(String(desk.value(2, '行键')))]).toEqual([
    6,
    expect.objectContaining({ count: 7 }),
  ]);
});

test.each([
  ['a whole tab', 1],
  ['a whole tab', 7],
  ['the hidden key', 1],
  ['the hidden key', 7],
])(
  '%s: of %d that the service has begun none comes without its key, and each comes once',
  async (what, count) => {
    protect(what === 'a whole tab' ? {} : column('行键'));
    const names = Array.from({ length: count }, (_, index) => `戊${index}`);
    desk.service.book.page = 100;
    for (const [index, name] of names.entries()) desk.service.book.change(`key-of-${index}`, { name });
    await desk.run('refresh');
    expect(desk.values('客户姓名').filter(Boolean)).toEqual(['甲', '乙', '丙', '丁']);
    expect([desk.alerts, desk.toasts.at(-1)]).toEqual([[], expect.stringMatching(/第 6.* 行写不进去/)]);
    protect();
    await desk.run('refresh');
    expect(desk.values('客户姓名').filter(Boolean)).toEqual(['甲', '乙', '丙', '丁', ...names]);
    expect(desk.service.book.records.size).toBe(4 + count);
  },
);

test('columns of the desk from a person with an open sidebar: the triggers send what he types, from then on at once', async () => {
  const [second, third] = ['second@example.test', 'third@example.test'];
  const ours = ['编号', '状态', '处理时限', '同步状态', '行键', '版本'].map(column);
  protect(...ours.map(part => ({ ...part, editors: [ME, OWNER] })));
  await desk.run('sendMine', second);
  desk.type(3, { 数量: 3 }, second);
  desk.type(6, { 客户姓名: '戊' }, second);
  await desk.idle();
  await desk.run('sendMine', second);
  expect(desk.toasts.at(-1)).toContain(second);
  // Nobody waits for the round of the hour.
  desk.type(4, { 数量: 4 }, third);
  await desk.idle();
  expect([3, 4, 6].map(each => desk.value(each, '同步状态'))).toEqual(['已保存', '已保存', '已保存']);
  expect(tokens()).toEqual(['v1', 'v2', 'v2', 'v1']);
  const said = desk.toasts.length;
  await desk.run('sendMine', second);
  desk.type(7, { 客户姓名: '己' }, second);
  await desk.idle();
  expect([desk.value(7, '同步状态'), desk.toasts.length]).toEqual(['已保存', said]);
});

test('the header: everything goes on', async () => {
  protect(row(1));
  desk.paste(6, '客户姓名', [['戊']], OWNER);
  await desk.idle();
  expect([desk.value(6, '同步状态'), desk.toasts.slice(1)]).toEqual(['已保存', []]);
});

test('who takes a call where he may not write hears so in Chinese, and may do it again', async () => {
  protect({});
  const call = { table: 'cases', key: '', cells: { when: '2026-11-20T07:00:00.000Z', name: '王芳' } };
  const failure = await desk.runtime.run('saveCall', [call]).catch((cause: unknown) => String(cause));
  expect(failure).toMatch(/保护范围/);
  expect(String(failure).replace(ME, '')).not.toMatch(/[A-Za-z]{6,} [A-Za-z]+/);
  protect();
  expect(await desk.runtime.run('saveCall', [call])).toMatchObject({ outcome: 'saved', row: 6 });
});
