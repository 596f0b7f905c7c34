// Where the documents of a desk are, and how a client for them is made.

import { createHash } from 'node:crypto';
import {
  type DocumentData,
  type DocumentReference,
  FieldValue,
  Firestore,
  type Timestamp,
} from '@google-cloud/firestore';
import type { Instant } from '../../core/lib/time.ts';
import type { Notice } from '../../core/notices/notice.ts';
import type { Clock, DeskRecord, RecordEvent } from '../../core/record/record.ts';
import { ESCALATIONS, type StepId } from '../../core/schema/clock-rule.ts';
import { filled, fromStore, isMap, toStore } from './forms.ts';
import type { StoredClock, StoredNotice, StoredRecord } from './kinds.ts';

/** A client for the project's database. `address` (host:port) leads to another server, without TLS or credentials. */
export function firestoreOf(projectId: string, address: string | undefined): Firestore {
  return new Firestore({ projectId, ...(address !== undefined && { host: address, ssl: false }) });
}

export function deskRef(db: Firestore, deskId: string): DocumentReference {
  return db.collection('desks').doc(deskId);
}

/** Notices are found by what they say, hashed: ids in order would pile up in one place of the index. */
export function noticeRef(db: Firestore, deskId: string, id: string): DocumentReference {
  return deskRef(db, deskId)
    .collection('notices')
    .doc(createHash('sha256').update(id).digest('hex').slice(0, 40));
}

/** A notice as it is stored: due to be sent at once. */
export function noticeToSend(notice: Notice): StoredNotice {
  return { notice, attempt: 0, nextTryAt: 0, sentAt: null };
}

/** A stored record as the desk knows it. */
export function recordOf(data: DocumentData): DeskRecord {
  const { syncedAt: _, clocks, cycles = [], ...record } = fromStore('record', data);
  return {
    ...NOTHING_YET,
    ...record,
    clocks: clocksOf(clocks),
    // As with clocks: what is no list of cycles is left as it is.
    cycles: Array.isArray(cycles)
      ? cycles.map(each => (isMap(each) ? { ...each, clocks: clocksOf(each.clocks) } : each))
      : cycles,
  };
}

/** What a record that has just begun has none of; not stored as long as there is nothing. */
const NOTHING_YET = {
  findings: [],
  links: {},
  origin: null,
  attempts: [],
  pauses: [],
  turns: [],
  milestones: {},
  cycles: [],
  escalatedAt: null,
} satisfies Partial<DeskRecord>;

/** What a limit that has just begun has none of. */
const UNTOUCHED = { stoppedAt: null, pausedAt: null, turn: null, said: [], acknowledgedAt: null };

/** What is no clock at all is left for whoever judges whether the record can be decided. */
const clocksOf = (stored: StoredRecord['clocks']): DeskRecord['clocks'] =>
  isMap(stored)
    ? Object.fromEntries(Object.entries(stored).map(([id, clock]) => [id, clockOf(clock)]))
    : stored;

function clockOf(stored: StoredClock): Clock {
  const { steps, ...clock } = stored;
  return { ...UNTOUCHED, ...clock, steps: isMap(steps) ? inOrder(steps) : steps };
}

/** Steps as they follow each other, which a stored map does not know. */
function inOrder(steps: Readonly<Partial<Record<StepId, Instant>>>): Clock['steps'] {
  return STEPS_IN_ORDER.flatMap(id => {
    const at = steps[id];
    return at === undefined ? [] : [{ id, at }];
  }).toSorted((a, b) => a.at - b.at);
}

const STEPS_IN_ORDER: readonly StepId[] = ['warning', 'due', ...ESCALATIONS];

const storedClocks = (clocks: DeskRecord['clocks']): StoredRecord['clocks'] =>
  Object.fromEntries(
    Object.entries(clocks).map(([id, { steps, ...clock }]) => [
      id,
      { ...something(clock, UNTOUCHED), steps: Object.fromEntries(steps.map(each => [each.id, each.at])) },
    ]),
  );

/** An object without the fields named in `maybe` in which there is nothing. */
function something<Whole extends object, Name extends keyof Whole>(
  whole: Whole,
  maybe: Readonly<Record<Name, unknown>>,
): Omit<Whole, Name> & Partial<Pick<Whole, Name>> {
  const kept = Object.entries(whole).filter(([key, value]) => !(key in maybe && isNothing(value)));
  return Object.fromEntries(kept) as Omit<Whole, Name> & Partial<Pick<Whole, Name>>;
}

const isNothing = (value: unknown) =>
  value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** A record as it is stored: with the time of the commit, which Firestore puts there. */
export function storedRecord(record: DeskRecord): DocumentData {
  const syncedAt = FieldValue.serverTimestamp() as unknown as Timestamp;
  const kept = withoutBlanks(record);
  const cycles = kept.cycles.map(each => ({ ...each, clocks: storedClocks(each.clocks) }));
  const { cycles: _, ...stored } = something(kept, NOTHING_YET);
  const own = { clocks: storedClocks(kept.clocks), ...(cycles.length > 0 && { cycles }) };
  return toStore('record', { ...stored, ...own, syncedAt });
}

/** A record as it is kept: a cell in which nothing stands is not there, and reads as blank. */
export function withoutBlanks(record: DeskRecord): DeskRecord {
  const cycles = record.cycles.map(each => ({
    ...each,
    cells: filled(each.cells),
    standing: filled(each.standing),
  }));
  return { ...record, cells: filled(record.cells), cycles };
}

/** An event as it is stored: what was blank, or came to be, is not said. */
export function storedEvent(event: RecordEvent): DocumentData {
  const changes = event.changes.map(({ before, after, ...change }) => ({
    ...change,
    ...(before !== null && { before }),
    ...(after !== null && { after }),
  }));
  return toStore('event', { ...event, changes });
}

/** A stored event as the desk knows it. */
export function eventOf(data: DocumentData): RecordEvent {
  const event = fromStore('event', data);
  const changes = event.changes.map(each => ({
    ...each,
    before: each.before ?? null,
    after: each.after ?? null,
  }));
  return { ...event, changes };
}
