// Counts what measures have come to: in the commit that changes one, and when its time to be looked at again has come.

import { withClocks } from '../../core/decide/record-after.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { effectShelves, movesEffect, withEffect } from '../../core/similarity/before-after.ts';
import type { Saved } from './following.ts';
import type { Shelves } from './index-buckets.ts';

/** Counts anew for the saved measures whose problem or date has changed. */
export async function countEffects(
  all: readonly Saved[],
  now: Instant,
  { shelves, current }: { shelves: Shelves; current: Map<string, DeskRecord> },
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
    shelves,
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
  shelves: Shelves,
): Promise<Map<string, DeskRecord>> {
  return count(
    records.filter(({ reviewAt }) => reviewAt !== undefined && reviewAt <= now),
    now,
    desk,
    shelves,
  );
}

async function count(
  records: readonly DeskRecord[],
  now: Instant,
  desk: DeskContext | undefined,
  shelves: Shelves,
): Promise<Map<string, DeskRecord>> {
  const counted = new Map<string, DeskRecord>();
  for (const record of records) {
    const table = desk?.tableOf(record.table);
    if (!desk || !table?.effect) continue;
    const names = effectShelves(table.effect, record, now, desk);
    await shelves.look(names);
    const after = withEffect(table, table.effect, record, [...shelves.on(names)], now, desk);
    counted.set(record.key, withClocks(table, desk.zone, after));
  }
  return counted;
}
