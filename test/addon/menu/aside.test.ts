// An open sidebar sends what its own person types, under his own account; whoever comes first sends a row, once.
import { setImmediate } from 'node:timers/promises';
import { createContext, runInContext } from 'node:vm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SettableClock } from '../../../local/clock/clock.ts';
import type { Spending } from '../../../local/google/apps-script/economy.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

const OWNER = 'clerk@example.test';
const SECOND = 'second@example.test';
const THIRD = 'third@example.test';

let desk: StaffDesk;
/** Held still: how long a sidebar counts as open must not hang on how busy the machine is. */
let clock: SettableClock;
beforeEach(async () => {
  clock = new SettableClock({ realNow: () => Date.UTC(2026, 10, 30, 2) });
  desk = await StaffDesk.open({ rows: 60, runtime: { clock } });
  desk.paste(2, '客户姓名', [['甲'], ['乙'], ['丙'], ['丁'], ['戊'], ['己']]);
  await desk.idle();
  desk.service.calls.length = 0;
});
afterEach(() => desk.close());

/** A look of somebody's open sidebar. */
const look = (email: string) => desk.run('sendMine', email);

/** Who has sent which counts in whose name, request by request. */
const sent = () =>
  desk.service.calls
    .filter(({ path }) => path.endsWith('/rows'))
    .map(({ token, body }) => {
      const { rows, editor } = body as (typeof desk.service.submitted)[number];
      const names = rows.map(row => [row.cells['count'], row.editor ?? editor]);
      return [token?.replace('Bearer token-of-', ''), ...names];
    });

const counts = () => desk.values('数量');
const records = () =>
  [2, 3, 4, 5, 6, 7].map(row => desk.service.book.cells(String(desk.value(row, '行键')))?.['count']);

const isEdit = ({ functionName }: Spending): boolean => functionName === 'onSheetEdit';

test('what its person types is left to it, and goes under his own account as his own', async () => {
  await look(SECOND);
  desk.type(3, { 数量: 3 }, SECOND);
  await desk.idle();
  expect(sent()).toEqual([]);
  expect(desk.runtime.spendings().findLast(isEdit)?.calls).toBeLessThanOrEqual(5);
  await look(SECOND);
  expect(sent()).toEqual([[SECOND, [3, SECOND]]]);
  expect([desk.token(3), desk.value(3, '同步状态'), records()[1]]).toEqual(['v2', '已保存', 3]);
  await look(SECOND);
  expect(sent()).toHaveLength(1);
});

test('what others type is sent by the triggers, in their names', async () => {
  await look(SECOND);
  desk.type(3, { 数量: 3 }, THIRD);
  await desk.idle();
  await look(SECOND);
  expect(sent()).toEqual([[OWNER, [3, THIRD]]]);
});

test('where nobody is named the triggers send, whoever has a sidebar open', async () => {
  await look('second@gmail.com');
  desk.type(3, { 数量: 3 }, 'second@gmail.com');
  await desk.idle();
  await look('second@gmail.com');
  expect(sent()).toEqual([[OWNER, [3, '']]]);
});

test('of one that is closed nothing is lost: the next edit of anybody takes along what it has left', async () => {
  await look(SECOND);
  desk.type(3, { 数量: 3 }, SECOND);
  await desk.idle();
  await clock.advance(30_000);
  desk.type(4, { 数量: 4 }, THIRD);
  await desk.idle();
  expect(sent()).toEqual([[OWNER, [3, SECOND], [4, THIRD]]]);
  await look(SECOND);
  expect(sent()).toHaveLength(1);
  expect(records().slice(1, 3)).toEqual([3, 4]);
});

test('one that has not been heard of for nine seconds was closed: its person’s next edit is sent at once', async () => {
  await look(SECOND);
  await clock.advance(3_000);
  await look(SECOND);
  await clock.advance(7_000);
  desk.type(3, { 数量: 3 }, SECOND);
  await desk.idle();
  expect(sent()).toEqual([]);
  await look(SECOND);
  await clock.advance(9_000);
  desk.type(4, { 数量: 4 }, SECOND);
  await desk.idle();
  expect(sent()).toEqual([
    [SECOND, [3, SECOND]],
    [OWNER, [4, SECOND]],
  ]);
});

test('one that is closed sends what its person typed last, and is left nothing from then on', async () => {
  await look(SECOND);
  desk.type(3, { 数量: 3 }, SECOND);
  await desk.idle();
  await desk.runtime.run('sendMine', [true], SECOND);
  expect([sent(), records()[1]]).toEqual([[[SECOND, [3, SECOND]]], 3]);
  desk.type(4, { 数量: 4 }, SECOND);
  await desk.idle();
  expect(sent()).toEqual([
    [SECOND, [3, SECOND]],
    [OWNER, [4, SECOND]],
  ]);
});

test('nor where nobody edits any more: the round of the hour takes it', async () => {
  await look(SECOND);
  desk.type(3, { 数量: 3 }, SECOND);
  await desk.idle();
  await clock.advance(30_000);
  await desk.run('onHour');
  expect(sent()).toEqual([[OWNER, [3, SECOND]]]);
  expect([desk.value(3, '同步状态'), records()[1]]).toEqual(['已保存', 3]);
});

test('whose triggers send for the desk has it taken along by a sidebar of his own, in its person’s name', async () => {
  await look(OWNER);
  await look(SECOND);
  desk.type(3, { 数量: 3 }, SECOND);
  await desk.idle();
  await clock.advance(3_000);
  await look(OWNER);
  await look(THIRD);
  expect(sent()).toEqual([]);
  await clock.advance(8_000);
  await look(THIRD);
  expect(sent()).toEqual([]);
  await look(OWNER);
  expect(sent()).toEqual([[OWNER, [3, SECOND]]]);
  expect([desk.value(3, '同步状态'), records()[1]]).toEqual(['已保存', 3]);
});

test.each<[string, () => void]>([
  ['a row is inserted', () => desk.insertRows(20, 1)],
  [
    'a row is taken out',
    () => desk.reshape({ type: 'delete', sheetId: 7, dimension: 'ROWS', index: 30, count: 1 }),
  ],
  ['a cell is coloured', () => desk.write(20, '数量', { format: { background: '#ffeecc' } })],
])('whatever anybody changes takes it along: %s', async (_, change) => {
  await look(SECOND);
  desk.type(3, { 数量: 3 }, SECOND);
  await desk.idle();
  await clock.advance(11_000);
  change();
  await desk.idle();
  expect(sent()).toEqual([[OWNER, [3, SECOND]]]);
});

test('three that wait are left to their sidebars', async () => {
  const people = [2, 3, 4].map(row => `person${row}@example.test`);
  for (const person of people) await look(person);
  for (const [index, person] of people.entries()) desk.type(2 + index, { 数量: 2 + index }, person);
  await desk.idle();
  expect(sent()).toEqual([]);
  for (const person of people) await look(person);
  expect(sent()).toEqual(people.map((person, index) => [person, [2 + index, person]]));
});

test('what an open sidebar has not taken in ten seconds goes with the next edit of anybody', async () => {
  await look(SECOND);
  desk.type(3, { 数量: 3 }, SECOND);
  await desk.idle();
  await clock.advance(10_000);
  await look(THIRD);
  desk.type(4, { 数量: 4 }, THIRD);
  await desk.idle();
  expect(sent()).toEqual([[OWNER, [3, SECOND], [4, THIRD]]]);
});

test('when many have sidebars one execution sends for all, and no sidebar once more', async () => {
  const people = [2, 3, 4, 5].map(row => `person${row}@example.test`);
  for (const person of people) await look(person);
  for (const [index, person] of people.entries()) desk.type(2 + index, { 数量: 2 + index }, person);
  await desk.idle();
  for (const person of people) await look(person);
  const rows = sent().flatMap(([, ...names]) => names as unknown[]);
  expect(rows).toHaveLength(4);
  expect(sent()[0]?.[0]).toBe(OWNER);
  expect(counts().slice(0, 4)).toEqual([2, 3, 4, 5]);
  expect(records().slice(0, 4)).toEqual([2, 3, 4, 5]);
});

test('an edit that finds it at work waits for its turn, since it sends nobody else’s', async () => {
  await look(SECOND);
  desk.type(3, { 数量: 3 }, SECOND);
  await desk.idle();
  const held = desk.service.hold();
  const looking = look(SECOND);
  await held.arrived;
  desk.type(4, { 数量: 4 }, THIRD);
  // Until it asks for the lock the third time, and waits.
  while (!desk.runtime.running().some(({ byName }) => byName.tryLock === 3)) await setImmediate();
  held.release();
  await looking;
  await desk.idle();
  expect(sent()).toEqual([
    [SECOND, [3, SECOND]],
    [OWNER, [4, THIRD]],
  ]);
  expect([desk.value(3, '同步状态'), desk.value(4, '同步状态')]).toEqual(['已保存', '已保存']);
});

test('a look takes few calls while there is nothing to send', async () => {
  await look(SECOND);
  await look(SECOND);
  const last = desk.runtime.spendings().at(-1);
  expect([last?.functionName, last?.kind, last?.byName]).toEqual([
    'sendMine',
    'function',
    { readProperties: 1 },
  ]);
});

test('every sidebar looks again and again, after a failure as well', async () => {
  desk.service.card = {
    key: String(desk.value(2, '行键')),
    name: 'history',
    answer: { title: '变更历史', lines: ['新建'] },
  };
  desk.select(2, '客户姓名');
  await desk.run('card_history');
  expect(desk.alerts).toEqual([]);
  const script = /<script>(.*)<\/script>/s.exec(desk.sidebars.at(-1)?.html ?? '')?.[1] ?? '';
  const timers: [() => void, number][] = [];
  const looks: { good: () => void; bad: (cause: Error) => void }[] = [];
  const goodbyes: typeof looks = [];
  const leaving: (() => void)[] = [];
  let handlers: (typeof looks)[number] = { good() {}, bad() {} };
  const run = {
    withSuccessHandler(good: () => void) {
      handlers = { ...handlers, good };
      return run;
    },
    withFailureHandler(bad: (cause: Error) => void) {
      handlers = { ...handlers, bad };
      return run;
    },
    sendMine: (isLast?: boolean) => void (isLast ? goodbyes : looks).push(handlers),
  };
  runInContext(
    script,
    createContext({
      google: { script: { run } },
      // What a click on a line does is seen in a real browser.
      document: { addEventListener() {} },
      addEventListener: (what: string, work: () => void) => what === 'pagehide' && leaving.push(work),
      setTimeout: (work: () => void, ms: number) => timers.push([work, ms]),
    }),
  );
  timers.shift()?.[0]();
  looks.at(-1)?.good();
  await setImmediate();
  expect(timers.map(([, ms]) => ms)).toEqual([3_000]);
  timers.shift()?.[0]();
  looks.at(-1)?.bad(new Error('offline'));
  await setImmediate();
  expect(timers.map(([, ms]) => ms)).toEqual([15_000]);
  expect(looks).toHaveLength(2);
  for (const leave of leaving) leave();
  expect([looks.length, goodbyes.length]).toEqual([2, 1]);
});
