// Edits that find the lock taken leave a note: whoever sends takes the notes along, and no row goes twice in a request.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ScriptStore } from '../../../local/google/apps-script/store.ts';
import { SHEET_ID } from '../../fixtures/addon/case-book.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

interface Left {
  desk: StaffDesk;
  /** Leaves a note of a typed cell, as an execution does that finds the lock taken. */
  note: (row: number, label: string) => void;
}

/** A desk of two saved rows, and the properties in which notes are left. */
async function openDesk(): Promise<Left> {
  const folder = await mkdtemp(join(tmpdir(), 'notes-'));
  const file = join(folder, 'scripts.sqlite');
  const desk = await StaffDesk.open({ rows: 20, scripts: file });
  const store = new ScriptStore(file);
  onTestFinished(async () => {
    await desk.close();
    store.close();
    await rm(folder, { recursive: true, force: true });
  });
  desk.paste(2, '客户姓名', [['甲'], ['乙']]);
  await desk.idle();
  desk.service.calls.length = 0;
  let notes = 0;
  const note = (row: number, label: string) => {
    const at = { sheetId: SHEET_ID, row, rows: 1, column: desk.column(label) + 1, columns: 1 };
    const text = JSON.stringify({ ...at, editor: 'second@example.test' });
    store.saveProperties('document', { [`note.${(notes += 1)}`]: text }, false);
  };
  return { desk, note };
}

const sentKeys = (desk: StaffDesk) =>
  desk.service.submitted.map(({ rows }) => rows.map(({ key }) => key).toSorted());

test('a row that changed on its way and of which a note was left meanwhile goes once more, once', async () => {
  const { desk, note } = await openDesk();
  const [first = '', second = ''] = [2, 3].map(row => String(desk.value(row, '行键')));
  note(3, '数量');
  const held = desk.service.hold();
  desk.type(2, { 数量: 1 });
  await held.arrived;
  desk.writeUnheard(2, '数量', 7);
  desk.writeUnheard(2, '购买日期', 45200);
  note(2, '购买日期');
  held.release();
  await desk.idle();
  expect(sentKeys(desk)).toEqual([[first, second].toSorted(), [first]]);
  const [again] = desk.service.submitted[1]?.rows ?? [];
  expect(again).toMatchObject({ base: 'v2', cells: { count: 7, bought: '2023-10-01' } });
  expect(again?.edited.toSorted()).toEqual(['bought', 'count']);
  expect(desk.service.submitted[1]?.editor).toBe('second@example.test');
  expect([desk.values('同步状态'), desk.value(2, '数量')]).toEqual([['已保存', '已保存'], 7]);
  expect(desk.service.book.cells(first ?? '')).toMatchObject({ count: 7, bought: '2023-10-01' });
});

test('what was noted while rows of elsewhere were asked for is sent, although those could not be had', async () => {
  const { desk, note } = await openDesk();
  const [first = '', second = ''] = [2, 3].map(row => String(desk.value(row, '行键')));
  desk.service.book.linked.set(first, { key: second, cells: { count: 9 } });
  const rows = desk.service.hold();
  desk.type(2, { 数量: 1 });
  await rows.arrived;
  desk.service.failure = { status: 503, error: { code: 'busy', message: 'busy' } };
  const changes = desk.service.hold('changes');
  rows.release();
  await changes.arrived;
  // By now nobody looks for notes of the edit that has sent its row.
  desk.writeUnheard(3, '购买日期', 45200);
  note(3, '购买日期');
  desk.service.failure = undefined;
  changes.release();
  await desk.idle();
  expect(desk.service.book.cells(second)).toMatchObject({ bought: '2023-10-01' });
  expect(desk.value(3, '同步状态')).toBe('已保存');
});
