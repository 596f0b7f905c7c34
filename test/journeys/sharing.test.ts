// A spreadsheet whose owner takes back what he had shared with the service, and shares it again.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ErrorAnswer } from '../../functions/src/contract/contract.ts';
import { SERVICE_ACCOUNT } from '../../local/desk/functions.ts';
import { hotlineRow } from '../fixtures/journeys/case-rows.ts';
import type { DeskDoors } from '../fixtures/journeys/desk-doors.ts';
import { DeskHere } from '../fixtures/journeys/desk-here.ts';

let desk: DeskHere;
let doors: DeskDoors;

beforeAll(async () => {
  desk = await DeskHere.startNew();
  ({ doors } = desk);
});
afterAll(() => desk?.dispose());

/** Lines of a summary tab, read past the API, which may be closed. */
function lines(title: string): string {
  const tab = desk.local.workbook.data.sheets.find(({ properties }) => properties.title === title);
  return JSON.stringify(
    Object.values(tab?.cells ?? {}).map(row => Object.values(row).map(({ value }) => value)),
  );
}

test('rows are saved all the same, doors to the spreadsheet say with whom to share it, and the tabs catch up when it is', async () => {
  desk.local.sharing.takeBack();
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
  desk.local.sharing.share();
  expect((await doors.call('/layout', {})).status).toBe(200);
  expect(lines('待办提醒')).toContain(number);
});
