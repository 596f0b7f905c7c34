// Rows stay themselves: sorted whole they are left alone, and what moved other records' cells into them is held until
// it is undone.
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DESK } from '../../fixtures/addon/case-book.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

const NAMES = ['甲', '乙', '丙', '丁'];
const PART = ['客户姓名', '联系方式'];

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 40 });
  desk.paste(
    2,
    '客户姓名',
    NAMES.map((name, index) => [name, `1381234567${index}`]),
  );
  await desk.idle();
  desk.service.calls.length = 0;
});
afterEach(() => desk.close());

const states = () => desk.values('同步状态');
/** What each record holds, by the number that its row shows. */
const recorded = () =>
  [...desk.service.book.records].map(([, { no, versions }]) => [
    no,
    versions.at(-1)?.['name'],
    versions.at(-1)?.['phone'],
  ]);
const asTyped = NAMES.map((name, index) => [`C-${index + 1}`, name, `1381234567${index}`]);

describe('a sort', () => {
  test('over all columns moves rows whole: nothing is sent and nothing is lost', async () => {
    desk.sort(2, [5, 4, 3, 2]);
    await desk.idle();
    expect(desk.service.submitted).toEqual([]);
    expect(desk.values('客户姓名')).toEqual(['丁', '丙', '乙', '甲']);
    expect(states()).toEqual(['已保存', '已保存', '已保存', '已保存']);
    desk.type(2, { 数量: 5 });
    await desk.idle();
    expect(desk.service.book.cells(String(desk.value(2, '行键')))).toMatchObject({ name: '丁', count: 5 });
    expect(recorded()).toEqual(asTyped);
  });

  test('over some columns is held, said once, and gone with its undo', async () => {
    desk.toasts.length = 0;
    desk.sort(2, [5, 2, 3, 4], PART);
    await desk.idle();
    expect(states()).toEqual(['待核对', '待核对', '待核对', '待核对']);
    expect(desk.cell(2, '同步状态')).toMatchObject({ note: '【服务台】\n· 错误：放进了其他记录的内容' });
    expect(desk.toasts).toEqual([expect.stringContaining('请撤销（Ctrl+Z）')]);
    expect(desk.values('编号')).toEqual(['C-1', 'C-2', 'C-3', 'C-4']);
    expect(recorded()).toEqual(asTyped);
    desk.sort(2, [3, 4, 5, 2], PART);
    await desk.idle();
    expect(states()).toEqual(['已保存', '已保存', '已保存', '已保存']);
    expect(desk.cell(2, '同步状态').note).toBeUndefined();
    expect(desk.values('客户姓名')).toEqual(NAMES);
    expect(recorded()).toEqual(asTyped);
  });

  test('that is held stays held when one of its rows is typed into, and when all are sent again', async () => {
    desk.sort(2, [5, 2, 3, 4], PART);
    await desk.idle();
    desk.type(3, { 数量: 7 });
    await desk.idle();
    await desk.run('resend');
    expect(states()).toEqual(['待核对', '待核对', '待核对', '待核对']);
    expect(recorded()).toEqual(asTyped);
    desk.sort(2, [3, 4, 5, 2], PART);
    await desk.idle();
    expect(recorded()).toEqual(asTyped);
    expect(desk.service.book.cells(String(desk.value(3, '行键')))).toMatchObject({ count: 7 });
  });

  test('whose undo nobody is told of is found by the next round', async () => {
    desk.sort(2, [5, 2, 3, 4], PART);
    await desk.idle();
    const back = NAMES.map((name, index) => [{ value: name }, { value: `138****567${index}` }]);
    desk.workbook.apply(
      [{ type: 'cells', sheetId: 7, row: 1, column: desk.column('客户姓名'), cells: back }],
      { by: 'script' },
    );
    await desk.run('onHour');
    expect(states()).toEqual(['已保存', '已保存', '已保存', '已保存']);
    expect(recorded()).toEqual(asTyped);
  });
});

test('a block that is cut and pasted over another row is held in both, until it is undone', async () => {
  desk.cutOver(2, 4, PART);
  await desk.idle();
  expect(states()).toEqual(['待核对', '已保存', '待核对', '已保存']);
  expect(recorded()).toEqual(asTyped);
  desk.paste(2, '客户姓名', [['甲', '138****5670']]);
  desk.paste(4, '客户姓名', [['丙', '138****5672']]);
  await desk.idle();
  expect(states()).toEqual(['已保存', '已保存', '已保存', '已保存']);
  expect(recorded()).toEqual(asTyped);
});

test('刷新 asks, and brings held rows back to what was saved', async () => {
  desk.sort(2, [5, 2, 3, 4], PART);
  await desk.idle();
  await desk.run('refresh');
  expect(desk.alerts.at(-1)).toContain('有 4 行');
  expect(states()).toEqual(['待核对', '待核对', '待核对', '待核对']);
  desk.answer = 'YES';
  await desk.run('refresh');
  expect(desk.toasts.at(-1)).toBe('已按保存的内容恢复 4 行。');
  expect(desk.values('客户姓名')).toEqual(NAMES);
  expect(states()).toEqual(['已保存', '已保存', '已保存', '已保存']);
  expect(recorded()).toEqual(asTyped);
});

test('what was typed without any event is sent by the next round', async () => {
  desk.workbook.apply(
    [{ type: 'cells', sheetId: 7, row: 2, column: desk.column('数量'), cells: [[{ value: 9 }]] }],
    { by: 'script' },
  );
  await desk.run('onHour');
  expect(desk.service.submitted).toHaveLength(1);
  expect(desk.service.book.cells(String(desk.value(3, '行键')))).toMatchObject({ count: 9 });
  await desk.run('onHour');
  expect(desk.service.submitted).toHaveLength(1);
});

test('rows moved, inserted and sorted whole in any order send nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([2, 3, 4, 5], { minLength: 4 }),
      fc.integer({ min: 2, max: 5 }),
      async (order, row) => {
        desk.sort(2, order);
        desk.moveRow(row, 6);
        desk.insertRows(row, 1);
        desk.workbook.apply([{ type: 'delete', sheetId: 7, dimension: 'ROWS', index: row - 1, count: 1 }], {
          by: 'user',
          email: 'clerk@example.test',
          window: 'w1',
        });
        await desk.idle();
        expect(desk.service.submitted).toEqual([]);
      },
    ),
    { numRuns: 5 },
  );
  expect(recorded()).toEqual(asTyped);
});

describe('more rows than one request takes', () => {
  const MANY = 12;
  const many = Array.from({ length: MANY }, (_, index) => [`客户${index}`, `137${10_000_000 + index}`]);
  const backwards = many.map((_, index) => MANY + 1 - index);
  const kept = () => recorded().map(([, name, phone]) => [name, phone]);
  const counted = () => Object.groupBy(states(), state => String(state));

  beforeEach(async () => {
    desk.service.desk = { ...DESK, maxRows: 5, version: '2' };
    await desk.run('refresh');
    desk.paste(2, '客户姓名', many);
    await desk.idle();
    desk.service.calls.length = 0;
    desk.toasts.length = 0;
  });

  test('sorted over some columns are held by themselves, whichever request would have had them', async () => {
    desk.sort(2, backwards, PART);
    await desk.idle();
    expect(desk.service.submitted).toEqual([]);
    expect(counted()['待核对']).toHaveLength(MANY);
    expect(desk.cell(2, '同步状态').note).toContain(`一次改动了 ${MANY} 行`);
    expect(desk.toasts).toEqual([expect.stringContaining(`有 ${MANY} 行`)]);
    // Neither the clock nor somebody who types into one of them sends them.
    await desk.run('onHour');
    desk.type(9, { 数量: 3 });
    await desk.idle();
    expect(desk.service.submitted).toEqual([]);
    desk.sort(2, backwards, PART);
    await desk.idle();
    expect(counted()['已保存']).toHaveLength(MANY);
    expect(kept()).toEqual(many);
  });

  test('moved without any event are held too', async () => {
    const cells = backwards.map(row => [{ value: many[row - 2]?.[0] ?? null }]);
    desk.workbook.apply([{ type: 'cells', sheetId: 7, row: 1, column: desk.column('客户姓名'), cells }], {
      by: 'script',
    });
    await desk.run('onHour');
    expect(desk.service.submitted).toEqual([]);
    expect(counted()['待核对']).toHaveLength(MANY);
    expect(kept()).toEqual(many);
  });

  test('typed one by one while the service was away are all sent', async () => {
    desk.service.failure = 'away';
    for (let row = 2; row < MANY + 2; row += 1) desk.type(row, { 数量: row });
    await desk.idle();
    desk.service.failure = undefined;
    await desk.run('resend');
    expect(counted()['已保存']).toHaveLength(MANY);
    expect([...desk.service.book.records.values()].map(({ versions }) => versions.at(-1)?.['count'])).toEqual(
      many.map((_, index) => index + 2),
    );
  });

  describe('cut and pasted while the service was away, among rows that were typed,', () => {
    beforeEach(async () => {
      desk.service.failure = 'away';
      for (let row = 2; row < MANY + 2; row += 1) desk.type(row, { 数量: row });
      await desk.idle();
      desk.cutOver(2, MANY + 1, PART);
      await desk.idle();
      desk.service.failure = undefined;
    });
    const heldRows = () => states().flatMap((state, at) => (state === '待核对' ? [at + 2] : []));

    test.each(['resend', 'onHour', 'onSheetOpen'])('are judged as one gesture by %s', async name => {
      await desk.run(name);
      expect(heldRows()).toEqual([2, MANY + 1]);
      expect(counted()['已保存']).toHaveLength(MANY - 2);
      expect(kept()).toEqual(many);
      desk.paste(2, '客户姓名', [many[0] ?? []]);
      desk.paste(MANY + 1, '客户姓名', [many[MANY - 1] ?? []]);
      await desk.idle();
      expect(counted()['已保存']).toHaveLength(MANY);
      expect(kept()).toEqual(many);
    });

    test('are so too by the next edit, which looks for no rows that nobody told of', async () => {
      desk.type(20, { 客户姓名: '新客户' });
      await desk.idle();
      expect(heldRows()).toEqual([2, MANY + 1]);
      expect(kept().slice(0, MANY)).toEqual(many);
    });

    test('and taken back before it came again are sent as they were', async () => {
      desk.service.failure = 'away';
      desk.paste(2, '客户姓名', [many[0] ?? []]);
      desk.paste(MANY + 1, '客户姓名', [many[MANY - 1] ?? []]);
      await desk.idle();
      desk.service.failure = undefined;
      await desk.run('resend');
      expect(counted()['已保存']).toHaveLength(MANY);
      expect(kept()).toEqual(many);
    });
  });

  test('few among many others are judged in one request, and so are those that the service finds too large', async () => {
    desk.paste(30, '客户姓名', [['甲'], ['乙'], ['丙']]);
    await desk.idle();
    desk.service.calls.length = 0;
    // Four rows change places, others between them are new.
    const moved = [2, 4, 30, 31];
    const before = moved.map(row => ['客户姓名', '联系方式'].map(label => desk.value(row, label) ?? null));
    moved.forEach((row, at) => {
      const [name = null, phone = null] = before[(at + 1) % moved.length] ?? [];
      desk.writeUnheard(row, '客户姓名', name);
      desk.writeUnheard(row, '联系方式', phone);
    });
    for (let row = 14; row < 20; row += 1) desk.writeUnheard(row, '客户姓名', `新客户${row}`);
    desk.service.submitFailures.push({ status: 413, error: { code: 'too_large', message: '请求太大' } });
    await desk.run('onHour');
    const keys = moved.map(row => String(desk.value(row, '行键')));
    const movedIn = desk.service.submitted.map(
      ({ rows }) => rows.filter(({ key }) => keys.includes(key)).length,
    );
    expect(movedIn.filter(count => count > 0)).toEqual([4, 4]);
    expect(moved.map(row => desk.value(row, '同步状态'))).toEqual(moved.map(() => '待核对'));
    expect(Array.from({ length: 6 }, (_, at) => desk.value(14 + at, '同步状态'))).toEqual(
      Array.from({ length: 6 }, () => '已保存'),
    );
  });

  test('and too large by themselves are held, with what to do', async () => {
    const few = [4, 3, 2];
    desk.service.submitFailures.push({ status: 413, error: { code: 'too_large', message: '请求太大' } });
    desk.sort(2, few, PART);
    await desk.idle();
    expect(desk.service.submitted).toHaveLength(1);
    expect(states().filter(state => state === '待核对')).toHaveLength(2);
    expect(desk.cell(2, '同步状态').note).toContain('一次改动的 2 行已保存的记录内容太多');
    expect(kept()).toEqual(many);
  });

  test('pasted below are taken in', async () => {
    desk.paste(MANY + 2, '客户姓名', [['新客户', '13900000001']]);
    await desk.idle();
    expect(counted()['已保存']).toHaveLength(MANY + 1);
  });
});
