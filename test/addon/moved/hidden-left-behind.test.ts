// All that can be seen of rows is sorted or moved, without the hidden columns: each record goes with its cells.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HEADER } from '../../fixtures/addon/case-tab.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

const VISIBLE = HEADER.filter(label => label !== '行键' && label !== '版本');

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 40 });
  desk.paste(2, '客户姓名', ALL.slice(0, 3));
  await desk.idle();
});
afterEach(() => desk.close());

const NEW = [
  ['丁', '13800000004'],
  ['戊', '13800000005'],
  ['己', '13800000006'],
];
const sort = (first: number, order: readonly number[]) => desk.sort(first, order, VISIBLE);

const ALL = [['甲', '13800000001'], ['乙', '13800000002'], ['丙', '13800000003'], ...NEW];
const records = () =>
  [...desk.service.book.records.values()].map(({ versions }) => {
    const { name, phone } = versions.at(-1) ?? {};
    return [name, phone];
  });

/** The rows that show a name or have a key: the name where the key is that of its record, and else what is wrong. */
const rows = () =>
  Object.fromEntries(
    Array.from({ length: 9 }, (_, at) => at + 2).flatMap(row => {
      const name = desk.value(row, '客户姓名');
      const key = desk.value(row, '行键');
      if (name === undefined && key === undefined) return [];
      const isSaved = desk.value(row, '同步状态') === '已保存';
      const isOwn = desk.service.book.cells(String(key))?.['name'] === name;
      return [[row, isSaved && isOwn ? name : [name, key, desk.value(row, '同步状态')]]];
    }),
  );
const inOrder = (first: number, ...names: string[]) =>
  Object.fromEntries(names.map((name, at) => [first + at, name]));
const told = () => [...desk.toasts, ...desk.alerts].filter(text => text.includes('其他记录的内容'));

test('new rows are sorted, and the undo comes while they are on their way', async () => {
  const held = desk.service.hold();
  desk.paste(5, '客户姓名', NEW);
  // The blank row goes to the end: all below it go up by one.
  desk.insertRows(5, 1);
  sort(5, [6, 7, 8, 5]);
  await held.arrived;
  sort(5, [8, 5, 6, 7]);
  held.release();
  await desk.idle();
  await desk.run('refresh');
  expect(records()).toEqual(ALL);
  expect(rows()).toEqual({ ...inOrder(2, '甲', '乙', '丙'), ...inOrder(6, '丁', '戊', '己') });
  expect(told()).toEqual([]);
});

test('new rows are sorted while they are on their way, and nobody undoes it', async () => {
  const held = desk.service.hold();
  desk.paste(5, '客户姓名', NEW);
  await held.arrived;
  sort(5, [6, 7, 5]);
  held.release();
  await desk.idle();
  expect(records()).toEqual(ALL);
  expect(rows()).toEqual(inOrder(2, '甲', '乙', '丙', '戊', '己', '丁'));
  expect(told()).toEqual([]);
});

test('new rows are sorted with saved ones that are on their way, and the undo comes after the answers', async () => {
  const held = desk.service.hold();
  desk.type(4, { 数量: 1 });
  await held.arrived;
  desk.paste(5, '客户姓名', NEW);
  desk.insertRows(5, 1);
  sort(5, [6, 7, 8, 5]);
  held.release();
  await desk.idle();
  expect(rows()).toEqual(inOrder(2, '甲', '乙', '丙', '丁', '戊', '己'));
  sort(5, [8, 5, 6, 7]);
  await desk.idle();
  expect(records()).toEqual(ALL);
  expect(rows()).toEqual({ ...inOrder(2, '甲', '乙', '丙'), ...inOrder(6, '丁', '戊', '己') });
  expect(told()).toEqual([]);
});

test('a new row changes places with a saved one and goes with its cells, there and back', async () => {
  desk.paste(5, '客户姓名', NEW.slice(0, 1));
  sort(4, [5, 4]);
  await desk.idle();
  expect(rows()).toEqual(inOrder(2, '甲', '乙', '丁', '丙'));
  sort(4, [5, 4]);
  await desk.idle();
  expect(records()).toEqual(ALL.slice(0, 4));
  expect(rows()).toEqual(inOrder(2, '甲', '乙', '丙', '丁'));
  expect(told()).toEqual([]);
});

test('one on its way changes places with one that is still to be heard of, there and back', async () => {
  const held = desk.service.hold();
  desk.paste(5, '客户姓名', NEW.slice(0, 1));
  await held.arrived;
  for (const [label, value] of [
    ['客户姓名', '戊'],
    ['联系方式', '13800000005'],
  ] as const)
    desk.writeUnheard(6, label, value);
  const again = desk.service.hold();
  sort(5, [6, 5]);
  held.release();
  await again.arrived;
  sort(5, [6, 5]);
  again.release();
  await desk.idle();
  await desk.run('refresh');
  await desk.idle();
  expect(records()).toEqual(ALL.slice(0, 5));
  expect(rows()).toEqual(inOrder(2, '甲', '乙', '丙', '丁', '戊'));
});

test.each([
  ['typed into', 1],
  ['typed into and back', 2],
])(
  'a saved row on its way, %s, changes places with a new one, there and back: nothing of it comes there',
  async (_, times) => {
    const held = desk.service.hold();
    desk.type(4, { 数量: 1 });
    if (times > 1) desk.type(4, { 数量: null });
    await held.arrived;
    desk.paste(5, '客户姓名', NEW.slice(0, 1));
    sort(4, [5, 4]);
    held.release();
    await desk.idle();
    expect(rows()).toEqual(inOrder(2, '甲', '乙', '丁', '丙'));
    expect(desk.value(4, '编号')).not.toBe(desk.value(5, '编号'));
    sort(4, [5, 4]);
    await desk.idle();
    expect(records()).toEqual(ALL.slice(0, 4));
    expect(rows()).toEqual(inOrder(2, '甲', '乙', '丙', '丁'));
  },
);

test('new rows on their way are sorted with a saved one and brought back: each record has its cells', async () => {
  const held = desk.service.hold();
  desk.paste(5, '客户姓名', NEW.slice(0, 2));
  await held.arrived;
  sort(4, [5, 6, 4]);
  held.release();
  await desk.idle();
  expect(rows()).toEqual(inOrder(2, '甲', '乙', '丁', '戊', '丙'));
  sort(4, [6, 4, 5]);
  await desk.idle();
  expect(records()).toEqual(ALL.slice(0, 5));
  expect(rows()).toEqual(inOrder(2, '甲', '乙', '丙', '丁', '戊'));
});

test('saved rows are sorted: their keys go along, nothing is sent, and the undo brings them back', async () => {
  desk.service.calls.length = 0;
  sort(2, [4, 2, 3]);
  await desk.idle();
  expect(rows()).toEqual(inOrder(2, '丙', '甲', '乙'));
  sort(2, [3, 4, 2]);
  await desk.idle();
  expect(rows()).toEqual(inOrder(2, '甲', '乙', '丙'));
  expect(desk.service.submitted).toEqual([]);
  expect(told()).toEqual([]);
});

test('who sorts rows that were saved in nobody’s name has not typed them', async () => {
  desk.writeUnheard(5, '客户姓名', '丁');
  desk.writeUnheard(5, '联系方式', '13800000004');
  await desk.run('resend');
  expect(records()).toEqual(ALL.slice(0, 4));
  desk.service.calls.length = 0;
  sort(4, [5, 4]);
  await desk.idle();
  sort(4, [5, 4]);
  await desk.idle();
  expect(rows()).toEqual(inOrder(2, '甲', '乙', '丙', '丁'));
  expect(desk.service.submitted).toEqual([]);
});

test('a sort that no event told of is put right by the next look at the rows', async () => {
  const before = [2, 3, 4].map(row => VISIBLE.map(label => desk.value(row, label) ?? null));
  [4, 2, 3].forEach((from, at) => {
    VISIBLE.forEach((label, column) => desk.writeUnheard(at + 2, label, before[from - 2]?.[column] ?? null));
  });
  await desk.run('resend');
  await desk.run('resend');
  await desk.idle();
  expect(records()).toEqual(ALL.slice(0, 3));
  expect(rows()).toEqual(inOrder(2, '丙', '甲', '乙'));
});

/** Has something done at the moment before the script writes, for the first time, and waits until all is quiet. */
async function whileKeysFollow(edit: () => void, meanwhile: () => void): Promise<void> {
  const { workbook } = desk;
  const apply = workbook.apply.bind(workbook);
  let isDone = false;
  workbook.apply = (ops, origin, ...rest) => {
    if (origin.by === 'script' && !isDone) {
      isDone = true;
      meanwhile();
    }
    return apply(ops, origin, ...rest);
  };
  edit();
  await desk.idle();
  workbook.apply = apply;
  expect(isDone).toBe(true);
}

test('rows are sorted again while the keys follow them', async () => {
  await whileKeysFollow(
    () => sort(2, [4, 2, 3]),
    () => sort(2, [3, 4, 2]),
  );
  await desk.run('refresh');
  expect(records()).toEqual(ALL.slice(0, 3));
  expect(rows()).toEqual(inOrder(2, '甲', '乙', '丙'));
});

test('so they are with a blank row among them: what the undo brings back says 已保存', async () => {
  desk.insertRows(3, 1);
  await desk.idle();
  await whileKeysFollow(
    () => sort(2, [2, 4, 5, 3]),
    () => sort(2, [2, 5, 3, 4]),
  );
  await desk.run('refresh');
  expect(records()).toEqual(ALL.slice(0, 3));
  expect(rows()).toEqual({ 2: '甲', 4: '乙', 5: '丙' });
});

test('all that can be seen of a row is cut and pasted into a blank one: its record goes along', async () => {
  desk.cutOver(3, 6, VISIBLE);
  await desk.idle();
  expect(records()).toEqual(ALL.slice(0, 3));
  expect(rows()).toEqual({ 2: '甲', 4: '丙', 6: '乙' });
});

test('a row that is typed into keeps its key, though another shows what it was answered with', async () => {
  const shown = VISIBLE.map(label => desk.value(3, label) ?? null);
  VISIBLE.forEach((label, column) => desk.writeUnheard(6, label, shown[column] ?? null));
  const key = desk.value(3, '行键');
  desk.paste(3, '客户姓名', [['乙二', '13800000009']]);
  await desk.idle();
  expect(desk.value(3, '行键')).toBe(key);
  expect([3, 6].map(row => desk.value(row, '同步状态'))).toEqual(['待核对', '已保存']);
});
