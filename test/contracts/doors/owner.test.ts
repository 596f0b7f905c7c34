// Whose the desk is, whatever becomes of him: gives it away without a row in 人员, gets another mail, or leaves.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WireCells } from '../../../functions/src/contract/contract.ts';
import { CALL } from '../../fixtures/core/desk-fixture.ts';
import { DESK_ID } from './open-doors.ts';
import { errorsOf, isSaved, person, type Sent, StaffDoors, warningsOf } from './staff-doors.ts';

let staff: StaffDoors;
beforeAll(async () => {
  staff = await StaffDoors.open('doors-owner');
}, 60_000);
afterAll(() => staff.close());

const give = (as: string, mail: string) => staff.call(as, '/owner', { mail: `${mail}@example.com` });
const desk = () => staff.doors.place.ports.store.desk(DESK_ID);
const changes = async (as: string) => (await staff.call(as, '/changes')).status;
let row: Sent;
let sender: Sent;

test('whose triggers send gives the desk to nobody as long as he would not belong to it', async () => {
  expect(await give('owner', 'zhaoqiang')).toMatchObject({ status: 409, code: 'sender_unlisted' });
  expect(await desk()).toMatchObject({ owner: 'owner@example.com' });
  row = await staff.send('people', person('陈主', 'owner', '客服部', '客服经理'));
  expect(isSaved(row)).toBe(true);
});

test('an owner’s new mail is the owner’s, and the account of the old one has nothing left', async () => {
  const saved = await staff.send('people', { mail: 'chenzhu@example.com' }, { as: 'sunli', row });
  expect(isSaved(saved)).toBe(true);
  expect(await desk()).toMatchObject({ owner: 'chenzhu@example.com' });
  expect([await changes('chenzhu'), await changes('owner')]).toEqual([200, 403]);
  for (const [path, body] of [
    ['/owner', { mail: 'owner@example.com' }],
    ['/sender', {}],
    ['/tables/hotline/rows', { rows: [{ key: crypto.randomUUID(), base: '', edited: [], cells: CALL }] }],
  ] as const)
    expect([path, (await staff.call('owner', path, body)).status]).toEqual([path, 403]);
  // His triggers vouch as before, by his new mail.
  const vouched = await staff.send('hotline', CALL, { as: 'chenzhu', editor: 'limin@example.com' });
  const { text } = await staff.call('sunli', `/records/${vouched.key}/cards/history`, {});
  expect(text).toContain('李敏，经陈主的授权发送');
  row = saved;
});

test('who sends for the desk and gets another mail goes on sending', async () => {
  sender = await staff.send('people', person('林主', 'linzhu', '客服部', '客服主管'), {
    as: 'chenzhu',
  });
  expect((await staff.call('linzhu', '/sender', {})).status).toBe(200);
  sender = await staff.send('people', { mail: 'lin@example.com' }, { as: 'chenzhu', row: sender });
  expect(isSaved(sender)).toBe(true);
  expect(await desk()).toMatchObject({ owner: 'chenzhu@example.com', sender: 'lin@example.com' });
  expect(warningsOf(sender)).toEqual(['sender_mail']);
  // It stays said beside other changes, until the mail is another.
  sender = await staff.send('people', { quiet: '22:00-07:00' }, { as: 'chenzhu', row: sender });
  expect(warningsOf(sender)).toEqual(['sender_mail']);
  const other = await staff.send('people', { mail: 'lin2@example.com' }, { as: 'chenzhu', row });
  expect(warningsOf(other)).toEqual([]);
  row = await staff.send('people', { mail: 'chenzhu@example.com' }, { as: 'lin', row: other });
});

test('the only one who supervises keeps his mail: nobody could put a wrong one right', async () => {
  const all = Object.entries((await desk())?.rows ?? {});
  const others = all.filter(
    ([, { table, cells }]) =>
      table === 'people' && /主管|经理|领导/.test(String(cells['role'])) && cells['name'] !== '陈主',
  );
  expect(others.length).toBeGreaterThan(1);
  for (const [key, { cells }] of others) {
    const { name, mail, department } = cells;
    const is = { name, mail, department, role: '客服人员', onDuty: '是' } as WireCells;
    const known = name === '林主' ? sender : { key, base: '', answer: undefined, status: 200 };
    expect([name, errorsOf(await staff.send('people', is, { as: 'chenzhu', row: known }))]).toEqual([
      name,
      [],
    ]);
  }
  const asked = await staff.send('people', { mail: 'wrong@example.com' }, { as: 'chenzhu', row });
  expect(errorsOf(asked)).toEqual(['last_mail']);
  // Nor does he leave, nor is there anybody to give it to.
  expect(errorsOf(await staff.send('people', { onDuty: '离职' }, { as: 'chenzhu', row }))).toEqual([
    'last_supervisor',
  ]);
  expect(await give('chenzhu', 'limin')).toMatchObject({ status: 409, code: 'owner_unfit' });
  expect(await changes('chenzhu')).toBe(200);
});
