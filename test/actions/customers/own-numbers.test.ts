// A customer's phone number that was written where the number of an order or a member stands: hidden as it is
// elsewhere, and kept in full; the numbers of things stay readable, whatever their form.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { showCard } from '../../../functions/src/actions/cards/show-card.ts';
import type { RowAnswer, RowInput, WireCells } from '../../../functions/src/contract/contract.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { commitAlone } from '../../fixtures/actions/commit-alone.ts';
import { at, CALL, hotline } from '../../fixtures/core/desk-fixture.ts';
import { clientOf } from '../../fixtures/firestore-here.ts';
import { dumpAll } from '../../fixtures/stored-desk/dump.ts';

const NOW = at('2026-11-20 15:00');
const OWN = '13812345678';
const ELSEWHERE = '13912345678';
let place: ActionPlace;
beforeAll(async () => {
  place = await ActionPlace.start('own-numbers', () => NOW);
});
afterAll(() => place.close());

async function send(table: Table, row: Partial<RowInput> & { cells: WireCells }): Promise<RowAnswer> {
  const who = account('limin');
  const by = { account: who.mail, editor: null };
  const rows = [{ key: crypto.randomUUID(), base: '', edited: Object.keys(row.cells), ...row }];
  const settled = await commitAlone(place.ports, DESK_ID, { account: who, table, by, now: NOW, rows });
  const [answer] = settled.answers;
  if (answer?.outcome !== 'saved') throw new Error(`not saved: ${JSON.stringify(answer)}`);
  return answer;
}
const call = (cells: WireCells) => send(hotline, { cells: { ...CALL, contact: OWN, ...cells } });
/** What everybody may see. */
const shownOf = async ({ key }: RowAnswer) =>
  (await place.ports.store.records(DESK_ID, [key])).get(key)?.cells['order'];
const fullOf = async ({ key }: RowAnswer) =>
  (await place.ports.store.transaction(DESK_ID, each => each.privateCells([key]))).get(key)?.['order'] ??
  null;

describe('订单号/会员号 of a customer who is called at 13812345678', () => {
  test.each<[string, string, WireCells?]>([
    ['13812345678', '138****5678'],
    ['订单号：13812345678', '订单号：138****5678'],
    ['ORD13812345678', 'ORD138****5678'],
    ['会员13812345678，订单ORD202309280001', '会员138****5678，订单ORD202309280001'],
    ['13812345678', '138****5678', { contact: '+86 138-1234-5678（晚上打）' }],
    [ELSEWHERE, '139****5678', { contact: `${OWN}、${ELSEWHERE}` }],
    ['0755-83334444', '****4444', { contact: '0755-83334444' }],
    ['075583334444', '****4444', { contact: '0755-83334444转801' }],
    ['(0755)83334444', '****4444', { contact: '0755 8333 4444' }],
    ['订单 20240510001，83334444', '订单 20240510001，****4444', { contact: '83334444' }],
    ['4008886666', '****6666', { contact: '400-888-6666' }],
    ['85291234567', '****4567', { contact: '+852 9123 4567' }],
    ['852-91234567', '****4567', { contact: '+852 9123 4567' }],
    ['+852 9123 4567', '+85****4567'],
    ['+1 (415) 555-0132', '+14****0132'],
    [`83334444、${OWN}`, `****4444、138****5678`, { contact: `${OWN}/83334444` }],
    [`62345678、${OWN}`, `62345678、138****5678`],
    [ELSEWHERE, '139****5678', { description: `2023年9月28日在家漏水，急事打${ELSEWHERE}` }],
  ])(
    '%s is shown as %s, kept in full and shown on the card of contacts',
    async (order, shown, cells = {}) => {
      const answer = await call({ ...cells, order });
      expect([await shownOf(answer), await fullOf(answer)]).toEqual([shown, order]);
      const asked = { key: answer.key, name: 'contacts', until: undefined } as const;
      const { lines } = await showCard(place.ports, account('limin'), DESK_ID, asked);
      expect(lines).toContain(`订单号/会员号：${order}`);
    },
  );

  test.each([
    ELSEWHERE,
    '138123456780',
    '113812345678',
    'SF1381234567800',
    '20240510001',
    'ORD202309280001',
    'https://example.com/t/13812345678',
    '0755-83334444',
    '83334444',
    '400-888-6666',
    '00852-91234567',
    '85291234567',
    '010-20231001-55',
  ])('%s stays readable, and is kept once', async order => {
    const answer = await call({ order });
    expect([await shownOf(answer), await fullOf(answer)]).toEqual([order, null]);
  });

  test('the number of his file is his as well', async () => {
    await send(customers, {
      cells: { customerNumber: 'C-77', customer: '周明', contact: ELSEWHERE, product: '净水器' },
    });
    const answer = await call({ customerNumber: 'C-77', order: ELSEWHERE });
    expect([await shownOf(answer), await fullOf(answer)]).toEqual(['139****5678', ELSEWHERE]);
  });

  test('edited as it is shown it stays in full; where it is another one, nothing is kept of it', async () => {
    const first = await call({ order: `订单号：${OWN}` });
    const shown = { order: '订单号：138****5678，二次购买' };
    const second = await send(hotline, { key: first.key, base: first.base, cells: shown });
    expect([await shownOf(second), await fullOf(second)]).toEqual([shown.order, `订单号：${OWN}，二次购买`]);
    const other = await send(hotline, { key: first.key, base: second.base, cells: { order: '20240510001' } });
    expect([await shownOf(other), await fullOf(other)]).toEqual(['20240510001', null]);
  });

  test('one that becomes his only later is hidden from then on', async () => {
    const first = await call({ order: ELSEWHERE });
    expect(await shownOf(first)).toBe(ELSEWHERE);
    const second = await send(hotline, { key: first.key, base: first.base, cells: { contact: ELSEWHERE } });
    expect(await shownOf(second)).toBe('139****5678');
    expect(await fullOf(second)).toBe(ELSEWHERE);
  });

  test('one that two people wrote over each other is told of as it is shown', async () => {
    const first = await call({ order: '20240510001' });
    await send(hotline, {
      key: first.key,
      base: first.base,
      cells: { order: '20240510002' },
      overwritten: { order: [OWN] },
    });
    const { lines } = await showCard(place.ports, account('limin'), DESK_ID, {
      key: first.key,
      name: 'history',
      until: undefined,
    });
    expect(lines.join('\n')).toContain('138****5678 → 20240510002');
    expect(lines.join('\n')).not.toContain(OWN);
  });
});

test('nothing of all this stands in the clear where it is stored, but for numbers of things', async () => {
  const db = clientOf('own-numbers', place.firestore);
  const all = Object.entries(await dumpAll(db)).map(([path, data]) => JSON.stringify([path, data]));
  await db.terminate();
  const allowed = `https://example.com/t/${OWN}`;
  expect(all.filter(text => new RegExp(`(?<!\\d)${OWN}(?!\\d)`).test(text.replaceAll(allowed, '')))).toEqual(
    [],
  );
});
