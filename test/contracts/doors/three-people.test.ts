// Three people through the HTTP door: who leaves, who pretends to be somebody else, and who takes a record over only to
// look at what is hidden in it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignedLink } from '../../../functions/src/core/notices/signed-link.ts';
import { at, CALL } from '../../fixtures/core/desk-fixture.ts';
import { DESK_ID } from './open-doors.ts';
import { errorsOf, isSaved, person, StaffDoors } from './staff-doors.ts';

let staff: StaffDoors;
const call: StaffDoors['call'] = (...what) => staff.call(...what);
const send: StaffDoors['send'] = (...what) => staff.send(...what);
beforeAll(async () => {
  staff = await StaffDoors.open('doors-three-people');
  await send('people', person('冯客', 'fengke', '品控部', '客服人员'));
  await send('people', person('何主', 'hezhu', '客服部', '客服主管'));
}, 60_000);
afterAll(() => staff.close());

const KEY = 'aaaaaaaa-0000-4000-8000-000000000001';
/** A body for each door of the API that somebody on the staff goes through. */
const DOORS: readonly (readonly [path: string, body?: object])[] = [
  [''],
  ['/changes'],
  ['/tables/hotline/rows', { rows: [{ key: KEY, base: '', edited: [], cells: {} }] }],
  ['/records', { keys: [KEY] }],
  ['/search', { text: '5678' }],
  ['/held', { cells: [{ key: KEY, column: 'order', text: 'A-1' }] }],
  ['/retired', { after: '', keys: [] }],
  ['/figures', { sheetId: 1002, row: 4, column: 2 }],
  ['/calendar', {}],
  [`/records/${KEY}/paper`, { full: true }],
  ['/sender', {}],
  ['/customer/export', { number: '13812345678' }],
  ...['contacts', 'history', 'forecast', 'script'].map(
    card => [`/records/${KEY}/cards/${card}`, {}] as const,
  ),
];

const pathOf = (link: SignedLink) => new URL(staff.doors.place.ports.links.address(link)).pathname;

describe('who leaves', () => {
  test.each([
    ['a clerk', '冯客', 'fengke', person('冯客', 'fengke', '品控部', '客服人员')],
    ['a supervisor', '何主', 'hezhu', person('何主', 'hezhu', '客服部', '客服主管')],
  ])(
    '%s finds every door closed at once, and what was his is somebody else’s',
    async (_, name, mail, cells) => {
      const row = await staff.rowOf(name);
      const record = await staff.handled(name);
      const calendar = pathOf({ to: 'calendar', deskId: DESK_ID, person: row.key, version: 1 });
      const until = at('2026-11-21 15:00');
      const note = pathOf({ to: 'acknowledge', deskId: DESK_ID, key: record.key, person: row.key, until });
      expect(await staff.doors.knock('link', calendar)).toMatchObject({ status: 200 });
      expect((await call(mail, '/changes')).status).toBe(200);
      const asked = await send('people', { ...cells, onDuty: '离职' }, { row });
      expect(errorsOf(asked)).toEqual(['hand_over_first']);
      const gone = await send('people', { ...cells, onDuty: '离职', standIn: '李敏' }, { row });
      expect(isSaved(gone)).toBe(true);
      for (const [path, body] of DOORS)
        expect([path, await call(mail, path, body)]).toMatchObject([path, { status: 403, code: 'has_left' }]);
      for (const method of ['GET', 'POST'])
        expect([method, (await staff.doors.send('link', note, { method })).status]).toEqual([method, 410]);
      expect(await staff.doors.knock('link', calendar)).toMatchObject({ status: 410 });
      const { answer } = await send('hotline', { remark: '交接' }, { row: record });
      expect(answer?.cells).toMatchObject({ handler: '李敏' });
      // Nobody vouches for him, and nothing is given to him, any more.
      const claimed = await send('hotline', { ...CALL, handler: '李伟' }, { editor: `${mail}@example.com` });
      expect(await staff.latestOf(claimed)).toContain('未知编辑者，经owner@example.com的授权发送');
      expect(errorsOf(await send('hotline', { handler: name }, { row: claimed }))).toEqual(['person_left']);
    },
  );

  test('is not let in any more either where his row is taken out of 人员, once nothing of his is open', async () => {
    const cells = person('钱进', 'qianjin', '运营部', '客服人员');
    const row = await send('people', cells);
    const record = await staff.handled('钱进');
    const calendar = pathOf({ to: 'calendar', deskId: DESK_ID, person: row.key, version: 1 });
    expect((await call('qianjin', '/changes')).status).toBe(200);
    const cleared = Object.fromEntries(Object.keys(cells).map(key => [key, null]));
    const asked = await send('people', cleared, { row });
    expect([asked.answer?.outcome, (await call('qianjin', '/changes')).status]).toEqual(['refused', 200]);
    await send('hotline', { handler: '李敏' }, { row: record });
    const gone = await send('people', cleared, { row });
    expect(isSaved(gone)).toBe(true);
    for (const [path, body] of DOORS)
      expect([path, await call('qianjin', path, body)]).toMatchObject([
        path,
        { status: 403, code: 'not_a_member' },
      ]);
    expect(await staff.doors.knock('link', calendar)).toMatchObject({ status: 410 });
  });

  test('is not the last who can manage the desk, nor the one whose triggers send', async () => {
    const row = await send('people', person('林主', 'linzhu', '客服部', '客服主管'));
    await call('linzhu', '/sender', {});
    expect(errorsOf(await send('people', { onDuty: '离职' }, { row }))).toEqual(['sender_leaves']);
    await call('owner', '/sender', {});
    expect(isSaved(await send('people', { onDuty: '离职' }, { row }))).toBe(true);
  });
});

describe('who pretends', () => {
  test('to be a supervisor takes note of nothing, and the history says who really sent what he sent', async () => {
    const row = await staff.handled('李伟');
    const as = { as: 'limin', editor: 'zhaoqiang@example.com', row };
    const before = await staff.doors.everything();
    expect(errorsOf(await send('hotline', { acknowledgedBy: '赵强' }, as))).toEqual(['right_unsure']);
    expect(errorsOf(await send('hotline', { withdrawn: '作废' }, as))).toEqual(['right_unsure']);
    expect(await staff.doors.everything()).toEqual(before);
    // What needs no right is taken in, and is not his whose name he gave.
    expect(isSaved(await send('hotline', { remark: '已致电客户' }, as))).toBe(true);
    expect(await staff.latestOf(row)).toBe('2026-11-20 15:00　未知编辑者，经李敏的授权发送');
  });

  test('to be the one who sends for the desk, or its owner, does not become it', async () => {
    for (const [path, body] of [
      ['/sender', {}],
      ['/sender/alive', {}],
      ['/owner', { mail: 'limin@example.com' }],
    ] as const)
      expect([path, (await call('limin', path, body)).status]).toEqual([path, 403]);
    const row = await staff.handled('李伟');
    const editor = 'zhaoqiang@example.com';
    const claimed = await send('hotline', { acknowledgedBy: '赵强' }, { as: 'limin', editor, row });
    expect(errorsOf(claimed)).toEqual(['right_unsure']);
  });
});

describe('who takes a record over only to look', () => {
  const reveal = async (as: string, key: string) =>
    (await call(as, `/records/${key}/cards/contacts`, {})).status;
  const told = async () => (await staff.notices()).filter(text => text.includes('接手后查看了'));

  test('is told of to supervisors, whatever he does with it then, and sees nothing any more', async () => {
    const row = await staff.handled('李伟');
    expect(await reveal('limin', row.key)).toBe(403);
    const taken = await send('hotline', { handler: '李敏' }, { as: 'limin', row });
    expect(await reveal('limin', row.key)).toBe(200);
    const back = await send('hotline', { handler: '李伟' }, { as: 'limin', row: taken });
    expect([isSaved(back), await reveal('limin', row.key)]).toEqual([true, 403]);
    const notices = await told();
    expect(notices.length).toBeGreaterThan(0);
    for (const text of notices) {
      expect(text).toContain('李敏');
      expect(text).toContain(String(row.answer?.cells.number));
      expect(text).not.toContain(String(CALL.contact));
    }
    const history = await call('owner', `/records/${row.key}/cards/history`, {});
    expect(history.text).toMatch(/李敏[^"]*查看/);
    expect(history.text).not.toContain(String(CALL.contact));
  });

  test('is told of once a time that he takes it; whom somebody else gave it to is not', async () => {
    const row = await staff.handled('李伟');
    const taken = await send('hotline', { handler: '李敏' }, { as: 'limin', row });
    expect(isSaved(taken)).toBe(true);
    const before = (await told()).length;
    for (const _ of [1, 2]) expect(await reveal('limin', row.key)).toBe(200);
    const once = (await told()).length;
    expect(once).toBeGreaterThan(before);
    const given = await send('hotline', { handler: '李敏' }, { row: await staff.handled('李伟') });
    expect(await reveal('limin', given.key)).toBe(200);
    expect((await told()).length).toBe(once);
  });
});

describe('whose the desk is', () => {
  const give = (as: string, mail: string) => call(as, '/owner', { mail: `${mail}@example.com` });

  test('is changed by who owns it, to who supervises it here only, and goes on from him; who sends stays', async () => {
    // Who opens a desk stands in its 人员, as here from now on.
    expect(isSaved(await send('people', person('陈主', 'owner', '客服部', '客服主管')))).toBe(true);
    expect((await give('zhaoqiang', 'sunli')).status).toBe(403);
    for (const mail of ['limin', 'nobody', 'hezhu'])
      expect([mail, await give('owner', mail)]).toMatchObject([mail, { status: 409, code: 'owner_unfit' }]);
    expect((await give('owner', 'zhaoqiang')).status).toBe(200);
    const { store } = staff.doors.place.ports;
    expect(await store.desk(DESK_ID)).toMatchObject({
      owner: 'zhaoqiang@example.com',
      sender: 'owner@example.com',
    });
    const vouched = await send('hotline', { ...CALL, handler: '李伟' }, { editor: 'limin@example.com' });
    const { text } = await call('sunli', `/records/${vouched.key}/cards/history`, {});
    expect(text).toContain('李敏，经陈主的授权发送');
    expect((await give('zhaoqiang', 'sunli')).status).toBe(200);
    expect((await give('zhaoqiang', 'zhaoqiang')).status).toBe(403);
  });
});
