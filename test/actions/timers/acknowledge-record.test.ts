// Taking note by the link in a notice: for whom it works, once, and what follows from it.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import { acknowledgeRecord, escalationOf } from '../../../functions/src/actions/timers/acknowledge-record.ts';
import { ringDesk } from '../../../functions/src/actions/timers/ring-desk.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, account, open } from '../../fixtures/actions/action-place.ts';
import { at, CALL_TODAY, hotline, storedDesk } from '../../fixtures/core/desk-fixture.ts';

const KEY = 'late-call';
const RAISED = at('2026-11-20 17:30');

let now: number;
let place: ActionPlace;
let ports: Ports;
let deskId: string;
let summaries: [deskId: string, at: number][];

beforeAll(async () => {
  place = await ActionPlace.start('acknowledge-record', () => now);
  ports = {
    ...place.ports,
    alarms: {
      plantRing: async () => {},
      plantSummary: async (id, when) => void summaries.push([id, when]),
    },
    messenger: { send: async () => {} },
  };
});
afterAll(() => place.close());

/** A call that nobody has answered for so long that those above were told. */
beforeEach(async () => {
  now = at('2026-11-20 15:00');
  summaries = [];
  deskId = crypto.randomUUID();
  await open(ports, { ...storedDesk(), id: deskId });
  const who = account('limin');
  const rows = [{ key: KEY, base: '', edited: [], cells: { ...(CALL_TODAY as Record<string, string>) } }];
  const by = { account: who.mail, editor: null };
  await commitRows(ports, deskId, [{ account: who, table: hotline, by, now, rows }]);
  now = RAISED;
  await ringDesk(ports, deskId);
  summaries = [];
});

const noting = (person: string) => ({ deskId, key: KEY, person });
const record = async () => (await ports.store.records(deskId, [KEY])).get(KEY);

/** Has the row of a person in the people tab say something else. */
function change(mail: string, cells: Cells): Promise<void> {
  const row = storedDesk().rows[`person-${mail}`];
  if (!row) throw new Error(`nobody is ${mail}`);
  const rows = { [`person-${mail}`]: { ...row, cells: { ...row.cells, ...cells } } };
  return ports.store.transaction(deskId, async transaction => transaction.write({ configured: rows }));
}

test('a supervisor takes note, once, in the own name, and the summaries are written again', async () => {
  expect((await escalationOf(ports, noting('王芳'))).waits).toBe(true);
  const page = await acknowledgeRecord(ports, noting('王芳'));
  expect([page.waits, page.lines.at(-1)]).toEqual([false, '已记下：王芳 已知悉，不再继续升级。']);
  const noted = await record();
  expect(noted).toMatchObject({
    escalatedAt: null,
    cells: { acknowledgedBy: '王芳', acknowledgedAt: RAISED },
    updatedBy: { account: 'wangfang@example.com', editor: null },
  });
  expect(summaries).toEqual([[deskId, RAISED]]);
  const late = await acknowledgeRecord(ports, noting('赵强'));
  expect([late.waits, late.lines.at(-1)]).toEqual([false, '没有需要知悉的升级：已处理，或已有人知悉。']);
  expect(await escalationOf(ports, noting('赵强'))).toEqual(late);
  expect(await record()).toEqual(noted);
});

test.each<[string, Cells]>([
  ['is 客服人员', { role: '客服人员' }],
  ['is 技术', { role: '技术' }],
  ['has left', { onDuty: '离职' }],
])('the old link of somebody who %s by now neither shows the record nor takes note', async (_, cells) => {
  const before = await record();
  await change('wangfang', cells);
  await expect(escalationOf(ports, noting('王芳'))).rejects.toMatchObject({ code: 'link_over' });
  await expect(acknowledgeRecord(ports, noting('王芳'))).rejects.toMatchObject({ code: 'link_over' });
  expect(await record()).toEqual(before);
  // For the others it waits as before.
  expect((await escalationOf(ports, noting('赵强'))).waits).toBe(true);
});

test('the old link of somebody who goes by another name now takes note under that name', async () => {
  await change('wangfang', { name: '王方' });
  await acknowledgeRecord(ports, noting('王芳'));
  expect((await record())?.cells['acknowledgedBy']).toBe('王方');
});

test('nobody who never was above takes note by a link, and a record that is not there is unknown', async () => {
  await expect(acknowledgeRecord(ports, noting('李伟'))).rejects.toMatchObject({ code: 'link_over' });
  const other = { ...noting('王芳'), key: 'no-such-row' };
  await expect(acknowledgeRecord(ports, other)).rejects.toMatchObject({ code: 'unknown_record' });
  expect((await record())?.escalatedAt).toBe(RAISED);
});

test('what cannot be planted afterwards does not undo that it was noted', async () => {
  const logged: string[] = [];
  const broken: Ports = {
    ...ports,
    alarms: { ...ports.alarms, plantSummary: () => Promise.reject(new Error('no queue')) },
    log: { info: () => {}, error: event => void logged.push(event) },
  };
  expect((await acknowledgeRecord(broken, noting('王芳'))).waits).toBe(false);
  expect(logged).toEqual(['alarm_not_planted']);
  expect((await record())?.cells['acknowledgedBy']).toBe('王芳');
});
