// A desk in which staff, alarms and processes behave at random: what is said is what a plain reference works out.

import { describe, expect, test } from 'vitest';
import type { Notice } from '../../functions/src/core/notice.ts';
import { at } from '../core/desk-fixture.ts';
import { LENGTHS } from './plain-limits.ts';
import { play, type Span } from './play.ts';
import { LATEST_RING_MS, Reference, type Saying } from './reference.ts';
import { SimulatedDesk } from './simulated-desk.ts';

const DAY_MS = 86_400_000;
const SPANS: readonly Span[] = [
  // With Spring Festival and the days that are worked for it.
  { seed: 1, records: 12, begins: at('2026-02-02 08:00'), days: 30 },
];

const keyOf = ({ number, clock, step, due, name }: Saying) => `${number} ${clock} ${step} ${due} → ${name}`;

describe.each(SPANS)('seed $seed: $records records', span => {
  test('what is said is what the plain reference works out', async () => {
    const until = span.begins + span.days * DAY_MS;
    const desk = await SimulatedDesk.start(span.seed, span.begins, until);
    try {
      const { cases, changes } = await play(desk, span);
      const said = (await desk.notices()).flatMap(document => {
        const notice = document.get('notice') as Notice;
        if (notice.clock === null || !(notice.clock in LENGTHS)) return [];
        const due = /时限 (.{16})）/.exec(notice.text)?.[1];
        return [`${notice.about?.number} ${notice.clock} ${notice.step} ${due} → ${notice.to.name}`];
      });
      const reference = new Reference(changes);
      const wanted = cases.flatMap(each => reference.sayings(each, until));
      const open = new Set(
        wanted.filter(({ swallowed, at: when }) => swallowed || when > until - LATEST_RING_MS).map(keyOf),
      );
      const sure = wanted.map(keyOf).filter(key => !open.has(key));
      expect(said.filter(key => !open.has(key)).toSorted()).toEqual(sure.toSorted());
    } finally {
      await desk.close();
    }
  });
});
