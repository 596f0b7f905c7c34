// A spreadsheet whose owner takes back what he had shared with the service, and shares it again.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ErrorAnswer } from '../../functions/src/contract/contract.ts';
import { type LocalDesk, startDesk } from '../../local/desk/desk.ts';
import { SERVICE_ACCOUNT } from '../../local/desk/functions.ts';
import { hotlineRow } from '../fixtures/journeys/case-rows.ts';
import { DeskDoors } from '../fixtures/journeys/desk-doors.ts';

let data: string;
let desk: LocalDesk;
let doors: DeskDoors;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'sheetdesk-sharing-'));
  desk = await startDesk({ port: 0, data, firestore: undefined }, () => {});
  doors = new DeskDoors(desk.endpoints, data);
});
afterAll(async () => {
  await doors?.close();
  await desk?.close();
  await rm(data, { recursive: true, force: true });
});

/** Lines of a summary tab, read past the API, which may be closed. */
function lines(title: string): string {
  const tab = desk.workbook.data.sheets.find(({ properties }) => properties.title === title);
  return JSON.stringify(
    Object.values(tab?.cells ?? {}).map(row => Object.values(row).map(({ value }) => value)),
  );
}

test('rows are saved all the same, doors to the spreadsheet say with whom to share it, and the tabs catch up when it is', async () => {
  desk.sharing.takeBack();
  const [answer] = await doors.submit('hotline', [hotlineRow({ handler: '李伟' })]);
  expect(answer?.outcome).toBe('saved');
  const { status, body } = await doors.call<ErrorAnswer>('/layout', {});
  expect(status).toBe(502);
  expect(body.error).toMatchObject({
    code: 'workbook_unreachable',
    details: [{ path: 'account', message: SERVICE_ACCOUNT }],
  });
  const number = String(answer?.cells.number);
  await desk.idle();
  expect(lines('待办提醒')).not.toContain(number);
  desk.sharing.share();
  expect((await doors.call('/layout', {})).status).toBe(200);
  expect(lines('待办提醒')).toContain(number);
});
