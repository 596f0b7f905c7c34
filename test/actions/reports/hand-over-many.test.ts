// The list of all that is somebody's where it is more than one change takes.
import { expect, test } from 'vitest';
import { handOverList } from '../../../functions/src/actions/reports/hand-over-list.ts';
import { allHolidays } from '../../../functions/src/adapters/chinese-days-holidays.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import type { DeskTransaction } from '../../../functions/src/ports/transaction.ts';
import { account } from '../../fixtures/actions/action-place.ts';
import { at, keyedHere, storedDesk } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';
import { withOnly } from '../../fixtures/with-only.ts';

const NOW = at('2026-11-20 15:00');

const callsOf = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    recordOf('hotline', { key: `call-${index}`, number: String(index), cells: { handler: '李伟' } }),
  );

/** What is listed of these records, of which each is 李伟's. */
async function listed(all: readonly DeskRecord[]) {
  const transaction = withOnly<DeskTransaction>({
    using: async (_: unknown, limit: number) =>
      all.slice(0, limit).map(({ key, table, number }) => ({ key, table, number })),
    read: async (keys: readonly string[]) => ({
      desk: storedDesk(),
      records: new Map(all.filter(({ key }) => keys.includes(key)).map(each => [each.key, each])),
    }),
  });
  const ports = withOnly<Ports>({
    store: withOnly({
      desk: async () => storedDesk(),
      transaction: (_: string, work: (each: DeskTransaction) => Promise<unknown>) => work(transaction),
    }),
    now: () => NOW,
    holidays: allHolidays(),
    keys: { keyed: () => keyedHere },
  });
  return handOverList(ports, account('zhaoqiang'), 'desk-1', { name: '李伟' });
}

test.each([
  [499, 499, false],
  [500, 500, false],
  [501, 500, true],
])('of %i records %i are listed', async (count, rows, more) => {
  const list = await listed(callsOf(count));
  expect([list.rows.length, list.more]).toEqual([rows, more]);
  expect(list.rows.at(-1)?.key).toBe(`call-${rows - 1}`);
});

test('what is closed, and what could not be decided, waits for nobody', async () => {
  const [open, closed, aside] = callsOf(3) as [DeskRecord, DeskRecord, DeskRecord];
  const fault = { since: NOW, fault: 'failed', release: 'r1', by: 'r1/1' } as const;
  const { rows } = await listed([open, { ...closed, closedAt: NOW }, { ...aside, aside: fault }]);
  expect(rows.map(({ key }) => key)).toEqual([open.key]);
});
