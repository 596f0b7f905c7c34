// Three months pass for a VIP, a new customer and a lost one in one leap, and in `npm run torture` week by week as
// well, over the whole desk with its queue: the same call-backs come, though no task can lie that far ahead. Day by day
// they come in test/actions/timers/due-rows.test.ts.
import { expect, test } from 'vitest';
import type { WireCells } from '../../functions/src/contract/contract.ts';
import { often } from '../fixtures/endurance.ts';
import { DeskHere } from '../fixtures/journeys/desk-here.ts';

/** A Monday. */
const BEGINS = Date.parse('2026-03-02T10:00:00+08:00');
const WEEKS = 13;

const CUSTOMERS: readonly WireCells[] = [
  { customerNumber: 'C1', customer: '北方机械厂', level: 'VIP', purchasedOn: '2026-03-02', caller: '李伟' },
  { customerNumber: 'C2', customer: '张三', purchasedOn: '2026-03-02', caller: '李伟' },
  { customerNumber: 'C3', customer: '王五', seenOn: '2026-02-20', caller: '李伟' },
];

/** What the desk has in 回访跟进 when the season is over, and what it has said of it to whom. */
async function season(strides: readonly string[]): Promise<{ rows: string[]; said: string[] }> {
  const desk = await DeskHere.startNew(BEGINS);
  const { doors } = desk;
  try {
    // Calls to one number would keep to days of their own.
    const rows = CUSTOMERS.map((cells, at) => ({
      key: crypto.randomUUID(),
      base: '',
      edited: [],
      cells: { contact: `1381234567${at}`, ...cells },
    }));
    await doors.submit('customers', rows);
    // What a leap has made overdue is said a little later, as for rows that are typed in late.
    for (const stride of [...strides, 'PT2H']) {
      await desk.idle();
      await doors.advance(stride);
    }
    await desk.idle();
    const found = [...(await doors.pull()).values()].filter(({ table }) => table === 'callbacks');
    const mails = await doors.outbox();
    return {
      rows: found
        .map(({ cells }) => [cells.customer, cells.type, cells.plannedAt, cells.caller].join(' '))
        .toSorted(),
      said: [...new Set(mails.filter(({ text }) => text.includes('回访到时')).flatMap(({ to }) => to))],
    };
  } finally {
    await desk.dispose();
  }
}

const IN_ONE_LEAP = [`P${7 * WEEKS}D`];
const WEEK_BY_WEEK = Array.from({ length: WEEKS }, () => 'P7D');

test.each([['in one leap', IN_ONE_LEAP] as const, ...often([], [['week by week', WEEK_BY_WEEK] as const])])(
  'a season that passes %s',
  { timeout: 120_000 },
  async (_, strides) => {
    const { rows, said } = await season(strides);
    expect(rows).toEqual(
      [
        '北方机械厂 常规回访 2026-03-09T01:00:00.000Z 李伟',
        '北方机械厂 重要客户回访 2026-04-02T01:00:00.000Z 李伟',
        '张* 常规回访 2026-03-09T01:00:00.000Z 李伟',
        // The thirtieth day is a Sunday.
        '王* 流失客户挽回 2026-03-23T01:00:00.000Z 李伟',
      ].toSorted(),
    );
    expect(said).toContain('liwei@sheetdesk.example');
  },
);
