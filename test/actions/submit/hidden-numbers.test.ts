// Numbers within texts: hidden in the record, kept in full, revealed like contacts, and not lost when the text is
// edited as it is shown.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { showCard } from '../../../functions/src/actions/cards/show-card.ts';
import type { RowAnswer, WireCells } from '../../../functions/src/contract/contract.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { commitRow } from '../../fixtures/actions/commit-alone.ts';
import { at, CALL, hotline } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const FULL = '2023年9月28日在家漏水，客户说打13712345678找王芳';
let place: ActionPlace;
beforeAll(async () => {
  place = await ActionPlace.start('hidden-numbers', () => NOW);
});
afterAll(() => place.close());

async function send(base: string, cells: WireCells): Promise<RowAnswer> {
  const who = account('limin');
  const rows = [{ key: 'the-only-row', base, edited: [], cells }];
  const by = { account: who.mail, editor: null };
  return commitRow(place.ports, DESK_ID, { account: who, table: hotline, by, now: NOW, rows });
}

const full = async () =>
  (await place.ports.store.transaction(DESK_ID, each => each.privateCells(['the-only-row']))).get(
    'the-only-row',
  );

test('a text that is edited as the sheet shows it keeps the number that it hides, until that is taken out', async () => {
  const first = await send('', { ...CALL, description: FULL });
  const shown = String(first.cells['description']);
  expect(shown).toBe('2023年9月28日在家漏水，客户说打137****5678找王芳');
  expect((await full())?.['description']).toBe(FULL);

  const cells = { ...CALL, customer: '李*', contact: '138****5678' };
  const second = await send(first.base, { ...cells, description: `${shown}，已回电` });
  expect(second.outcome).toBe('saved');
  expect((await full())?.['description']).toBe(`${FULL}，已回电`);
  const asked = { key: 'the-only-row', name: 'contacts', until: undefined } as const;
  const { lines } = await showCard(place.ports, account('limin'), DESK_ID, asked);
  expect(lines.join('\n')).toContain(`问题描述：${FULL}，已回电`);

  const third = await send(second.base, { ...cells, description: '2023年9月28日在家漏水，联系售后未获解决' });
  expect(third.outcome).toBe('saved');
  expect((await full())?.['description'] ?? null).toBeNull();
});
