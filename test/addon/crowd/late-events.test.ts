// Events that are heard of after their rows were sent in nobody's name: they are told all the same, in the name of
// whoever they name, and of nobody else.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SettableClock } from '../../../local/clock/clock.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

const ME = 'clerk@example.test';
const OTHER = 'other@example.test';

let desk: StaffDesk;
let clock: SettableClock;
beforeEach(async () => {
  clock = new SettableClock({ realNow: () => Date.UTC(2026, 10, 30, 2) });
  desk = await StaffDesk.open({ rows: 20, runtime: { clock } });
  desk.paste(2, '客户姓名', [['甲'], ['乙'], ['丙']]);
  await desk.idle();
  desk.service.calls.length = 0;
});
afterEach(() => desk.close());

interface Sent {
  name: string | null | undefined;
  by: string | undefined;
  edited: string[];
  ofOthers: string[] | undefined;
}

/** What was sent since it was last asked for. */
function sent(): Sent[] {
  const rows = desk.service.submitted.flatMap(({ rows: all, editor }) =>
    all.map(row => ({
      name: row.cells['name'] as string | null | undefined,
      by: row.editor ?? editor,
      edited: row.edited,
      ofOthers: row.ofOthers,
    })),
  );
  desk.service.calls.length = 0;
  return rows;
}

/** Somebody's change of two rows, which is sent before its event is heard of: the event comes when this is called. */
async function writeAhead(): Promise<() => Promise<void>> {
  const held = desk.service.hold();
  desk.paste(2, '购买日期', [[45200], [45201]]);
  await held.arrived;
  desk.writeUnheard(2, '数量', 7);
  desk.writeUnheard(3, '数量', 8);
  held.release();
  await desk.idle();
  expect(sent().map(({ by }) => by)).toEqual([ME, ME, '', '']);
  return async () => {
    desk.paste(2, '数量', [[7], [8]], OTHER);
    await desk.idle();
  };
}

test('of several rows at once it is told whose they are, although they hold what was answered', async () => {
  const hear = await writeAhead();
  await hear();
  expect(sent()).toEqual(
    ['甲', '乙'].map(name => ({ name, by: OTHER, edited: ['count'], ofOthers: undefined })),
  );
});

test('two minutes later Google tells of nothing: what comes then is an edit that changed nothing', async () => {
  const hear = await writeAhead();
  await clock.advance(121_000);
  await hear();
  expect(sent()).toEqual([]);
});

test('who sorts rows has written none of them', async () => {
  await writeAhead();
  desk.sort(2, [3, 2]);
  await desk.idle();
  expect(sent()).toEqual([]);
  // A row that has still to be sent goes along, and is told apart.
  desk.writeUnheard(4, '数量', 9);
  desk.sort(2, [4, 3, 2]);
  await desk.idle();
  const [row, ...others] = sent();
  expect([row?.name, row?.edited, others]).toEqual(['丙', row?.ofOthers, []]);
});

test('an event whose row has been sorted away since is the row’s, wherever it stands', async () => {
  const held = desk.service.hold();
  desk.type(2, { 购买日期: 45200 });
  await held.arrived;
  desk.writeUnheard(2, '数量', 77);
  held.release();
  await desk.idle();
  desk.sort(2, [4, 3, 2]);
  await desk.idle();
  sent();
  // It names the place of before, where another row stands by now.
  desk.write(2, '数量', { value: 77 });
  desk.writeUnheard(2, '数量', null);
  await desk.idle();
  const told = sent().filter(({ edited }) => edited.includes('count'));
  expect(told.map(({ name }) => name)).toEqual(['甲']);
});

test('a sidebar leaves it to the account that Google tells', async () => {
  const hear = await writeAhead();
  await desk.run('sendMine', OTHER);
  await hear();
  const tokens = desk.service.calls.flatMap(({ path, token }) => (path.endsWith('/rows') ? token : []));
  expect(tokens).toEqual([`Bearer token-of-${ME}`]);
  expect(sent().map(({ by }) => by)).toEqual([OTHER, OTHER]);
});
