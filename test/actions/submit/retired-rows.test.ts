// Rows that leave their tabs: closed, and unchanged for as long as the settings say. The record stays and is found.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import { pullChanges, recordsByKey } from '../../../functions/src/actions/submit/pull-changes.ts';
import { retiredRows } from '../../../functions/src/actions/submit/retired-rows.ts';
import { searchRecords } from '../../../functions/src/actions/submit/search-records.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { settings } from '../../../functions/src/core/tables/settings.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { at, CALL, CLOSING, hotline } from '../../fixtures/core/desk-fixture.ts';

const DAY = 86_400_000;
const BEGUN = at('2026-11-20 15:00');
const CLOSED = { ...CALL, ...CLOSING };

let now = BEGUN;
let place: ActionPlace;
beforeAll(async () => {
  place = await ActionPlace.start('retired-rows', () => now);
  await save('call-done', { ...CLOSED, customer: '赵敏', contact: '13900001111' });
  await save('call-open', { ...CALL, contact: '13900002222' });
});
afterAll(() => place.close());

async function save(key: string, cells: Cells, table: Table = hotline, base = ''): Promise<void> {
  const who = account('sunli');
  const by = { account: who.mail, editor: null };
  const rows = [{ key, base, edited: Object.keys(cells), cells }];
  const [settled] = await commitRows(place.ports, DESK_ID, [{ account: who, table, by, now, rows }]);
  expect(settled).toMatchObject({ answers: [{ outcome: 'saved' }] });
}

const ask = (after = '', keys: string[] = []) =>
  retiredRows(place.ports, account('limin'), DESK_ID, { after, keys });
const keysOf = (rows: readonly { key: string }[]) => rows.map(({ key }) => key);
const found = async (text: string) =>
  keysOf((await searchRecords(place.ports, account('limin'), DESK_ID, text)).rows).toSorted();
const baseOf = async (key: string) => (await place.pulled(key))?.base ?? '';

describe('a closed row', () => {
  test('stays for 180 days, and is told of from then on, once by the cursor', async () => {
    now = BEGUN + 180 * DAY;
    expect((await ask()).rows).toEqual([]);
    now = BEGUN + 180 * DAY + 1;
    const told = await ask();
    expect([told.days, told.more, told.rows]).toEqual([
      180,
      false,
      [{ table: 'hotline', key: 'call-done', base: await baseOf('call-done') }],
    ]);
    expect((await ask(told.cursor)).rows).toEqual([]);
    // Rows that had to stay are asked for by their keys.
    expect(keysOf((await ask(told.cursor, ['call-done', 'call-open', 'never'])).rows)).toEqual(['call-done']);
  });

  test('is pulled as one that is not to be put back, an open one as ever', async () => {
    const { rows } = await pullChanges(place.ports, account('limin'), DESK_ID, '');
    const retired = new Map(rows.map(row => [row.key, row.retired]));
    expect([retired.get('call-done'), retired.get('call-open')]).toEqual([true, undefined]);
    const [known] = (await recordsByKey(place.ports, account('limin'), DESK_ID, ['call-done'])).rows;
    expect(known?.retired).toBe(true);
  });

  test('is found by its number, and by its customer’s contact and name in full', async () => {
    const number = (await place.pulled('call-done'))?.number ?? '';
    const other = (await place.pulled('call-open'))?.number ?? '';
    expect(await found(number)).toEqual(['call-done']);
    expect(await found(`${other}、${number}`)).toEqual(['call-done', 'call-open']);
    expect(await found(' 139 0000 1111 ')).toEqual(['call-done']);
    expect(await found('13900002222')).toEqual(['call-open']);
    for (const nobody of ['139****1111', '1390000', '赵', '   ']) expect(await found(nobody)).toEqual([]);
  });

  test('that changes belongs in the tab again, for as long', async () => {
    const changed = { ...CLOSED, comment: '客户来电致谢' };
    await save('call-done', { comment: changed.comment }, hotline, await baseOf('call-done'));
    expect((await place.pulled('call-done'))?.retired).toBeUndefined();
    expect((await ask('', ['call-done'])).rows).toEqual([]);
    now += 181 * DAY;
    expect(keysOf((await ask()).rows)).toEqual(['call-done']);
  });
});

test('the number of days is a setting, and 0 leaves all rows where they are', async () => {
  const days = (value: string) => ({ category: '参数', name: '关闭后留表天数', value });
  await save('days-of-rows', days('0'), settings);
  expect(await ask('', ['call-done'])).toEqual({ days: 0, cursor: '', more: false, rows: [] });
  expect((await place.pulled('call-done'))?.retired).toBeUndefined();
  await save('days-of-rows', days('400'), settings, await baseOf('days-of-rows'));
  expect((await ask()).rows).toEqual([]);
  await save('days-of-rows', days('30'), settings, await baseOf('days-of-rows'));
  expect(keysOf((await ask()).rows)).toEqual(['call-done']);
});

test('a cursor that was not given out is refused, and so is who does not belong to the desk', async () => {
  await expect(ask('1/../x')).rejects.toMatchObject({ code: 'cursor_invalid' });
  const stranger = account('stranger');
  const none = { code: 'not_a_member' };
  await expect(retiredRows(place.ports, stranger, DESK_ID, { after: '', keys: [] })).rejects.toMatchObject(
    none,
  );
  await expect(searchRecords(place.ports, stranger, DESK_ID, '1')).rejects.toMatchObject(none);
});
