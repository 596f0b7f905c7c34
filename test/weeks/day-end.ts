// What has to hold when a day is over, whatever was done to the sheet: every record has its own cells, nothing was said
// twice, the tabs equal a plain recount, and nothing is stuck.
import { expect, vi } from 'vitest';
import type { Desk } from '../../functions/src/core/desk/desk.ts';
import { isHere } from '../../functions/src/core/desk/staff.ts';
import type { DeskRecord } from '../../functions/src/core/record/record.ts';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import { tableOf } from '../../functions/src/core/tables/index.ts';
import { people } from '../../functions/src/core/tables/people.ts';
import { settings } from '../../functions/src/core/tables/settings.ts';
import type { DeskDoors } from '../fixtures/journeys/desk-doors.ts';
import { countIn } from '../fixtures/journeys/letters.ts';
import { documentsOf, figuresOf, settled } from '../fixtures/journeys/record-book.ts';
import { countedBoard, shownBoard } from './board-recount.ts';
import type { Matter } from './matters.ts';
import type { Office } from './office.ts';
import { expectWrittenElsewhere } from './other-tabs.ts';
import { callsRecorded, recordedMatters, unheardTexts, writtenMatters, wronglyPlanned } from './recorded.ts';
import { SheetClerk, unsavedRows } from './sheet-clerk.ts';
import { seeToUnsaved } from './unsaved.ts';

/** How long the desk may take to come to rest on a busy machine; it is not waited for. */
const PATIENCE_MS = 120_000;

/** Waits until the day's work has arrived, and holds the desk to what was written down. */
export async function closeTheDay(office: Office): Promise<void> {
  const { doors } = office.desk;
  const matters = office.matters.all;
  // What the add-on does each hour: it sends what waits, and brings what changed.
  await vi.waitFor(
    async () => {
      await new SheetClerk(doors).run('refresh');
      await seeToUnsaved(office, [hotline, people, settings]);
      expect({
        recorded: await recordedMatters(doors, matters),
        configured: await storedConfiguration(doors, office.configured),
        joined: await storedStaff(doors, office.joined),
        unsaved: await unsaved(doors, matters),
        unheard: await unheardTexts(doors, matters),
        wronglyPlanned: await wronglyPlanned(doors),
      }).toEqual({
        recorded: writtenMatters(matters),
        configured: Object.fromEntries(office.configured),
        joined: Object.fromEntries(office.joined),
        unsaved: [],
        unheard: [],
        wronglyPlanned: [],
      });
      expect(await shownRows(doors)).toEqual(await expectedRows(doors));
      expect(await strangersAtWork(doors)).toEqual([]);
    },
    { timeout: PATIENCE_MS, interval: 500 },
  );
  await expectWrittenElsewhere(doors, office.writings, PATIENCE_MS);
  await expectNothingStuck(doors);
  await expectSaidOnce(doors);
  await expectRecounted(doors);
}

/** What the desk holds of the cells of 设置 and 人员 that were typed into. */
async function storedConfiguration(
  { firestore, endpoints }: DeskDoors,
  typed: Office['configured'],
): Promise<object> {
  const { rows } = (await firestore.doc(`desks/${endpoints.spreadsheetId}`).get()).data() as Desk;
  const held = [...typed].map(([key, cells]) => {
    const row = rows[key]?.cells;
    return [key, Object.fromEntries(Object.keys(cells).map(column => [column, row?.[column]]))] as const;
  });
  return Object.fromEntries(held);
}

/** Names in open records that nobody has who works here: a renaming carries through, and who leaves hands over. */
async function strangersAtWork(doors: DeskDoors): Promise<string[]> {
  const { firestore, endpoints } = doors;
  const { rows } = (await firestore.doc(`desks/${endpoints.spreadsheetId}`).get()).data() as Desk;
  const here = new Set(
    Object.values(rows)
      .filter(isHere)
      .map(({ cells }) => cells['name']),
  );
  const open = (await documentsOf(doors, 'records'))
    .map(each => each.data() as DeskRecord)
    .filter(({ closedAt }) => closedAt === null);
  return open.flatMap(({ table, number, cells }) =>
    (tableOf(table)?.columns ?? [])
      .filter(column => column.owner === 'staff' && column.kind.type === 'person' && !column.right)
      .map(({ key }) => cells[key] ?? null)
      .filter(name => name !== null && !here.has(name))
      .map(name => `${number} ${String(name)}`),
  );
}

/** Whether those who joined are at work, as the desk holds it. */
async function storedStaff({ firestore, endpoints }: DeskDoors, joined: Office['joined']): Promise<object> {
  const { rows } = (await firestore.doc(`desks/${endpoints.spreadsheetId}`).get()).data() as Desk;
  const held = Object.values(rows).flatMap(({ table, cells }) =>
    table === 'people' && joined.has(String(cells['mail']))
      ? [[cells['mail'], cells['onDuty']] as const]
      : [],
  );
  return Object.fromEntries(held);
}

function unsaved(doors: DeskDoors, matters: readonly Matter[]): Promise<object[]> {
  const marks = new Set(matters.map(({ mark }) => mark));
  return unsavedRows(doors, hotline, cells => marks.has(cells['订单号/会员号'] ?? ''));
}

/** The rows of the tab that hold a number: which number stands beside which mark, and whether it is saved. */
async function shownRows(doors: DeskDoors): Promise<string[]> {
  const rows = await doors.rows(hotline.title);
  return rows
    .filter(({ cells }) => cells['订单号/会员号'])
    .map(({ cells }) => `${cells['订单号/会员号']} ${cells.记录编号} ${cells.行键} ${cells.保存状态}`)
    .toSorted();
}

async function expectedRows(doors: DeskDoors): Promise<string[]> {
  // A row that was taken out of the sheet comes back with 刷新, so each record stands there once.
  return (await callsRecorded(doors))
    .map(({ cells, number, key }) => `${String(cells.order)} ${number} ${key} 已保存`)
    .toSorted();
}

async function expectNothingStuck(doors: DeskDoors): Promise<void> {
  const overdue = async () => {
    const { now } = await doors.clockNow();
    const due = (await documentsOf(doors, 'records'))
      .map(each => each.data() as DeskRecord)
      .filter(({ nextActionAt }) => nextActionAt !== null && nextActionAt <= now);
    return due.map(({ number }) => number);
  };
  await expect.poll(overdue, { timeout: PATIENCE_MS }).toEqual([]);
  await settled(doors, PATIENCE_MS);
  const endsAt = async () => {
    const periods = (await documentsOf(doors, 'state')).find(({ id }) => id === 'periods');
    return (periods?.get('endsAt') as number) - (await doors.clockNow()).now > -3_600_000;
  };
  await expect.poll(endsAt, { timeout: PATIENCE_MS }).toBe(true);
}

/** Every notice that has gone out stands in one message, once; one that is held for the morning in none. */
async function expectSaidOnce(doors: DeskDoors): Promise<void> {
  const told = async () => {
    const sent = (await documentsOf(doors, 'notices')).filter(each => each.get('sentAt') !== null).length;
    const messages = (await doors.outbox()).filter(mail => !mail.duplicate);
    return messages.reduce((sum, mail) => sum + countIn(mail), 0) - sent;
  };
  await expect.poll(told, { timeout: PATIENCE_MS }).toBe(0);
}

async function expectRecounted(doors: DeskDoors): Promise<void> {
  // What was configured last has come through all records.
  await settled(doors, PATIENCE_MS);
  const counted = await figuresOf(doors);
  await doors.call('/summaries/rebuild', {});
  await settled(doors, PATIENCE_MS);
  expect(await figuresOf(doors)).toEqual(counted);
  await vi.waitFor(
    async () => {
      // As of now: what comes due in this minute moves no record.
      await doors.call('/summaries/rebuild', {});
      const { now } = await doors.clockNow();
      expect(await shownBoard(doors)).toEqual(await countedBoard(doors, now));
    },
    { timeout: PATIENCE_MS, interval: 500 },
  );
}
