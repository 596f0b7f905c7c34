// Two sheets that know different versions of one row: what is merged, what is told, and how it is settled.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RowAnswer, RowInput } from '../../functions/src/contract/contract.ts';
import { editOf, hotlineRow } from '../fixtures/journeys/case-rows.ts';
import { DeskHere } from '../fixtures/journeys/desk-here.ts';

const LI = 'liwei@sheetdesk.example';
const WANG = 'wangfang@sheetdesk.example';

let desk: DeskHere;
beforeAll(async () => {
  desk = await DeskHere.start();
});
afterAll(() => desk.dispose());

async function send(row: RowInput, email: string): Promise<RowAnswer> {
  const [answer] = await desk.doors.submit('hotline', [row], email);
  if (!answer) throw new Error('A row was not answered');
  return answer;
}

const cellsOf = async (key: string) => (await desk.doors.pull()).get(key)?.cells;
const eventCount = async (key: string) => {
  const { firestore, endpoints } = desk.doors;
  const events = firestore.collection(`desks/${endpoints.spreadsheetId}/events`).where('key', '==', key);
  return (await events.get()).size;
};

test('different cells are merged, and each sheet is told what the other wrote', async () => {
  const saved = await send(hotlineRow(), LI);
  const mine = await send(editOf(saved, { remark: '客户希望上午联系' }), LI);
  expect(mine.outcome).toBe('saved');
  expect(mine.problems).not.toContainEqual(conflict);
  const theirs = await send(editOf(saved, { order: 'ORD202309280001', remark: '' }), WANG);
  expect(theirs.outcome).toBe('saved');
  // A cell that the second sheet has not touched since is taken over, and said to be.
  expect(theirs.cells).toMatchObject({ remark: '客户希望上午联系' });
  expect(theirs.problems).toContainEqual({
    column: 'remark',
    code: 'taken_over',
    severity: 'info',
    message: `${LI} 改过这里，原为“空白”。`,
  });
  expect(await cellsOf(saved.key)).toMatchObject({ order: 'ORD202309280001', remark: '客户希望上午联系' });
});

const conflict = expect.objectContaining({ code: 'conflict' }) as unknown;

test('the same cell is told with both values and who wrote the other, and nothing is overwritten', async () => {
  const saved = await send(hotlineRow(), LI);
  await send(editOf(saved, { remark: '李的话' }), LI);
  const edit = editOf(saved, { remark: '王的话', request: '要求退款' });
  const told = await send(edit, WANG);
  expect(told.outcome).toBe('conflict');
  // The cell stays as it was typed: it is not among those to write.
  expect(told.cells).not.toHaveProperty('remark');
  expect(told.problems).toContainEqual({
    column: 'remark',
    code: 'conflict',
    severity: 'error',
    message: `${LI} 已把这里改为“李的话”，而您写的是“王的话”。两者都已保留：要用您的，请在此重新输入；要用对方的，请照填。`,
  });
  // What was not in conflict was saved with it.
  expect(await cellsOf(saved.key)).toMatchObject({ remark: '李的话', request: '要求退款' });
});

test('repeating a request changes nothing, in conflict or not', async () => {
  const row = hotlineRow();
  const saved = await send(row, LI);
  expect(await send(row, LI)).toMatchObject({ outcome: 'unchanged', base: saved.base });
  await send(editOf(saved, { remark: '李的话' }), LI);
  const edit = editOf(saved, { remark: '王的话', request: '要求退款' });
  const [told, before] = [await send(edit, WANG), await eventCount(saved.key)];
  for (const again of [edit, { ...edit, base: told.base, edited: [] }]) {
    expect(await send(again, WANG)).toMatchObject({ outcome: 'conflict', base: told.base });
  }
  expect(await eventCount(saved.key)).toBe(before);
});

test('an edit elsewhere in the row leaves a conflict open; typing in its cell again settles it', async () => {
  const saved = await send(hotlineRow(), LI);
  await send(editOf(saved, { remark: '李的话' }), LI);
  const told = await send(editOf(saved, { remark: '王的话' }), WANG);
  const elsewhere = { ...editOf(told, { remark: '王的话', request: '要求换货' }), edited: ['request'] };
  const still = await send(elsewhere, WANG);
  expect(still.outcome).toBe('conflict');
  const settled = await send(editOf(still, { remark: '王的话' }), WANG);
  expect(settled.outcome).toBe('saved');
  expect(await cellsOf(saved.key)).toMatchObject({ remark: '王的话', request: '要求换货' });
});

test('a conflict is settled by writing what the other wrote, too', async () => {
  const saved = await send(hotlineRow(), LI);
  await send(editOf(saved, { remark: '李的话' }), LI);
  const told = await send(editOf(saved, { remark: '王的话' }), WANG);
  const settled = await send(editOf(told, { remark: '李的话' }), WANG);
  expect(settled).toMatchObject({ outcome: 'unchanged' });
  expect(settled.problems).not.toContainEqual(conflict);
  // The next edit of that cell is an edit as any other.
  expect((await send(editOf(settled, { remark: '都同意' }), WANG)).outcome).toBe('saved');
});

test('a row that two sheets opened with one key is one record', async () => {
  const row = hotlineRow({ remark: '甲' });
  const saved = await send(row, LI);
  const other = await send({ ...row, cells: { ...row.cells, remark: '乙' } }, WANG);
  expect(other.outcome).toBe('conflict');
  expect(other.cells.number).toBe(saved.cells.number);
});
