// What a sheet is told of changes: each of them, also one whose commit became visible after a later one was pulled.
import { Timestamp } from '@google-cloud/firestore';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import { pullChanges } from '../../../functions/src/actions/submit/pull-changes.ts';
import { deskRef } from '../../../functions/src/adapters/firestore/documents.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { at, CALL, hotline } from '../../fixtures/core/desk-fixture.ts';
import { clientOf } from '../../fixtures/firestore-here.ts';

const PROJECT = 'pull-changes';
const NOW = at('2026-11-20 15:00');

let place: ActionPlace;
beforeAll(async () => {
  place = await ActionPlace.start(PROJECT, () => NOW);
});
afterAll(() => place.close());

async function save(key: string): Promise<void> {
  const who = account('limin');
  const rows = [{ key, base: '', edited: [], cells: { ...(CALL as Record<string, string>) } }];
  const by = { account: who.mail, editor: null };
  await commitRows(place.ports, DESK_ID, [{ account: who, table: hotline, by, now: NOW, rows }]);
}
const pull = (cursor: string) => pullChanges(place.ports, account('limin'), DESK_ID, cursor);
const keysOf = ({ rows }: Awaited<ReturnType<typeof pull>>) => rows.map(({ key }) => key);

test('a commit that becomes visible after a later one has been pulled is not missed', async () => {
  await save('row-early');
  await save('row-late');
  const records = deskRef(clientOf(PROJECT, place.firestore), DESK_ID).collection('records');
  const [early, late] = [records.doc('row-early'), records.doc('row-late')];
  const stored = (await early.get()).data() ?? {};
  const seen = ((await late.get()).get('syncedAt') as Timestamp).toMillis();
  // The earlier commit is not visible yet when the sheet asks.
  await early.delete();
  const first = await pull('');
  expect([keysOf(first), first.more]).toEqual([['row-late'], false]);
  // The sheet asks again and again meanwhile: its cursor does not creep past what may still come.
  const again = await pull((await pull(first.cursor)).cursor);
  for (const before of [1, 1_000, 4_000]) {
    await early.set({ ...stored, syncedAt: Timestamp.fromMillis(seen - before) });
    expect([before, keysOf(await pull(again.cursor))]).toEqual([before, ['row-early', 'row-late']]);
    await early.delete();
  }
});
