// Rows of settings that hold what was taught: a new one for a class that has none, else one way more in its row.
import { expect, test } from 'vitest';
import { SetAside } from '../../../functions/src/actions/desk/set-aside.ts';
import type { Comparing } from '../../../functions/src/actions/propagate/batches.ts';
import { writeDown } from '../../../functions/src/actions/propagate/taught.ts';
import { References } from '../../../functions/src/core/record/references.ts';
import { titleOf } from '../../../functions/src/core/tables/index.ts';
import type { Snapshot } from '../../../functions/src/ports/transaction.ts';
import { at, by, deskOf, PEOPLE, SETTINGS } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';
import { withOnly } from '../../fixtures/with-only.ts';

const ROW = 'setting-故障说法-漏水';
const log = { info: () => undefined, error: () => undefined };
const now = at('2026-11-20 15:00');

/** What is written down of these ways of saying 漏水, where its row has `ways` already. */
async function taughtTo(ways: string | undefined, said: readonly string[], name = '漏水', isThere = true) {
  const cells = { category: '故障说法', name: '漏水', value: ways ?? null };
  const desk = deskOf(PEOPLE, ways === undefined ? SETTINGS : [...SETTINGS, ['故障说法', '漏水', cells]]);
  const record = recordOf('settings', { key: ROW, number: 'SZ-014', cells: { ...cells, number: 'SZ-014' } });
  const read = async (keys: readonly string[]) => ({
    records: new Map(keys.filter(key => isThere && key === ROW).map(key => [key, record])),
    serials: new Map(),
  });
  const comparing = withOnly<Comparing>({
    transaction: withOnly({ read }),
    desk,
    references: new References(titleOf),
    aside: new SetAside({ log, now: () => now, release: 'r1' }, desk),
    now,
  });
  const taught = said.map((value, index) => ({
    lesson: { key: `lesson-${index}`, cells: { category: '故障说法', name, value } },
    by: by('wangfang'),
    because: 'row-1',
  }));
  const snapshot = withOnly<Snapshot>({ serials: new Map([['settings', 20]]) });
  const { saved, configured, serials } = await writeDown(taught, snapshot, comparing);
  const rows = saved.map(({ accepted: { after } }) => [after.key, after.number, after.cells['value']]);
  // Where nothing is written nothing is configured either: the desk keeps its version.
  expect(configured && Object.keys(configured)).toEqual(
    rows.length > 0 ? rows.map(([key]) => key) : undefined,
  );
  return { rows, serials: Object.fromEntries(serials) };
}

const NOTHING = { rows: [], serials: {} };

test('a class that has no row gets one, with the next number', async () => {
  const row = { rows: [['lesson-0', 'SZ-021', '汪着']], serials: { settings: 21 } };
  expect(await taughtTo(undefined, ['汪着'])).toEqual(row);
  expect(await taughtTo('滴水', ['汪着'], '异响')).toEqual(row);
});

test('a class that has one gets another way in it, and keeps its number', async () => {
  expect(await taughtTo('滴水', ['汪着'])).toEqual({ rows: [[ROW, 'SZ-014', '滴水、汪着']], serials: {} });
});

test('what stands in it already is not written again', async () => {
  expect(await taughtTo('滴水、汪着一片', ['汪着'])).toEqual(NOTHING);
});

test('a row takes a thousand signs in all, and nothing more', async () => {
  const room = (signs: number) => '水'.repeat(signs);
  expect((await taughtTo(room(997), ['汪着'])).rows).toEqual([[ROW, 'SZ-014', `${room(997)}、汪着`]]);
  expect(await taughtTo(room(998), ['汪着'])).toEqual(NOTHING);
});

test('one row is changed once at a time, and none that is not there', async () => {
  expect((await taughtTo('滴水', ['汪着', '起翘'])).rows).toEqual([[ROW, 'SZ-014', '滴水、汪着']]);
  expect(await taughtTo('滴水', ['汪着'], '漏水', false)).toEqual(NOTHING);
});
