// Counts what measures have come to: in the commit that changes one, and when its time to be looked at again has come.

import { withClocks } from '../../core/decide/record-after.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { effectBuckets, movesEffect, withEffect } from '../../core/similarity/before-after.ts';
import type { SetAside } from '../desk/set-aside.ts';
import type { Saved } from './following.ts';
import type { IndexBuckets } from './index-buckets.ts';

/** What counting looks at, and where records go that cannot be decided. */
export interface Looking {
  buckets: IndexBuckets;
  aside: SetAside;
}

/** Counts anew for the saved measures whose problem or date has changed. */
export async function countEffects(
  all: readonly Saved[],
  now: Instant,
  { buckets, aside, current }: Looking & { current: Map<string, DeskRecord> },
): Promise<void> {
  const firsts = new Map(all.toReversed().map(({ before, accepted }) => [accepted.after.key, before]));
  const latest = new Map(all.map(saved => [saved.accepted.after.key, saved]));
  const moved = [...latest.values()].filter(({ table: { effect }, accepted: { after } }) => {
    return effect && movesEffect(effect, firsts.get(after.key), after);
  });
  const counted = await count(
    moved.map(({ accepted }) => accepted.after),
    now,
    moved[0]?.desk,
    { buckets, aside },
  );
  for (const { accepted } of moved) {
    accepted.after = counted.get(accepted.after.key) ?? accepted.after;
    current.set(accepted.after.key, accepted.after);
  }
}

/** Of these records those whose time has come to be looked at again, with their effects counted anew, by key. */
export function review(
  records: readonly DeskRecord[],
  now: Instant,
  desk: DeskContext,
  looking: Looking,
): Promise<Map<string, DeskRecord>> {
  return count(
    records.filter(({ reviewAt }) => reviewAt !== undefined && reviewAt <= now),
    now,
    desk,
    looking,
  );
}

async function count(
  records: readonly DeskRecord[],
  now: Instant,
  desk: DeskContext | undefined,
  { buckets, aside }: Looking,
): Promise<Map<string, DeskRecord>> {
  const counted = new Map<string, DeskRecord>();
  for (const record of records) {
    const looked = aside.decide(record, table =>
      desk && table.effect
        ? { table, rule: table.effect, names: effectBuckets(table.effect, record, now, desk) }
        : undefined,
    );
    if (!desk || !looked) continue;
    const { table, rule, names } = looked;
    await buckets.look(names);
    const after = aside.attempt(record, () =>
      withClocks(table, desk.zone, withEffect(table, rule, record, [...buckets.on(names)], now, desk)),
    );
    if (after) counted.set(record.key, after);
  }
  return counted;
}
