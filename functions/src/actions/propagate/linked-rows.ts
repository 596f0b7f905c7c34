// What a change of one record means for others, in the same commit: records that it refers to, and rows that the system
// opens for it.

import { openingsOf } from '../../core/decide/child-rows.ts';
import { decide } from '../../core/decide/decide.ts';
import type { Incoming } from '../../core/decide/incoming.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { knows, linkedTo, type Reference, referencesOf, unlinkedFrom } from '../../core/record/references.ts';
import { staffCells } from '../../core/schema/table.ts';
import { tableOf } from '../../core/tables/index.ts';
import { recopyOthers } from './copied-values.ts';
import { type Following, findReferences, type Saved } from './following.ts';
import { openRows } from './open-rows.ts';
import { renumberOthers } from './renumbered-rows.ts';

/**
 * Everything else that is saved because these records were: links told to the other side, and rows opened; and what
 * follows of that.
 */
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
    const told = wave.flatMap(each => tellOthers(each, following));
    const renumbered = await renumberOthers(wave, following);
    const next = [
      ...(await recopyOthers(wave, following)),
      ...(await openWanted(wave, following)),
      ...(await settleOthers(wave, following)),
    ];
    followed.push(...told, ...renumbered, ...next);
    wave = [...told, ...next];
  }
  return followed;
}

/** Tells the records that a record refers to, and those that it no longer refers to, as far as that is news. */
function tellOthers(saved: Saved, following: Following): Saved[] {
  const { current } = following;
  const child = current.get(saved.accepted.after.key) ?? saved.accepted.after;
  const now = referredBy(child, following);
  const gone = referredBy(saved.before, following).filter(old => now.every(each => each.key !== old.key));
  const { desk } = saved;
  return [
    ...gone.flatMap(other => again(other, { links: unlinkedFrom(other, child) }, saved, following)),
    ...now.flatMap(other => {
      if (knows(other, { child, of: saved.table })) return [];
      const state = desk.tableOf(other.table)?.states.find(({ name }) => name === other.state);
      const isAnswer = state !== undefined && state.category !== 'open';
      return again(other, { links: linkedTo(other, { child, of: saved.table, isAnswer }) }, saved, following);
    }),
  ];
}

/**
 * Ends the tries to reach a customer about a cycle that is over, because its record was closed or opened anew: nobody
 * is asked twice.
 */
async function settleOthers(wave: readonly Saved[], following: Following): Promise<Saved[]> {
  const { transaction, current } = following;
  const asked = wave.flatMap(saved => {
    const { before, accepted, desk } = saved;
    const { closedAt, cycle } = accepted.after;
    const closed = closedAt !== null && before?.closedAt === null;
    if (!closed && cycle === (before?.cycle ?? cycle)) return [];
    return untriedOf(current.get(accepted.after.key) ?? accepted.after, desk).map(key => ({ key, saved }));
  });
  const unknown = asked.filter(({ key }) => !current.has(key)).map(({ key }) => key);
  if (unknown.length > 0)
    for (const [key, record] of (await transaction.read(unknown, [])).records) current.set(key, record);
  return asked.flatMap(({ key, saved }) => {
    const record = current.get(key);
    return record ? again(record, { settled: true }, saved, following) : [];
  });
}

/** Keys of the records that refer to this one and still wait in their first state for somebody to be reached. */
function untriedOf({ links }: DeskRecord, desk: DeskContext): string[] {
  return Object.entries(links).flatMap(([key, all]) => {
    const table = desk.tableOf(key);
    const first = table?.attempts ? table.states[0]?.name : undefined;
    return all.filter(({ state }) => state === first).map(link => link.key);
  });
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

/** A record decided again because of what has become of others. */
function again(
  before: DeskRecord,
  news: Pick<Incoming, 'links' | 'settled'>,
  { desk, because, accepted: { event } }: Saved,
  { references, current, aside }: Following,
): Saved[] {
  const saved = aside.decide(before, (table): Saved[] => {
    const row = { values: staffCells(table, before.cells), problems: [] };
    const cause = { by: event.by, now: event.at };
    const accepted = decide({ table, key: before.key, before, row, ...news, references, ...cause }, desk);
    return accepted.outcome === 'saved' ? [{ before, accepted, table, desk, because }] : [];
  });
  for (const { accepted } of saved ?? []) current.set(before.key, accepted.after);
  return saved ?? [];
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
