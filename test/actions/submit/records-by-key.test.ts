// Records asked for by the keys of their rows: so that a sheet can say which record a removed row was, and put the row
// back.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import { recordsByKey } from '../../../functions/src/actions/submit/pull-changes.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { at, CALL, hotline } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
let place: ActionPlace;
beforeAll(async () => {
  place = await ActionPlace.start('records-by-key', () => NOW);
});
afterAll(() => place.close());

test('answers those that there are, with number and cells as a pull brings them, contacts masked', async () => {
  const who = account('limin');
  const by = { account: who.mail, editor: null };
  const cells = { ...CALL, contact: '13976543210' };
  const rows = ['removed-1', 'removed-2'].map(key => ({ key, base: '', edited: [], cells }));
  await commitRows(place.ports, DESK_ID, [{ account: who, table: hotline, by, now: NOW, rows }]);
  const keys = ['removed-2', 'never-was', 'removed-1', 'removed-1'];
  const answer = await recordsByKey(place.ports, who, DESK_ID, keys);
  expect(answer.rows.map(({ key, table, number }) => [key, table, number])).toEqual([
    ['removed-1', 'hotline', '20231001001'],
    ['removed-2', 'hotline', '20231001002'],
  ]);
  expect(answer.rows[0]?.cells['contact']).toBe('139****3210');
});

test('is refused to who does not belong to the desk', async () => {
  await expect(recordsByKey(place.ports, account('stranger'), DESK_ID, ['removed-1'])).rejects.toMatchObject({
    code: 'not_a_member',
  });
});
