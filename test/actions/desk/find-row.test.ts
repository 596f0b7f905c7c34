// Where a link to a record leads: to its row, as it stands in the sheet at that moment.
import { expect, test } from 'vitest';
import { rowAddress } from '../../../functions/src/actions/desk/find-row.ts';
import { allHolidays } from '../../../functions/src/adapters/chinese-days-holidays.ts';
import { TIE } from '../../../functions/src/core/schema/tab-columns.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { at, keyedHere, storedDesk } from '../../fixtures/core/desk-fixture.ts';
import { withOnly } from '../../fixtures/with-only.ts';

/** The address of a record, where these keys stand in its tab from the first row on. */
function addressOf(which: { table?: string; key?: string }, keys: readonly string[], desk = storedDesk()) {
  const asked: unknown[] = [];
  const ports = withOnly<Ports>({
    store: withOnly({ desk: async () => (desk.id === '' ? undefined : desk) }),
    now: () => at('2026-11-20 15:00'),
    holidays: allHolidays(),
    keys: withOnly({ keyed: () => keyedHere }),
    workbooks: withOnly({
      column: async (...args: unknown[]) => {
        asked.push(args);
        return keys;
      },
    }),
    links: withOnly({ sheet: (...args: unknown[]) => args.join(' ') }),
  });
  const address = rowAddress(ports, { deskId: 'desk-1', table: 'hotline', key: 'row-1', ...which });
  return { address, asked };
}

test.each([
  ['the first row below the headings', ['', 'row-1', 'row-2'], 'row-1', 2],
  ['the last row', ['', 'row-1', 'row-2'], 'row-2', 3],
  ['the very first row', ['row-1'], 'row-1', 1],
])('%s is found by its key', async (_, keys, key, row) => {
  const { address, asked } = addressOf({ key }, keys);
  expect(await address).toBe(`desk-1 ${hotline.sheetId} ${row}`);
  expect(asked).toEqual([['desk-1', hotline.sheetId, TIE.key]]);
});

test('a row that is gone leads to its tab', async () => {
  expect(await addressOf({ key: 'row-3' }, ['', 'row-1']).address).toBe(`desk-1 ${hotline.sheetId} `);
});

test('of a table or a desk that there is not nothing is looked up', async () => {
  const strange = addressOf({ table: 'no-such-table' }, ['row-1']);
  await expect(strange.address).rejects.toMatchObject({ code: 'unknown_table' });
  const nowhere = addressOf({}, ['row-1'], { ...storedDesk(), id: '' });
  await expect(nowhere.address).rejects.toMatchObject({ code: 'unknown_desk' });
  expect([...strange.asked, ...nowhere.asked]).toEqual([]);
});
