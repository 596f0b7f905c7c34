// Edits that find the lock taken leave a note: whoever sends takes the notes along, and no row goes twice in a request.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ScriptStore } from '../../../local/google/apps-script/store.ts';
import { SHEET_ID } from '../../fixtures/addon/case-book.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

const MINUTE = 60_000;

interface Left {
  desk: StaffDesk;
  /** Leaves a note of a typed cell, as an execution does that finds the lock taken. */
  note: (row: number, label: string, told?: { value?: string; editor?: string }) => void;
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
  const note: Left['note'] = (row, label, told) => {
    const at = { sheetId: SHEET_ID, row, rows: 1, column: desk.column(label) + 1, columns: 1 };
    const text = JSON.stringify({ ...at, at: notes, editor: 'second@example.test', ...told });
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

test.each(['客户姓名', '数量'])(
  'a %s goes in the name of who typed what stands there, whoever was noted last',
  async label => {
    const { desk, note } = await openDesk();
    const [mine, other] = label === '数量' ? [7, 8] : ['李敏', '黎明'];
    desk.writeUnheard(2, label, mine ?? null);
    note(2, label, { value: String(mine), editor: 'first@example.test' });
    note(2, label, { value: String(other), editor: 'last@example.test' });
    await desk.run('onHour');
    const [request] = desk.service.submitted;
    const [row] = request?.rows ?? [];
    expect(row?.editor ?? request?.editor).toBe('first@example.test');
    expect(Object.values(row?.overwritten ?? {})).toEqual([[other]]);
  },
);

test('no closed row goes in the hour in which an edit is heard of, though that has nothing to send', async () => {
  const { desk, note } = await openDesk();
  desk.service.book.retired.add(String(desk.value(2, '行键')));
  await desk.clock.advance(30 * MINUTE);
  note(3, '自己的备注');
  await desk.run('onHour');
  expect([desk.values('客户姓名'), desk.service.submitted]).toEqual([['甲', '乙'], []]);
  await desk.clock.advance(30 * MINUTE);
  await desk.run('onHour');
  expect(desk.values('客户姓名')).toEqual(['乙']);
});

test('of two who have edited one row the sender is told apart', async () => {
  const { desk, note } = await openDesk();
  note(2, '购买日期');
  desk.type(2, { 数量: 2 });
  await desk.idle();
  const [{ editor, rows } = { editor: '', rows: [] }] = desk.service.submitted;
  const isOwners = editor === 'clerk@example.test';
  expect(rows[0]?.edited.toSorted()).toEqual(['bought', 'count']);
  expect(rows[0]?.ofOthers).toEqual([isOwners ? 'bought' : 'count']);
});
