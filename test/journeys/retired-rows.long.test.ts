// Half a year passes over a closed call, over the whole desk: its row leaves the tab by the clock of the hour, the
// record stays, is found and counted, and a change of it brings the row back.
import { expect, test, vi } from 'vitest';
import type { RecordsAnswer, WireCells } from '../../functions/src/contract/contract.ts';
import { CALL, CLOSING } from '../fixtures/core/desk-fixture.ts';
import { DeskHere } from '../fixtures/journeys/desk-here.ts';

const BEGINS = Date.parse('2026-03-02T10:00:00+08:00');
const PATIENCE = { timeout: 60_000 };

const newRow = (cells: WireCells) => ({ key: crypto.randomUUID(), base: '', edited: [], cells });
const OPEN: WireCells = { ...CALL, contact: '13900002222' };

test('a closed call leaves its tab after half a year and comes back when it changes', {
  timeout: 240_000,
}, async () => {
  const desk = await DeskHere.startNew(BEGINS);
  const { doors } = desk;
  const shown = async () => (await doors.rows('热线记录')).map(({ cells }) => cells['记录编号']);
  try {
    const closed = newRow({ ...CALL, ...CLOSING });
    const [done, open] = await doors.submit('hotline', [closed, newRow(OPEN)]);
    const [number, other] = [done, open].map(row => String(row?.cells.number));
    expect(done?.cells.state).toBe('已关闭');
    // The sheet hears of what others have sent.
    await doors.advance('PT61M');
    await vi.waitFor(async () => expect(await shown()).toEqual([number, other]), PATIENCE);
    await desk.idle();

    await doors.advance('P181D');
    await desk.idle();
    await vi.waitFor(async () => expect(await shown()).toEqual([other]), PATIENCE);
    const found = await doors.call<RecordsAnswer>('/search', { text: '13812345678' });
    expect(found.body.rows.map(({ key, retired }) => [key, retired])).toEqual([[closed.key, true]]);
    const [kept] = found.body.rows;

    const edit = {
      key: closed.key,
      base: kept?.base ?? '',
      edited: ['comment'],
      cells: { comment: '又来致谢' },
    };
    expect((await doors.submit('hotline', [edit]))[0]?.outcome).toBe('saved');
    await doors.advance('PT61M');
    await vi.waitFor(async () => expect(new Set(await shown())).toEqual(new Set([number, other])), PATIENCE);
  } finally {
    await desk.dispose();
  }
});
