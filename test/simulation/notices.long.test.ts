// A desk in which staff, alarms and processes behave at random: what is said is what a plain reference works out.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoredNotice } from '../../functions/src/adapters/firestore/kinds.ts';
import type { Notice } from '../../functions/src/core/notices/notice.ts';
import { at } from '../fixtures/core/desk-fixture.ts';
import { often } from '../fixtures/endurance.ts';
import { LENGTHS } from './plain-limits.ts';
import { type Played, play, type Span } from './play.ts';
import { LATEST_RING_MS, Reference, type Saying } from './reference.ts';
import { SimulatedDesk } from './simulated-desk.ts';

const DAY_MS = 86_400_000;
const SPANS: readonly (Span & { inMemory: boolean })[] = [
  // With Spring Festival and the days that are worked for it.
  { seed: 1, records: 12, begins: at('2026-02-09 08:00'), days: often(14, 30), inMemory: false },
  ...often(
    [{ seed: 2, records: 40, begins: at('2026-02-09 08:00'), days: 21, inMemory: true }],
    [{ seed: 2, records: 200, begins: at('2026-01-19 08:00'), days: 90, inMemory: true }],
  ),
  // With National Day.
  ...often(
    [{ seed: 3, records: 40, begins: at('2026-09-21 08:00'), days: 21, inMemory: true }],
    [{ seed: 3, records: 200, begins: at('2026-08-31 08:00'), days: 90, inMemory: true }],
  ),
  // Who is away while nobody can stand in for him, and what waits an hour to be typed, come with some seeds only.
  ...often(
    [],
    [4, 5, 6, 7, 8].map(seed => {
      return { seed, records: 200, begins: at('2026-08-31 08:00'), days: 90, inMemory: true };
    }),
  ),
];

const keyOf = ({ number, clock, step, due, name }: Saying) => `${number} ${clock} ${step} ${due} → ${name}`;

/** A notice as the reference tells of it. */
function toldBy({ clock, about, step, text, to }: Notice): string {
  return `${about?.number} ${clock} ${step} ${/时限 (.{16})）/.exec(text)?.[1]} → ${to.name}`;
}

describe.each(SPANS)('seed $seed: $records records over $days days', span => {
  const until = span.begins + span.days * DAY_MS;
  let desk: SimulatedDesk;
  let played: Played;
  let notices: StoredNotice[];

  beforeAll(async () => {
    desk = await SimulatedDesk.start(span.seed, { ...span, until });
    played = await play(desk, span);
    notices = (await desk.notices()).filter(({ notice }) => notice.clock !== null && notice.clock in LENGTHS);
  });
  afterAll(() => desk?.close());

  test('what is said is what the plain reference works out', () => {
    const reference = new Reference(played.changes);
    const wanted = played.cases.flatMap(each => reference.sayings(each, until));
    const unsure = wanted.filter(({ swallowed, at: when }) => swallowed || when > until - LATEST_RING_MS);
    const open = new Set(unsure.map(keyOf));
    const sure = wanted.map(keyOf).filter(key => !open.has(key));
    const said = notices.map(({ notice }) => toldBy(notice));
    expect(said.filter(key => !open.has(key)).toSorted()).toEqual(sure.toSorted());
    expect(unsure.length).toBeLessThan(wanted.length / 20);
    expect(desk.deaths).toBeGreaterThan(span.records / 5);
  });

  test('each notice goes out once under one name, unless it has come to nothing before the morning', async () => {
    const all = await desk.notices();
    const unsettled = all.filter(({ nextTryAt, sentAt, droppedAt = null, reason = null }) =>
      nextTryAt === null ? (sentAt === null) === (droppedAt === null || reason === null) : sentAt !== null,
    );
    expect(unsettled).toEqual([]);
    const carried = [...desk.messages.values()].map(({ subject }) =>
      Number(/^【提醒汇总】(\d+) 条/.exec(subject)?.[1] ?? 1),
    );
    const total = carried.reduce((sum, count) => sum + count, 0);
    const sent = all.filter(({ sentAt }) => sentAt !== null).length;
    // Whoever died after sending could not note it, and what it was about may have been done since.
    const unnoted = all.filter(({ sentAt, attempt }) => sentAt === null && attempt > 1).length;
    expect(total).toBeGreaterThanOrEqual(sent);
    expect(total).toBeLessThanOrEqual(sent + unnoted);
  });
});
