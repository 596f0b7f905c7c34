// People whose records have been closed for longer than the workspace keeps them.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expirePersons } from '../../../functions/src/actions/customers/expire.ts';
import { DAY, HOUR } from '../../../functions/src/core/lib/time.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { DESK_ID } from '../../fixtures/actions/action-place.ts';
import { CustomerBook, NAME, PHONE } from '../../fixtures/actions/customer-book.ts';
import { CALL, CLOSING, FEEDBACK } from '../../fixtures/core/desk-fixture.ts';

let book: CustomerBook;
let ports: Ports;
beforeEach(async () => {
  book = await CustomerBook.open('expire');
  ({ ports } = book);
});
afterEach(() => book.close());

describe('a time of keeping is over', () => {
  const expire = () => expirePersons(ports, DESK_ID);
  const closed = async (contact: string) => {
    const row = await book.send('hotline', { ...CALL, ...CLOSING, contact, customer: NAME });
    expect(row.cells.state).toBe('已关闭');
    return row.key;
  };

  test('nobody is erased where nothing is set', async () => {
    const key = await closed(PHONE);
    book.now += 40 * 366 * DAY;
    await expire();
    expect(await book.fullOf(key)).toMatchObject({ contact: PHONE });
  });

  test('people of closed records are erased table by table, in turns; open ones and later ones stay', async () => {
    await book.send(
      'settings',
      { category: '保存期限', name: '热线记录', value: '3' },
      undefined,
      'zhaoqiang',
    );
    const old: string[] = [];
    for (let count = 0; count < 60; count += 1) old.push(await closed(`139${String(76_540_000 + count)}`));
    const open = await book.send('hotline', { ...CALL, contact: PHONE, customer: NAME });
    const praise = await book.send('feedback', { ...FEEDBACK, contact: PHONE });
    book.now += 366 * DAY;
    const later = await closed('13976543299');
    book.now += 2 * 366 * DAY + HOUR;
    await expire();
    const left = async () => {
      const full = await ports.store.transaction(DESK_ID, each => each.privateCells(old));
      return [...full.values()].filter(cells => Object.keys(cells).length > 0).length;
    };
    expect(await left()).toBe(10);
    await expire();
    expect(await left()).toBe(0);
    await expire();
    const history = await ports.store.transaction(DESK_ID, each => each.history(old[0] ?? '', 9));
    expect(history.map(({ version }) => version)).toEqual([2, 1]);
    expect(history[0]).toMatchObject({ by: { account: '系统' } });
    expect(history[0]?.why).toContain('保存期限');
    for (const key of [open.key, praise.key, later])
      expect((await book.fullOf(key))?.['contact']).toMatch(/^1397654/);
    expect(await book.differences()).toEqual([]);
  }, 60_000);

  test.each([
    ['客户', '3', 'setting_name_unknown'],
    ['客户档案', '3', 'setting_name_unknown'],
    ['热线记录', '0', 'setting_invalid'],
    ['热线记录', '31', 'setting_invalid'],
    ['热线记录', '永久', 'setting_invalid'],
  ])('is set for a table that closes, in years: not %s %s', async (name, value, code) => {
    const refused = book.send('settings', { category: '保存期限', name, value }, undefined, 'zhaoqiang');
    await expect(refused).rejects.toThrow(code);
  });
});
