// Open records that hold what a customer's file says of him: they follow the file, unless somebody wrote otherwise.

import { decide } from '../../core/decide/decide.ts';
import { copiersOf, recopied } from '../../core/identity/copied-names.ts';
import { staffCells } from '../../core/schema/table.ts';
import type { Following, Saved } from './following.ts';

/** What these changes make of open records with copies. Reads only where something has changed that others copy. */
export async function recopyOthers(wave: readonly Saved[], following: Following): Promise<Saved[]> {
  const { current, transaction, references, aside } = following;
  const asked = wave.flatMap(saved => {
    const { before, accepted, table, desk } = saved;
    if (!before) return [];
    const after = current.get(accepted.after.key) ?? accepted.after;
    const change = { table, before, after, given: accepted.privateCells };
    const keys = copiersOf(change, desk);
    return keys.length > 0 ? [{ saved, change, keys }] : [];
  });
  if (asked.length === 0) return [];
  const wanted = [...new Set(asked.flatMap(({ keys }) => keys))];
  const unknown = wanted.filter(key => !current.has(key));
  if (unknown.length > 0)
    for (const [key, record] of (await transaction.read(unknown, [])).records) current.set(key, record);
  const parents = asked.map(({ change }) => change.before.key);
  const full = await transaction.privateCells([...new Set([...wanted, ...parents])]);
  return asked.flatMap(({ saved: { desk, because, accepted }, change, keys }) =>
    keys.flatMap((key): Saved[] => {
      const before = current.get(key);
      if (!before) return [];
      const fullBefore = full.get(change.before.key);
      const saved = aside.decide(before, (table): Saved[] => {
        const cells = recopied(before, full.get(key), table, { ...change, fullBefore });
        if (Object.keys(cells).length === 0) return [];
        const row = { values: { ...staffCells(table, before.cells), ...cells }, problems: [] };
        const cause = { by: accepted.event.by, now: accepted.event.at };
        const decided = decide({ table, key, before, row, references, ...cause }, desk);
        return decided.outcome === 'saved' ? [{ before, accepted: decided, table, desk, because }] : [];
      });
      for (const each of saved ?? []) current.set(key, each.accepted.after);
      return saved ?? [];
    }),
  );
}
