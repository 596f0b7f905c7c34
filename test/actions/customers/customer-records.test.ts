// All records of a record's customer, over all tables, in the order of time.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { customerRecords } from '../../../functions/src/actions/customers/customer-records.ts';
import { account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { CustomerBook, NAME, PHONE } from '../../fixtures/actions/customer-book.ts';
import { CALL } from '../../fixtures/core/desk-fixture.ts';

let book: CustomerBook;
beforeEach(async () => {
  book = await CustomerBook.open('customer-records');
});
afterEach(() => book.close());

const asks = (key: string, who = 'limin') => customerRecords(book.ports, account(who), DESK_ID, key);
const told = async (key: string) =>
  (await asks(key)).records.map(({ title, number, at }) => `${title} ${number} ${at.slice(0, 10)}`);

test('from whichever of them one looks, those of others are not among them', async () => {
  const rows = await book.customerComes();
  // Written down late: it stands where it came in.
  const early = await book.send('hotline', { ...CALL, contact: PHONE, customer: NAME, handler: '李伟' });
  const number = (row: { cells: Record<string, unknown> }) => String(row.cells['number']);
  const fromCall = await told(rows.call.key);
  expect(fromCall.at(-1)).toBe(`热线记录 ${number(early)} 2023-10-01`);
  expect(fromCall).toContain(`热线记录 ${number(rows.call)} 2026-11-20`);
  expect(fromCall.join()).toContain(`客户反馈 ${number(rows.feedback)}`);
  expect(fromCall.join()).toContain(`客户档案 ${number(rows.file)}`);
  expect(fromCall.join()).not.toContain(number(rows.other));
  const times = (await asks(rows.call.key)).records.map(({ at }) => at);
  expect(times).toEqual(times.toSorted((a, b) => (a < b ? 1 : -1)));
  expect(await told(rows.feedback.key)).toEqual(fromCall);
  expect(await told(rows.file.key)).toEqual(fromCall);
  expect(await told(rows.other.key)).toEqual([`热线记录 ${number(rows.other)} 2023-10-01`]);
});

test('names and numbers stay masked, and whoever may not write is told nothing', async () => {
  const { call } = await book.customerComes();
  const text = JSON.stringify(await asks(call.key));
  expect(text).not.toContain(PHONE);
  expect(text).not.toContain(NAME);
  await expect(asks(call.key, 'stranger')).rejects.toMatchObject({ status: 403 });
  await expect(asks('no-such-record')).rejects.toMatchObject({ code: 'unknown_record' });
});
