// Changes that are somebody's by now, committed along with the rows that told of them, and what followed from them.

import type { Accepted } from '../../core/decide/decide.ts';
import { type LateName, type LateNames, withFollowed, withName } from '../../core/decide/late/late-names.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { DeskTransaction } from '../../ports/transaction.ts';
import type { Saved } from './following.ts';

interface Committing {
  /** All changes that are committed together. */
  changes: readonly Saved[];
  transaction: DeskTransaction;
  /** Records known in this transaction, by key, as they stand; those that are named are put in. */
  current: Map<string, DeskRecord>;
}

/** The changes with these names in them, and what is written of records that do not change beside. */
export async function withLateNames(
  told: readonly { late: LateNames; desk: DeskContext }[],
  { changes, transaction, current }: Committing,
): Promise<{ changes: Saved[]; records: { after: DeskRecord }[]; named: LateName[] }> {
  /** The last change of each record. */
  const last = new Map(changes.map(each => [each.accepted.after.key, each]));
  const lasts: ReadonlySet<Saved> = new Set(last.values());
  const records = told.flatMap(({ late: { record } }) => (last.has(record.key) ? [] : [record]));
  const alone = new Map(records.map(record => [record.key, record]));
  const followed = told.flatMap(({ late, desk }) => late.followed.map(name => ({ name, desk })));
  const unread = followed.flatMap(({ name: { key } }) => (current.has(key) ? [] : [key]));
  const none = new Map<string, DeskRecord>();
  const read = unread.length > 0 ? (await transaction.read([...new Set(unread)], [])).records : none;
  for (const { name, desk } of followed) {
    const saved = last.get(name.key);
    const record =
      saved?.accepted.after ?? alone.get(name.key) ?? current.get(name.key) ?? read.get(name.key);
    const table = record && desk.tableOf(record.table);
    if (!record || !table) continue;
    const after = withName(table, record, name);
    if (saved) last.set(name.key, { ...saved, accepted: { ...saved.accepted, after } });
    else alone.set(name.key, after);
    current.set(name.key, after);
  }
  return {
    changes: changes.map(each => (lasts.has(each) ? (last.get(each.accepted.after.key) ?? each) : each)),
    records: [...alone.values()].map(after => ({ after })),
    named: told.flatMap(({ late: { names, followed: others } }) => [...names, ...others]),
  };
}

/** Changes that are committed together: what followed from one that is nobody's is known to be whose that is. */
export const knowingFollowed = (changes: readonly Saved[]): Accepted[] =>
  changes.map(({ accepted }) => {
    if (!accepted.after.unnamed) return accepted;
    const { key } = accepted.after;
    const followed = changes.flatMap(({ because, accepted: { after, event } }) =>
      because === key && event.by.editor === '' ? [{ key: after.key, version: after.version }] : [],
    );
    return { ...accepted, after: withFollowed(accepted.after, followed) };
  });
