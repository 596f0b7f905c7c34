// What cells held a moment ago, asked for by rows' keys: so that a text that was typed over it is not given to another
// row's record.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heldLately } from '../../functions/src/actions/submit/pull-changes.ts';
import type { WireCells } from '../../functions/src/contract/contract.ts';
import { MINUTE } from '../../functions/src/core/lib/time.ts';
import { ActionPlace, account, DESK_ID } from '../fixtures/actions/action-place.ts';
import { commitRow } from '../fixtures/actions/commit-alone.ts';
import { at, CALL, hotline } from '../fixtures/core/desk-fixture.ts';

const TEXTS = ['请在三日内处理', '请在五日内处理', '请在七日内处理'] as const;
let now = at('2026-11-20 15:00');
let place: ActionPlace;
const who = account('limin');
async function save(key: string, base: string, cells: WireCells): Promise<string> {
  const rows = [{ key, base, edited: Object.keys(cells), cells: { ...CALL, ...cells } }];
  const by = { account: who.mail, editor: null };
  return (await commitRow(place.ports, DESK_ID, { account: who, table: hotline, by, now, rows })).base;
}
const held = async (...texts: string[]) =>
  (
    await heldLately(place.ports, who, DESK_ID, {
      cells: texts.map(text => ({ key: 'row-00001', column: 'request', text })),
    })
  ).held;

beforeAll(async () => {
  place = await ActionPlace.start('held-lately', () => now);
});
afterAll(() => place.close());

test('a text is held as long as an event of it may be late, and by no record that never had it', async () => {
  const first = await save('row-00001', '', { request: TEXTS[0] });
  expect(await held(...TEXTS)).toEqual([true, true, true]);
  now += 6 * MINUTE;
  expect(await held(...TEXTS)).toEqual([true, false, false]);
  await save('row-00001', first, { request: TEXTS[1] });
  expect(await held(...TEXTS)).toEqual([true, true, false]);
  now += 6 * MINUTE;
  expect(await held(...TEXTS)).toEqual([false, true, false]);
});

test('of a record that there is not nobody can tell', async () => {
  const cells = [{ key: 'never-was', column: 'request', text: TEXTS[0] }];
  expect(await heldLately(place.ports, who, DESK_ID, { cells })).toEqual({ held: [true] });
});

test('is refused to who does not belong to the desk', async () => {
  const cells = [{ key: 'row-00001', column: 'request', text: TEXTS[0] }];
  await expect(heldLately(place.ports, account('stranger'), DESK_ID, { cells })).rejects.toMatchObject({
    code: 'not_a_member',
  });
});
