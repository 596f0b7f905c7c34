// People need no lock: they insert, delete and sort rows while an answer is painted. Each row shows its own record's
// answer by the time that the execution is over, without anybody's next edit and without the round of the hour.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SHEET_ID } from '../../fixtures/addon/case-book.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';
import { whileAnswerIsPainted } from '../../fixtures/addon/while-painted.ts';

const ROWS = [2, 3, 4, 5, 6, 7, 8];
const LABELS = ['编号', '客户姓名', '联系方式', '数量', '状态', '同步状态', '行键'] as const;

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 40 });
  desk.paste(2, '客户姓名', [
    ['甲', '13800000001'],
    ['乙', '13800000002'],
    ['丙', '13800000003'],
  ]);
  await desk.idle();
  await desk.run('refresh');
});
afterEach(() => desk.close());

/** What each row shows that holds anything, beside the blank ones between them. */
const shown = () =>
  ROWS.map(row => LABELS.map(label => desk.value(row, label)))
    .filter(line => line.some(value => value !== undefined))
    .map(line => line.slice(0, -1));

/** Whether each row holds the key and the token of the record whose name it shows. */
const untied = () =>
  ROWS.filter(row => {
    const name = desk.value(row, '客户姓名');
    if (name === undefined) return desk.value(row, '行键') !== undefined || desk.token(row) !== undefined;
    const key = String(desk.value(row, '行键'));
    const versions = desk.service.book.records.get(key)?.versions ?? [];
    return versions.at(-1)?.['name'] !== name || desk.token(row) !== `v${versions.length}`;
  });

const saved = (no: string, name: string, phone: string | undefined, count?: number) => [
  no,
  name,
  phone,
  count,
  '待处理',
  '已保存',
];

const ALL = [
  saved('C-1', '甲', '138****0001'),
  saved('C-2', '乙', '138****0002', 5),
  saved('C-3', '丙', '138****0003'),
];

test('a row is inserted above: both rows show their own', async () => {
  await whileAnswerIsPainted(
    desk,
    'rows',
    () => desk.type(3, { 数量: 5 }),
    () => desk.insertRows(2, 1),
  );
  expect([shown(), untied()]).toEqual([ALL, []]);
  expect([desk.value(2, '同步状态'), desk.cell(2, '同步状态').note]).toEqual([undefined, undefined]);
});

test('a blank row is inserted in its very place: it shows nothing', async () => {
  await whileAnswerIsPainted(
    desk,
    'rows',
    () => desk.type(3, { 数量: 5 }),
    () => desk.insertRows(3, 1),
  );
  expect([shown(), untied()]).toEqual([ALL, []]);
  expect(LABELS.map(label => desk.value(3, label))).toEqual(LABELS.map(() => undefined));
  expect(desk.cell(3, '同步状态').format?.background).toBeUndefined();
});

test('a row above is taken out', async () => {
  await whileAnswerIsPainted(
    desk,
    'rows',
    () => desk.type(3, { 数量: 5 }),
    () => desk.reshape({ type: 'delete', sheetId: SHEET_ID, dimension: 'ROWS', index: 1, count: 1 }),
  );
  expect([shown(), untied()]).toEqual([ALL.slice(1), []]);
});

test('the rows are sorted', async () => {
  await whileAnswerIsPainted(
    desk,
    'rows',
    () => desk.type(3, { 数量: 5 }),
    () => desk.sort(2, [4, 2, 3]),
  );
  expect([shown(), untied()]).toEqual([[ALL[2], ALL[0], ALL[1]], []]);
});

test.each<[string, (desk: StaffDesk) => void]>([
  ['a row is inserted', desk => desk.insertRows(9, 1)],
  ['two rows are inserted', desk => desk.insertRows(8, 2)],
  ['a row is moved', desk => desk.moveRow(4, 12)],
  ['the rows are sorted', desk => desk.sort(2, [16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2])],
])('rows between others that are painted show their own, and are no calls more: %s', async (_, meanwhile) => {
  desk.paste(
    5,
    '客户姓名',
    Array.from({ length: 12 }, (_, index) => [`客${index}`, `1370000000${index % 10}`]),
  );
  await desk.idle();
  const rows = Array.from({ length: 15 }, (_, index) => 2 + index);
  for (const row of rows.filter(each => each % 2 === 0)) desk.writeUnheard(row, '数量', 9);
  const before = desk.runtime.spendings().length;
  await desk.run('resend');
  const [calm] = desk.runtime.spendings().slice(before);
  // Two of each row say that it is on its way; states and tokens of the answers are one call each.
  expect(calm?.byName.writeValues).toBe(2 * 8 + 2);

  for (const row of rows.filter(each => each % 2 === 0)) desk.writeUnheard(row, '数量', 8);
  await whileAnswerIsPainted(
    desk,
    'rows',
    () => desk.run('resend'),
    () => meanwhile(desk),
  );
  const wrong = [...rows, 17, 18].filter(row => {
    const name = desk.value(row, '客户姓名');
    const record = desk.service.book.records.get(String(desk.value(row, '行键')));
    if (!record) return [name, desk.value(row, '同步状态'), desk.value(row, '编号')].some(Boolean);
    const state = [desk.value(row, '编号'), desk.value(row, '同步状态'), desk.token(row)];
    const wanted = [record.no, '已保存', `v${record.versions.length}`];
    return record.versions.at(-1)?.['name'] !== name || String(state) !== String(wanted);
  });
  expect(wrong).toEqual([]);
});

test('a contact is masked in its own row, and no other gets it', async () => {
  await whileAnswerIsPainted(
    desk,
    'rows',
    () => desk.type(3, { 联系方式: '13900000009' }),
    () => desk.insertRows(2, 1),
  );
  const [first, , third] = ALL;
  expect([shown(), untied()]).toEqual([[first, saved('C-2', '乙', '139****0009'), third], []]);
  const phones = [...desk.service.book.records.values()].map(({ versions }) => versions.at(-1)?.['phone']);
  expect(phones).toEqual(['13800000001', '13900000009', '13800000003']);
});

test('two answers whose rows change places', async () => {
  await whileAnswerIsPainted(
    desk,
    'rows',
    () => desk.paste(2, '联系方式', [['13900000008'], ['13900000009']]),
    () => desk.sort(2, [3, 2]),
  );
  const [, , third] = ALL;
  expect([shown(), untied()]).toEqual([
    [saved('C-2', '乙', '139****0009'), saved('C-1', '甲', '139****0008'), third],
    [],
  ]);
});

test('a row that is typed into meanwhile, and moved, is sent with what was typed', async () => {
  await whileAnswerIsPainted(
    desk,
    'rows',
    () => desk.type(3, { 联系方式: '13900000009' }),
    () => {
      desk.insertRows(2, 1);
      desk.type(4, { 数量: 5 });
    },
  );
  const [first, , third] = ALL;
  expect([shown(), untied()]).toEqual([[first, saved('C-2', '乙', '139****0009', 5), third], []]);
});

test('a change of the service is pulled while a row is inserted above', async () => {
  desk.service.book.change(String(desk.value(3, '行键')), { count: 5 });
  await whileAnswerIsPainted(
    desk,
    'changes',
    () => desk.run('refresh'),
    () => desk.insertRows(2, 1),
  );
  expect([shown(), untied()]).toEqual([ALL, []]);
});

test('a refusal is said at its own row alone', async () => {
  await whileAnswerIsPainted(
    desk,
    'rows',
    () => desk.type(3, { 数量: '几个' }),
    () => desk.insertRows(2, 1),
  );
  const states = [3, 4, 5].map(row => [desk.value(row, '同步状态'), desk.cell(row, '数量').note]);
  expect(states).toEqual([
    ['已保存', undefined],
    ['有误', expect.stringContaining('数量必须是数字')],
    ['已保存', undefined],
  ]);
});

test('the row that was painted is taken out: no other shows its answer', async () => {
  await whileAnswerIsPainted(
    desk,
    'rows',
    () => desk.type(3, { 数量: 5 }),
    () => desk.reshape({ type: 'delete', sheetId: SHEET_ID, dimension: 'ROWS', index: 2, count: 1 }),
  );
  expect([shown(), untied()]).toEqual([[ALL[0], ALL[2]], []]);
});

test('the service cannot say what the other row holds: it waits, and is as it was with the next edit', async () => {
  await whileAnswerIsPainted(
    desk,
    'rows',
    () => desk.type(3, { 联系方式: '13900000009' }),
    () => {
      desk.insertRows(2, 1);
      desk.service.failure = 'away';
    },
  );
  desk.service.failure = undefined;
  desk.type(5, { 数量: 7 });
  await desk.idle();
  await desk.run('refresh');
  const [first] = ALL;
  expect([shown(), untied()]).toEqual([
    [first, saved('C-2', '乙', '139****0009'), saved('C-3', '丙', '138****0003', 7)],
    [],
  ]);
});

const NEW = 'aaaaaaaa-0000-4000-8000-000000000000';

/** Each name and the record that its row is of. */
const namesByNumber = () =>
  ROWS.map(row => [desk.value(row, '编号'), desk.value(row, '客户姓名')]).filter(([, name]) => name);

test('a row that somebody begins where one is about to be appended is a row of its own', async () => {
  desk.service.book.change(NEW, { name: '丁' });
  await whileAnswerIsPainted(
    desk,
    'changes',
    () => desk.run('refresh'),
    () => desk.type(5, { 客户姓名: '戊' }),
  );
  expect(namesByNumber().map(([, name]) => name)).toEqual(['甲', '乙', '丙', '戊', '丁']);
  expect(new Set(namesByNumber().map(([number]) => number)).size).toBe(5);
  expect(untied()).toEqual([]);
});

test('a row is inserted above while one is appended: the last row keeps its own', async () => {
  desk.service.book.change(NEW, { name: '丁' });
  await whileAnswerIsPainted(
    desk,
    'changes',
    () => desk.run('refresh'),
    () => desk.insertRows(2, 1),
  );
  expect(namesByNumber()).toEqual([
    ['C-1', '甲'],
    ['C-2', '乙'],
    ['C-3', '丙'],
    ['C-4', '丁'],
  ]);
  expect(untied()).toEqual([]);
});

test('a row is inserted above while many are appended: the row that one of them came over is brought back', async () => {
  desk.service.book.page = 100;
  const many = Array.from({ length: 30 }, (_, index) => `客户${index}`);
  for (const [index, name] of many.entries()) desk.service.book.change(`key-of-${index}`, { name });
  await whileAnswerIsPainted(
    desk,
    'changes',
    () => desk.run('refresh'),
    () => desk.insertRows(2, 1),
  );
  const names = desk.values('客户姓名').filter(Boolean).map(String);
  expect(names.toSorted(byText)).toEqual(['甲', '乙', '丙', ...many].toSorted(byText));
});

test('a row that was begun to be appended by an execution that died is finished by the next pull', async () => {
  desk.service.book.change(NEW, { name: '丁' });
  desk.writeUnheard(5, '行键', NEW);
  await desk.run('refresh');
  expect(namesByNumber().at(-1)).toEqual(['C-4', '丁']);
  expect([desk.value(5, '同步状态'), untied()]).toEqual(['已保存', []]);
});

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
