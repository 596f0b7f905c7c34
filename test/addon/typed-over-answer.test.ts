// A cell that is typed between the look at it and the writing of an answer into it: what was typed is there again, and
// is the row's.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';
import { whileAnswerIsPainted } from '../fixtures/addon/while-painted.ts';

const OTHER = 'other@example.test';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 20 });
  desk.paste(2, '客户姓名', [['李明', '13812345678']]);
  await desk.idle();
  await desk.run('refresh');
  desk.service.calls.length = 0;
});
afterEach(() => desk.close());

const record = () => desk.service.book.cells(String(desk.value(2, '行键')));
const sent = () =>
  desk.service.submitted.flatMap(({ rows, editor }) =>
    rows.map(
      ({ cells, overwritten, editor: own }) =>
        [cells['phone'], overwritten?.['phone'], own ?? editor] as const,
    ),
  );

test('a contact that is put right while it is masked is the record’s, in full', async () => {
  await whileAnswerIsPainted(
    desk,
    'rows',
    () => desk.type(2, { 联系方式: '13900000008' }),
    () => desk.type(2, { 联系方式: '13900000009' }, OTHER),
  );
  expect(record()).toMatchObject({ phone: '13900000009' });
  expect([desk.value(2, '联系方式'), desk.value(2, '同步状态')]).toEqual(['139****0009', '已保存']);
  expect(sent().at(-1)?.[2]).toBe(OTHER);
});

test('a text is there again where a newer version of its row was pulled at that moment', async () => {
  desk.service.book.change(String(desk.value(2, '行键')), { name: '王芳' });
  await whileAnswerIsPainted(
    desk,
    'changes',
    () => desk.run('refresh'),
    () => desk.type(2, { 客户姓名: '赵敏' }, OTHER),
  );
  expect(record()).toMatchObject({ name: '赵敏' });
  expect([desk.value(2, '客户姓名'), desk.value(2, '同步状态')]).toEqual(['赵敏', '已保存']);
});

test('what looks like a formula or a number is there again as it was typed', async () => {
  desk.service.book.change(String(desk.value(2, '行键')), { name: '王芳' });
  await whileAnswerIsPainted(
    desk,
    'changes',
    () => desk.run('refresh'),
    () => desk.type(2, { 客户姓名: '007' }, OTHER),
  );
  expect([desk.value(2, '客户姓名'), record()?.['name']]).toEqual(['007', '007']);
});

test('a contact whose event is heard when it has been sent and masked already stays masked', async () => {
  desk.type(3, { 客户姓名: '赵敏', 联系方式: '13900000009' });
  await desk.idle();
  expect(sent().filter(([phone]) => phone === '13900000009')).toHaveLength(1);
  expect([desk.value(3, '联系方式'), desk.value(3, '同步状态')]).toEqual(['139****0009', '已保存']);
});

test('a text that was typed into another row, which has moved on, comes into none', async () => {
  await whileAnswerIsPainted(
    desk,
    'rows',
    () => desk.type(2, { 联系方式: '13900000008' }),
    () => {
      desk.type(3, { 联系方式: '13900000009' });
      desk.insertRows(2, 1);
    },
  );
  expect(record()).toBeUndefined();
  const [first] = desk.service.book.records.values();
  expect(first?.versions.at(-1)).toMatchObject({ name: '李明', phone: '13900000008' });
  expect([desk.value(3, '联系方式'), desk.value(3, '同步状态')]).toEqual(['139****0008', '已保存']);
});

test('what somebody takes back behind the answer stays as the answer has it', async () => {
  desk.type(2, { 联系方式: '13900000008' });
  await desk.idle();
  desk.type(2, { 联系方式: '13900000009' }, OTHER);
  desk.type(2, { 联系方式: '139****0008' });
  await desk.idle();
  expect(record()).toMatchObject({ phone: '13900000008' });
  expect([desk.value(2, '联系方式'), desk.value(2, '同步状态')]).toEqual(['139****0008', '已保存']);
});

test('a text that was typed over before its row was looked at is not there again, though it is heard of later', async () => {
  const held = desk.service.hold();
  desk.type(2, { 联系方式: '13900000007' });
  await held.arrived;
  desk.type(2, { 联系方式: '13900000008' }, OTHER);
  desk.writeUnheard(2, '联系方式', '13900000009');
  held.release();
  await desk.idle();
  expect(record()).toMatchObject({ phone: '13900000009' });
  expect([desk.value(2, '联系方式'), desk.value(2, '同步状态')]).toEqual(['139****0009', '已保存']);
  // Whichever is heard of first, the round or the event of that text: it is sent once, for the history.
  // What it was typed over is told with it where that may not have been answered.
  const told = sent().flatMap(([, texts = [], editor]) => texts.map(text => [text, editor]));
  expect(told.filter(([text]) => text === '13900000008')).toEqual([['13900000008', OTHER]]);
});

test('a contact that is typed once more, as it was, while it is masked stays masked', async () => {
  await whileAnswerIsPainted(
    desk,
    'rows',
    () => desk.type(2, { 联系方式: '13900000008' }),
    () => desk.type(2, { 联系方式: '13900000008' }, OTHER),
  );
  expect(record()).toMatchObject({ phone: '13900000008' });
  expect([desk.value(2, '联系方式'), desk.value(2, '同步状态')]).toEqual(['139****0008', '已保存']);
  // It has been typed over by the answer, and is told of as such.
  expect(sent().at(-1)).toEqual([undefined, ['13900000008'], OTHER]);
});

test.each<[string, string, (string | null)[][]]>([
  ['several cells', '客户姓名', [['李敏', '13900000009']]],
  ['a cell and a blank one beside it', '联系方式', [['13900000009', null]]],
  ['cells of several rows', '联系方式', [['13900000009'], ['13900000007']]],
])(
  'what is pasted while a contact is masked is told of, since no event tells the text: %s',
  async (_, label, lines) => {
    await whileAnswerIsPainted(
      desk,
      'rows',
      () => desk.type(2, { 联系方式: '13900000008' }),
      () => desk.paste(2, label, lines, OTHER),
    );
    expect(desk.value(2, '联系方式')).toBe('139****0008');
    const told = desk.toasts.filter(each => each.includes('请再做一次'));
    expect(told).toEqual([expect.stringContaining('第 2 行联系方式')]);
    expect(desk.toasts.join()).not.toContain('第 3 行');
  },
);

test('so is what is pasted while a newer version of its row is pulled', async () => {
  desk.service.book.change(String(desk.value(2, '行键')), { name: '王芳' });
  await whileAnswerIsPainted(
    desk,
    'changes',
    () => desk.run('refresh'),
    () => desk.paste(2, '客户姓名', [['赵敏', '138****5678']], OTHER),
  );
  expect(desk.value(2, '客户姓名')).toBe('王芳');
  expect(desk.toasts.filter(each => each.includes('第 2 行客户姓名'))).toHaveLength(1);
});

test('what is pasted before the look or behind the answer is not told of', async () => {
  const held = desk.service.hold();
  desk.type(2, { 联系方式: '13900000008' });
  await held.arrived;
  desk.paste(2, '客户姓名', [['李敏', '13900000009']], OTHER);
  held.release();
  await desk.idle();
  desk.paste(2, '客户姓名', [['李明', '13900000007']], OTHER);
  await desk.idle();
  expect(desk.toasts.filter(each => each.includes('请再做一次'))).toEqual([]);
  expect(record()).toMatchObject({ name: '李明', phone: '13900000007' });
});

test('nor is what was heard of before its row was looked at for the answer, which writes it otherwise', async () => {
  desk.service.book.writes = cells => ({ ...cells, name: String(cells['name']).replace('阿', '') });
  const edits = () =>
    desk.runtime.spendings().filter(({ functionName }) => functionName === 'onSheetEdit').length;
  const held = desk.service.hold();
  desk.type(2, { 联系方式: '13900000008' });
  await held.arrived;
  const before = edits();
  desk.paste(2, '客户姓名', [['阿敏', '139****0008']], OTHER);
  await expect.poll(edits).toBe(before + 1);
  held.release();
  await desk.idle();
  expect(desk.value(2, '客户姓名')).toBe('敏');
  expect(sent().at(-1)?.[2]).toBe(OTHER);
  expect(desk.toasts.filter(each => each.includes('请再做一次'))).toEqual([]);
});

test('nor is a sort, nor what is pasted or cleared and undone a while behind the answer', async () => {
  desk.type(2, { 联系方式: '13900000008' });
  desk.type(3, { 客户姓名: '王芳', 联系方式: '13900000007' });
  await desk.idle();
  desk.sort(2, [3, 2]);
  await desk.idle();
  await desk.clock.advance(16_000);
  desk.paste(2, '客户姓名', [['王芳', '139****0007']], OTHER);
  await desk.idle();
  expect(desk.toasts.filter(each => each.includes('请再做一次'))).toEqual([]);
});

test('what was refused and is put right was nobody’s text, also soon after a contact was masked', async () => {
  desk.type(2, { 联系方式: '13900000008' });
  await desk.idle();
  desk.type(2, { 数量: '一些' });
  await desk.idle();
  expect(desk.value(2, '同步状态')).toBe('有误');
  desk.service.calls.length = 0;
  desk.type(2, { 数量: 3 });
  await desk.idle();
  expect(desk.value(2, '同步状态')).toBe('已保存');
  const rows = desk.service.submitted.flatMap(each => each.rows);
  expect(rows.map(({ cells, overwritten }) => [cells['count'], overwritten])).toEqual([[3, undefined]]);
});
