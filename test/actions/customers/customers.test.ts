// What a customer may ask for: all that is kept of him shown, put right, and taken out of everything that is stored.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { correctCustomer, eraseCustomer } from '../../../functions/src/actions/customers/ask.ts';
import { carryOutTasks } from '../../../functions/src/actions/customers/carry-out.ts';
import { exportCustomer } from '../../../functions/src/actions/customers/export.ts';
import { submitRows } from '../../../functions/src/actions/submit/submit-rows.ts';
import type { CustomerRequest } from '../../../functions/src/contract/contract.ts';
import { HOUR } from '../../../functions/src/core/lib/time.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { CustomerBook, NAME, PHONE, TRACES } from '../../fixtures/actions/customer-book.ts';
import { CALL } from '../../fixtures/core/desk-fixture.ts';
import { dumpAll, empty, load } from '../../fixtures/stored-desk/dump.ts';

const SUPERVISOR = account('zhaoqiang');

let book: CustomerBook;
let ports: Ports;
beforeEach(async () => {
  book = await CustomerBook.open('customers');
  ({ ports } = book);
});
afterEach(() => book.close());

const erase = (request: CustomerRequest) => eraseCustomer(ports, SUPERVISOR, DESK_ID, request);

describe('a customer is erased', () => {
  test('from records, history, notices, index, the list of changes and what is sealed; the rest stays', async () => {
    const rows = await book.customerComes();
    const before = await book.traced();
    for (const where of ['/records/', '/events/', '/notices/', '/journal/', '/fingerprints/'])
      expect([where, before.some(path => path.includes(where))]).toEqual([where, true]);
    const figures = await ports.store.figures(DESK_ID, ['week-2026-W47', 'open']);
    expect(await erase({ number: '139-7654-3210' })).toEqual({ changed: 5, done: true });
    expect(await book.traced()).toEqual([]);
    for (const { key } of [rows.call, rows.feedback, rows.plan, rows.file])
      expect([key, Object.keys((await book.fullOf(key)) ?? {})]).toEqual([key, []]);
    expect(await book.fullOf(rows.other.key)).toMatchObject({ contact: '13800001111', customer: '周明' });
    expect((await book.fullOf(rows.other.key))?.['description']).toContain('13800001111或他朋友的［已删除］');
    expect(await book.found(PHONE)).toEqual([]);
    expect(await book.found('3210')).toEqual([]);
    expect(await book.found('13800001111')).toHaveLength(1);
    const record = await book.recordAt(rows.call.key);
    expect(record?.cells).toMatchObject({
      number: rows.call.cells.number,
      customer: '*已删除*',
      remark: '［已删除］说请打［已删除］，晚上也行',
      handler: '李伟',
    });
    expect(record?.cells['contact'] ?? null).toBeNull();
    expect((await book.recordAt(rows.file.key))?.cells).toMatchObject({
      customer: 'XX科技有限公司',
      person: '*已删除*',
    });
    expect(await book.differences()).toEqual([]);
    const counts = (all: object) =>
      JSON.parse(JSON.stringify(all, (key, value: unknown) => (/customer/.test(key) ? 0 : value))) as object;
    expect(counts(await ports.store.figures(DESK_ID, ['week-2026-W47', 'open']))).toEqual(counts(figures));
    expect(JSON.stringify(book.logged)).not.toMatch(TRACES);
    expect(book.logged).toContainEqual(['person_task_done', expect.objectContaining({ changed: 5 })]);
  });

  test('and a sheet that still shows him brings nothing back', async () => {
    const { call } = await book.customerComes();
    await erase({ number: PHONE });
    const table = tableOf('hotline');
    if (!table) throw new Error('none');
    const cells = { ...CALL, contact: '139****3210', customer: '欧阳*', request: '换一台新的' };
    const rows = [{ key: call.key, base: call.base, edited: ['request'], cells }];
    await submitRows(ports, account('limin'), DESK_ID, table, { rows });
    expect((await book.recordAt(call.key))?.cells).toMatchObject({
      customer: '*已删除*',
      request: '换一台新的',
    });
    expect((await book.traced()).filter(path => !path.includes('/journal/'))).toEqual([]);
    expect(await book.differences()).toEqual([]);
  });

  test('by his file, with what has the number of it and what refers to it', async () => {
    const { file } = await book.customerComes();
    const followed = await book.send('followUps', {
      customerNumber: 'C900',
      customer: NAME,
      contact: '13900003210',
      product: '净水器',
      happenedAt: '2026-11-20 09:00',
      description: '2026年11月20日上午在家中使用净水器时突然不出水，重启后仍然没有恢复',
      priority: '一般',
      handler: '李伟',
    });
    expect(await erase({ key: file.key })).toMatchObject({ done: true });
    expect((await book.recordAt(followed.key))?.cells).toMatchObject({ customerNumber: 'C900' });
    expect(await book.traced()).toEqual([]);
  });

  test('once more from a back-up that is put back; who has come again since then stays', async () => {
    await book.customerComes();
    const backUp = await dumpAll(book.db);
    book.now += HOUR;
    await erase({ number: PHONE });
    const kept = Object.entries(await dumpAll(book.db)).filter(([path]) => path.includes('/tasks/'));
    await empty(book.db);
    await load(book.db, { ...backUp, ...Object.fromEntries(kept) });
    book.now += HOUR;
    const again = await book.send('hotline', { ...CALL, contact: PHONE, customer: '钱进' });
    expect((await book.traced()).length).toBeGreaterThan(5);
    await carryOutTasks(ports, DESK_ID);
    expect(await book.found(PHONE)).toHaveLength(1);
    expect((await book.traced()).filter(path => !path.includes(again.key))).toEqual([]);
    expect(await book.fullOf(again.key)).toMatchObject({ contact: PHONE });
    // And not a third time.
    const [changed] = Object.entries(await dumpAll(book.db)).filter(([path]) => path.includes('/tasks/'));
    await carryOutTasks(ports, DESK_ID);
    expect((await dumpAll(book.db))[changed?.[0] ?? '']).toEqual(changed?.[1]);
  });

  test('in several turns where there is much of him', async () => {
    const table = tableOf('hotline');
    if (!table) throw new Error('none');
    const rows = Array.from({ length: 110 }, () => ({
      key: crypto.randomUUID(),
      base: '',
      edited: [],
      cells: { ...CALL, contact: PHONE, customer: NAME },
    }));
    await submitRows(ports, account('limin'), DESK_ID, table, { rows });
    expect(await erase({ number: PHONE })).toEqual({ changed: 100, done: false });
    expect(await book.found(PHONE)).toHaveLength(10);
    expect(await ports.store.desksWithWork(book.now, 10)).toContain(DESK_ID);
    await carryOutTasks(ports, DESK_ID);
    expect(await book.found(PHONE)).toEqual([]);
    expect(await ports.persons.openTasks(DESK_ID, 1)).toEqual([]);
  }, 60_000);
});

test('one whose record cannot be opened is tried again, and holds up nobody else', async () => {
  const broken = await book.send('hotline', { ...CALL, contact: PHONE, customer: NAME });
  const other = await book.send('hotline', { ...CALL, contact: '13800001111', customer: '周明' });
  const sealed = book.db.doc(`desks/${DESK_ID}/private/${broken.key}`);
  const whole = (await sealed.get()).data() ?? {};
  await sealed.update({ sealed: Buffer.from('no seal') });
  expect(await erase({ number: PHONE })).toEqual({ changed: 0, done: false });
  expect(await erase({ number: '13800001111' })).toEqual({ changed: 1, done: true });
  expect(await book.fullOf(other.key)).toEqual({});
  expect(JSON.stringify(book.logged)).toContain('person_task_failed');
  await expect(carryOutTasks(ports, DESK_ID)).rejects.toThrow('could not be changed');
  await sealed.set(whole);
  await carryOutTasks(ports, DESK_ID);
  expect([await book.traced(), await ports.persons.openTasks(DESK_ID, 1)]).toEqual([[], []]);
});

describe('a customer is corrected', () => {
  test('in all his records, open or closed, and is found by the right number from then on', async () => {
    const { call, file, other } = await book.customerComes();
    const request = {
      number: PHONE,
      contact: '139 7654 3219',
      name: { from: ` ${NAME}`, to: '欧阳\n明悦 ' },
    };
    expect(await correctCustomer(ports, SUPERVISOR, DESK_ID, request)).toEqual({ changed: 3, done: true });
    expect(await book.fullOf(call.key)).toMatchObject({ contact: '13976543219', customer: '欧阳明悦' });
    expect(await book.fullOf(file.key)).toMatchObject({ contact: '13976543219', person: '欧阳明悦' });
    expect((await book.fullOf(other.key))?.['description']).toContain(PHONE);
    expect(await book.found('13976543219')).toHaveLength(3);
    expect((await book.recordAt(call.key))?.cells).toMatchObject({
      contact: '139****3219',
      customer: '欧阳*',
    });
    expect(await book.differences()).toEqual([]);
    expect(JSON.stringify(book.logged)).not.toMatch(/139765432|明悦/);
    const tasks = Object.entries(await dumpAll(book.db)).filter(([path]) => path.includes('/tasks/'));
    expect(JSON.stringify(tasks)).not.toMatch(/139765432|明悦|明月/);
    expect(await book.fullOf(tasks[0]?.[0].split('/').at(-1) ?? '')).toEqual({});
  });

  test.each<[string, CustomerRequest, string]>([
    ['nothing', { number: PHONE }, 'correction_blank'],
    ['a blank name', { number: PHONE, name: { from: NAME, to: ' \t\u200b' } }, 'correction_blank'],
    ['no number', { number: PHONE, contact: '不详' }, 'number_unclear'],
    ['two numbers', { number: PHONE, contact: '13900001111/13900002222' }, 'number_unclear'],
    ['a masked one', { number: PHONE, contact: '139****1111' }, 'number_unclear'],
    ['whom nobody knows', { number: '13955556666', contact: '13900001111' }, 'unknown_customer'],
    ['a record that is not there', { key: 'not-there-1', contact: '13900001111' }, 'unknown_record'],
    ['somebody of 人员', { key: 'person-limin', contact: '13900001111' }, 'unknown_record'],
  ])('not: %s', async (_, request, code) => {
    await book.send('hotline', { ...CALL, contact: PHONE });
    await expect(correctCustomer(ports, SUPERVISOR, DESK_ID, request)).rejects.toMatchObject({ code });
  });
});

test('what is kept of a customer is given out in full, and that stands in the history', async () => {
  const { call, other } = await book.customerComes();
  const lines: string[] = [];
  for (let after: string | undefined, more = true; more; ) {
    const page = await exportCustomer(ports, SUPERVISOR, DESK_ID, {
      number: PHONE,
      ...(after !== undefined && { after }),
    });
    lines.push(...page.lines);
    more = page.next !== null;
    after = page.next ?? undefined;
  }
  const exported = lines.map(line => JSON.parse(line) as Record<string, unknown>);
  expect(exported).toHaveLength(5);
  const mine = exported.find(each => each['table'] === '热线记录' && each['number'] === call.cells.number);
  expect(mine).toMatchObject({
    table: '热线记录',
    cells: { 客户姓名: NAME, 联系方式: PHONE, 备注: `${NAME}说请打${PHONE}，晚上也行` },
  });
  expect(JSON.stringify(mine)).toContain('已到时限');
  // Of another's case he hears that he is named there, and nothing of the other.
  const named = exported.find(each => each['number'] === other.cells.number);
  expect(Object.keys(named ?? {})).toEqual(['table', 'number', 'namedIn']);
  const events = await ports.store.transaction(DESK_ID, each => each.history(call.key, 5));
  expect(events.find(({ revealed }) => revealed)).toMatchObject({ by: { account: SUPERVISOR.mail } });
  expect(JSON.stringify(book.logged)).not.toMatch(TRACES);
});

test.each(['', '1', 'x/', '1000/', '-1/', '1/a b', '1/a/b'])('no page of his begins at "%s"', async after => {
  await book.send('hotline', { ...CALL, contact: PHONE });
  await expect(exportCustomer(ports, SUPERVISOR, DESK_ID, { number: PHONE, after })).rejects.toMatchObject({
    code: 'cursor_invalid',
  });
});

test.each(['limin', 'liwei', 'wuhao'])('%s, who does not supervise, may do none of it', async who => {
  await book.send('hotline', { ...CALL, contact: PHONE });
  for (const ask of [exportCustomer, correctCustomer, eraseCustomer])
    await expect(ask(ports, account(who), DESK_ID, { number: PHONE })).rejects.toMatchObject({
      code: 'not_supervisor',
    });
});
