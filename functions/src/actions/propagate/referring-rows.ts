// Records that show a limit of another record: decided again in the commit that moves it, so that they never show an
// old one.

import { decide } from '../../core/decide/decide.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { References } from '../../core/record/references.ts';
import { staffCells, type Table } from '../../core/schema/table.ts';
import type { DeskTransaction } from '../../ports/transaction.ts';
import type { SetAside } from '../desk/set-aside.ts';
import type { Saved } from './following.ts';

/** What it takes to decide them. */
export interface Referring {
  transaction: DeskTransaction;
  /** Records known in this transaction, by key, as they stand; those that are decided again are put in. */
  current: Map<string, DeskRecord>;
  references: References;
  aside: SetAside;
}

/**
 * The records that show a limit that these changes have moved, as they are to be saved. Reads only if there are any.
 */
export async function refreshReferring(changed: readonly Saved[], referring: Referring): Promise<Saved[]> {
  const { transaction, current, references, aside } = referring;
  const asked = changed.flatMap(saved => showing(saved).map(shown => ({ ...shown, saved })));
  if (asked.length === 0) return [];
  const keys = [...new Set(asked.map(({ key }) => key))];
  const { records } = await transaction.read(keys, []);
  for (const { saved } of asked)
    references.renew(current.get(saved.accepted.after.key) ?? saved.accepted.after);
  return asked.flatMap(({ key, table, saved: { desk, because, accepted } }): Saved[] => {
    const before = current.get(key) ?? records.get(key);
    if (!before) return [];
    const row = { values: staffCells(table, before.cells), problems: [] };
    const cause = { by: accepted.event.by, now: accepted.event.at };
    const decided = aside.decide(before, () =>
      decide({ table, key, before, row, references, ...cause }, desk),
    );
    if (decided?.outcome !== 'saved') return [];
    current.set(key, decided.after);
    return [{ before, accepted: decided, table, desk, because }];
  });
}

/** Which records refer to a changed one by a table that shows one of its limits, where that limit has moved. */
function showing({ before, accepted: { after }, desk }: Saved): { key: string; table: Table }[] {
  return Object.entries(after.links).flatMap(([name, links]) => {
    const table = desk.tableOf(name);
    const shows = table?.columns.some(
      ({ owner, ...column }) =>
        owner === 'system' &&
        'source' in column &&
        column.source.from === 'referenceDue' &&
        dueOf(before, column.source.clock) !== dueOf(after, column.source.clock),
    );
    return table && shows ? links.map(({ key }) => ({ key, table })) : [];
  });
}

const dueOf = (record: DeskRecord | undefined, clock: string) => record?.clocks[clock]?.dueAt ?? null;
