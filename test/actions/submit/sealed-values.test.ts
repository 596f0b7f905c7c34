// Full values as they are stored: nobody reads them with the database alone, or finds out what they are by trying
// numbers on what is stored.
import { createHash } from 'node:crypto';
import type { Firestore } from '@google-cloud/firestore';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { showCard } from '../../../functions/src/actions/cards/show-card.ts';
import { renewStored } from '../../../functions/src/actions/reports/renew-stored.ts';
import { callers } from '../../../functions/src/actions/submit/callers.ts';
import { submitRows } from '../../../functions/src/actions/submit/submit-rows.ts';
import type { RowAnswer } from '../../../functions/src/contract/contract.ts';
import { digestOf } from '../../../functions/src/core/lib/digest.ts';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { at, CALL, hotline } from '../../fixtures/core/desk-fixture.ts';
import { clientOf } from '../../fixtures/firestore-here.ts';
import { dumpAll } from '../../fixtures/stored-desk/dump.ts';

const NUMBERS = Array.from({ length: 21 }, (_, index) => `1381234${String(5600 + index * 7)}`);
let now = at('2026-11-20 15:00');
let place: ActionPlace;
let ports: Ports;
let saved: RowAnswer[] = [];
let firestore: Firestore;
const db = () => firestore;
const keyOf = (index: number) => `sealed-row-${String(index).padStart(4, '0')}`;

beforeAll(async () => {
  place = await ActionPlace.start('sealed', () => now);
  const alarms = { plantRing: async () => {}, plantSummary: async () => {} };
  ports = { ...place.ports, alarms };
  firestore = clientOf('sealed', place.firestore);
  const rows = NUMBERS.map((contact, index) => ({
    key: keyOf(index),
    base: '',
    edited: [],
    cells: { ...CALL, contact },
  }));
  saved = (await submitRows(ports, account('owner'), DESK_ID, hotline, { rows })).rows;
});
afterAll(async () => {
  await firestore.terminate();
  await place.close();
});

/** What stands in any of the texts and keys that are stored. */
async function stored(): Promise<string> {
  return JSON.stringify(await dumpAll(db()));
}

const lines = async (index: number) =>
  (
    await showCard(ports, account('owner'), DESK_ID, {
      key: keyOf(index),
      name: 'contacts',
      until: undefined,
    })
  ).lines;

describe('of 21 numbers', () => {
  test('all are saved', () => {
    expect(saved.map(({ outcome }) => outcome)).toEqual(NUMBERS.map(() => 'saved'));
  });

  test('none stands in a document, and each is shown to whoever may see it', async () => {
    const all = await stored();
    expect(NUMBERS.filter(number => all.includes(number))).toEqual([]);
    expect(all.includes('李小明')).toBe(false);
    for (const index of [0, 20]) expect(await lines(index)).toContain(`联系方式：${NUMBERS[index]}`);
  });

  test('none is found by trying all numbers of its kind on what is stored', async () => {
    const all = await stored();
    const digests = (number: string) =>
      [number, `contact|${number}`, `${DESK_ID}|${number}`, `hotline|contact|${number}`].flatMap(text => [
        digestOf(text),
        createHash('sha256').update(text).digest('hex').slice(0, 26),
        createHash('md5').update(text).digest('hex').slice(0, 26),
      ]);
    const found = NUMBERS.filter(number => digests(number).some(digest => all.includes(digest)));
    expect(found).toEqual([]);
  });

  test('two are sealed differently though they are equal, and known for one customer all the same', async () => {
    const rows = ['same-row-0001', 'same-row-0002'].map(key => ({ key, base: '', edited: [], cells: CALL }));
    await submitRows(ports, account('owner'), DESK_ID, hotline, { rows });
    const records = [
      ...(
        await ports.store.records(
          DESK_ID,
          rows.map(({ key }) => key),
        )
      ).values(),
    ];
    expect(new Set(records.map(({ customer }) => customer?.digest)).size).toBe(1);
    const sealed = await Promise.all(
      rows.map(async ({ key }) => (await db().doc(`desks/${DESK_ID}/private/${key}`).get()).get('sealed')),
    );
    expect(new Set(sealed.map(each => (each as Buffer).toString('hex'))).size).toBe(2);
  });

  test('one that is moved to another record does not open there', async () => {
    const [from, to] = [0, 1].map(index => db().doc(`desks/${DESK_ID}/private/${keyOf(index)}`));
    const before = (await to?.get())?.data() ?? {};
    await to?.set((await from?.get())?.data() ?? {});
    await expect(lines(1)).rejects.toThrow('authenticate');
    await to?.set(before);
    expect(await lines(1)).toContain(`联系方式：${NUMBERS[1]}`);
  });

  test('all are sealed by another key after some months, and open as before', async () => {
    const keys = async () =>
      new Set(
        (await db().collection(`desks/${DESK_ID}/private`).get()).docs.map(each =>
          (each.get('sealed') as Buffer).readUInt32BE(1),
        ),
      );
    const [first, ...others] = await keys();
    expect(others).toEqual([]);
    now += 89 * DAY;
    await renewStored(ports, DESK_ID);
    expect(await keys()).toEqual(new Set([first]));
    now += 2 * DAY;
    await renewStored(ports, DESK_ID);
    const after = await keys();
    expect([after.size, after.has(first ?? 0)]).toEqual([1, false]);
    expect(await lines(20)).toContain(`联系方式：${NUMBERS[20]}`);
    // Another process, which has not heard of the new key.
    const shown = await showCard({ ...place.others, alarms: ports.alarms }, account('owner'), DESK_ID, {
      key: keyOf(3),
      name: 'contacts',
      until: undefined,
    });
    expect(shown.lines).toContain(`联系方式：${NUMBERS[3]}`);
  });

  test('one who calls after that is known for the same customer, and found by his number', async () => {
    const cells = { ...CALL, contact: NUMBERS[20] ?? '' };
    const rows = [{ key: 'calls-again-0001', base: '', edited: [], cells }];
    await submitRows(ports, account('owner'), DESK_ID, hotline, { rows });
    const [old, again] = [keyOf(20), 'calls-again-0001'];
    const found = await ports.store.records(DESK_ID, [old, again]);
    expect(found.get(again)?.customer?.digest).toBe(found.get(old)?.customer?.digest);
    const { records } = await callers(ports, account('owner'), DESK_ID, NUMBERS[20] ?? '');
    expect(records).toHaveLength(2);
  });
});

test('what a program stored in the clear is sealed and rekeyed by the next summary', async () => {
  const record = db().doc(`desks/${DESK_ID}/records/${keyOf(5)}`);
  await record.update({ 'customer.digest': digestOf(`contact|${NUMBERS[5]}`), form: 1 });
  await db()
    .doc(`desks/${DESK_ID}/private/${keyOf(5)}`)
    .set({ contact: NUMBERS[5], form: 1 });
  await ports.store.transaction(DESK_ID, async transaction =>
    transaction.write({ state: { upkeep: { renewal: { what: 'private', after: '' } } } }),
  );
  await renewStored(ports, DESK_ID);
  const all = await stored();
  expect(all.includes(NUMBERS[5] ?? '')).toBe(false);
  expect((await record.get()).get('customer.digest')).not.toBe(digestOf(`contact|${NUMBERS[5]}`));
  expect(await lines(5)).toContain(`联系方式：${NUMBERS[5]}`);
  expect(await ports.store.state(DESK_ID, 'upkeep')).toMatchObject({ renewal: 'done' });
});
