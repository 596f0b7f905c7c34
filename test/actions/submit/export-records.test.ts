// Records out of the desk: by table and month, masked, in full for who may see all, page by page.
import { describe, expect, test } from 'vitest';
import { exportRecords } from '../../../functions/src/actions/submit/export-records.ts';
import type { TableExportRequest } from '../../../functions/src/contract/exchange.ts';
import { account } from '../../fixtures/actions/action-place.ts';
import { CallDesk } from '../../fixtures/actions/call-desk.ts';

const desk = CallDesk.forEach('export-records');

/** All pages, tables by their titles, rows by their labels. */
async function exported(given: Partial<TableExportRequest> = {}, by = 'limin') {
  const found = new Map<string, Map<string, Record<string, string>>>();
  let after: string | undefined;
  let pages = 0;
  do {
    const answer = await exportRecords(desk.ports, account(by), desk.deskId, {
      full: false,
      ...given,
      after,
    });
    for (const { title, titles, rows } of answer.tables) {
      const of = found.get(title) ?? new Map<string, Record<string, string>>();
      found.set(title, of);
      for (const { key, cells } of rows)
        of.set(key, Object.fromEntries(titles.map((name, at) => [name, cells[at] ?? ''])));
    }
    after = answer.next ?? undefined;
    pages += 1;
  } while (after !== undefined);
  return { pages, of: (title: string) => [...(found.get(title)?.values() ?? [])], titles: [...found.keys()] };
}

describe('an export', () => {
  test('has each record of the table as the sheet shows it, times to the minute', async () => {
    await desk.solvedCall('13812345678');
    await desk.solvedComplaint('13912345678');
    const { titles, of } = await exported({ table: 'hotline' });
    expect(titles).toEqual(['热线记录']);
    expect(of('热线记录')).toMatchObject([
      {
        联系方式: '138****5678',
        日期时间: '2026-06-01 10:30',
        解决时间: '2026-06-01 11:00',
        状态: '待回访',
        客户姓名: '李*',
      },
    ]);
  });

  test('of everything has all tables, and of a month what came in then', async () => {
    await desk.solvedCall('13812345678');
    await desk.solvedCall('13812345679', { calledAt: '2026-05-31 23:59' });
    const all = await exported();
    expect(all.titles.toSorted()).toEqual(['回访跟进', '热线记录']);
    const may = await exported({ table: 'hotline', month: '2026-05' });
    expect(may.of('热线记录').map(row => row['日期时间'])).toEqual(['2026-05-31 23:59']);
    expect((await exported({ table: 'hotline', month: '2025-05' })).titles).toEqual([]);
  });

  test('in full is for those who may see all, and stands in the history of each record', async () => {
    const key = await desk.solvedCall('13812345678');
    await expect(exported({ full: true })).rejects.toMatchObject({ code: 'not_supervisor' });
    const events = () => desk.ports.store.transaction(desk.deskId, tx => tx.history(key, 20));
    expect((await events()).filter(({ revealed }) => revealed)).toEqual([]);
    const { of } = await exported({ full: true, table: 'hotline' }, 'zhaoqiang');
    expect(of('热线记录')).toMatchObject([{ 联系方式: '13812345678', 客户姓名: '李小明' }]);
    const [event, ...more] = (await events()).filter(({ revealed }) => revealed);
    expect(more).toEqual([]);
    expect(event?.by.account).toBe('zhaoqiang@example.com');
    expect(JSON.stringify(event)).not.toContain('13812345678');
  });

  test('has numbers as numbers and blanks as blanks; of whom one thing is hidden, that one stands in the history', async () => {
    const full = { full: true, table: 'customers' };
    const key = await desk.type('customers', {
      customerNumber: 'C1',
      customer: '李*',
      contact: '13812345678',
      amount: '12000',
    });
    const open = await desk.type('customers', {
      customerNumber: 'C2',
      customer: '王*',
      contact: '138****5678',
    });
    const { of } = await exported(full, 'zhaoqiang');
    expect(of('客户档案')).toMatchObject([
      { 客户编号: 'C1', 联系方式: '13812345678', 订单金额: '12000', 标签: '' },
      { 客户编号: 'C2', 联系方式: '138****5678', 订单金额: '' },
    ]);
    const seenOf = async (of: string) => {
      const events = await desk.ports.store.transaction(desk.deskId, tx => tx.history(of, 20));
      return events.flatMap(({ revealed = [] }) => revealed.map(({ column }) => column));
    };
    expect([await seenOf(key), await seenOf(open)]).toEqual([['contact'], []]);
    // What has nothing hidden leaves no trace at all.
    const events = await desk.ports.store.transaction(desk.deskId, tx => tx.history(open, 20));
    expect(events).toHaveLength(1);
  });

  test('of many records comes in pages, each record once', async () => {
    for (let at = 0; at < 60; at += 1)
      await desk.type('customers', {
        customerNumber: `C${at}`,
        customer: `王${at}`,
        contact: `138${10_000_000 + at}`,
      });
    const { pages, of } = await exported({ full: true }, 'zhaoqiang');
    expect(pages).toBeGreaterThan(1);
    expect(new Set(of('客户档案').map(row => row['客户编号'])).size).toBe(60);
  });

  test('is refused to who is only there to read, and for a table that there is not', async () => {
    await expect(exported({ table: 'x' })).rejects.toMatchObject({ code: 'unknown_table' });
    await expect(exported({}, 'stranger')).rejects.toMatchObject({ code: 'not_a_member' });
  });
});
