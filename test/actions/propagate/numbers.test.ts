// Numbers of new records: drawn one after the other from counters that are read once.
import { expect, test } from 'vitest';
import {
  type Change,
  likelyCounters,
  Numbers,
} from '../../../functions/src/actions/propagate/number-rows.ts';
import type { RowInput } from '../../../functions/src/contract/contract.ts';
import type { Accepted } from '../../../functions/src/core/decide/decide.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import type { DeskTransaction, Snapshot } from '../../../functions/src/ports/transaction.ts';
import { at, ZONE } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';
import { withOnly } from '../../fixtures/with-only.ts';

const rowOf = (calledAt: string, base = ''): RowInput => ({
  key: 'row',
  base,
  edited: [],
  cells: { calledAt },
});

test.each<[string, RowInput[], string[]]>([
  [
    'of the days of new rows, each once',
    ['2026-11-20 10:00', '2026-11-19 23:59', '2026-11-20 00:00'].map(each => rowOf(each)),
    ['hotline-20261120', 'hotline-20261119'],
  ],
  ['of no row that is known', [rowOf('2026-11-20 10:00', '3')], []],
  ['of no row whose time cannot be read', [rowOf('昨天中午吧'), rowOf('')], []],
])('the counters are guessed %s', (_, rows, names) => {
  expect(likelyCounters(hotline, rows, at('2026-11-20 15:00'))).toEqual(names);
});

test('a table whose numbers have no date has one counter', () => {
  const now = at('2026-11-20 15:00');
  expect(likelyCounters(customers, [rowOf(''), rowOf('')], now)).toEqual(['customers']);
  expect(likelyCounters(customers, [rowOf('', '1')], now)).toEqual([]);
});

/** A new call of a time, or a change of one that is there. */
function changeOf(calledAt: string, isNew = true): Change {
  const after = recordOf('hotline', { number: isNew ? '' : 'old', cells: { calledAt: at(calledAt) } });
  const accepted = { outcome: 'saved', after, event: { number: after.number } } as Accepted;
  return { before: isNew ? undefined : after, table: hotline, desk: { zone: ZONE }, accepted };
}

/** Counters of which one was read along, and the others stand at nine. */
function numbersOf() {
  const asked: (readonly string[])[] = [];
  const read = async (_: readonly string[], counters: readonly string[]) => {
    asked.push(counters);
    return { serials: new Map(counters.map(name => [name, 9])) };
  };
  const snapshot = withOnly<Snapshot>({ serials: new Map([['hotline-20261120', 4]]) });
  const numbers = new Numbers(snapshot, withOnly<DeskTransaction>({ read }));
  const give = async (...changes: Change[]) =>
    (await numbers.give(changes)).map(({ accepted: { after, event } }) => {
      expect([event.number, after.cells['number'] ?? after.number]).toEqual([after.number, after.number]);
      return after.number;
    });
  return { numbers, asked, give };
}

test('each new record gets the next number of its day, and who has one keeps it', async () => {
  const { numbers, asked, give } = numbersOf();
  const [day, other] = ['2026-11-20 10:00', '2026-11-19 10:00'];
  expect(await give(changeOf(day), changeOf(day, false), changeOf(day))).toEqual([
    '20261120005',
    'old',
    '20261120006',
  ]);
  expect(asked).toEqual([]);
  expect(await give(changeOf(other), changeOf(day), changeOf(other))).toEqual([
    '20261119010',
    '20261120007',
    '20261119011',
  ]);
  // What is known is not read again.
  expect(await give(changeOf(other))).toEqual(['20261119012']);
  expect(asked).toEqual([['hotline-20261119']]);
  expect(Object.fromEntries(numbers.serials)).toEqual({ 'hotline-20261120': 7, 'hotline-20261119': 12 });
});

test('where nothing is new no counter moves', async () => {
  const { numbers, asked, give } = numbersOf();
  expect(await give(changeOf('2026-11-18 10:00', false))).toEqual(['old']);
  expect([asked, numbers.serials.size]).toEqual([[], 0]);
});
