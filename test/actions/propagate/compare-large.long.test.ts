// Rows with long texts that wait to be compared: no transaction reads or writes more of them than it may, and what
// cannot be compared keeps nothing else from it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compareSaved } from '../../../functions/src/actions/propagate/compare-saved.ts';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import type { WireCells } from '../../../functions/src/contract/contract.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { CommitTooLarge, type DeskTransaction } from '../../../functions/src/ports/transaction.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { callOf, LEAK } from '../../fixtures/actions/batch-desk.ts';
import { at, hotline } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
/** As long as a row may be: some 250 kB. */
const LONG: WireCells = { remark: '漏'.repeat(49_000), cause: '漏'.repeat(33_000) };

let place: ActionPlace;
let logged: unknown[];
let ports: Ports;

beforeEach(async () => {
  place = await ActionPlace.start('compare-large', () => NOW);
  logged = [];
  const log = { ...place.ports.log, error: (message: string) => void logged.push(message) };
  ports = { ...place.ports, log, alarms: { plantRing: async () => {}, plantSummary: async () => {} } };
});
afterEach(() => place.close());

const keyOf = (serial: number) => `long-row-${String(serial).padStart(3, '0')}`;

/** Saves rows of as many customers, who all tell of a leak. */
async function save(
  first: number,
  count: number,
  cells: WireCells,
  contactOf = (at: number) => at,
): Promise<void> {
  const who = account('limin');
  const rows = Array.from({ length: count }, (_, index) => {
    const serial = first + index;
    const contact = String(13_812_340_000 + contactOf(serial));
    return {
      key: keyOf(serial),
      base: '',
      edited: [],
      cells: callOf({ text: LEAK[serial % LEAK.length] ?? '', contact, cells }),
    };
  });
  const by = { account: who.mail, editor: null };
  await commitRows(ports, DESK_ID, [{ account: who, table: hotline, by, now: NOW, rows }]);
  await ports.store.applyChanges(DESK_ID, 10);
}

const waiting = () => ports.store.transaction(DESK_ID, each => each.toCompare(10));

/** Which of the first records are told of their batch. */
async function inBatch(count: number): Promise<number[]> {
  const keys = Array.from({ length: count }, (_, serial) => keyOf(serial));
  const { records } = await ports.store.transaction(DESK_ID, each => each.read(keys, []));
  return keys.flatMap((key, serial) =>
    records.get(key)?.findings.some(({ code }) => code === 'batch_found') ? [serial] : [],
  );
}

/** A store in whose transactions nobody may write this record. */
function refusing(key: string): Ports['store'] {
  const tooLarge = (inner: DeskTransaction): DeskTransaction =>
    new Proxy(inner, {
      get: (whole, name) => {
        const value: unknown = Reflect.get(whole, name);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          const [writes] = given;
          if (name === 'write' && JSON.stringify(writes).includes(`"key":"${key}"`))
            throw new CommitTooLarge('too much');
          return value.apply(whole, given);
        };
      },
    });
  return new Proxy(ports.store, {
    get: (whole, name) => {
      const value: unknown = Reflect.get(whole, name);
      if (name === 'transaction')
        return (deskId: string, work: (transaction: DeskTransaction) => Promise<unknown>) =>
          whole.transaction(deskId, transaction => work(tooLarge(transaction)));
      return typeof value === 'function' ? value.bind(whole) : value;
    },
  });
}

test('more long rows than one transaction may write are compared all the same, and belong to one batch', async () => {
  for (const first of [0, 12, 24]) await save(first, 12, LONG);
  await compareSaved(ports, DESK_ID);
  expect(await waiting()).toEqual([]);
  expect(await inBatch(36)).toHaveLength(36);
  expect(logged).toEqual([]);
});

test('so are those of one customer', async () => {
  for (const first of [0, 12, 24]) await save(first, 12, LONG, () => 1);
  await compareSaved(ports, DESK_ID);
  expect(await waiting()).toEqual([]);
});

test('what would write too much by itself is passed over, and said', async () => {
  await save(0, 5, {});
  await compareSaved({ ...ports, store: refusing(keyOf(4)) }, DESK_ID);
  expect(logged).toEqual(['record_not_compared']);
  expect(await waiting()).toEqual([]);
  expect(await inBatch(5)).toEqual([0, 1, 2, 3]);
});
