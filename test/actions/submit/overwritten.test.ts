// Two people in one cell, at any speed and in any order of their requests: both texts are in the history, and the row
// says so.

import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { showCard } from '../../../functions/src/actions/cards/show-card.ts';
import { recordsByKey } from '../../../functions/src/actions/submit/pull-changes.ts';
import type { RowAnswer, RowInput, WireCells } from '../../../functions/src/contract/contract.ts';
import { MINUTE } from '../../../functions/src/core/lib/time.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { commitRow } from '../../fixtures/actions/commit-alone.ts';
import { at, CALL, hotline } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const FIRST = '客户要求周末上门检修设备';
/** The row as the sheet shows it once it was saved. */
const SHEET: WireCells = { ...CALL, contact: '138****5678', customer: '李*' };
const SECOND = '客户要求退款并且上门取件';
const places: ActionPlace[] = [];
let place: ActionPlace;
let saved: RowAnswer;

beforeEach(async () => {
  place = await ActionPlace.start(`overwritten-${places.length}`, () => NOW);
  places.push(place);
  saved = await send('limin', { ...CALL });
});
afterAll(() => Promise.all(places.map(each => each.close())));

/** Sends the row as the account does whose triggers send, for somebody of the desk at the keyboard. */
async function send(
  editor: string,
  cells: WireCells,
  more: Partial<RowInput> = {},
  now = NOW,
  table: Table = hotline,
): Promise<RowAnswer> {
  const who = account('owner');
  const by = { account: who.mail, editor: account(editor).mail };
  const rows = [{ key: 'shared-row', base: '', edited: [], cells, ...more }];
  return commitRow(place.ports, DESK_ID, { account: who, table, by, now, rows });
}

const without = (column: string): WireCells =>
  Object.fromEntries(Object.entries(SHEET).filter(([key]) => key !== column));
const told = ({ problems }: RowAnswer) => problems.find(({ code }) => code === 'overwritten')?.message;
async function history(): Promise<string> {
  const asked = { key: 'shared-row', name: 'history', until: undefined } as const;
  return (await showCard(place.ports, account('limin'), DESK_ID, asked)).lines.join('\n');
}

test('the first is heard of first, and has been written over already', async () => {
  const first = await send('liwei', without('request'), {
    base: saved.base,
    overwritten: { request: [FIRST] },
  });
  expect(first.outcome).toBe('saved');
  const second = await send(
    'wuhao',
    { ...SHEET, request: SECOND },
    { base: first.base, edited: ['request'], overwritten: { request: [FIRST] } },
  );
  expect(second.outcome).toBe('saved');
  expect(told(second)).toMatch(new RegExp(`${FIRST}.*liwei.*${SECOND}`));
  const { rows } = await recordsByKey(place.ports, account('limin'), DESK_ID, ['shared-row']);
  expect(rows.map(told)).toEqual([told(second)]);
  const lines = await history();
  expect(lines.match(new RegExp(`→ ${FIRST}`, 'g'))).toHaveLength(1);
  expect(lines).toContain(`→ ${SECOND}`);
});

test('the second is heard of first: nothing falls back to what the first wrote', async () => {
  const second = await send(
    'wuhao',
    { ...SHEET, request: SECOND },
    { base: saved.base, edited: ['request'], overwritten: { request: [FIRST] } },
  );
  expect([second.outcome, told(second)]).toEqual(['saved', expect.stringContaining(FIRST)]);
  const first = await send('liwei', without('request'), {
    base: second.base,
    overwritten: { request: [FIRST] },
  });
  expect([first.outcome, first.cells['request']]).toEqual(['unchanged', SECOND]);
  expect(told(first)).toContain(FIRST);
  expect((await history()).match(new RegExp(`→ ${FIRST}`, 'g'))).toHaveLength(1);
});

test('the first is never heard of: its text is in the history all the same', async () => {
  await send(
    'wuhao',
    { ...SHEET, request: SECOND },
    { base: saved.base, edited: ['request'], overwritten: { request: [FIRST] } },
  );
  expect(await history()).toContain(`${FIRST} → ${SECOND}`);
});

test.each([20_261_120_143_012, 1e308])('a number that its column does not take: %d', async typed => {
  const answer = await send(
    'wuhao',
    { ...SHEET, urgency: '高' },
    { base: saved.base, edited: ['urgency'], overwritten: { urgency: [typed] } },
  );
  expect([answer.outcome, told(answer)]).toEqual(['saved', expect.stringContaining(`“${typed}”`)]);
  expect(await history()).toContain(`${typed} → 高`);
});

test('a contact that was written over is masked in note and history', async () => {
  const answer = await send(
    'wuhao',
    { ...SHEET, contact: '13976543210' },
    { base: saved.base, edited: ['contact'], overwritten: { contact: ['13812344321'] } },
  );
  expect(told(answer)).toContain('138****4321');
  expect(JSON.stringify([answer.problems, await history()])).not.toContain('13812344321');
});

test('what the record held before is no news: one edit after the other says nothing', async () => {
  const answer = await send(
    'wuhao',
    { ...SHEET, request: SECOND },
    { base: saved.base, edited: ['request'], overwritten: { request: [CALL['request'] ?? null] } },
  );
  expect([answer.outcome, told(answer)]).toEqual(['saved', undefined]);
});

test('a row may name its own editor, or that nobody knows', async () => {
  await send(
    'liwei',
    { ...SHEET, request: FIRST },
    {
      base: saved.base,
      editor: account('wuhao').mail,
    },
  );
  expect(await history()).toMatch(new RegExp(`吴昊，经owner@example.com的授权发送[^]*→ ${FIRST}`));
});

test('what was written over is said until somebody changes that cell', async () => {
  const second = await send(
    'wuhao',
    { ...SHEET, request: SECOND },
    { base: saved.base, edited: ['request'], overwritten: { request: [FIRST] } },
  );
  const beside = await send(
    'wuhao',
    { ...SHEET, request: SECOND, urgency: '高' },
    { base: second.base, edited: ['urgency'] },
  );
  expect(told(beside)).toContain(FIRST);
  const settled = await send(
    'liwei',
    { ...SHEET, request: FIRST, urgency: '高' },
    { base: beside.base, edited: ['request'] },
  );
  expect([settled.outcome, told(settled)]).toEqual(['saved', undefined]);
});

test('several texts that were typed over each other while nothing was sent are all there, in their order', async () => {
  const [first, second, third] = ['客户要求换一台新的', FIRST, '客户要求退一半货款'];
  const row = await send(
    'wuhao',
    { ...SHEET, request: SECOND },
    { base: saved.base, edited: ['request'], overwritten: { request: [first, second, third] } },
  );
  expect(row.outcome).toBe('saved');
  const said = row.problems.flatMap(({ code, message }) => (code === 'overwritten' ? message : []));
  expect(said.map(message => [first, second, third].find(text => message.includes(text)))).toEqual([
    first,
    second,
    third,
  ]);
  const lines = await history();
  const order = [
    `${CALL['request']} → ${first}`,
    `${first} → ${second}`,
    `${second} → ${third}`,
    `${third} → ${SECOND}`,
  ];
  const places = order.map(step => lines.indexOf(step));
  expect(places.every((place, at) => place >= 0 && place > (places[at - 1] ?? -1))).toBe(true);
});

test('more texts than a history takes are in it as far as they go, the last ones', async () => {
  const texts = Array.from({ length: 100 }, (_, index) => `${index}`.padEnd(40_000, '长'));
  const row = await send(
    'wuhao',
    { ...SHEET, request: SECOND },
    { base: saved.base, edited: ['request'], overwritten: { request: [...texts, FIRST] } },
  );
  expect([row.outcome, row.problems.filter(({ code }) => code === 'overwritten').length]).toEqual([
    'saved',
    3,
  ]);
  expect(await history()).toContain(`${FIRST} → ${SECOND}`);
});

describe('an edit that was sent with another one before its event was heard of', () => {
  const RETYPED = { ...SHEET, request: SECOND, urgency: '高' };
  const OVER = { request: [CALL['request'] ?? null] };

  test('says nothing of what the same person had written there', async () => {
    const first = await send('limin', RETYPED, { base: saved.base, edited: ['urgency'] });
    const late = { base: first.base, edited: ['request'], overwritten: OVER };
    expect(told(await send('limin', RETYPED, late))).toBeUndefined();
  });

  test('says what another has written there a moment ago, and nothing of what had been there for long', async () => {
    const LATER = NOW + 6 * MINUTE;
    const first = await send('wuhao', RETYPED, { base: saved.base, edited: ['urgency'] }, LATER);
    const late = { base: first.base, edited: ['request'], overwritten: OVER };
    expect(told(await send('wuhao', RETYPED, late, LATER))).toBeUndefined();
    expect(told(await send('wuhao', RETYPED, late))).toMatch(/limin/);
  });

  test('adds nothing to the history where the text has been there since before the latest changes', async () => {
    let { base } = saved;
    for (const urgency of ['高', '低', '中', '高', '低']) {
      const row = await send('limin', { ...SHEET, urgency }, { base, edited: ['urgency'] });
      ({ base } = row);
    }
    const cells = { ...SHEET, request: SECOND, urgency: '低' };
    const first = await send('limin', cells, { base, edited: ['urgency'] });
    const late = await send('limin', cells, { base: first.base, edited: ['request'], overwritten: OVER });
    expect([late.outcome, told(late)]).toEqual(['unchanged', undefined]);
    expect((await history()).match(new RegExp(`→ ${SECOND}`, 'g'))).toHaveLength(1);
  });
});

test('a call that was moved off a closed day says so, also once its event is heard of, until it is planned anew', async () => {
  const SATURDAY = '2026-11-21 10:00';
  const cells = { customer: '李小明', contact: '13812345678', type: '流失客户挽回', plannedAt: SATURDAY };
  const plan = (planned: WireCells, more: Partial<RowInput>) =>
    send('limin', planned, { key: 'call', ...more }, NOW, callbacks);
  const said = ({ problems }: RowAnswer) =>
    problems.filter(({ column }) => column === 'plannedAt').map(({ code }) => code);
  const first = await plan(cells, {});
  expect(said(first)).toEqual(['moved_to_open_day']);
  const shown = { ...cells, customer: '李*', contact: '138****5678', plannedAt: '2026-11-23 10:00' };
  const late = { base: first.base, edited: ['plannedAt'], overwritten: { plannedAt: [SATURDAY] } };
  expect(said(await plan(shown, late))).toEqual(['moved_to_open_day']);
  const { rows } = await recordsByKey(place.ports, account('limin'), DESK_ID, ['call']);
  expect(rows.map(said)).toEqual([['moved_to_open_day']]);
  const anew = { ...shown, plannedAt: '2026-11-24 10:00' };
  expect(said(await plan(anew, { base: first.base, edited: ['plannedAt'] }))).toEqual([]);
});
