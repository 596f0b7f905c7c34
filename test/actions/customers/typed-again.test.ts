// Contacts, names and numbers in texts that are typed once more as they are known in full: nothing has changed.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RowAnswer, WireCells } from '../../../functions/src/contract/contract.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { commitAlone } from '../../fixtures/actions/commit-alone.ts';
import { at, CALL, hotline } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const FULL: WireCells = {
  ...CALL,
  customer: '李小明',
  contact: '13812345671',
  description: '净水器接口漏水，请打13712345678找邻居开门',
};

let place: ActionPlace;
beforeAll(async () => {
  place = await ActionPlace.start('typed-again', () => NOW);
});
afterAll(() => place.close());

async function send(key: string, base: string, cells: WireCells): Promise<RowAnswer> {
  const who = account('limin');
  const by = { account: who.mail, editor: null };
  const rows = [{ key, base, edited: Object.keys(cells), cells }];
  const { answers } = await commitAlone(place.ports, DESK_ID, {
    account: who,
    table: hotline,
    by,
    now: NOW,
    rows,
  });
  const [answer] = answers;
  if (!answer) throw new Error('not answered');
  return answer;
}

test.each<[string, WireCells]>([
  ['all of it', FULL],
  ['the contact', { contact: '13812345671' }],
  ['the contact, written otherwise', { contact: '138-1234-5671' }],
  ['the name', { customer: '李小明' }],
  ['a text with a number in it', { description: FULL['description'] ?? null }],
])('%s: it is unchanged, and the history says nothing', async (what, cells) => {
  const { base } = await send(`typed-again-${what}`, '', FULL);
  expect(await send(`typed-again-${what}`, base, cells)).toMatchObject({ outcome: 'unchanged', base });
});

test.each<[string, WireCells]>([
  ['another contact', { contact: '13899995671' }],
  ['another name', { customer: '李大明' }],
  ['another number in the text', { description: '净水器接口漏水，请打13799995678找邻居开门' }],
])('%s behind the same mask is a change', async (what, cells) => {
  const { base } = await send(`typed-again-${what}`, '', FULL);
  expect(await send(`typed-again-${what}`, base, cells)).toMatchObject({ outcome: 'saved', base: '2' });
});
