// Whom to call back today, on paper: which records, in which order, for whom, and what is said of each.
import { expect, test } from 'vitest';
import { callList } from '../../../functions/src/actions/reports/call-list.ts';
import { allHolidays } from '../../../functions/src/adapters/chinese-days-holidays.ts';
import { HOUR } from '../../../functions/src/core/lib/time.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { MAX_DUE } from '../../../functions/src/core/reports/due.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { account } from '../../fixtures/actions/action-place.ts';
import { at, keyedHere, storedDesk } from '../../fixtures/core/desk-fixture.ts';
import { clockOf, recordOf } from '../../fixtures/core/record-fixture.ts';
import { withOnly } from '../../fixtures/with-only.ts';

const NOW = at('2026-11-20 15:00');

/** A call that is solved and waits to be called back by whoever took it in, so late. */
function solved(number: string, dueAt: number, given: Partial<DeskRecord> = {}): DeskRecord {
  return recordOf('hotline', {
    key: number,
    number,
    state: '已解决',
    cells: {
      customer: '李*',
      contact: '138****5678',
      type: '售后支持',
      description: '无法开机',
      handler: '李伟',
    },
    clocks: { 'hotline.callback': clockOf({ dueAt, steps: [{ id: 'due', at: dueAt }] }) },
    createdBy: { account: 'liwei@example.com', editor: null },
    ...given,
  });
}

/** Rows for calls about a record. */
const calledIn = (...states: string[]): DeskRecord['links'] => ({
  callbacks: states.map((state, index) => {
    const number = String(index);
    return { key: `call-${number}`, number, state, cycle: 1, told: {}, toldIn: null };
  }),
});

async function listsOf(records: readonly DeskRecord[], who: string) {
  const asked: unknown[] = [];
  const ports = withOnly<Ports>({
    store: withOnly({
      desk: async () => storedDesk(),
      state: async () => ({ mails: [] }),
      dueRecords: async (...args: unknown[]) => {
        asked.push(args);
        return records;
      },
    }),
    now: () => NOW,
    holidays: allHolidays(),
    keys: { keyed: () => keyedHere },
  });
  const { papers } = await callList(ports, account(who), 'desk-1');
  return { asked, papers, rows: papers.map(({ rows = [] }) => rows.slice(1)) };
}

test('has what is due by the end of the day, the earliest first, with a blank for what comes of it', async () => {
  const { asked, papers, rows } = await listsOf(
    [solved('002', NOW + 2 * HOUR), solved('001', NOW - HOUR)],
    'liwei',
  );
  expect(asked).toEqual([['desk-1', at('2026-11-21 00:00'), MAX_DUE]]);
  expect(papers).toMatchObject([
    { title: '今日回访名单', caption: ['李伟　2 个', '打印于 2026-11-20 15:00'], signatures: ['回访人'] },
  ]);
  expect(rows).toEqual([
    [
      ['2026-11-20 14:00', '热线记录 001', '李*', '138****5678', '无法开机', ''],
      ['2026-11-20 17:00', '热线记录 002', '李*', '138****5678', '无法开机', ''],
    ],
  ]);
});

test('one with two limits is one call, at the earlier of them', async () => {
  const clocks = {
    'hotline.callback': clockOf({ dueAt: NOW + 2 * HOUR, steps: [{ id: 'due', at: NOW + 2 * HOUR }] }),
    'hotline.resolve': clockOf({ dueAt: NOW + HOUR, steps: [{ id: 'due', at: NOW + HOUR }] }),
  };
  const { rows } = await listsOf([solved('001', 0, { clocks })], 'liwei');
  expect(rows.map(of => of.map(([time]) => time))).toEqual([['2026-11-20 16:00']]);
});

test.each<[string, Partial<DeskRecord>]>([
  ['waits for no call', { state: '已响应' }],
  ['has a row of its own for the call beside one that is over', { links: calledIn('已关闭', '待回访') }],
  ['has a row of its own for the call', { links: calledIn('待回访') }],
])('has none that %s', async (_, given) => {
  const { rows } = await listsOf([solved('001', NOW, given), solved('002', NOW)], 'liwei');
  expect(rows.map(of => of.map(([, number]) => number))).toEqual([['热线记录 002']]);
});

test('one whose row for the call is over is called about', async () => {
  const over = solved('001', NOW, { links: calledIn('已关闭') });
  expect((await listsOf([over], 'liwei')).rows).toHaveLength(1);
});

test('whoever supervises has everybody’s in the order of names, others their own alone', async () => {
  const his = { createdBy: { account: 'wuhao@example.com', editor: null } };
  const records = [solved('001', NOW), solved('002', NOW, his)];
  const whose = async (who: string) => (await listsOf(records, who)).papers.map(({ caption }) => caption[0]);
  expect(await whose('liwei')).toEqual(['李伟　1 个']);
  expect(await whose('limin')).toEqual([]);
  expect(await whose('zhaoqiang')).toEqual(['吴昊　1 个', '李伟　1 个']);
});

test.each([
  ['nothing but the sort of it', { description: '' }, '售后支持'],
  ['more than fits', { description: '长'.repeat(80) }, `${'长'.repeat(60)}…`],
])('of one of which is known %s it says that', async (_, cells, about) => {
  const record = solved('001', NOW);
  const { rows } = await listsOf([{ ...record, cells: { ...record.cells, ...cells } }], 'liwei');
  expect(rows[0]?.[0]?.[4]).toBe(about);
});
