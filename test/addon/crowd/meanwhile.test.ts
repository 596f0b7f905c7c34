import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SHEET_ID } from '../../fixtures/addon/case-book.ts';
import { saveAsMe } from '../../fixtures/addon/save-as-me.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open();
});
afterEach(() => desk.close());

/** Waits until so many edits have left a note and gone. */
async function left(edits: number): Promise<void> {
  const before = desk.runtime.spendings().length;
  while (desk.runtime.spendings().slice(before).filter(isEdit).length < edits) await setImmediate();
}

/** Has somebody edit, and waits until that execution has left word and gone, or waits for the lock. */
async function heard(edit: () => void): Promise<void> {
  const ended = () => desk.runtime.spendings().filter(isEdit).length;
  const before = ended();
  edit();
  const waits = () => desk.runtime.running().some(({ byName }) => byName.tryLock === 3);
  while (ended() === before && !waits()) await setImmediate();
}

/** All that a cell shows from now on, each once for as long as it stands there. */
function shownIn(row: number, label: string): unknown[] {
  const shown = [desk.value(row, label)];
  desk.workbook.subscribe(() => {
    const value = desk.value(row, label);
    if (value !== shown.at(-1)) shown.push(value);
  });
  return shown;
}

const isEdit = ({ functionName }: { functionName: string }): boolean => functionName === 'onSheetEdit';

describe('while a row is on its way', () => {
  test('it says 待同步', async () => {
    const held = desk.service.hold();
    desk.type(2, { 客户姓名: '李明' });
    await held.arrived;
    expect(desk.value(2, '同步状态')).toBe('待同步');
    held.release();
    await desk.idle();
    expect(desk.value(2, '同步状态')).toBe('已保存');
  });

  test('people may sort and insert: the answer finds its row', async () => {
    desk.paste(2, '客户姓名', [['甲'], ['乙'], ['丙']]);
    await desk.idle();
    const held = desk.service.hold();
    desk.type(2, { 数量: 5 });
    await held.arrived;
    desk.moveRow(2, 5);
    desk.insertRows(2, 2);
    held.release();
    await desk.idle();
    expect(desk.values('客户姓名')).toEqual([undefined, undefined, '乙', '丙', '甲']);
    expect([desk.value(6, '数量'), desk.token(6), desk.value(6, '同步状态')]).toEqual([5, 'v2', '已保存']);
    expect([desk.token(4), desk.token(5)]).toEqual(['v1', 'v1']);
    expect(desk.value(2, '同步状态')).toBeUndefined();
  });

  test('a cell typed over is not written back, and is sent in its turn', async () => {
    const held = desk.service.hold();
    desk.paste(2, '客户姓名', [['李明', '13812345678']]);
    await held.arrived;
    desk.type(2, { 联系方式: '13900001111' });
    held.release();
    await desk.idle();
    const key = String(desk.value(2, '行键'));
    expect(desk.service.book.cells(key)?.['phone']).toBe('13900001111');
    expect([desk.value(2, '联系方式'), desk.value(2, '同步状态')]).toEqual(['139****1111', '已保存']);
    expect(desk.service.book.records.size).toBe(1);
  });

  test('another execution does not send it a second time', async () => {
    const held = desk.service.hold();
    desk.type(2, { 客户姓名: '李明' });
    await held.arrived;
    const resent = desk.run('resend');
    held.release();
    await resent;
    await desk.idle();
    expect(desk.service.submitted).toHaveLength(1);
    expect(desk.value(2, '同步状态')).toBe('已保存');
  });

  test('another person’s edit of the same row joins it: one after the other, no conflict between them', async () => {
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    const held = desk.service.hold();
    const saving = saveAsMe(desk, 2, '数量', 1);
    await held.arrived;
    desk.type(2, { 数量: 2 }, 'second@example.test');
    desk.type(7, { 客户姓名: '王芳' }, 'second@example.test');
    await desk.shows(() => desk.value(7, '同步状态') === '已保存');
    const key = desk.value(2, '行键');
    const sent = () => desk.service.submitted.flatMap(({ rows }) => rows).filter(row => row.key === key);
    expect(sent()).toHaveLength(2);
    held.release();
    await saving;
    await desk.idle();
    expect(sent().at(-1)).toMatchObject({ base: 'v2', edited: ['count'], cells: { count: 2 } });
    // In the name of whoever typed it, and not of whoever sends it.
    expect(sent().at(-1)?.editor).toBe('second@example.test');
    expect(sent()).toHaveLength(3);
    expect([desk.value(2, '数量'), desk.token(2), desk.value(2, '同步状态')]).toEqual([2, 'v3', '已保存']);
  });

  test('another person’s word in a conflict is not lost, although it is the same word', async () => {
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    const key = String(desk.value(2, '行键'));
    desk.service.book.change(key, { name: '李敏' });
    const held = desk.service.hold();
    const saving = saveAsMe(desk, 2, '客户姓名', '黎明');
    await held.arrived;
    desk.type(2, { 客户姓名: '黎明' }, 'second@example.test');
    desk.type(7, { 客户姓名: '王芳' }, 'second@example.test');
    await desk.shows(() => desk.value(7, '同步状态') === '已保存');
    held.release();
    await saving;
    await desk.idle();
    expect(desk.service.book.cells(key)?.['name']).toBe('黎明');
    expect(desk.value(2, '同步状态')).toBe('已保存');
  });

  test('edits of other rows leave notes, and go together as soon as it is there', async () => {
    desk.paste(2, '客户姓名', [['甲'], ['乙'], ['丙'], ['丁']]);
    await desk.idle();
    const held = desk.service.hold();
    desk.type(2, { 数量: 1 });
    await held.arrived;
    desk.service.calls.length = 0;
    for (const row of [3, 4, 5]) desk.type(row, { 数量: row }, 'second@example.test');
    await left(3);
    expect(desk.service.submitted).toEqual([]);
    held.release();
    await desk.idle();
    expect(desk.service.submitted.map(({ rows }) => rows.map(({ cells }) => cells['count']))).toEqual([
      [3, 4, 5],
    ]);
    expect(desk.values('同步状态')).toEqual(['已保存', '已保存', '已保存', '已保存']);
  });

  test('a row that others touch in each of its rounds is sent until nothing of it is left to be told', async () => {
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    let held = desk.service.hold();
    const saving = saveAsMe(desk, 2, '数量', 1);
    for (const count of [2, 3, 4, 5, 6]) {
      await held.arrived;
      await heard(() => desk.type(2, { 数量: count }, `person${count}@example.test`));
      const next = desk.service.hold();
      held.release();
      held = next;
    }
    held.release();
    await saving;
    await desk.idle();
    expect([desk.value(2, '数量'), desk.value(2, '同步状态')]).toEqual([6, '已保存']);
    expect(desk.service.book.cells(String(desk.value(2, '行键')))?.['count']).toBe(6);
    expect(desk.cell(2, '同步状态').note).toBeUndefined();
  });

  test('columns that are moved meanwhile are looked for again', async () => {
    desk.paste(2, '客户姓名', [['甲', '13812345678']]);
    await desk.idle();
    const held = desk.service.hold();
    desk.type(2, { 联系方式: '13812345679' });
    await held.arrived;
    desk.reshape({
      type: 'move',
      sheetId: SHEET_ID,
      dimension: 'COLUMNS',
      index: desk.column('联系方式'),
      count: 1,
      to: desk.column('客户姓名'),
    });
    held.release();
    await desk.idle();
    expect([desk.value(2, '客户姓名'), desk.value(2, '联系方式')]).toEqual(['甲', '138****5679']);
    expect([desk.token(2), desk.value(2, '同步状态')]).toEqual(['v2', '已保存']);
  });

  test('an answer that was overtaken is not painted: the row is sent again on the newer base', async () => {
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    const held = desk.service.hold();
    desk.type(2, { 数量: 1 });
    await held.arrived;
    desk.service.book.change(String(desk.value(2, '行键')), { bought: '2023-10-01' });
    const overtaking = { type: 'cells', sheetId: 7, row: 1, column: desk.column('版本') } as const;
    desk.workbook.apply([{ ...overtaking, cells: [[{ value: 'v3' }]] }], { by: 'script' });
    const tokens = shownIn(2, '版本');
    held.release();
    await desk.idle();
    // Not for a moment either.
    expect(tokens.map(token => String(token).split('~')[0])).toEqual(['v3', 'v4']);
    expect(desk.service.submitted.map(({ rows }) => rows[0]?.base)).toEqual(['', 'v1', 'v3']);
    expect([desk.token(2), desk.value(2, '同步状态')]).toEqual(['v4', '已保存']);
  });

  test('it may be deleted', async () => {
    desk.paste(2, '客户姓名', [['甲'], ['乙']]);
    await desk.idle();
    const held = desk.service.hold();
    desk.type(2, { 数量: 1 });
    await held.arrived;
    desk.workbook.apply([{ type: 'delete', sheetId: 7, dimension: 'ROWS', index: 1, count: 1 }], {
      by: 'user',
      email: 'clerk@example.test',
      window: 'w1',
    });
    held.release();
    await desk.idle();
    expect(desk.values('客户姓名')).toEqual(['乙']);
    expect([desk.token(2), desk.value(2, '数量')]).toEqual(['v1', undefined]);
  });
});

describe('while a pull is on its way', () => {
  test('a row that is answered meanwhile stays as it was answered', async () => {
    desk.type(2, { 客户姓名: '李明' });
    desk.type(3, { 客户姓名: '王芳' });
    await desk.idle();
    desk.service.book.change(String(desk.value(3, '行键')), { count: 7 });
    const held = desk.service.hold('changes');
    const refreshed = desk.run('refresh');
    await held.arrived;
    desk.type(2, { 数量: 5 });
    await desk.shows(() => desk.token(2) === 'v2');
    const shown = shownIn(2, '数量');
    held.release();
    await refreshed;
    // Not for a moment what the pull was told before.
    expect(shown).toEqual([5]);
    expect([desk.value(2, '数量'), desk.token(2), desk.value(2, '同步状态')]).toEqual([5, 'v2', '已保存']);
    expect([desk.value(3, '数量'), desk.token(3)]).toEqual([7, 'v2']);
  });

  test('what is typed into a row that the pull brings as it is stays, although its edit has not been heard of yet', async () => {
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    // Google starts a trigger some time after the edit; until then nothing tells of it but the cell.
    const column = desk.column('数量');
    desk.workbook.apply([{ type: 'cells', sheetId: 7, row: 1, column, cells: [[{ value: 5 }]] }], {
      by: 'api',
    });
    await desk.run('refresh');
    expect([desk.value(2, '数量'), desk.value(2, '同步状态')]).toEqual([5, '已保存']);
  });

  test('what changes again after the answer is not missed', async () => {
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    const held = desk.service.hold('changes');
    const refreshed = desk.run('refresh');
    await held.arrived;
    desk.type(2, { 数量: 5 });
    await desk.shows(() => desk.token(2) === 'v2');
    desk.service.book.change(String(desk.value(2, '行键')), { bought: '2023-10-01' });
    held.release();
    await refreshed;
    expect([desk.value(2, '数量'), desk.token(2), desk.value(2, '购买日期')]).toEqual([5, 'v3', 45200]);
  });

  test('what it brings of a row that shows an older answer by then is asked for again', async () => {
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    await desk.run('refresh');
    const heldRows = desk.service.hold();
    const saving = saveAsMe(desk, 2, '数量', 5);
    await heldRows.arrived;
    desk.service.book.change(String(desk.value(2, '行键')), { bought: '2023-10-01' });
    const heldChanges = desk.service.hold('changes');
    const refreshed = desk.run('refresh');
    await heldChanges.arrived;
    heldRows.release();
    await desk.shows(() => desk.token(2) === 'v2');
    heldChanges.release();
    await refreshed;
    await saving;
    await desk.idle();
    expect([desk.value(2, '数量'), desk.token(2), desk.value(2, '购买日期')]).toEqual([5, 'v3', 45200]);
  });
});
