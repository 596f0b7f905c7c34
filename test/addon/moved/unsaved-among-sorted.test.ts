// The visible columns are sorted while a new row is still to be heard of: its cells come beside another row's hidden
// key.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HEADER } from '../../fixtures/addon/case-tab.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

const VISIBLE = HEADER.filter(label => label !== '行键' && label !== '版本');

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 40 });
  desk.paste(2, '客户姓名', [
    ['甲', '13800000001'],
    ['乙', '13800000002'],
    ['丙', '13800000003'],
  ]);
  await desk.idle();
  const { tables } = desk.service.desk;
  for (const column of tables[0]?.columns ?? []) if (column.key === 'name') column.required = true;
  desk.service.desk.version = '2';
  await desk.run('refresh');
});
afterEach(() => desk.close());

/** Row 5 is begun, moves down by one, and changes places with the row above in what can be seen. */
async function sortMeanwhile(sort: () => void): Promise<void> {
  const held = desk.service.hold();
  desk.type(2, { 数量: 1 });
  await held.arrived;
  desk.type(5, { 客户姓名: '丁', 联系方式: '13800000004' });
  desk.insertRows(2, 1);
  sort();
  held.release();
  await desk.idle();
}

const swap = () => desk.sort(5, [6, 5], VISIBLE);

/** The same, of which no event tells. */
function swapUnheard(one = 5, other = 6): void {
  for (const label of VISIBLE) {
    const [above, below] = [one, other].map(row => desk.value(row, label) ?? null);
    desk.writeUnheard(one, label, below ?? null);
    desk.writeUnheard(other, label, above ?? null);
  }
}

test.each([
  ['is heard of with it', swap],
  ['is not heard of yet', () => swapUnheard()],
])('a sort that %s: no record takes its cells, and the undo puts all right', async (_, sort) => {
  await sortMeanwhile(sort);
  const names = () => [...desk.service.book.records.values()].map(({ versions }) => versions.at(-1));
  expect(names().slice(0, 3)).toMatchObject([
    { name: '甲', phone: '13800000001' },
    { name: '乙', phone: '13800000002' },
    { name: '丙', phone: '13800000003' },
  ]);
  swap();
  await desk.idle();
  await desk.run('refresh');
  await desk.idle();
  expect(names().find(cells => cells?.['name'] === '丙')).toMatchObject({ phone: '13800000003' });
  expect([3, 4, 5, 6].map(row => [desk.value(row, '客户姓名'), desk.value(row, '同步状态')])).toEqual([
    ['甲', '已保存'],
    ['乙', '已保存'],
    ['丙', '已保存'],
    ['丁', '已保存'],
  ]);
});

test.each([
  ['the record was typed into as well', 2, true],
  ['only the new row was', 1, true],
  ['no event tells of the sort', 2, false],
])(
  'some columns are sorted, %s: the record does not take the contact of the new row',
  async (_, typed, heard) => {
    const swapContacts = () => {
      if (heard) return desk.sort(4, [5, 4], ['联系方式']);
      const [above, below] = [4, 5].map(row => desk.value(row, '联系方式') ?? null);
      desk.writeUnheard(4, '联系方式', below ?? null);
      desk.writeUnheard(5, '联系方式', above ?? null);
    };
    const held = desk.service.hold();
    desk.type(2, { 数量: 1 });
    await held.arrived;
    desk.type(5, { 客户姓名: '丁', 联系方式: '13800000004' });
    if (typed > 1) desk.type(4, { 数量: 7 });
    swapContacts();
    held.release();
    await desk.idle();
    const phones = () =>
      [...desk.service.book.records.values()].map(({ versions }) => versions.at(-1)?.['phone']);
    expect(phones()).toEqual(['13800000001', '13800000002', '13800000003']);
    expect([4, 5].map(row => desk.value(row, '同步状态'))).toEqual(['待核对', '待核对']);
    swapContacts();
    await desk.idle();
    await desk.run('refresh');
    await desk.idle();
    expect(phones()).toEqual(['13800000001', '13800000002', '13800000003', '13800000004']);
    expect([2, 3, 4, 5].map(row => desk.value(row, '同步状态'))).toEqual(Array(4).fill('已保存'));
  },
);

test('new rows wait with the record and with each other while some columns are sorted', async () => {
  const held = desk.service.hold();
  desk.type(2, { 数量: 1 });
  await held.arrived;
  desk.paste(5, '客户姓名', [
    ['丁', '13800000004'],
    ['戊', '13800000005'],
  ]);
  desk.sort(4, [5, 6, 4], ['联系方式']);
  held.release();
  await desk.idle();
  expect([...desk.service.book.records.values()]).toHaveLength(3);
  desk.sort(4, [6, 4, 5], ['联系方式']);
  await desk.idle();
  await desk.run('refresh');
  await desk.idle();
  const kept = [...desk.service.book.records.values()].map(({ versions }) => versions.at(-1));
  expect(kept.map(cells => [cells?.['name'], cells?.['phone']])).toEqual([
    ['甲', '13800000001'],
    ['乙', '13800000002'],
    ['丙', '13800000003'],
    ['丁', '13800000004'],
    ['戊', '13800000005'],
  ]);
});

test('a record on its way is not sent with a new row’s contact, nor once its answer has come', async () => {
  const swapUnheardContacts = () => {
    const [above, below] = [4, 5].map(row => desk.value(row, '联系方式') ?? null);
    desk.writeUnheard(4, '联系方式', below ?? null);
    desk.writeUnheard(5, '联系方式', above ?? null);
  };
  const held = desk.service.hold();
  desk.type(4, { 数量: 7 });
  await held.arrived;
  desk.writeUnheard(5, '客户姓名', '丁');
  desk.writeUnheard(5, '联系方式', '13800000004');
  swapUnheardContacts();
  held.release();
  await desk.idle();
  await desk.run('resend');
  await desk.idle();
  const phones = () =>
    [...desk.service.book.records.values()].map(({ versions }) => versions.at(-1)?.['phone']);
  expect(phones().slice(0, 3)).toEqual(['13800000001', '13800000002', '13800000003']);
  swapUnheardContacts();
  await desk.run('refresh');
  await desk.idle();
  expect(phones()).toEqual(['13800000001', '13800000002', '13800000003', '13800000004']);
});

test('a contact that is put right beside an unsaved copy of its row, which shows the old one, is saved', async () => {
  desk.copyRow(4, 5);
  desk.type(5, { 客户姓名: null });
  await desk.idle();
  expect([desk.value(5, '同步状态'), desk.value(5, '联系方式')]).toEqual(['草稿', '138****0003']);
  desk.type(4, { 联系方式: '13900000009' });
  await desk.idle();
  const phones = () =>
    [...desk.service.book.records.values()].map(({ versions }) => versions.at(-1)?.['phone']);
  expect(phones()).toEqual(['13800000001', '13800000002', '13900000009']);
  expect([4, 5].map(row => desk.value(row, '同步状态'))).toEqual(['已保存', '草稿']);
});

test('new rows alone that are sorted in some columns are saved as they stand, and no number is lost by the undo', async () => {
  desk.type(5, { 客户姓名: '丁' });
  desk.type(5, { 联系方式: '13800000004' });
  desk.type(6, { 客户姓名: '戊' });
  desk.type(6, { 联系方式: '13800000005' });
  const swapContacts = () => desk.sort(5, [6, 5], ['联系方式']);
  swapContacts();
  await desk.idle();
  const kept = () =>
    [...desk.service.book.records.values()].slice(3).map(({ versions }) => {
      const { name, phone } = versions.at(-1) ?? {};
      return [name, phone];
    });
  const exchanged = [
    ['丁', '13800000005'],
    ['戊', '13800000004'],
  ];
  expect(kept()).toEqual(exchanged);
  // What comes back is hidden by then: it is no number, and each row says so.
  swapContacts();
  await desk.idle();
  expect(kept()).toEqual(exchanged);
  expect([5, 6].map(row => desk.value(row, '同步状态'))).toEqual(['有误', '有误']);
  desk.type(5, { 联系方式: '13800000004' });
  desk.type(6, { 联系方式: '13800000005' });
  await desk.idle();
  expect(kept()).toEqual([
    ['丁', '13800000004'],
    ['戊', '13800000005'],
  ]);
});

test('a new row does not become a record with the cells of a customer who has two, while a sort is not heard of', async () => {
  desk.paste(5, '客户姓名', [['丙二', '13800000003']]);
  await desk.idle();
  const held = desk.service.hold();
  desk.type(2, { 数量: 1 });
  await held.arrived;
  desk.type(6, { 客户姓名: '丁', 联系方式: '13800000004' });
  swapUnheard(4, 6);
  held.release();
  await desk.idle();
  const phones = () =>
    [...desk.service.book.records.values()].map(({ versions }) => versions.at(-1)?.['phone']);
  const own = ['13800000001', '13800000002', '13800000003', '13800000003', '13800000004'];
  expect(phones()).toEqual(own);
  swapUnheard(4, 6);
  await desk.run('refresh');
  await desk.idle();
  expect(phones()).toEqual(own);
});
