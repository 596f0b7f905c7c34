// Past records from another book: taken in once, with their own times, and quietly.
import { beforeEach, describe, expect, test } from 'vitest';
import { importRows, planImport } from '../../../functions/src/actions/submit/import-rows.ts';
import type { ImportRequest } from '../../../functions/src/contract/exchange.ts';
import { showTime } from '../../../functions/src/core/lib/parse-time.ts';
import { DAY, HOUR } from '../../../functions/src/core/lib/time.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import { account } from '../../fixtures/actions/action-place.ts';
import { CallDesk } from '../../fixtures/actions/call-desk.ts';
import { at, ZONE } from '../../fixtures/core/desk-fixture.ts';

const desk = CallDesk.forEach('import-rows');

const COLUMNS =
  'calledAt customer contact type description request urgency handler respondedAt resolution resolvedAt cause satisfaction'.split(
    ' ',
  );
const SOLVED = (
  '2025-03-04 14:20|王芳|13812340001|售后支持|净水器开机后不出水|要求维修|中|李伟|2025-03-04 15:00|' +
  '更换滤芯，恢复出水|2025-03-05 10:00|滤芯堵塞|满意'
).split('|');
const OPEN = [...SOLVED.slice(0, 8), '', '', '', '', ''].with(1, '赵云').with(2, '13812340002');

function hotline() {
  const table = tableOf('hotline');
  if (!table) throw new Error('no hotline');
  return table;
}

const asks = (rows: string[][], given: Partial<ImportRequest> = {}) =>
  importRows(desk.ports, account('zhaoqiang'), desk.deskId, hotline(), {
    titles: [],
    columns: COLUMNS,
    fixed: {},
    values: {},
    dry: false,
    rows: rows.map((cells, index) => ({ row: index + 3, cells })),
    ...given,
  });
const outcomes = async (rows: string[][], given: Partial<ImportRequest> = {}) =>
  (await asks(rows, given)).rows.map(({ row, outcome, state }) => [row, outcome, state]);
const records = async () => {
  const { records: found } = await desk.ports.store.changedSince(desk.deskId, '', {
    records: 100,
    bytes: 1e6,
  });
  return found.filter(({ table }) => table === 'hotline');
};
/** Everything that anybody was told. */
let said: string[] = [];
beforeEach(() => {
  said = [];
  desk.ports.messenger.send = async (_, { subject }) => {
    said.push(subject);
  };
});

describe('a dry run', () => {
  test('tells of every row what would become of it, and takes none in', async () => {
    expect(await outcomes([SOLVED, OPEN, ['合计'], SOLVED], { dry: true })).toEqual([
      [3, 'taken', '已关闭'],
      [4, 'taken', '已分派'],
      [5, 'skipped', ''],
      [6, 'known', ''],
    ]);
    expect(await records()).toEqual([]);
  });

  test('says at which column what is wrong, what is lacking, and which words are none of ours', async () => {
    const { rows } = await asks(
      [SOLVED.with(2, '12'), SOLVED.with(1, ''), SOLVED.with(3, '闲聊').with(7, '何平')],
      { dry: true },
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused']);
    const [number, name, words] = rows;
    expect(number?.problems.map(({ column, code }) => [column, code])).toContainEqual([
      'contact',
      'contact_invalid',
    ]);
    expect(name?.problems.map(({ message }) => message).join()).toContain('缺 客户姓名。请在原表补上');
    expect(words?.unknown).toEqual([
      { column: 'type', text: '闲聊' },
      { column: 'handler', text: '何平' },
    ]);
    const meant = { type: { 闲聊: '其他' }, handler: { 何平: '李伟' } };
    expect(await outcomes([SOLVED.with(3, '闲聊').with(7, '何平')], { dry: true, values: meant })).toEqual([
      [3, 'taken', '已关闭'],
    ]);
  });
});

describe('what is taken in', () => {
  test('brings its own times, and is counted where they lie', async () => {
    const { rows } = await asks([SOLVED]);
    expect(rows).toMatchObject([{ row: 3, outcome: 'taken', number: '20250304001', state: '已关闭' }]);
    const [record] = await records();
    expect(record?.state).toBe('已关闭');
    expect(showTime(record?.closedAt ?? 0, ZONE)).toBe('2025-03-05 10:00');
    expect(showTime(record?.createdAt ?? 0, ZONE)).toBe('2025-03-05 10:00');
    expect(record?.updatedAt).toBe(desk.now);
    expect(record?.countsIn).toContain('hotline/month-2025-03');
    expect(record?.countsIn.join()).not.toContain('2026');
    expect(record?.cells['contact']).toBe('138****0001');
  });

  test('is taken in once, wherever its row stands and whatever was typed since', async () => {
    await asks([SOLVED, OPEN]);
    expect(await outcomes([OPEN, SOLVED, SOLVED])).toEqual([
      [3, 'known', '已分派'],
      [4, 'known', '已关闭'],
      [5, 'known', ''],
    ]);
    const open = (await records()).find(({ state }) => state === '已分派');
    await desk.type('hotline', { request: '要求退款' }, open?.key);
    expect(await outcomes([OPEN])).toEqual([[3, 'known', '已分派']]);
    const after = await records();
    expect(after).toHaveLength(2);
    expect(after.map(({ cells }) => cells['request'])).toContain('要求退款');
  });

  test('is told to nobody, opens no call that is long over, and is still shown as overdue', async () => {
    await asks([OPEN, SOLVED.with(12, '')]);
    await desk.ring();
    desk.now += 30 * DAY;
    await desk.ring();
    expect(said).toEqual([]);
    expect(await desk.calls()).toEqual([]);
    const waiting = await records();
    expect(waiting.map(({ state }) => state).toSorted()).toEqual(['已分派', '待回访']);
    for (const { dueAt } of waiting) expect(dueAt).toBeLessThan(desk.now);
  });

  test('reminds of what is still to come, and is called about', async () => {
    const clock = (ms: number) => showTime(desk.now + ms, ZONE);
    const fresh = OPEN.with(0, clock(-47 * HOUR)).with(8, clock(-46 * HOUR));
    const solved = SOLVED.with(0, clock(-9 * HOUR))
      .with(8, clock(-8 * HOUR))
      .with(10, clock(-HOUR))
      .with(12, '');
    await asks([fresh, solved]);
    expect(said).toEqual([]);
    expect(await desk.calls()).toHaveLength(1);
    desk.now += 3 * HOUR;
    await desk.ring();
    expect(said.join()).toContain('热线解决');
  });

  test('is known whatever blanks stand around its cells and behind the last one', async () => {
    const spaced = [...SOLVED.map(cell => ` ${cell}\t`), '', ' '];
    expect(await outcomes([SOLVED, spaced], { dry: true })).toEqual([
      [3, 'taken', '已关闭'],
      [4, 'known', ''],
    ]);
    await asks([SOLVED]);
    expect(await outcomes([spaced])).toEqual([[3, 'known', '已关闭']]);
    // A cell more is another row.
    expect(await outcomes([SOLVED.with(12, '')], { dry: true })).toEqual([[3, 'taken', '待回访']]);
  });

  test('is nothing where no line is a record', async () => {
    expect(await outcomes([['合计'], ['']])).toEqual([
      [3, 'skipped', ''],
      [4, 'skipped', ''],
    ]);
    expect(await records()).toEqual([]);
  });

  test('has keys that a sheet and a request take', async () => {
    await asks(Array.from({ length: 40 }, (_, at) => SOLVED.with(1, `王${at}`)));
    const keys = (await records()).map(({ key }) => key);
    expect(keys).toHaveLength(40);
    for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9][A-Za-z0-9-]{7,63}$/);
  });

  test('plans the calls to a customer that are still to come, and none of those that are over', async () => {
    const columns = 'customerNumber customer level contact purchasedOn seenOn'.split(' ');
    const cells = ['C1', '周明', 'VIP', '13812340001', '2025-01-10', '2025-12-01'];
    const customers = tableOf('customers');
    if (!customers) throw new Error('no customers');
    const request = { titles: [], columns, fixed: {}, values: {}, dry: false, rows: [{ row: 2, cells }] };
    const { rows } = await importRows(desk.ports, account('zhaoqiang'), desk.deskId, customers, request);
    expect(rows).toMatchObject([{ outcome: 'taken' }]);
    desk.now += DAY;
    await desk.ring();
    expect([await desk.calls(), said]).toEqual([[], []]);
    // A month after the purchase and each three months from then: the 10th of August is the next after June.
    desk.now = at('2026-08-10 12:00');
    await desk.ring();
    expect((await desk.calls()).map(call => call.cells['type'])).toEqual(['重要客户回访']);
  });

  test('raises no batch, however many tell of the same', async () => {
    await asks([1, 2, 3, 4].map(each => OPEN.with(2, `1381234000${each}`)));
    await desk.ring();
    expect((await records()).map(({ cells }) => cells['urgency'])).toEqual(['中', '中', '中', '中']);
    expect(await desk.ports.store.transaction(desk.deskId, tx => tx.toCompare(10))).toMatchObject([]);
  });
});

test('only a supervisor takes records in, and a mapping has to fit', async () => {
  const row = { rows: [{ row: 2, cells: SOLVED }] };
  const request = { titles: [], columns: COLUMNS, fixed: {}, values: {}, dry: true, ...row };
  const ask = (given: Partial<ImportRequest>, by = 'zhaoqiang', table = hotline()) =>
    importRows(desk.ports, account(by), desk.deskId, table, { ...request, ...given });
  await expect(ask({}, 'limin')).rejects.toMatchObject({ code: 'not_supervisor' });
  await expect(ask({ columns: ['customer', 'customer'] })).rejects.toMatchObject({ code: 'columns_unfit' });
  await expect(ask({ columns: ['state'] })).rejects.toMatchObject({ code: 'columns_unfit' });
  for (const unfit of [{ fixed: { state: '已关闭' } }, { values: { state: { 完: '已关闭' } } }])
    await expect(ask(unfit)).rejects.toMatchObject({ code: 'columns_unfit' });
  // Of columns that are left out there may be many.
  const left = [null, 'customer', null, ...Array.from({ length: COLUMNS.length - 3 }, () => null)];
  expect((await ask({ columns: left })).rows).toMatchObject([{ outcome: 'refused' }]);
  const people = { ...hotline(), role: 'people' as const };
  await expect(ask({}, 'zhaoqiang', people)).rejects.toMatchObject({ code: 'not_imported' });
  const plan = await planImport(desk.ports, account('zhaoqiang'), desk.deskId, hotline(), {
    rows: [
      ['来电时间', '客户'],
      ['2025-3-4', '王芳'],
    ],
  });
  expect(plan.columns.map(({ column }) => column)).toEqual(['calledAt', 'customer']);
  const target = (key: string) => plan.targets.find(each => each.key === key);
  expect(target('urgency')).toEqual({
    key: 'urgency',
    label: '紧急程度',
    required: true,
    options: ['高', '中', '低'],
  });
  // What the desk's own settings list, its people, and what is free.
  expect(target('type')?.options).toEqual(['售前咨询', '售后支持', '投诉建议', '其他']);
  expect(target('handler')?.options).toContain('李伟');
  expect(target('remark')).toMatchObject({ required: false });
  expect(target('remark')).not.toHaveProperty('options');
});
