// A record decided again because of what has become of others.

import { decide } from '../../core/decide/decide.ts';
import type { Incoming } from '../../core/decide/incoming.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { Author, DeskRecord } from '../../core/record/record.ts';
import type { Cells } from '../../core/schema/column.ts';
import { staffCells } from '../../core/schema/table.ts';
import type { Following, Saved } from './following.ts';

/** On whose account, and key of the row that it follows from. */
export interface Because {
  desk: DeskContext;
  because: string;
  by: Author;
  now: Instant;
}

/** What is news to the record, and cells that are to be different. */
export type News = Pick<Incoming, 'links' | 'ended'> & { cells?: Cells };

/** The record as it comes to be, where that is different; one that cannot be decided is set aside. */
export function again(
  before: DeskRecord,
  { cells, ...news }: News,
  { desk, because, by, now }: Because,
  { references, current, aside }: Following,
): Saved[] {
  const saved = aside.decide(before, (table): Saved[] => {
    const row = { values: { ...staffCells(table, before.cells), ...cells }, problems: [] };
    const accepted = decide({ table, key: before.key, before, row, ...news, references, by, now }, desk);
    return accepted.outcome === 'saved' ? [{ before, accepted, table, desk, because }] : [];
  });
  for (const { accepted } of saved ?? []) current.set(before.key, accepted.after);
  return saved ?? [];
}

/** The account on which something was saved. */
export function becauseOf({ desk, because, accepted: { event } }: Saved): Because {
  return { desk, because, by: event.by, now: event.at };
}
