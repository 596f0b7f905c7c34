// The drill of docs/operations.md: the database as it was at a moment, put back under a desk that has worked on since.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DocumentData } from '@google-cloud/firestore';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hotlineRow } from '../fixtures/journeys/case-rows.ts';
import { DeskProcess } from '../fixtures/journeys/desk-process.ts';
import { documentsOf, figuresOf, settled } from '../fixtures/journeys/record-book.ts';

let desk: DeskProcess;
beforeAll(async () => {
  desk = await DeskProcess.start();
});
afterAll(() => desk.dispose());

const databaseFile = () => join(desk.data, 'firestore.sqlite');

/** The database at this moment, in a file of its own, while the desk works on: as a back-up of Firestore is. */
function backUp(file: string): void {
  const database = new DatabaseSync(databaseFile(), { readOnly: true });
  database.prepare('VACUUM INTO ?').run(file);
  database.close();
}

/** Puts a back-up in the place of the database of a desk that stands still. */
function putBack(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${databaseFile()}${end}`, { force: true });
  const database = new DatabaseSync(file, { readOnly: true });
  database.prepare('VACUUM INTO ?').run(databaseFile());
  database.close();
}

const recordsNow = async () =>
  Object.fromEntries((await documentsOf(desk.doors, 'records')).map(each => [each.id, each.data()]));

/** Records of the table that is typed into; people and settings are records as well. */
const inHotline = (records: Record<string, DocumentData>) =>
  Object.values(records).filter(({ table }) => table === 'hotline').length;

const check = () =>
  spawnSync(process.execPath, ['scripts/recount.ts', '--check', '--data', desk.data], { encoding: 'utf8' });

test('a restored desk has the figures and records of the back-up, and works on', {
  timeout: 240_000,
}, async () => {
  const kept = Array.from({ length: 5 }, (_, index) => hotlineRow({ order: `ORD20231001001${index}` }));
  await desk.doors.submit('hotline', kept);
  await settled(desk.doors);
  const [figures, records] = [await figuresOf(desk.doors), await recordsNow()];
  expect(inHotline(records)).toBe(5);
  const file = join(desk.data, 'backup.sqlite');
  backUp(file);

  const late = hotlineRow({ order: 'ORD202310010099' });
  const [saved] = await desk.doors.submit('hotline', [late]);
  await settled(desk.doors);
  expect(await figuresOf(desk.doors)).not.toEqual(figures);

  expect(await desk.stop()).toBe(0);
  putBack(file);
  await desk.restart();
  await settled(desk.doors);
  expect(await figuresOf(desk.doors)).toEqual(figures);
  expect(await recordsNow()).toEqual(records);
  expect(check()).toMatchObject({ status: 0 });

  // What was saved after the back-up is in the sheets still, and is told from a row that is the desk's: typed anew, it
  // is taken in.
  const again = { ...late, base: saved?.base ?? '' };
  const refused = await desk.doors.submit('hotline', [again]);
  expect(refused).toMatchObject([{ outcome: 'refused', problems: [{ code: 'row_unknown' }] }]);
  const anew = await desk.doors.submit('hotline', [hotlineRow({ order: 'ORD202310010099' })]);
  expect(anew).toMatchObject([{ outcome: 'saved' }]);
  await settled(desk.doors);
  expect(inHotline(await recordsNow())).toBe(6);
  expect(check()).toMatchObject({ status: 0 });
});
