// A record on the phone of whoever it is given to: what the page shows by his link, and what becomes of what he does.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type CaseLink,
  callCustomer,
  type Filled,
  fillCase,
  NOW as NOW_WORD,
  noteCase,
  showCase,
} from '../../../functions/src/actions/road/case.ts';
import { ringDesk } from '../../../functions/src/actions/timers/ring-desk.ts';
import { DAY, HOUR } from '../../../functions/src/core/lib/time.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { ActionPlace, account, hearing, open } from '../../fixtures/actions/action-place.ts';
import { commitRow } from '../../fixtures/actions/commit-alone.ts';
import { at, CALL_TODAY, hotline, storedDesk } from '../../fixtures/core/desk-fixture.ts';

const START = at('2026-11-20 15:00');
const KEY = 'row-on-the-road';

let now = START;
let place: ActionPlace;
let ports: ActionPlace['ports'];
let deskId: string;

beforeAll(async () => {
  place = await ActionPlace.start('road-case', () => now);
  ports = hearing(place.ports, () => {});
});
afterAll(() => place.close());
beforeEach(async () => {
  now = START;
  deskId = crypto.randomUUID();
  await open(ports, { ...storedDesk(), id: deskId });
  await type({ ...CALL_TODAY, handler: '李伟' });
});

const recordOf = async () => (await ports.store.records(deskId, [KEY])).get(KEY);
/** Types into the row in the sheet, which knows what the record holds. */
async function type(cells: Cells): Promise<void> {
  const before = await recordOf();
  const who = account('limin');
  const rows = [{ key: KEY, base: before ? String(before.version) : '', edited: [], cells }];
  const by = { account: who.mail, editor: null };
  const { outcome } = await commitRow(ports, deskId, { account: who, table: hotline, by, now, rows });
  expect(outcome).toBe('saved');
}

/** The row of a person in the people tab, with something else in it. */
function personIs(mail: string, cells: Cells): Promise<void> {
  const row = storedDesk().rows[`person-${mail}`];
  if (!row) throw new Error(`nobody is ${mail}`);
  const configured = { [`person-${mail}`]: { ...row, cells: { ...row.cells, ...cells } } };
  return ports.store.transaction(deskId, async transaction => transaction.write({ configured }));
}

const linkOf = (mail = 'liwei', other: Partial<CaseLink> = {}): CaseLink => ({
  to: 'case',
  deskId,
  key: KEY,
  person: `person-${mail}`,
  version: 1,
  until: START + 7 * DAY,
  ...other,
});
/** What somebody has typed over what the page shows. */
async function filled(typed: Record<string, string>, mail = 'liwei'): Promise<Filled> {
  const { base, fields } = await showCase(ports, linkOf(mail));
  return {
    base,
    cells: new Map(
      fields.map(({ column, shown }) => [column, { shown, typed: typed[column] ?? shown }] as const),
    ),
  };
}
const fieldIn = (page: { fields: readonly { column: string }[] }, column: string) =>
  page.fields.find(each => each.column === column);

describe('the page', () => {
  test('shows the record, its fields as they stand, and where the row is', async () => {
    await type({ resolution: '已换新' });
    const page = await showCase(ports, linkOf());
    const record = await recordOf();
    expect(page).toMatchObject({
      title: `热线记录 ${record?.number}`,
      done: [],
      failed: false,
      hidden: [],
      reached: [],
      base: String(record?.version),
      waits: false,
      row: ports.links.address({ to: 'row', deskId, table: 'hotline', key: KEY, until: START + 7 * DAY }),
    });
    expect(page.fields.map(({ shown, typed, said }) => [shown === typed, said])).toEqual(
      page.fields.map(() => [true, []]),
    );
    expect(fieldIn(page, 'resolution')).toMatchObject({ shown: '已换新' });
    expect(page.lines.join('\n')).toContain('热线响应：2026-11-20 17:00');
  });

  test.each<[string, Partial<CaseLink>]>([
    ['nobody', { person: 'person-nobody' }],
    ['an earlier version', { version: 0 }],
    ['another version', { version: 2 }],
  ])('is not there by a link of %s', async (_, other) => {
    await expect(showCase(ports, linkOf('liwei', other))).rejects.toMatchObject({ code: 'link_over' });
  });

  test('is not there for somebody who has left, nor of a record that is not there', async () => {
    await expect(showCase(ports, linkOf('liwei', { key: 'no-such-row' }))).rejects.toMatchObject({
      code: 'unknown_record',
    });
    await personIs('liwei', { onDuty: '离职' });
    await expect(showCase(ports, linkOf())).rejects.toMatchObject({ code: 'link_over' });
  });
});

describe('what is filled in', () => {
  test('is saved as a row is, by the person of the link, and nothing else is touched', async () => {
    const before = await recordOf();
    const page = await fillCase(
      ports,
      linkOf(),
      await filled({ resolution: '已换新', respondedAt: NOW_WORD }),
    );
    const after = await recordOf();
    expect([page.done[0], page.failed]).toEqual(['已保存。', false]);
    expect(after).toMatchObject({
      version: (before?.version ?? 0) + 1,
      updatedBy: { account: 'liwei@example.com', editor: null },
      cells: { resolution: '已换新', respondedAt: START, handler: '李伟' },
    });
    expect(page.base).toBe(String(after?.version));
    expect(fieldIn(page, 'respondedAt')).toMatchObject({
      shown: '2026-11-20 15:00',
      typed: '2026-11-20 15:00',
    });
  });

  test('that it is now is said of times alone, and a blank clears', async () => {
    await fillCase(ports, linkOf(), await filled({ resolution: NOW_WORD }));
    expect((await recordOf())?.cells['resolution']).toBe(NOW_WORD);
    await fillCase(ports, linkOf(), await filled({ resolution: '' }));
    expect((await recordOf())?.cells['resolution'] ?? null).toBeNull();
  });

  test('is nothing where nothing was changed, or only what the page does not ask for', async () => {
    const before = await recordOf();
    const none = await fillCase(ports, linkOf(), await filled({}));
    expect([none.done, none.failed]).toEqual([['没有改动，什么都没有保存。'], false]);
    const cells = new Map([['description', { shown: '', typed: '别的' }]]);
    const strange = await fillCase(ports, linkOf(), { base: none.base, cells });
    expect(strange.done).toEqual(none.done);
    expect(await recordOf()).toEqual(before);
  });

  test('stays as it was typed where it cannot be taken, with a word at the field', async () => {
    const before = await recordOf();
    const typed = { respondedAt: '某一天', resolution: '已换新' };
    const page = await fillCase(ports, linkOf(), await filled(typed));
    expect([page.done[0], page.failed]).toEqual(['没有保存，请按提示修改后再保存。', true]);
    expect(fieldIn(page, 'respondedAt')).toMatchObject({
      typed: '某一天',
      shown: '',
      said: [expect.stringContaining('某一天')],
    });
    expect(fieldIn(page, 'resolution')).toMatchObject({ typed: '已换新', said: [] });
    expect(await recordOf()).toEqual(before);
    expect(page.base).toBe(String(before?.version));
  });

  test('beside what somebody else has just typed is shown once more, and saved when it is sent again', async () => {
    const mine = await filled({ resolution: '我修好了' });
    await type({ resolution: '已换新' });
    const page = await fillCase(ports, linkOf(), mine);
    expect([page.done, page.failed]).toEqual([
      ['有人刚改过同一格：下面是您写的，核对后再按“保存”，就以您的为准。'],
      true,
    ]);
    expect(fieldIn(page, 'resolution')).toMatchObject({ typed: '我修好了', shown: '已换新' });
    expect((await recordOf())?.cells['resolution']).toBe('已换新');
    const cells = new Map([['resolution', { shown: '已换新', typed: '我修好了' }]]);
    const again = await fillCase(ports, linkOf(), { base: page.base, cells });
    expect(again.done[0]).toBe('已保存。');
    expect((await recordOf())?.cells['resolution']).toBe('我修好了');
  });

  test('of somebody who may only read is refused with the reason, and stays on the page', async () => {
    await personIs('liwei', { role: '只读' });
    const page = await fillCase(ports, linkOf(), await filled({ resolution: '已换新' }));
    expect([page.done, page.failed]).toEqual([[expect.stringContaining('不能登记和修改')], true]);
    expect(fieldIn(page, 'resolution')).toMatchObject({ typed: '已换新', shown: '' });
    expect((await recordOf())?.cells['resolution'] ?? null).toBeNull();
  });
});

describe('the customer', () => {
  test('is shown in full and reached by one press by whoever has the record, which stands in the history', async () => {
    now += HOUR;
    const page = await callCustomer(ports, linkOf(), await filled({ resolution: '在路上' }));
    expect(page).toMatchObject({
      done: ['这次查看已记入变更历史。'],
      failed: false,
      hidden: ['客户姓名：李小明', '联系方式：13812345678'],
      reached: [{ shown: '拨打 13812345678', address: 'tel:13812345678' }],
    });
    // What is typed and not saved stays.
    expect(fieldIn(page, 'resolution')).toMatchObject({ typed: '在路上', shown: '' });
    const [latest] = await ports.store.transaction(deskId, transaction => transaction.history(KEY, 1));
    expect(latest).toMatchObject({ by: { account: 'liwei@example.com' }, revealed: [{}, {}] });
  });

  test('is not shown to a colleague, who keeps what he has typed', async () => {
    const page = await callCustomer(ports, linkOf('wuhao'), await filled({ resolution: '在路上' }, 'wuhao'));
    expect([page.failed, page.hidden, page.reached, page.done.length]).toEqual([true, [], [], 1]);
    expect(fieldIn(page, 'resolution')).toMatchObject({ typed: '在路上' });
    expect(JSON.stringify(page)).not.toContain('13812345678');
  });

  test('of whom nothing is hidden is all there is', async () => {
    const other = { key: 'row-plain', base: '', edited: [] };
    const who = account('limin');
    const cells = { ...CALL_TODAY, customer: '李*', contact: '138****5678', handler: '李伟' };
    await commitRow(ports, deskId, {
      account: who,
      table: hotline,
      by: { account: who.mail, editor: null },
      now,
      rows: [{ ...other, cells }],
    });
    const page = await callCustomer(ports, linkOf('liwei', { key: other.key }), {
      base: '1',
      cells: new Map(),
    });
    expect([page.done, page.failed, page.hidden, page.reached]).toEqual([
      ['这条记录没有隐藏的内容。'],
      false,
      [],
      [],
    ]);
  });
});

describe('what has gone up', () => {
  test('waits for those above alone, is taken note of once, and keeps what was typed', async () => {
    expect((await showCase(ports, linkOf('wangfang'))).waits).toBe(false);
    now = START + 3 * HOUR;
    await ringDesk(ports, deskId);
    expect((await recordOf())?.escalatedAt).not.toBeNull();
    const waits = async (mail: string) => (await showCase(ports, linkOf(mail))).waits;
    expect([await waits('liwei'), await waits('wangfang')]).toEqual([false, true]);
    const page = await noteCase(ports, linkOf('wangfang'), await filled({ resolution: '我来' }, 'wangfang'));
    expect([page.done, page.waits]).toEqual([['已记下：王芳 已知悉，不再继续升级。'], false]);
    expect(fieldIn(page, 'resolution')).toMatchObject({ typed: '我来', shown: '' });
    // What is sent from here on goes by what he knew when he began.
    expect(page.base).toBe('1');
    await expect(
      noteCase(ports, linkOf('wangfang', { version: 0 }), { base: '', cells: new Map() }),
    ).rejects.toMatchObject({ code: 'link_over' });
  });
});
