// What a change of one record means for others, in the same commit: records that it refers to, and rows that the system opens for it.

import { decide } from '../core/decide.ts';
import { knows, linkedTo, type Reference, referencesOf, unlinkedFrom } from '../core/links.ts';
import { openingsOf } from '../core/opening.ts';
import type { DeskRecord } from '../core/record.ts';
import { staffCells } from '../core/table.ts';
import { tableOf } from '../core/tables/index.ts';
import { type Following, findReferences, type Saved } from './following.ts';
import { openRows } from './open-rows.ts';

/** Everything else that is saved because these records were: links told to the other side, and rows opened; and what follows of that. */
export async function follow(changed: readonly Saved[], following: Following): Promise<Saved[]> {
  const followed: Saved[] = [];
  for (let wave = changed; wave.length > 0; ) {
    const fresh = wave.filter(({ before }) => !before);
    following.references.addFresh(fresh.map(({ accepted }) => accepted.after));
    const referring = wave.flatMap(({ before, accepted: { after } }) => [
      ...referencesIn(after),
      ...referencesIn(before),
    ]);
    await findReferences(referring, following.references, following.transaction);
    wave = [...wave.flatMap(each => tellOthers(each, following)), ...(await openWanted(wave, following))];
    followed.push(...wave);
  }
  return followed;
}

/** Tells the records that a record refers to, and those that it no longer refers to, as far as that is news. */
function tellOthers(saved: Saved, following: Following): Saved[] {
  const { current } = following;
  const child = current.get(saved.accepted.after.key) ?? saved.accepted.after;
  const now = referredBy(child, following);
  const gone = referredBy(saved.before, following).filter(old => now.every(each => each.key !== old.key));
  return [
    ...gone.flatMap(other => relink(other, unlinkedFrom(other, child), saved, following)),
    ...now.flatMap(other =>
      knows(other, child, saved.table)
        ? []
        : relink(other, linkedTo(other, child, saved.table), saved, following),
    ),
  ];
}

function referencesIn(record: DeskRecord | undefined): Reference[] {
  const table = record && tableOf(record.table);
  return table ? referencesOf(table, record.cells) : [];
}

/** The records that one refers to, each once, as they stand. */
function referredBy(record: DeskRecord | undefined, { references, current }: Following): DeskRecord[] {
  const found = referencesIn(record).flatMap(reference => references.find(reference) ?? []);
  const byKey = new Map(found.map(each => [each.key, current.get(each.key) ?? each]));
  return [...byKey.values()];
}

/** A record decided again because what it knows of others has changed. */
function relink(
  before: DeskRecord,
  links: DeskRecord['links'],
  { desk, because, accepted: { event } }: Saved,
  { references, current }: Following,
): Saved[] {
  const table = desk.tableOf(before.table);
  if (!table) return [];
  const row = { values: staffCells(table, before.cells), problems: [] };
  const cause = { by: event.by, now: event.at };
  const accepted = decide({ table, key: before.key, before, row, links, references, ...cause }, desk);
  if (accepted.outcome !== 'saved') return [];
  current.set(before.key, accepted.after);
  return [{ before, accepted, table, desk, because }];
}

/** Opens the rows that changed records ask for since they changed. */
function openWanted(wave: readonly Saved[], following: Following): Promise<Saved[]> {
  const wanted = wave.flatMap(({ table, desk, before, because, accepted }) => {
    const { after: record, event, privateCells } = accepted;
    const cause = { table, record, privateCells, desk, by: event.by, now: event.at, because };
    return openingsOf(table, record, before).map(opened => ({ cause, opened }));
  });
  return openRows(wanted, following);
}
