// Records that name another by a value that it has just changed: they get the new one in the same commit, so that they
// never mean nobody, or whoever takes the old one.

import { uniqueKeyOf } from '../../core/cells/unique.ts';
import { figureChange } from '../../core/figures/count.ts';
import { namersOf, type Renumbered, renumbered, renumberedIn } from '../../core/identity/renumber.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { Table } from '../../core/schema/table.ts';
import type { Following, Saved } from './following.ts';

/**
 * What these changes make of the records that name theirs. Nothing else of those changes, so nothing follows from it.
 * Reads only where a value has changed that others name.
 */
export async function renumberOthers(wave: readonly Saved[], following: Following): Promise<Saved[]> {
  const { current, transaction } = following;
  const asked = wave.flatMap(saved => {
    const { before, table, desk } = saved;
    const parent = current.get(saved.accepted.after.key) ?? saved.accepted.after;
    const values = renumberedIn(table, before, saved.accepted.after);
    return values.length > 0 ? [{ saved, parent, values, keys: namersOf(parent, desk) }] : [];
  });
  const unknown = asked.flatMap(({ keys }) => keys).filter(key => !current.has(key));
  if (unknown.length > 0) {
    const { records } = await transaction.read([...new Set(unknown)], []);
    for (const [key, record] of records) current.set(key, record);
  }
  return asked.flatMap(({ saved, parent, values, keys }) =>
    values.flatMap(value => {
      following.references.addNamed(uniqueKeyOf(value.table, value.column, value.to), parent);
      return keys.flatMap(key => {
        const record = current.get(key);
        if (!record) return [];
        const carried = following.aside.decide(record, of => renumberOne(record, of, value, saved)) ?? [];
        for (const { accepted } of carried) current.set(key, accepted.after);
        return carried;
      });
    }),
  );
}

function renumberOne(
  before: DeskRecord,
  of: Table,
  value: Renumbered,
  { table, desk, because, accepted: { event } }: Saved,
): Saved[] {
  const why = `${table.title} ${event.number} 改了编号，本记录跟着改。`;
  const carried = renumbered(before, of, value, { now: event.at, why });
  if (!carried) return [];
  const { after } = carried;
  const change = figureChange(of, before, after, desk.zone);
  const accepted = {
    outcome: 'saved' as const,
    ...carried,
    privateCells: {},
    change,
    announcements: [],
    problems: [],
  };
  return [{ before, accepted, table: of, desk, because }];
}
