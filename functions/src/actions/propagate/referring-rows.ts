// Records that show a limit of another record: decided again in the commit that moves it, so that they never show an
// old one.

import { decide } from '../../core/decide/decide.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import type { Instant } from '../../core/lib/time.ts';
import { type Author, type DeskRecord, SYSTEM } from '../../core/record/record.ts';
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

/** A record before and after whatever may have moved its limits, and who did that when. */
interface Moved {
  before: DeskRecord | undefined;
  after: DeskRecord;
  desk: DeskContext;
  because: string;
  by: Author;
  at: Instant;
}

/**
 * The records that show a limit that these changes have moved, as they are to be saved. Reads only if there are any.
 */
export function refreshReferring(changed: readonly Saved[], referring: Referring): Promise<Saved[]> {
  const moved = changed.map(({ before, accepted: { after, event }, desk, because }): Moved => {
    const { by, at } = event;
    return { before, after, desk, because, by, at };
  });
  return refreshed(moved, referring);
}

/** The same where time or settings have moved them, and nobody. */
export function refreshShowing(
  changed: readonly Pick<Moved, 'before' | 'after'>[],
  desk: DeskContext,
  at: Instant,
  referring: Referring,
): Promise<Saved[]> {
  const moved = changed.map(each => ({ ...each, desk, because: each.after.key, by: SYSTEM, at }));
  return refreshed(moved, referring);
}

async function refreshed(moved: readonly Moved[], referring: Referring): Promise<Saved[]> {
  const { transaction, current, references, aside } = referring;
  const asked = moved.flatMap(each => showing(each).map(shown => ({ ...each, ...shown })));
  if (asked.length === 0) return [];
  const keys = [...new Set(asked.map(({ key }) => key))];
  const { records } = await transaction.read(keys, []);
  for (const { after } of asked) references.renew(current.get(after.key) ?? after);
  return asked.flatMap(({ key, table, desk, because, by, at: now }): Saved[] => {
    const before = current.get(key) ?? records.get(key);
    if (!before) return [];
    const row = { values: staffCells(table, before.cells), problems: [] };
    const decided = aside.decide(before, () =>
      decide({ table, key, before, row, references, by, now }, desk),
    );
    if (decided?.outcome !== 'saved') return [];
    current.set(key, decided.after);
    return [{ before, accepted: decided, table, desk, because }];
  });
}

/** Which records refer to a changed one by a table that shows one of its limits, where that limit has moved. */
function showing({ before, after, desk }: Moved): { key: string; table: Table }[] {
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
