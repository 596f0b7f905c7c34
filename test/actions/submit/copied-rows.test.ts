// Rows copied in the sheet: what a copy takes along from its original, what it leaves there, and rows that no desk
// knows.

import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { showCard } from '../../../functions/src/actions/cards/show-card.ts';
import { recordsByKey } from '../../../functions/src/actions/submit/pull-changes.ts';
import type { RowAnswer, WireCells } from '../../../functions/src/contract/contract.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { followUps } from '../../../functions/src/core/tables/follow-ups.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { commitRow } from '../../fixtures/actions/commit-alone.ts';
import { at, CALL, feedback, hotline } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const PHONE = '13976543210';
const ORIGINAL = 'original-row';
const places: ActionPlace[] = [];
let place: ActionPlace;

beforeEach(async () => {
  place = await ActionPlace.start(`copied-rows-${places.length}`, () => NOW);
  places.push(place);
});
afterAll(() => Promise.all(places.map(each => each.close())));

async function send(
  key: string,
  base: string,
  cells: WireCells,
  table: Table = hotline,
  number?: string,
): Promise<RowAnswer> {
  const who = account('limin');
  const by = { account: who.mail, editor: null };
  const rows = [{ key, base, edited: [], cells, number }];
  return commitRow(place.ports, DESK_ID, { account: who, table, by, now: NOW, rows });
}

/** What a sheet shows of a row once the answer is painted. */
const shown = (sent: WireCells, answer: RowAnswer): WireCells =>
  Object.fromEntries(Object.keys(sent).map(key => [key, answer.cells[key] ?? sent[key] ?? null]));

const fullOf = async (key: string) =>
  (await place.ports.store.transaction(DESK_ID, each => each.privateCells([key]))).get(key) ?? {};

const codes = ({ problems }: RowAnswer) => problems.map(({ code }) => code);

async function saved(more: WireCells = {}): Promise<WireCells> {
  const cells = { ...CALL, contact: PHONE, customer: '欧阳明月', ...more };
  return shown(cells, await send(ORIGINAL, '', cells));
}

// Case A.13
test('a copy takes the full contact and name, says which row it comes from, and has a number of its own', async () => {
  const cells = await saved();
  expect(cells['contact']).toBe('139****3210');
  const answer = await send('copied-row', `copy:${ORIGINAL}`, cells);
  expect([answer.outcome, answer.cells['number']]).toEqual(['saved', '20231001002']);
  expect(await fullOf('copied-row')).toMatchObject({ contact: PHONE, customer: '欧阳明月' });
  const told = answer.problems.find(({ code }) => code === 'copied_row');
  expect([told?.severity, told?.message]).toEqual(['warning', expect.stringContaining('20231001001')]);
  expect(codes(answer)).not.toContain('contact_masked');
  // A pull paints the row's notes anew.
  const { rows } = await recordsByKey(place.ports, account('limin'), DESK_ID, ['copied-row']);
  expect(rows.flatMap(codes)).toContain('copied_row');
  const asked = { key: 'copied-row', name: 'history', until: undefined } as const;
  const { lines } = await showCard(place.ports, account('limin'), DESK_ID, asked);
  expect(lines.join('\n')).toContain('由 20231001001 复制而来');
  expect(lines.join('\n')).not.toContain(PHONE);
});

test('a copy whose contact was changed has what was typed', async () => {
  const cells = await saved();
  await send('copied-row', `copy:${ORIGINAL}`, { ...cells, contact: '13812345678' });
  expect(await fullOf('copied-row')).toMatchObject({ contact: '13812345678' });
});

test('a copy with another masked number is not given the one that it does not show', async () => {
  const cells = await saved();
  const answer = await send('copied-row', `copy:${ORIGINAL}`, { ...cells, contact: '138****3210' });
  expect(codes(answer)).toContain('contact_masked');
  expect((await fullOf('copied-row'))['contact']).not.toBe(PHONE);
});

test('what tells of the course of the original stays with it, and the copy begins anew', async () => {
  const solution = {
    respondedAt: '2023-10-01 14:40',
    resolvedAt: '2023-10-01 15:00',
    resolution: '更换滤芯',
  };
  const cells = await saved(solution);
  const answer = await send('copied-row', `copy:${ORIGINAL}`, cells);
  expect([answer.cells['resolvedAt'], answer.cells['resolution']]).toEqual([null, null]);
  const told = answer.problems.find(({ code }) => code === 'copied_row');
  expect(told?.message).toContain('没有带过来：');
  expect(told?.message).toContain('解决时间');
  // Repeating it, as after an answer that was lost, brings nothing of that back.
  const again = await send('copied-row', `copy:${ORIGINAL}`, cells);
  expect([again.outcome, again.cells['resolvedAt']]).toEqual(['unchanged', null]);
});

test('so it does when the original was opened anew before the copy was sent', async () => {
  const solved = { respondedAt: '2023-10-01 14:40', resolvedAt: '2023-10-01 15:00', resolution: '更换滤芯' };
  const cells = await saved(solved);
  const again = await send(ORIGINAL, '1', { ...cells, satisfaction: '不满意' });
  expect(again.cells['resolution']).toBeNull();
  const answer = await send('copied-row', `copy:${ORIGINAL}`, cells);
  expect([answer.outcome, answer.cells['state']]).toEqual(['saved', '已分派']);
  expect([answer.cells['resolvedAt'], answer.cells['resolution']]).toEqual([null, null]);
  expect(answer.problems.find(({ code }) => code === 'copied_row')?.message).toContain('解决时间');
});

test('a withdrawn row is copied without being withdrawn', async () => {
  const cells = await saved({ withdrawn: '作废' });
  const answer = await send('copied-row', `copy:${ORIGINAL}`, cells);
  expect([answer.cells['withdrawn'], answer.cells['state']]).not.toContain('已作废');
  expect(answer.cells['withdrawn']).toBeNull();
});

test('a copy that lacks something stays tied to its original until it is saved', async () => {
  const cells = await saved();
  const draft = await send('copied-row', `copy:${ORIGINAL}`, { ...cells, description: null });
  expect([draft.outcome, draft.base]).toEqual(['draft', `copy:${ORIGINAL}`]);
  const answer = await send('copied-row', draft.base, cells);
  expect([answer.outcome, answer.base]).toEqual(['saved', '1']);
  expect(await fullOf('copied-row')).toMatchObject({ contact: PHONE });
});

test('what the system proposed is proposed anew for the copy, and stays where it has no other proposal', async () => {
  const cells = await saved();
  const { rows } = await recordsByKey(place.ports, account('limin'), DESK_ID, [ORIGINAL]);
  const handler = rows[0]?.cells['handler'] ?? null;
  expect(handler).not.toBeNull();
  const copy = await send('copied-row', `copy:${ORIGINAL}`, { ...cells, handler });
  expect([copy.outcome, copy.cells['handler'] ?? handler]).toEqual(['saved', handler]);
});

test('a copy keeps what the system had filled in where there is nothing to go by now, and takes what there is', async () => {
  const file = { customer: 'XX科技有限公司', person: '张三丰', contact: PHONE };
  await send('file-row-1', '', { ...file, customerNumber: 'C-1', product: 'A型智能办公设备' }, customers);
  await send('file-row-2', '', { ...file, customerNumber: 'C-2', product: 'B型净水器' }, customers);
  const typed: WireCells = {
    customerNumber: 'C-1',
    happenedAt: '2026-11-19 14:30',
    description: '设备频繁卡顿，影响文件处理，客户已重启3次无效',
    priority: '重要',
    handler: '李敏',
    product: null,
    customer: null,
    contact: null,
  };
  const first = await send(ORIGINAL, '', typed, followUps);
  const cells = shown(typed, first);
  expect(cells['product']).toBe('A型智能办公设备');
  const copied = async (key: string, customerNumber: string) => {
    const answer = await send(key, `copy:${ORIGINAL}`, { ...cells, customerNumber }, followUps);
    const { rows } = await recordsByKey(place.ports, account('limin'), DESK_ID, [key]);
    return [answer.outcome, rows[0]?.cells['product']];
  };
  expect(await copied('copied-row-1', 'C-2')).toEqual(['saved', 'B型净水器']);
  expect(await copied('copied-row-2', 'C-99')).toEqual(['saved', 'A型智能办公设备']);
  expect(await fullOf('copied-row-2')).toMatchObject({ contact: PHONE });
});

describe('visible cells copied into a blank row, with the number and without the key', () => {
  const NUMBER = '20231001001';
  const pasted = (cells: WireCells, number = NUMBER, key = 'copied-row', base = '') =>
    send(key, base, cells, hotline, number);

  test('are a copy of the record of that number: full contact and name, the word on it, the history', async () => {
    const cells = await saved({ resolvedAt: '2023-10-01 15:00', resolution: '更换滤芯' });
    const answer = await pasted(cells);
    expect([answer.outcome, answer.cells['number']]).toEqual(['saved', '20231001002']);
    expect(await fullOf('copied-row')).toMatchObject({ contact: PHONE, customer: '欧阳明月' });
    expect([answer.cells['resolvedAt'], answer.cells['resolution']]).toEqual([null, null]);
    expect(codes(answer)).toContain('copied_row');
    expect(codes(answer)).not.toContain('contact_masked');
    const asked = { key: 'copied-row', name: 'history', until: undefined } as const;
    const { lines } = await showCard(place.ports, account('limin'), DESK_ID, asked);
    expect(lines.join('\n')).toContain(`由 ${NUMBER} 复制而来`);
    // An answer that was lost: the same comes again, and is the same.
    expect((await pasted(cells)).outcome).toBe('unchanged');
    expect(await fullOf('copied-row')).toMatchObject({ contact: PHONE });
  });

  test('stay tied to it while they lack something, and show its number no longer', async () => {
    const cells = await saved();
    const draft = await pasted({ ...cells, description: null });
    expect([draft.outcome, draft.base]).toEqual(['draft', `copy:${ORIGINAL}`]);
    expect(draft.cells).toMatchObject({ number: null, state: null });
    const answer = await pasted(cells, '', 'copied-row', draft.base);
    expect(answer.outcome).toBe('saved');
    expect(await fullOf('copied-row')).toMatchObject({ contact: PHONE });
  });

  test.each([
    ['another masked number than that record shows', { contact: '138****3210' }, NUMBER],
    ['a number that no record has', {}, '20231001099'],
    ['a name that another record hides', { customer: '李*' }, NUMBER],
    ['nothing that is hidden', { contact: '13812345678', customer: '李雷' }, NUMBER],
  ])('are a row of its own with %s', async (_, more, number) => {
    const cells = await saved();
    const answer = await pasted({ ...cells, ...more }, number);
    expect([answer.outcome, codes(answer).includes('copied_row')]).toEqual(['saved', false]);
    expect((await fullOf('copied-row'))['contact']).not.toBe(PHONE);
  });

  test('of another table are no copy', async () => {
    const cells = await saved();
    const answer = await send('copied-row', '', { contact: cells['contact'] ?? null }, feedback, NUMBER);
    expect(codes(answer)).not.toContain('copied_row');
  });
});

test('a row of another table gives nothing', async () => {
  const cells = await saved();
  const answer = await send(
    'copied-row',
    `copy:${ORIGINAL}`,
    { contact: cells['contact'] ?? null },
    feedback,
  );
  expect([answer.outcome, codes(answer)]).toEqual(['draft', expect.not.arrayContaining(['copied_row'])]);
});

test('a row that says it was saved here and never was is refused with a sentence, and nothing is stored', async () => {
  const answer = await send('foreign-row', '3', CALL);
  expect([answer.outcome, answer.base, codes(answer)]).toEqual(['refused', '3', ['row_unknown']]);
  const { records } = await place.ports.store.transaction(DESK_ID, each => each.read(['foreign-row'], []));
  expect(records.size).toBe(0);
});
