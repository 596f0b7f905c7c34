// What became of what the simulated staff wrote down: their records beside what these have to hold.
import { expect, vi } from 'vitest';
import type { DeskRecord, RecordEvent } from '../../functions/src/core/record/record.ts';
import { callbacks } from '../../functions/src/core/tables/callbacks.ts';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import type { DeskDoors } from '../fixtures/journeys/desk-doors.ts';
import { documentsOf, fullValuesOf } from '../fixtures/journeys/record-book.ts';
import { ANSWER_MS, LOOK_MS } from './calls-tab.ts';
import type { Matter } from './matters.ts';
import type { Office } from './office.ts';
import { seeToUnsaved } from './unsaved.ts';

/** The records of 热线记录. Nobody but the staff begins any, so each is a matter's. */
export async function callsRecorded(doors: DeskDoors): Promise<DeskRecord[]> {
  return (await documentsOf(doors, 'records'))
    .map(each => each.data() as DeskRecord)
    .filter(({ table }) => table === hotline.key);
}

/**
 * What records hold beside each mark: in full where the sheet shows a masked value. A closed one keeps the words of its
 * time, whatever its type is called now.
 */
export async function recordedMatters(doors: DeskDoors, matters: readonly Matter[]): Promise<object[]> {
  const [records, full] = await Promise.all([callsRecorded(doors), fullValuesOf(doors)]);
  const typed = new Map(matters.map(({ mark, type }) => [mark, type]));
  return inOrder(
    records.map(({ key, cells, closedAt }) => ({
      mark: String(cells.order),
      described: String(cells.description).includes(String(cells.order)),
      customer: full.get(key)?.customer ?? cells.customer,
      contact: full.get(key)?.contact ?? cells.contact,
      type: closedAt === null ? cells.type : typed.get(String(cells.order)),
      request: cells.request,
      urgency: cells.urgency,
      solution: cells.resolution ?? null,
    })),
  );
}

/** The same as it was written down. */
export function writtenMatters(matters: readonly Matter[]): object[] {
  return inOrder(
    matters.map(({ mark, customer, contact, type, request, urgency, solution }) => ({
      mark,
      described: true,
      customer,
      contact,
      type,
      request,
      urgency,
      solution,
    })),
  );
}

/**
 * Waits until all that was typed so far is recorded. Of what was pasted no event tells the text: a row that is taken
 * out before it was read takes it along.
 */
export async function allRecorded(office: Office): Promise<void> {
  const { desk, matters } = office;
  await vi.waitFor(
    async () => {
      await seeToUnsaved(office, [hotline]);
      expect(await recordedMatters(desk.doors, matters.all)).toEqual(writtenMatters(matters.all));
    },
    { timeout: ANSWER_MS, interval: LOOK_MS },
  );
}

/** Texts that were written over in the sheet and that no history has. */
export async function unheardTexts(doors: DeskDoors, matters: readonly Matter[]): Promise<string[]> {
  const heard = matters.flatMap(each => each.heard.map(text => ({ mark: each.mark, text })));
  if (heard.length === 0) return [];
  const keys = new Map((await callsRecorded(doors)).map(({ key, cells }) => [cells.order, key]));
  const events = (await documentsOf(doors, 'events')).map(each => each.data() as RecordEvent);
  const isTold = (key: string | undefined, text: string) =>
    events.some(
      each => each.key === key && each.changes.some(({ before, after }) => before === text || after === text),
    );
  return heard
    .filter(({ mark, text }) => !isTold(keys.get(mark), text))
    .map(({ mark, text }) => `${mark} ${text}`);
}

/** Calls that wait to be called back about, and that not just one open row of 回访跟进 is about. */
export async function wronglyPlanned(doors: DeskDoors): Promise<string[]> {
  const records = (await documentsOf(doors, 'records')).map(each => each.data() as DeskRecord);
  // One whose customer was dissatisfied is answered, and open until what he said was followed up.
  const open = records.filter(
    ({ table, closedAt, cells }) =>
      table === callbacks.key && closedAt === null && (cells.verdict ?? null) === null,
  );
  const solved = records.filter(({ table, state }) => table === hotline.key && state === '待回访');
  return solved
    .map(({ number }) => ({
      number,
      about: open.filter(({ cells }) => String(cells.record).includes(number)),
    }))
    .filter(({ about }) => about.length !== 1)
    .map(({ number, about }) => `${number}: ${about.map(each => each.number).join('、')}`);
}

const inOrder = (each: { mark: string }[]): object[] => each.toSorted((a, b) => (a.mark < b.mark ? -1 : 1));
