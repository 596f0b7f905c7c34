// Counts what measures have come to: after the commit that changes one, and when its time to be looked at again has
// come.

import type { DeskContext } from '../../core/desk/desk.ts';
import { withClocks } from '../../core/figures/with-clocks.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { effectProbe, withEffect } from '../../core/similarity/before-after.ts';
import type { SetAside } from '../desk/set-aside.ts';
import type { SimilarIndex } from './similar-index.ts';

/** What counting looks at, and where records go that cannot be decided. */
export interface Looking {
  now: Instant;
  desk: DeskContext;
  index: SimilarIndex;
  aside: SetAside;
}

/** Counts anew for those of these records that are measures. */
export async function countEffects(
  keys: readonly string[],
  looking: Looking & { current: Map<string, DeskRecord> },
): Promise<void> {
  const { current, desk } = looking;
  const measures = keys.flatMap(key => {
    const record = current.get(key);
    return record && desk.tableOf(record.table)?.effect ? [record] : [];
  });
  for (const [key, after] of await count(measures, looking)) current.set(key, after);
}

/** Of these records those whose time has come to be looked at again, with their effects counted anew, by key. */
export function review(records: readonly DeskRecord[], looking: Looking): Promise<Map<string, DeskRecord>> {
  return count(
    records.filter(({ reviewAt }) => reviewAt !== undefined && reviewAt <= looking.now),
    looking,
  );
}

async function count(
  records: readonly DeskRecord[],
  { now, desk, index, aside }: Looking,
): Promise<Map<string, DeskRecord>> {
  const counted = new Map<string, DeskRecord>();
  for (const record of records) {
    const looked = aside.decide(record, table =>
      table.effect
        ? { table, rule: table.effect, probe: effectProbe(table.effect, record, now, desk) }
        : undefined,
    );
    if (!looked) continue;
    const { probe } = looked;
    if (probe) await index.look('dated', [probe]);
    const alike = probe ? index.near('dated', { ...probe, blocks: () => probe.blocks }) : [];
    const after = aside.attempt(record, () =>
      withClocks(looked.table, desk.zone, withEffect(looked, record, alike, now, desk)),
    );
    if (after) counted.set(record.key, after);
  }
  return counted;
}
