// A customer is erased from a long history of a long row: no transaction takes more of it than it may.
import { expect, onTestFinished, test } from 'vitest';
import { eraseCustomer } from '../../../functions/src/actions/customers/ask.ts';
import { submitRows } from '../../../functions/src/actions/submit/submit-rows.ts';
import { account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { CustomerBook, PHONE, TRACES } from '../../fixtures/actions/customer-book.ts';
import { CALL, hotline } from '../../fixtures/core/desk-fixture.ts';

const KEY = 'long-row-0001';
/** Edits of both texts, some 490 kB each: more than a commit takes. */
const EDITS = 26;

test('of a history that is longer than one transaction may write nothing is left', async () => {
  const book = await CustomerBook.open('erase-large');
  onTestFinished(() => book.close());
  let base = '';
  for (let edit = 0; edit <= EDITS; edit += 1) {
    const [some, other] = edit % 2 ? ['漏', '滴'] : ['滴', '漏'];
    const long = { remark: `请打${PHONE}，${some.repeat(49_000)}`, cause: other.repeat(33_000) };
    const cells = base === '' ? { ...CALL, contact: PHONE, ...long } : long;
    const rows = [{ key: KEY, base, edited: Object.keys(cells), cells }];
    const answers = await submitRows(book.ports, account('limin'), DESK_ID, hotline, {
      rows,
    });
    const [answer] = answers.rows;
    expect(answer?.outcome).toBe('saved');
    base = answer?.base ?? '';
  }
  expect((await book.traced()).length).toBeGreaterThan(0);
  const done = await eraseCustomer(book.ports, account('zhaoqiang'), DESK_ID, { number: PHONE });
  expect(done).toMatchObject({ done: true });
  expect(TRACES.test(PHONE)).toBe(true);
  expect(await book.traced()).toEqual([]);
});
