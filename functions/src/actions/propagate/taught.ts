// What people teach by their judgements, as rows of settings: another way of saying a fault, which a supervisor may
// take back like any other row.

import { decide } from '../../core/decide/decide.ts';
import type { ReferenceChange } from '../../core/desk/desk.ts';
import type { Author } from '../../core/record/record.ts';
import type { Lesson } from '../../core/similarity/lesson.ts';
import { settings } from '../../core/tables/settings.ts';
import type { Snapshot } from '../../ports/transaction.ts';
import type { Comparing } from './batches.ts';
import type { Saved } from './following.ts';
import { Numbers } from './number-rows.ts';

/** A lesson, by whom and because of which record it was taught. */
export interface Taught {
  lesson: Lesson;
  by: Author;
  because: string;
}

/** The rows of settings that hold what was taught, and the counters that they draw their numbers from. */
export interface Written {
  saved: Saved[];
  configured?: ReferenceChange;
  serials: ReadonlyMap<string, number>;
}

/** Longest list of ways that a row takes. */
const MAX_SIGNS = 1_000;

/** Writes down what was taught: into the row that a class has already, or else into a new one. */
export async function writeDown(
  taught: readonly Taught[],
  snapshot: Snapshot,
  { transaction, desk, references, aside, now }: Comparing,
): Promise<Written> {
  const numbers = new Numbers(snapshot, transaction);
  const rows = new Map(Object.entries(desk.desk.rows).map(([key, { cells }]) => [key, cells]));
  const decided: Saved[] = [];
  for (const { lesson, by, because } of taught) {
    const [key = lesson.key, was] =
      [...rows].find(
        ([, cells]) => cells.category === lesson.cells.category && cells.name === lesson.cells.name,
      ) ?? [];
    const ways = [was?.value ?? null, lesson.cells.value ?? null].filter(each => each !== null);
    const value = ways.join('、');
    // One row is changed once in a transaction; what is taught beside it is taught with the next.
    const isFull = value.length > MAX_SIGNS || decided.some(each => each.accepted.after.key === key);
    if (isFull || (was && String(was.value).includes(String(lesson.cells.value)))) continue;
    const before = was && (await transaction.read([key], [])).records.get(key);
    if (was && !before) continue;
    const row = { values: { ...(before?.cells ?? lesson.cells), value }, problems: [] };
    const accepted = aside.attempt(before, () =>
      decide({ table: settings, key, before, row, references, by, now }, desk),
    );
    if (accepted?.outcome === 'saved') decided.push({ before, accepted, table: settings, desk, because });
  }
  const saved = await numbers.give(decided);
  const changed = saved.map(
    ({ accepted: { after } }) => [after.key, { table: 'settings' as const, cells: after.cells }] as const,
  );
  return {
    saved,
    serials: numbers.serials,
    ...(saved.length > 0 && { configured: Object.fromEntries(changed) }),
  };
}
