// The full contact of a customer through the whole desk: shown to those who may see it, each look told, and found
// nowhere else.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CardAnswer } from '../../../functions/src/contract/cards.ts';
import { OWNER } from '../../../local/desk/sample-people.ts';
import { editOf, feedbackRow, hotlineRow, toMinute } from '../../fixtures/journeys/case-rows.ts';
import { DeskProcess } from '../../fixtures/journeys/desk-process.ts';
import { everything, fullValuesOf, settled } from '../../fixtures/journeys/record-book.ts';

const PHONE = '13976543210';
const NAME = '欧阳明月';
const CALL = hotlineRow({ contact: PHONE, customer: NAME, handler: '李伟' });
const PATIENCE = { timeout: 30_000 };

let desk: DeskProcess;
beforeAll(async () => {
  desk = await DeskProcess.start();
});
afterAll(() => desk.dispose());

const card = (name: string, email: string) =>
  desk.doors.call<CardAnswer>(`/records/${CALL.key}/cards/${name}`, {}, `${email}@sheetdesk.example`);

test('a full contact is shown to whom it concerns and to supervisors, and stands nowhere but in its place apart', async () => {
  const { now } = await desk.doors.clockNow();
  const calling = { ...CALL, cells: { ...CALL.cells, calledAt: toMinute(now) } };
  const [saved] = await desk.doors.submit('hotline', [calling]);
  const complaint = { contact: PHONE, type: '投诉' };
  await desk.doors.submit('feedback', [feedbackRow(new Date(now - 3_600_000).toISOString(), complaint)]);
  const shown = await card('contacts', 'liwei');
  expect([shown.status, shown.body.lines.slice(0, 2)]).toEqual([
    200,
    [`客户姓名：${NAME}`, `联系方式：${PHONE}`],
  ]);
  expect(await card('contacts', 'chenjing')).toMatchObject({
    status: 403,
    body: { error: { code: 'not_yours' } },
  });
  expect((await card('contacts', OWNER.split('@')[0] ?? '')).status).toBe(200);
  // Life goes on: solved, reopened, late by days, with notices to everybody.
  await desk.doors.submit('hotline', [
    editOf({ key: CALL.key, base: saved?.base ?? '' }, { contact: '13976543211', remark: '改号' }),
  ]);
  await desk.doors.advance('PT50H');
  await vi.waitUntil(async () => (await desk.doors.outbox()).length > 2, PATIENCE);
  await settled(desk.doors);

  const history = await card('history', 'chenjing');
  expect(history.body.lines.filter(line => line.includes('查看了完整的“客户姓名”、“联系方式”'))).toHaveLength(
    2,
  );
  expect(history.body.lines.join('\n')).toContain('联系方式：139****3210 → 139****3211');

  const stored = Object.entries(await everything(desk.doors));
  expect((await fullValuesOf(desk.doors)).get(CALL.key)).toMatchObject({ contact: '13976543211' });
  const { spreadsheetId } = desk.doors.endpoints;
  const { sheets } = (await desk.doors.sheets.spreadsheets.get({ spreadsheetId })).data;
  const tabs = await desk.doors.sheets.spreadsheets.get({
    spreadsheetId,
    ranges: (sheets ?? []).map(({ properties }) => `'${properties?.title}'!1:30`),
    fields: 'sheets.data.rowData.values(formattedValue,note)',
  });
  expect(JSON.stringify(tabs.data)).toContain('139****3211');
  const everywhere: Record<string, unknown> = {
    ...Object.fromEntries(stored),
    tabs: tabs.data,
    messages: await desk.doors.outbox(),
    answers: [history.body, [...(await desk.doors.pull()).values()]],
    log: desk.output,
  };
  for (const [place, held] of Object.entries(everywhere))
    expect([place, /.{0,60}(?:1397654321\d|欧阳明月)/.exec(JSON.stringify(held))?.[0]]).toEqual([
      place,
      undefined,
    ]);
});
