// What a change of one record means for others, in the same commit: records that it refers to, and rows that the system
// opens for it.

import { openingsOf } from '../../core/decide/child-rows.ts';
import { knows, linkedTo, unlinkedFrom } from '../../core/record/heard-links.ts';
import { knownState } from '../../core/schema/table.ts';
import { again, becauseOf } from './again.ts';
import { recopyOthers } from './copied-values.ts';
import { endRefused, settleOthers } from './ended-calls.ts';
import { type Following, findReferences, referencesIn, referredBy, type Saved } from './following.ts';
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
      ...(await endRefused(wave, following)),
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
    ...gone.flatMap(other =>
      again(other, { links: unlinkedFrom(other, child) }, becauseOf(saved), following),
    ),
    ...now.flatMap(other => {
      if (knows(other, { child, of: saved.table })) return [];
      const table = desk.tableOf(other.table);
      const state = table && knownState(table, other.state);
      const isAnswer = state !== undefined && state.category !== 'open';
      const links = linkedTo(other, { child, of: saved.table, isAnswer });
      return again(other, { links }, becauseOf(saved), following);
    }),
  ];
}

/** Opens the rows that changed records ask for since they changed. */
function openWanted(wave: readonly Saved[], following: Following): Promise<Saved[]> {
  const wanted = wave.flatMap(({ table, desk, before, because, accepted, past }) => {
    const { after: record, event, privateCells } = accepted;
    const cause = { table, record, privateCells, desk, by: event.by, now: event.at, because };
    return openingsOf(table, record, before, desk, past && event.at).map(opened => ({ cause, opened }));
  });
  return openRows(wanted, following);
}
