// Rows that wait for another commit are judged meanwhile: what becomes of them is what would have become of them
// anyway, also where others change what they are judged by before their turn.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { latestContext, memberContext } from '../../functions/src/actions/desk/desk-contexts.ts';
import { decidedEarly, judgeEarly } from '../../functions/src/actions/submit/admission.ts';
import { submitRows } from '../../functions/src/actions/submit/submit-rows.ts';
import type { WireCells } from '../../functions/src/contract/contract.ts';
import { settings } from '../../functions/src/core/tables/settings.ts';
import type { Ports } from '../../functions/src/ports/ports.ts';
import type { DeskStore } from '../../functions/src/ports/store.ts';
import { ActionPlace, account, DESK_ID } from '../fixtures/actions/action-place.ts';
import { at, CALL_TODAY, hotline, OWNER } from '../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const HOUR = 3_600_000;
const alarms = { plantRing: async () => {}, plantSummary: async () => {} };

let place: ActionPlace;
let ports: Ports;
let others: Ports;
/** What transactions of the first process wait for. */
let gate: Promise<void> = Promise.resolve();
let open = () => {};
beforeAll(async () => {
  place = await ActionPlace.start('early-rows', () => NOW);
  const store: DeskStore = new Proxy(place.ports.store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return async (...given: unknown[]) => {
        if (name === 'transaction') await gate;
        return Reflect.apply(member, target, given) as unknown;
      };
    },
  });
  ports = { ...place.ports, alarms, store };
  others = { ...place.others, alarms };
});
afterAll(() => place?.close());
beforeEach(async () => {
  // The process knows the configuration, whatever it did before: it may forget it at any time.
  await memberContext(ports, DESK_ID, account('limin'));
  gate = new Promise(resolve => {
    open = resolve;
  });
});

const rowOf = (key: string, cells: WireCells) => ({ key, base: '', edited: [], cells });

async function submit(by: Ports, key: string, cells: WireCells) {
  const request = { rows: [rowOf(key, cells)] };
  return (await submitRows(by, account('limin'), DESK_ID, hotline, request)).rows[0];
}

/** Submits a row that waits for another one, does something at the other process, and answers what became of it. */
async function submitWaiting(key: string, cells: WireCells, meanwhile: () => Promise<unknown>) {
  const before = submit(ports, `${key}-before`, CALL_TODAY);
  const waiting = submit(ports, key, cells);
  await meanwhile();
  open();
  await before;
  const answer = await waiting;
  return { answer, record: (await place.ports.store.records(DESK_ID, [key])).get(key) };
}

test('a row that waited is what it had been at once, under a number of its own', async () => {
  const waited = await submitWaiting('waited', CALL_TODAY, async () => {});
  await submit(others, 'at-once', CALL_TODAY);
  const atOnce = (await place.ports.store.records(DESK_ID, ['at-once'])).get('at-once');
  const { key: _, number, cells, ...record } = waited.record ?? {};
  expect(waited.answer?.outcome).toBe('saved');
  expect(atOnce).toMatchObject(record);
  expect([number, cells?.['number']]).toEqual(['20261120002', '20261120002']);
  expect([atOnce?.number, atOnce?.cells['number']]).toEqual(['20261120003', '20261120003']);
});

test('what another process has set meanwhile holds for a row that waited', async () => {
  const set = { category: '时限', name: '热线响应', value: '7h' };
  const { record } = await submitWaiting('set', CALL_TODAY, () =>
    submitRows(others, { subject: OWNER, mail: OWNER }, DESK_ID, settings, { rows: [rowOf('limit', set)] }),
  );
  expect(record?.clocks['hotline.respond']?.dueAt).toBe(NOW + 7 * HOUR);
});

test('whom another record of its number knows by now is hidden in a row that waited', async () => {
  const contact = '13600001111';
  const description = '2026年11月20日在家漏水，王小明来电，联系售后未获解决';
  const { answer } = await submitWaiting(
    'named',
    { ...CALL_TODAY, customer: '王*', contact, description },
    () => submit(others, 'knows', { ...CALL_TODAY, customer: '王小明', contact }),
  );
  expect(answer?.cells['description']).toBe(description.replace('王小明', '王*'));
});

test('a row is decided on early but once, by the configuration that the process knows, and only where it stands alone', () => {
  const row = rowOf('early', CALL_TODAY);
  const referring = rowOf('referring', { ...CALL_TODAY, customerNumber: 'C202611001' });
  const known = rowOf('known', CALL_TODAY);
  const by = { account: 'limin@example.com', editor: null };
  const all = [row, referring, { ...known, base: 'v1' }];
  judgeEarly(ports, DESK_ID, { account: account('limin'), table: hotline, by, now: NOW, rows: all });
  const desk = latestContext(ports, DESK_ID);
  const decided = all.map(each => desk && decidedEarly(each, desk)?.outcome);
  expect(decided).toEqual(['saved', undefined, undefined]);
  expect(desk && decidedEarly(row, desk)).toBeUndefined();
  judgeEarly(ports, DESK_ID, { account: account('stranger'), table: hotline, by, now: NOW, rows: [row] });
  expect(desk && decidedEarly(row, desk)).toBeUndefined();
});
