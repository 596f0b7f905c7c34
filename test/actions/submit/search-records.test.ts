// Records by what a caller says of himself: his number in full as people write it, its last four digits, 客户编号.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renewStored } from '../../../functions/src/actions/reports/renew-stored.ts';
import { searchRecords } from '../../../functions/src/actions/submit/search-records.ts';
import { submitRows } from '../../../functions/src/actions/submit/submit-rows.ts';
import type { RowAnswer, WireCells } from '../../../functions/src/contract/contract.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { at, CALL, FEEDBACK } from '../../fixtures/core/desk-fixture.ts';
import { clientOf } from '../../fixtures/firestore-here.ts';

const PROJECT = 'search';
const now = at('2026-11-20 15:00');
let place: ActionPlace;
let ports: Ports;
beforeAll(async () => {
  place = await ActionPlace.start(PROJECT, () => now);
  ports = { ...place.ports, alarms: { plantRing: async () => {}, plantSummary: async () => {} } };
});
afterAll(() => place.close());

async function send(of: string, cells: WireCells, row?: RowAnswer): Promise<RowAnswer> {
  const table = tableOf(of);
  if (!table) throw new Error(of);
  const key = row?.key ?? crypto.randomUUID();
  const rows = [{ key, base: row?.base ?? '', edited: Object.keys(cells), cells }];
  const [answer] = (await submitRows(ports, account('limin'), DESK_ID, table, { rows })).rows;
  if (answer?.outcome !== 'saved') throw new Error(JSON.stringify(answer));
  return answer;
}

/** Numbers of the records that are found, and all that was told of them. */
async function search(said: string) {
  const { rows } = await searchRecords(ports, account('limin'), DESK_ID, said);
  return {
    found: rows.map(({ table, number }) => `${table} ${number}`).toSorted(),
    told: JSON.stringify(rows),
  };
}

describe('the number of a thing', () => {
  test('finds what was written of it, in every table, whole and however it is written', async () => {
    const call = await send('hotline', { ...CALL, contact: '13877770001', order: 'ORD-778899' });
    const two = await send('hotline', { ...CALL, contact: '13877770002', order: 'ORD-112233、ord-778899' });
    await send('hotline', { ...CALL, contact: '13877770003', order: 'ORD-7788990' });
    const expected = [`hotline ${call.cells.number}`, `hotline ${two.cells.number}`];
    for (const said of ['ORD-778899', ' ord-778899 ', 'ＯＲＤ-778899'])
      expect([said, (await search(said)).found]).toEqual([said, expected]);
    expect((await search('ORD-112233')).found).toEqual([`hotline ${two.cells.number}`]);
    expect((await search('ORD-77889')).found).toEqual([]);
    await send('hotline', { order: 'ORD-000001' }, call);
    expect((await search('ORD-778899')).found).toEqual([`hotline ${two.cells.number}`]);
    expect((await search('ORD-000001')).found).toEqual([`hotline ${call.cells.number}`]);
  });
});

describe('a number in full', () => {
  test('finds what has it in a contact or in a text, in every table, however it is written', async () => {
    const call = await send('hotline', { ...CALL, contact: '138-1111-2222' });
    const praise = await send('feedback', { ...FEEDBACK, contact: '+86 13811112222' });
    const file = await send('customers', {
      customerNumber: 'C900',
      customer: '周明',
      contact: '13811112222（微信同号）',
    });
    const other = await send('hotline', {
      ...CALL,
      contact: '13899990000',
      description: '2026年11月15日购买的产品B，今天无法开机，请打138 1111 2222找他爱人',
    });
    const followUp = await send('hotline', {
      ...CALL,
      customerNumber: 'C900',
      contact: '13811112223',
    });
    const expected = [
      `customers ${file.cells.number}`,
      `feedback ${praise.cells.number}`,
      `hotline ${call.cells.number}`,
      `hotline ${other.cells.number}`,
    ];
    for (const said of ['13811112222', ' 138 1111 2222 ', '+86-138-1111-2222', '１３８１１１１２２２２']) {
      const { found, told } = await search(said);
      expect([said, found]).toEqual([said, expected]);
      expect(told).not.toMatch(/1381111|周明/);
    }
    expect((await search('2222')).found).toEqual(expected);
    expect((await search('13811119999')).found).toEqual([]);
    for (const said of ['C900', ' ｃ900'])
      expect((await search(said)).found).toEqual([
        `customers ${file.cells.number}`,
        `hotline ${followUp.cells.number}`,
      ]);
  });

  test('finds a mail, a landline and a number abroad', async () => {
    const mail = await send('hotline', { ...CALL, contact: 'Wang.Min@Kunde.example' });
    const desk = await send('hotline', { ...CALL, contact: '010-62781234转801' });
    const abroad = await send('hotline', { ...CALL, contact: '+852 9123 4567' });
    expect((await search('wang.min@kunde.example')).found).toEqual([`hotline ${mail.cells.number}`]);
    expect((await search('010-62781234')).found).toEqual([`hotline ${desk.cells.number}`]);
    expect((await search('1234')).found).toEqual([`hotline ${desk.cells.number}`]);
    expect((await search('+85291234567')).found).toEqual([`hotline ${abroad.cells.number}`]);
  });

  test('follows the record: another number, and none', async () => {
    const row = await send('hotline', { ...CALL, contact: '13822223333' });
    const same = await send('hotline', { remark: '请上午联系' }, row);
    expect((await search('13822223333')).found).toHaveLength(1);
    const moved = await send('hotline', { contact: '13822224444' }, same);
    expect((await search('13822223333')).found).toEqual([]);
    expect((await search('13822224444')).found).toHaveLength(1);
    const told = await send('hotline', { remark: '另有号码13822225555' }, moved);
    expect((await search('5555')).found).toHaveLength(1);
    await send('hotline', { remark: '没有别的号码' }, told);
    expect((await search('13822225555')).found).toEqual([]);
  });

  test.each(['', '李', '138****2222', '22', '12345', '2026-11-20', '90'])('%j finds nothing', async said => {
    expect((await search(said)).found).toEqual([]);
  });
});

describe('words of texts', () => {
  test('find what tells all of them, in whichever text and table', async () => {
    const leak = await send('hotline', {
      ...CALL,
      contact: '13855550001',
      description: '2026年11月15日购买的净水器，今天在家发现滤芯下面漏水，报警 E02',
      remark: '客户周六在家',
    });
    const drip = await send('hotline', {
      ...CALL,
      contact: '13855550002',
      description: '2026年11月16日购买的洗衣机，昨天在家洗衣时排水管漏水',
    });
    const praise = await send('feedback', { ...FEEDBACK, content: '安装师傅很专业，滤芯换得快' });
    const [one, two, three] = [
      `hotline ${leak.cells.number}`,
      `hotline ${drip.cells.number}`,
      `feedback ${praise.cells.number}`,
    ];
    const found = async (said: string) => (await search(said)).found;
    expect(await found('漏水')).toEqual([one, two].toSorted());
    expect(await found('滤芯')).toEqual([one, three].toSorted());
    expect(await found('滤芯 漏水')).toEqual([one]);
    expect(await found('漏水，洗衣机')).toEqual([two]);
    expect(await found('排水管漏水')).toEqual([two]);
    expect(await found('e02')).toEqual([one]);
    expect(await found('Ｅ０２')).toEqual([one]);
    expect(await found('E0')).toEqual([]);
    expect(await found('周六 漏')).toEqual([one]);
    expect(await found('漏水 爆炸')).toEqual([]);
    const later = await send('hotline', { remark: '已改为周日' }, leak);
    expect(await found('周六 漏')).toEqual([]);
    expect(await found('周日 净水器')).toEqual([one]);
    expect(later.outcome).toBe('saved');
  });

  test('are those that everybody sees: neither names nor numbers that a text hides', async () => {
    const { key, cells } = await send('hotline', {
      ...CALL,
      customer: '欧阳春晓',
      contact: '13866660001',
      description: '2026年11月15日购买的电饭煲今天在家煮不熟，欧阳春晓留了号码13866660002，陈师傅上门',
    });
    expect((await search('电饭煲 煮不熟')).found).toEqual([`hotline ${cells.number}`]);
    const record = (await ports.store.records(DESK_ID, [key])).get(key);
    expect(record?.words).toContain('饭煲');
    expect(JSON.stringify(record?.words)).not.toMatch(/欧阳|阳春|春晓|\d{4}/);
    for (const said of ['春晓', '欧阳', '欧阳春晓 电饭煲煮', '6666000'])
      expect([said, (await search(said)).found]).toEqual([said, []]);
  });

  test('find the latest where many have them, however rare the other word is', async () => {
    const { key } = await send('hotline', {
      ...CALL,
      contact: '13877780001',
      description: '2026年11月15日购买的空调今天在家制热很慢，外机结霜',
    });
    const [first] = (await ports.store.records(DESK_ID, [key])).values();
    if (!first) throw new Error('nothing saved');
    await ports.store.transaction(DESK_ID, async transaction =>
      transaction.write({
        records: Array.from({ length: 240 }, (_, at) => ({
          after: {
            ...first,
            key: `frost-${at}`,
            number: `霜${at}`,
            createdAt: first.createdAt + 1 + (at % 7),
            updatedAt: first.updatedAt + 1 + at,
            cells: { ...first.cells, description: '空调外机结霜' },
            words: ['空调', '外机', '结霜'],
          },
        })),
      }),
    );
    const { rows, more } = await searchRecords(ports, account('limin'), DESK_ID, '外机结霜');
    expect([rows.length, more]).toEqual([30, true]);
    const rare = await searchRecords(ports, account('limin'), DESK_ID, '结霜 制热很慢');
    expect([rare.rows.map(row => row.key), rare.more]).toEqual([[key], false]);
    const both = await searchRecords(ports, account('limin'), DESK_ID, '外机结霜 很慢');
    expect(both.rows.map(row => row.key)).toEqual([key]);
  });
});

test('who may only read finds nobody, so that he can try no numbers', async () => {
  await ports.store.transaction(DESK_ID, async each =>
    each.write({ state: { joined: 'guest@example.com' } }),
  );
  await expect(searchRecords(ports, account('guest'), DESK_ID, '5678')).rejects.toMatchObject({
    code: 'not_a_writer',
  });
});

test('what an older program saved without marks is found once the summaries have gone over it', async () => {
  const { key } = await send('hotline', { ...CALL, contact: '13866667777' });
  const db = clientOf(PROJECT, place.firestore);
  const desk = db.collection('desks').doc(DESK_ID);
  const record = desk.collection('records').doc(key);
  const { persons: _, personsIn: __, ...older } = (await record.get()).data() ?? {};
  await record.set({ ...older, customer: null });
  const upkeep = desk.collection('state').doc('upkeep');
  await upkeep.set({ ...(await upkeep.get()).data(), renewal: 'done', form: 4 });
  await db.terminate();
  expect((await search('13866667777')).found).toEqual([]);
  while ((await ports.store.state(DESK_ID, 'upkeep'))?.renewal !== 'done') await renewStored(ports, DESK_ID);
  expect((await search('13866667777')).found).toHaveLength(1);
});
