// Names of customers within texts: hidden in the record, kept in full, revealed like contacts, and not lost when the
// text is edited as it is shown; whoever wrote one down is told.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { showCard } from '../../../functions/src/actions/cards/show-card.ts';
import type { RowAnswer, WireCells } from '../../../functions/src/contract/contract.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { commitRow } from '../../fixtures/actions/commit-alone.ts';
import { at, CALL } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const FULL = '2023年9月28日在家漏水，王小明来电，让打13712345678，王先生还说李伟来过';
const SHOWN = '2023年9月28日在家漏水，王*来电，让打137****5678，王*还说李伟来过';
let place: ActionPlace;
let turn = 0;
let key = '';
beforeAll(async () => {
  place = await ActionPlace.start('hidden-names', () => NOW);
});
afterAll(() => place.close());
beforeEach(() => {
  key = `row-${(turn += 1)}`;
});

async function send(base: string, cells: WireCells, of = 'hotline', row = key): Promise<RowAnswer> {
  const who = account('limin');
  const table = tableOf(of);
  if (!table) throw new Error(of);
  const rows = [{ key: row, base, edited: Object.keys(cells), cells }];
  const by = { account: who.mail, editor: null };
  return commitRow(place.ports, DESK_ID, { account: who, table, by, now: NOW, rows });
}

const privateOf = async (row = key) =>
  (await place.ports.store.transaction(DESK_ID, each => each.privateCells([row]))).get(row);
const events = (row = key) => place.ports.store.transaction(DESK_ID, each => each.history(row, 20));
const codes = ({ problems }: RowAnswer) => problems.map(({ column, code }) => `${column}:${code}`);
const BY_WANG = { ...CALL, customer: '王小明' };

test('a name is hidden in the text, kept in full and shown to who may see it, and the clerk is told', async () => {
  const answer = await send('', { ...BY_WANG, description: FULL });
  expect(answer).toMatchObject({ outcome: 'saved', cells: { customer: '王*', description: SHOWN } });
  expect(codes(answer)).toContain('description:data_hidden');
  expect(await privateOf()).toMatchObject({ customer: '王小明', description: FULL });
  expect(JSON.stringify(await events())).not.toContain('王小明');
  const { lines } = await showCard(place.ports, account('limin'), DESK_ID, {
    key,
    name: 'contacts',
    until: undefined,
  });
  expect(lines.join('\n')).toContain(`问题描述：${FULL}`);
});

test('an edit of what is shown keeps what it hides; what is taken out goes', async () => {
  const first = await send('', { ...BY_WANG, description: FULL });
  const second = await send(first.base, { description: `${SHOWN}，王小明再来电` });
  expect(second.cells['description']).toBe(`${SHOWN}，王*再来电`);
  expect((await privateOf())?.['description']).toBe(`${FULL}，王小明再来电`);
  const third = await send(second.base, { description: '2023年9月28日在家漏水，打137****5678' });
  expect((await privateOf())?.['description']).toBe('2023年9月28日在家漏水，打13712345678');
  const fourth = await send(third.base, { description: '2023年9月28日在家漏水，联系售后未获解决' });
  expect(fourth.outcome).toBe('saved');
  expect((await privateOf())?.['description'] ?? null).toBeNull();
});

test('the same row sent again changes nothing and is in no conflict', async () => {
  const cells = { ...BY_WANG, description: FULL };
  const first = await send('', cells);
  const again = await send('', cells);
  expect([again.outcome, again.cells['description']]).toEqual(['unchanged', SHOWN]);
  expect(await events()).toHaveLength(1);
  const other = await send(first.base, { remark: '已回电王小明' });
  expect(other.cells['remark']).toBe('已回电王*');
  const late = await send('1', { ...cells, urgency: '高' });
  expect([late.outcome, late.cells['description']]).toEqual(['saved', SHOWN]);
});

test('another name in its column leaves hidden what was hidden', async () => {
  const first = await send('', { ...BY_WANG, description: FULL });
  const second = await send(first.base, { customer: '赵静' });
  expect(second.cells).toMatchObject({ customer: '赵*', description: SHOWN });
  const third = await send(second.base, { description: `${SHOWN}，赵静已签收` });
  expect(third.cells['description']).toBe(`${SHOWN}，赵*已签收`);
  expect((await privateOf())?.['description']).toBe(`${FULL}，赵静已签收`);
});

test('a name that is known later is hidden in texts that stand there, and in what the history says of it', async () => {
  const first = await send('', {
    ...CALL,
    customer: '李*',
    contact: '13911115555',
    remark: '王小明代为来电',
  });
  expect([first.outcome, 'remark' in first.cells]).toEqual(['saved', false]);
  const second = await send(first.base, { customer: '王小明' });
  expect(second.cells['remark']).toBe('王*代为来电');
  expect((await privateOf())?.['remark']).toBe('王小明代为来电');
  const [latest] = await events();
  expect(JSON.stringify(latest)).not.toContain('王小明');
});

test('the customer’s file and other records of the same number say who is meant', async () => {
  const file = { customerNumber: 'C-7001', customer: '钱多多', contact: '13911112222', product: 'B 系列' };
  expect((await send('', file, 'customers')).outcome).toBe('saved');
  const { customer: _, ...unnamed } = CALL;
  const ofFile = await send(
    '',
    { ...unnamed, customerNumber: 'C-7001', remark: '钱多多要求上门' },
    'hotline',
    'of-file',
  );
  expect(ofFile.cells['remark']).toBe('钱*要求上门');
  await send('', { ...CALL, customer: '孙小圣', contact: '13911113333' }, 'hotline', 'earlier');
  const cells = { ...CALL, customer: '孙先生', contact: '13911113333', remark: '孙小圣又来电' };
  const later = await send('', cells, 'hotline', 'later');
  expect(later.cells['remark']).toBe('孙*又来电');
  const another = { ...cells, contact: '13911114444' };
  expect((await send('', another, 'hotline', 'another')).cells).not.toHaveProperty('remark');
  // Once known, it needs no looking up.
  expect((await send(later.base, { request: '孙小圣要退款' }, 'hotline', 'later')).cells['request']).toBe(
    '孙*要退款',
  );
});

test('what is told of a cell that was refused has no name in it', async () => {
  const answer = await send('', { ...BY_WANG, urgency: '王小明说急' });
  expect(answer.outcome).toBe('refused');
  expect(JSON.stringify(answer.problems)).not.toContain('王小明');
});
