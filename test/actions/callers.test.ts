// What is known of whoever is on the phone: his records as lines, and whether there are more than anybody reads.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callers, callForm } from '../../functions/src/actions/submit/callers.ts';
import { ActionPlace, account, DESK_ID } from '../fixtures/actions/action-place.ts';
import { commitAlone } from '../fixtures/actions/commit-alone.ts';
import { at, CALL_TODAY, hotline } from '../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const NUMBER = '13812345678';
let place: ActionPlace;
beforeAll(async () => {
  place = await ActionPlace.start('callers', () => NOW);
});
afterAll(() => place.close());

/** Takes calls of the number in, with these keys. */
async function take(from: number, count: number): Promise<void> {
  const who = account('limin');
  const rows = Array.from({ length: count }, (_, index) => ({
    key: `call-${from + index}`,
    base: '',
    edited: [],
    cells: { ...CALL_TODAY, contact: NUMBER },
  }));
  const by = { account: who.mail, editor: null };
  await commitAlone(place.ports, DESK_ID, { account: who, table: hotline, by, now: NOW, rows });
}
const known = (said: string, who = 'limin') => callers(place.ports, account(who), DESK_ID, said);

test('twenty records are shown, and of one more it is said that there are more', async () => {
  expect(await known(NUMBER)).toEqual({ records: [], more: false });
  await take(0, 20);
  const all = await known(NUMBER);
  expect([all.records.length, all.more]).toEqual([20, false]);
  await take(20, 1);
  const most = await known(NUMBER);
  expect([most.records.length, most.more]).toEqual([20, true]);
  expect(JSON.stringify(most)).not.toContain(NUMBER);
});

test('both the form and what is known are for members, and what is known for those who write', async () => {
  expect(await callForm(place.ports, account('liwei'), DESK_ID)).toMatchObject({ table: 'hotline' });
  await expect(callForm(place.ports, account('stranger'), DESK_ID)).rejects.toMatchObject({
    code: 'not_a_member',
  });
  await expect(known(NUMBER, 'stranger')).rejects.toMatchObject({ code: 'not_a_member' });
});
