// Google tells of an edit after its row was sent in nobody's name: whose it was is known from then on, wherever it
// matters who did it, and nobody is given what another has done.

import { afterAll, beforeEach, expect, test } from 'vitest';
import { showCard } from '../../functions/src/actions/cards/show-card.ts';
import type { RowAnswer, RowInput, WireCells } from '../../functions/src/contract/contract.ts';
import type { Table } from '../../functions/src/core/schema/table.ts';
import { ActionPlace, account, DESK_ID } from '../fixtures/actions/action-place.ts';
import { commitRow } from '../fixtures/actions/commit-alone.ts';
import { at, CALL, CLOSING, hotline } from '../fixtures/core/desk-fixture.ts';

const BEGIN = at('2026-11-20 15:00');
const NOBODY = '';
const SHEET: WireCells = { ...CALL, contact: '138****5678', customer: '李*' };
const { request: _, ...without } = SHEET;
const FIRST = '客户要求周末上门检修设备';
const SECOND = '客户要求退款并且上门取件';
const places: ActionPlace[] = [];
let place: ActionPlace;
let now = BEGIN;

beforeEach(async () => {
  now = BEGIN;
  place = await ActionPlace.start(`late-names-${places.length}`, () => now);
  places.push(place);
});
afterAll(() => Promise.all(places.map(each => each.close())));

interface Sending extends Partial<RowInput> {
  /** Whose account sends it: that of the triggers, where it is not said. */
  account?: string;
  table?: Table;
}

/** Sends the row as an account does, for somebody of the desk at the keyboard, or for nobody who is known. */
async function send(editor: string | null, cells: WireCells, more: Sending = {}): Promise<RowAnswer> {
  const { account: sender = 'owner', table = hotline, ...rest } = more;
  const who = account(sender);
  const by = { account: who.mail, editor: editor ? account(editor).mail : editor };
  const rows = [{ key: 'shared-row', base: '', edited: [], cells, ...rest }];
  return commitRow(place.ports, DESK_ID, { account: who, table, by, now, rows });
}

const record = async () => (await place.ports.store.records(DESK_ID, ['shared-row'])).get('shared-row');
async function history(): Promise<string[]> {
  const asked = { key: 'shared-row', name: 'history', until: undefined } as const;
  return (await showCard(place.ports, account('owner'), DESK_ID, asked)).lines.map(
    line => line.split('\n')[0]?.split('　')[1]?.split('，')[0] ?? '',
  );
}

const overwritten = (answer: Pick<RowAnswer, 'problems'> | undefined): string =>
  answer?.problems.find(({ code }) => code === 'overwritten')?.message ?? '';

test('a row that was stored in nobody’s name is whose its late event says', async () => {
  const saved = await send(NOBODY, { ...CALL }, { edited: ['request'] });
  expect((await record())?.createdBy.editor).toBe(NOBODY);
  const late = await send('limin', SHEET, { base: saved.base, edited: ['request'] });
  expect([late.outcome, late.base]).toEqual(['unchanged', saved.base]);
  const by = { account: account('owner').mail, editor: account('limin').mail };
  expect(await record()).toMatchObject({ version: 1, createdBy: by, updatedBy: by });
  expect(await record()).not.toHaveProperty('unnamed');
  expect(await history()).toEqual(['李敏']);
});

test('a row of many cells is his who tells of all of them, one after the other and over again', async () => {
  const saved = await send(NOBODY, { ...CALL });
  const columns = Object.keys(CALL);
  const half = columns.splice(0, 3);
  for (const edited of [half, half, columns.slice(0, -1)])
    await send('limin', SHEET, { base: saved.base, edited });
  expect((await record())?.createdBy.editor).toBe(NOBODY);
  await send('limin', SHEET, { base: saved.base, edited: columns.slice(-1) });
  expect(await history()).toEqual(['李敏']);
  await send('wuhao', SHEET, { base: saved.base, edited: Object.keys(CALL) });
  expect(await history()).toEqual(['李敏']);
});

test('a change of which two people tell is neither’s', async () => {
  const saved = await send(NOBODY, { ...CALL }, { edited: ['request', 'urgency'] });
  await send('limin', SHEET, { base: saved.base, edited: ['request'] });
  await send('wuhao', SHEET, { base: saved.base, edited: ['urgency'] });
  await send('wuhao', SHEET, { base: saved.base, edited: ['request', 'urgency'] });
  expect((await record())?.createdBy.editor).toBe(NOBODY);
  expect(await history()).toEqual(['未知编辑者']);
});

test('what another has written there since stays his, and what was written over is whose it was', async () => {
  const saved = await send('liwei', { ...CALL });
  const first = await send(NOBODY, { ...SHEET, request: FIRST }, { base: saved.base, edited: ['request'] });
  const over = { edited: ['request'], overwritten: { request: [FIRST] } };
  const second = await send('wuhao', { ...SHEET, request: SECOND }, { base: first.base, ...over });
  // An event of several cells tells no text.
  await send('limin', { ...SHEET, request: SECOND }, { base: second.base, edited: ['request'] });
  expect(await history()).toEqual(['吴昊', '未知编辑者', '李伟']);
  const late = await send('limin', without, { base: second.base, overwritten: { request: [FIRST] } });
  expect(overwritten(late)).toMatch(new RegExp(`${FIRST}.*limin`));
  expect(await history()).toEqual(['吴昊', '李敏', '李伟']);
});

test('whose word was written over is said of it wherever it was said that nobody knows', async () => {
  const saved = await send('liwei', { ...CALL });
  const first = await send(NOBODY, { ...SHEET, request: FIRST }, { base: saved.base, edited: ['request'] });
  const second = await send(
    'wuhao',
    { ...SHEET, request: SECOND },
    { base: first.base, edited: ['request'] },
  );
  const over = { base: second.base, edited: ['urgency'], overwritten: { request: [FIRST] } };
  const told = await send(NOBODY, { ...SHEET, request: SECOND, urgency: '高' }, over);
  expect(overwritten(told)).toMatch(new RegExp(`${FIRST}.*未知编辑者`));
  await send('limin', { ...without, urgency: '高' }, { base: told.base, overwritten: { request: [FIRST] } });
  expect(overwritten(await place.pulled('shared-row'))).toMatch(new RegExp(`${FIRST}.*limin`));
  expect(await history()).toEqual(['未知编辑者', '吴昊', '李敏', '李伟']);
});

test('a text that reads otherwise than it was typed tells of what was stored', async () => {
  const saved = await send(NOBODY, { ...CALL }, { edited: ['contact'] });
  const { contact: _contact, ...row } = SHEET;
  await send('limin', row, { base: saved.base, overwritten: { contact: [CALL['contact'] ?? null] } });
  expect(await history()).toEqual(['李敏']);
});

test.each<[string, string | null, Sending, number]>([
  ['by the account itself, which would give itself rights', null, { account: 'limin' }, 0],
  ['by a member who vouches for another', 'liwei', { account: 'limin' }, 0],
  ['of somebody who is none of the desk’s', 'stranger', {}, 0],
  ['later than Google tells of an edit', 'limin', {}, 301_000],
  ['of another cell', 'limin', { edited: ['urgency'] }, 0],
  ['of a cell that somebody else has edited in his row', 'limin', { ofOthers: ['request'] }, 0],
])('nobody is named %s', async (_, editor, more, laterMs) => {
  const saved = await send(NOBODY, { ...CALL }, { edited: ['request'] });
  now += laterMs;
  await send(editor, SHEET, { base: saved.base, edited: ['request'], ...more });
  expect((await record())?.createdBy.editor).toBe(NOBODY);
  expect(await history()).toEqual(['未知编辑者']);
});

test('a change of a record that another has begun may be one’s own by one’s own word', async () => {
  const saved = await send('liwei', { ...CALL });
  const first = await send(NOBODY, { ...SHEET, request: FIRST }, { base: saved.base, edited: ['request'] });
  const own = { base: first.base, edited: ['request'], account: 'limin' };
  await send(null, { ...SHEET, request: FIRST }, own);
  expect(await history()).toEqual(['李敏（limin@example.com）', '李伟']);
  expect((await record())?.createdBy.editor).toBe(account('liwei').mail);
});

test('who has begun a record may see it in full from then on', async () => {
  const saved = await send(NOBODY, { ...CALL }, { edited: ['request'] });
  const full = () => {
    const asked = { key: 'shared-row', name: 'contacts', until: undefined } as const;
    return showCard(place.ports, account('limin'), DESK_ID, asked);
  };
  await expect(full()).rejects.toMatchObject({ code: 'not_yours' });
  await send('limin', SHEET, { base: saved.base, edited: ['request'] });
  expect((await full()).lines.join()).toContain(CALL['contact']);
});

test('what a row has opened is whose the row is', async () => {
  const times = {
    calledAt: '2026-11-20 13:00',
    respondedAt: '2026-11-20 13:20',
    resolvedAt: '2026-11-20 14:00',
  };
  const { satisfaction: _rating, comment: _comment, ...solving } = CLOSING;
  const solved = { ...CALL, ...solving, ...times };
  const saved = await send(NOBODY, solved, { edited: ['cause'] });
  const opened = Object.values((await record())?.links ?? {}).flat();
  expect(opened).not.toEqual([]);
  const keys = opened.map(({ key }) => key);
  const authors = async () =>
    [...(await place.ports.store.records(DESK_ID, keys)).values()].map(({ createdBy }) => createdBy.editor);
  expect(await authors()).toEqual(keys.map(() => NOBODY));
  const late = await send(
    'limin',
    { ...solved, contact: '138****5678', customer: '李*' },
    { base: saved.base, edited: ['cause'] },
  );
  expect([late.outcome, await authors()]).toEqual(['unchanged', keys.map(() => account('limin').mail)]);
});

test('a change that is told of while its row is changed again is named as well', async () => {
  const saved = await send(NOBODY, { ...CALL }, { edited: ['request'] });
  const both = { base: saved.base, edited: ['request', 'urgency'] };
  const next = await send('limin', { ...SHEET, urgency: '高' }, both);
  expect(next.outcome).toBe('saved');
  expect((await record())?.createdBy.editor).toBe(account('limin').mail);
  expect(await history()).toEqual(['李敏', '李敏']);
});
