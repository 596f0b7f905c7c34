// How much of what waits to be compared goes into one transaction, and what is left of it.

import type { DeskTransaction, Snapshot, ToCompare } from '../../ports/transaction.ts';
import { readFirst } from '../desk/read-first.ts';
import { withoutBroken } from '../desk/set-aside.ts';

/** Commits whose records are compared in one transaction: few, so that people's edits seldom wait for it. */
const MAX_COMMITS = 20;

/** Records that are compared in one transaction. */
interface Portion {
  keys: string[];
  snapshot: Snapshot;
  /** What has been compared by it, as it is written (see `Writes`). */
  compared: ReadonlyMap<string, readonly string[]>;
}

/** What is to be compared by this transaction, of `most` records; nothing where nothing waits. */
export async function portionOf(transaction: DeskTransaction, most: number): Promise<Portion | undefined> {
  const commits = await transaction.toCompare(MAX_COMMITS);
  if (commits.length === 0) return undefined;
  const { keys, snapshot } = await readFirst(keysOf(commits).slice(0, most), transaction);
  return { keys, snapshot: withoutBroken(snapshot).snapshot, compared: leftOf(commits, keys) };
}

/** Takes the first record that waits out of what is to be compared, and answers its key. */
export async function passFirst(transaction: DeskTransaction): Promise<string | undefined> {
  const commits = await transaction.toCompare(MAX_COMMITS);
  const [key] = keysOf(commits);
  transaction.write({ compared: leftOf(commits, key === undefined ? [] : [key]) });
  return key;
}

const keysOf = (commits: readonly ToCompare[]): string[] => [...new Set(commits.flatMap(({ keys }) => keys))];

/** What goes on waiting of the commits that these keys, or nothing, are of. */
function leftOf(commits: readonly ToCompare[], keys: readonly string[]): Map<string, string[]> {
  const taken = new Set(keys);
  const left = commits.map(({ id, keys: all }) => ({ id, all, rest: all.filter(key => !taken.has(key)) }));
  return new Map(
    left.flatMap(({ id, all, rest }) =>
      rest.length < all.length || all.length === 0 ? [[id, rest] as const] : [],
    ),
  );
}
