// What an edit costs at Google: calls of services, counted and not timed, and executions that find others at work.
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SettableClock } from '../../local/clock/clock.ts';
import { HEADER } from '../fixtures/addon/case-tab.ts';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

let desk: StaffDesk;
beforeEach(async () => {
  // Held still: after three seconds columns are looked for again.
  const clock = new SettableClock({ realNow: () => Date.UTC(2026, 10, 30, 2) });
  desk = await StaffDesk.open({ runtime: { clock } });
  desk.paste(2, '客户姓名', [['李明', '13812345678']]);
  await desk.idle();
});
afterEach(() => desk.close());

/** What the executions of these edits have spent, in the order in which they ended. */
async function spendings(edit: () => void) {
  const before = desk.runtime.spendings().length;
  edit();
  await desk.idle();
  return desk.runtime.spendings().slice(before);
}

test('a cell typed into a saved row costs one short execution', async () => {
  const spent = await spendings(() => desk.type(2, { 数量: 3 }));
  expect(spent.map(({ functionName }) => functionName)).toEqual(['onSheetEdit', 'onSheetChange']);
  const [edit, change] = spent;
  expect(edit?.callsToWritten).toBeGreaterThan(0);
  expect(edit?.callsToWritten).toBeLessThanOrEqual(11);
  // Behind the answer: what was painted is noted, the lock given back, and looked for notes.
  expect(edit?.calls).toBeLessThanOrEqual(14);
  // One read of 50 ms of it is the look whether the row was still there when it was painted.
  expect(edit?.countedMs).toBeLessThanOrEqual(1_260);
  expect(change?.calls).toBe(0);
});

test('so does one typed into a draft', async () => {
  desk.type(4, { 数量: 3 });
  await desk.idle();
  const [edit] = await spendings(() => desk.type(4, { 购买日期: 45200 }));
  expect(desk.value(4, '同步状态')).toBe('草稿');
  expect(edit?.callsToWritten).toBeLessThanOrEqual(12);
});

test('so does one typed into a draft of which a column is explained, and no colour is read for it', async () => {
  const says = (severity: 'info' | 'warning') => [
    { column: 'count', code: 'proposed', severity, message: '按购买日期填入' },
  ];
  desk.service.book.said = says('info');
  desk.type(4, { 数量: 3 });
  await desk.idle();
  expect(desk.cell(4, '数量').note).toContain('按购买日期填入');
  const [plain] = await spendings(() => desk.type(4, { 购买日期: 45200 }));
  expect(plain?.callsToWritten).toBeLessThanOrEqual(12);
  expect(plain?.byName.readTexts).toBe(1);

  desk.service.book.said = says('warning');
  const [coloured] = await spendings(() => desk.type(4, { 购买日期: 45201 }));
  expect(desk.cell(4, '数量').format?.background).toBeDefined();
  desk.service.book.said = says('info');
  const [cleared] = await spendings(() => desk.type(4, { 购买日期: 45202 }));
  expect(desk.cell(4, '数量').format?.background).toBeUndefined();
  expect([coloured?.byName.readTexts, cleared?.byName.readTexts]).toEqual([2, 2]);
});

test('so does the first cell of a new row, which gets number, state and key', async () => {
  const [edit] = await spendings(() => desk.type(3, { 客户姓名: '王芳' }));
  expect(desk.value(3, '同步状态')).toBe('已保存');
  expect(edit?.calls).toBeLessThanOrEqual(27);
  expect(edit?.countedMs).toBeLessThanOrEqual(2_000);
});

test('what a cell costs does not grow with the tab', async () => {
  const [few] = await spendings(() => desk.type(2, { 数量: 4 }));
  desk.paste(
    3,
    '客户姓名',
    Array.from({ length: 300 }, (_, index) => [`客户${index}`]),
  );
  await desk.idle();
  const [many] = await spendings(() => desk.type(2, { 数量: 5 }));
  expect(many?.byName).toEqual(few?.byName);
});

test('a whole contact in a saved row and a hidden one in a new row do not have the whole tab read', async () => {
  desk.paste(
    3,
    '客户姓名',
    Array.from({ length: 300 }, (_, index) => [`客户${index}`, `138${String(index).padStart(8, '0')}`]),
  );
  await desk.idle();
  const edits: (() => void)[] = [
    () => desk.type(150, { 联系方式: '13900000001' }),
    () => desk.type(310, { 联系方式: '139****0001' }),
    () => desk.type(310, { 数量: 1 }),
  ];
  const cells: number[] = [];
  for (const edit of edits) {
    const spent = await spendings(edit);
    cells.push(Math.max(...spent.map(({ cellsRead }) => cellsRead)));
  }
  // Tokens and contacts of all rows, keys where a row is new, and whole rows of a few.
  expect(cells.filter(count => count > 310 * 4)).toEqual([]);
});

test('a text that is typed over before it was heard of is looked for in its column', async () => {
  desk.paste(
    3,
    '客户姓名',
    Array.from({ length: 300 }, (_, index) => [`客户${index}`]),
  );
  await desk.idle();
  const spent = await spendings(() => {
    desk.type(160, { 数量: 7 });
    desk.type(160, { 数量: 8 });
  });
  // The whole tab is read once, for the row that waits for its second text.
  expect(Math.max(...spent.map(({ cellsRead }) => cellsRead))).toBeLessThanOrEqual(310 * (HEADER.length + 4));
});

test('people who type while a row is on its way leave a note each, and one execution sends for all', async () => {
  const people = Array.from({ length: 12 }, (_, index) => `person${index}@example.test`);
  const [first = '', ...others] = people;
  desk.service.calls.length = 0;
  const held = desk.service.hold();
  desk.type(10, { 客户姓名: '客户0' }, first);
  await held.arrived;
  const before = desk.runtime.spendings().length;
  const noted = () =>
    desk.runtime
      .spendings()
      .slice(before)
      .filter(({ functionName }) => functionName === 'onSheetEdit');
  others.forEach((email, index) => {
    desk.type(11 + index, { 客户姓名: `客户${index + 1}` }, email);
  });
  while (noted().length < others.length) await setImmediate();
  // A note is left, the lock asked for before and after, and looked whether somebody has it who looks for no notes.
  for (const { calls, countedMs } of noted()) {
    expect(calls).toBeLessThanOrEqual(4);
    expect(countedMs).toBeLessThanOrEqual(550);
  }
  held.release();
  await desk.idle();
  expect(people.map((_, index) => desk.value(10 + index, '同步状态'))).toEqual(people.map(() => '已保存'));
  const sent = desk.service.submitted.map(({ rows, editor }) =>
    rows.map(row => [row.cells['name'], row.editor ?? editor]),
  );
  expect(sent.map(rows => rows.length)).toEqual([1, 11]);
  expect(new Map(sent.flat() as [string, string][])).toEqual(
    new Map(people.map((email, index) => [`客户${index}`, email])),
  );
});
