// Records and events as they are kept and as the desk knows them: what is blank, or what one has none of yet, is not
// kept.
import type { DocumentData } from '@google-cloud/firestore';
import { describe, expect, it } from 'vitest';
import {
  eventOf,
  firestoreOf,
  noticeRef,
  recordOf,
  storedEvent,
  storedRecord,
  withoutBlanks,
} from '../../../../functions/src/adapters/firestore/documents.ts';
import type { DeskRecord } from '../../../../functions/src/core/record/record.ts';
import { eventOf as anEvent, recordOf as aRecord } from '../desk-book.ts';

/** As it comes back: the time of the commit is Firestore's to put there. */
const known = (stored: DocumentData): DeskRecord => recordOf({ ...stored, syncedAt: null });
type Clock = DeskRecord['clocks'][string];

const clock = (more: Partial<Clock> = {}): Clock =>
  ({
    startedAt: 1,
    dueAt: 9,
    limit: { amount: 1, unit: 'hour' },
    stoppedAt: null,
    pausedAt: null,
    turn: null,
    said: [],
    acknowledgedAt: null,
    steps: [],
    ...more,
  }) as unknown as Clock;

describe('a record', () => {
  it('that has just begun is kept without all that it has none of, and comes back as it was', () => {
    const record = aRecord('a');
    const stored = storedRecord(record);
    for (const name of [
      'findings',
      'links',
      'origin',
      'attempts',
      'pauses',
      'turns',
      'milestones',
      'cycles',
      'escalatedAt',
    ])
      expect(stored).not.toHaveProperty(name);
    expect(stored['clocks']).toEqual({});
    expect(known(stored)).toEqual(record);
  });

  it('that has something of these is kept with it', () => {
    const record = aRecord('a', {
      links: { order: 'b' },
      escalatedAt: 5,
      milestones: { done: 7 },
    } as unknown as Partial<DeskRecord>);
    expect(storedRecord(record)).toMatchObject({
      links: { order: 'b' },
      escalatedAt: 5,
      milestones: { done: 7 },
    });
    expect(known(storedRecord(record))).toEqual(record);
  });

  it('is kept without blank cells, its former cycles too, but with what stands in no other field', () => {
    const cycle = { cells: { a: null, b: 1 }, standing: { c: null, d: 2 }, clocks: {}, endedAt: 3 };
    const record = aRecord('a', {
      cells: { x: null, y: 0, z: '' },
      cycles: [cycle],
    } as unknown as Partial<DeskRecord>);
    const kept = withoutBlanks(record);
    expect([kept.cells, kept.cycles[0]?.cells, kept.cycles[0]?.standing]).toEqual([
      { y: 0, z: '' },
      { b: 1 },
      { d: 2 },
    ]);
    expect(storedRecord(record)).toMatchObject({
      cells: { y: 0, z: '' },
      cycles: [{ cells: { b: 1 }, endedAt: 3 }],
    });
    expect(known(storedRecord(record))).toEqual(kept);
  });

  it('has its limits with steps by their ids, in the order of their times', () => {
    const steps = [
      { id: 'warning', at: 5 },
      { id: 'due', at: 9 },
      { id: 'level1', at: 7 },
    ] as unknown as Clock['steps'];
    const record = aRecord('a', {
      clocks: {
        respond: clock({ steps, pausedAt: 4 }),
        solve: clock({ said: ['due'] as unknown as Clock['said'] }),
      },
    });
    const stored = storedRecord(record)['clocks'] as Record<string, DocumentData>;
    expect(stored['respond']).toMatchObject({ pausedAt: 4, steps: { warning: 5, due: 9 } });
    expect(stored['solve']).toMatchObject({ said: ['due'], steps: {} });
    for (const name of ['stoppedAt', 'turn', 'said', 'acknowledgedAt'])
      expect(stored['respond']).not.toHaveProperty(name);
    const { respond, solve } = known(storedRecord(record)).clocks;
    expect(respond?.steps.map(({ at }) => at)).toEqual(
      respond?.steps.map(({ at }) => at).toSorted((a, b) => a - b),
    );
    expect(respond).toMatchObject({
      stoppedAt: null,
      pausedAt: 4,
      turn: null,
      said: [],
      acknowledgedAt: null,
    });
    expect(solve).toMatchObject({ said: ['due'], steps: [], pausedAt: null });
  });

  it('whose limits cannot be told is left to whoever judges it', () => {
    const stored = { ...storedRecord(aRecord('a')), clocks: 'none' };
    expect(known(stored).clocks).toBe('none');
    const odd = { ...storedRecord(aRecord('a')), clocks: { respond: { steps: 'none' } } };
    expect(known(odd).clocks['respond']?.steps).toBe('none');
  });
});

describe('an event', () => {
  it('is kept without what was blank before or after, and comes back with it', () => {
    const change = { column: 'a', label: '甲' };
    const changes = [
      { ...change, before: null, after: 1 },
      { ...change, before: 1, after: null },
      { ...change, before: 0, after: '' },
    ];
    const event = { ...anEvent('a', 1), changes };
    expect(storedEvent(event)['changes']).toEqual([
      { ...change, after: 1 },
      { ...change, before: 1 },
      changes[2],
    ]);
    expect(eventOf(storedEvent(event))).toEqual(event);
  });
});

it('a notice is found by what it says', () => {
  const db = firestoreOf('project', '127.0.0.1:9');
  const id = (said: string) => noticeRef(db, 'desk', said).path;
  expect(id('a')).toMatch(/^desks\/desk\/notices\/[0-9a-f]{40}$/);
  expect(id('a')).toBe(id('a'));
  expect(id('b')).not.toBe(id('a'));
});
