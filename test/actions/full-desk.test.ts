// How much people and settings may hold together: they are read with every request, and a document has an end.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitRows } from '../../functions/src/actions/submit/commit-rows.ts';
import type { RowInput } from '../../functions/src/contract/contract.ts';
import { RequestError } from '../../functions/src/contract/request-error.ts';
import { settings } from '../../functions/src/core/tables/settings.ts';
import { ActionPlace, account, DESK_ID } from '../fixtures/actions/action-place.ts';
import { at } from '../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
let place: ActionPlace;

beforeAll(async () => {
  place = await ActionPlace.start('full-desk', () => NOW);
});
afterAll(() => place.close());

const row = (key: string, name: string, note: string, base = ''): RowInput => ({
  key,
  base,
  edited: [],
  cells: { category: '产品', name, value: '12', note },
});

async function submit(rows: RowInput[]) {
  const owner = account('owner');
  const by = { account: owner.mail, editor: null };
  const submission = { account: owner, table: settings, by, now: NOW, rows };
  const [settled] = await commitRows(place.ports, DESK_ID, [submission]);
  return !settled || settled instanceof RequestError ? [] : settled.answers;
}

// Case A.6
test('rows that no longer fit are refused each at itself, the others stay, and a shorter one is taken', async () => {
  const note = '说'.repeat(500);
  const rows = Array.from({ length: 500 }, (_, index) => row(randomUUID(), `产品${index}`, note));
  const answers = await submit(rows);
  const saved = answers.filter(each => each.outcome === 'saved');
  const refused = answers.filter(each => each.outcome === 'refused');
  expect(saved.length).toBeGreaterThan(300);
  expect(saved.length + refused.length).toBe(500);
  expect(new Set(refused.flatMap(each => each.problems.map(({ code }) => code)))).toEqual(
    new Set(['desk_full']),
  );
  const [first] = saved;
  const shorter = [row(first?.key ?? '', '产品0', '', first?.base)];
  expect(await submit(shorter)).toMatchObject([{ outcome: 'saved' }]);
});
