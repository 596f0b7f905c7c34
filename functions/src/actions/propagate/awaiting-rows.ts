// Records that name another which was not there when they were saved: once it is, they are tied to it, after the commit
// that brought it and in bounded parts.

import { uniquesOf } from '../../core/cells/unique.ts';
import { decide } from '../../core/decide/decide.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { awaitedUse } from '../../core/identity/awaited.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { References, referencesOf } from '../../core/record/references.ts';
import { staffCells } from '../../core/schema/table.ts';
import { tableOf, titleOf } from '../../core/tables/index.ts';
import type { DeskTransaction, Snapshot } from '../../ports/transaction.ts';
import { SetAside } from '../desk/set-aside.ts';
import { findReferences, type Saved } from './following.ts';
import { follow } from './linked-rows.ts';
import { Numbers } from './number-rows.ts';

/** Records that are tied in one transaction: few, so that people's edits seldom wait for it. */
const BATCH_SIZE = 50;

/** What it takes to tie them. */
export interface Tying {
  transaction: DeskTransaction;
  snapshot: Snapshot;
  desk: DeskContext;
  aside: SetAside;
  now: Instant;
  /** Records that one transaction may take at most. */
  most: number;
}

/** What tying comes to. */
interface Tied {
  saved: Saved[];
  /** Counters of the rows that were opened because of it. */
  serials: Map<string, number>;
}

/**
 * Ties a part of the records that wait for one of these, as they are to be saved along with all that follows from it;
 * none where nobody waits any more. Those that cannot be decided wait on.
 */
export async function tieAwaiting(keys: readonly string[], tying: Tying): Promise<Tied> {
  const { transaction, snapshot, desk, aside } = tying;
  const numbers = new Numbers(snapshot, transaction);
  const awaited = keys.flatMap(key => {
    const record = snapshot.records.get(key);
    const table = record && desk.tableOf(record.table);
    return table ? uniquesOf(table, record.cells).map(({ name }) => awaitedUse(name)) : [];
  });
  const waiting = await transaction.using(awaited, Math.min(tying.most, BATCH_SIZE));
  if (waiting.length === 0) return { saved: [], serials: numbers.serials };
  const { records } = await transaction.read(
    waiting.map(({ key }) => key),
    [],
  );
  const references = new References(titleOf);
  const named = [...records.values()].flatMap(({ table, cells }) => referencesOf(tableOf(table), cells));
  await findReferences(named, references, transaction);
  const held = named.flatMap(each => references.find(each)?.key ?? []);
  references.addFull(await transaction.privateCells([...new Set([...held, ...records.keys()])]));
  const current = new Map([...snapshot.records, ...records]);
  const saved = [...records.values()].flatMap(before => tie(before, awaited, { ...tying, references }));
  for (const { accepted } of saved) current.set(accepted.after.key, accepted.after);
  const followed = await follow(saved, { transaction, current, references, numbers, aside });
  return { saved: [...saved, ...followed], serials: numbers.serials };
}

/** A record decided again now that it is known whom it names, by whoever saved that. */
function tie(
  before: DeskRecord,
  awaited: readonly string[],
  { desk, aside, now, references }: Tying & { references: References },
): Saved[] {
  const saved = aside.decide(before, (table): Saved[] => {
    const row = { values: staffCells(table, before.cells), problems: [] };
    const [holder] = referencesOf(table, before.cells).flatMap(each => references.find(each) ?? []);
    const by = holder?.updatedBy ?? before.updatedBy;
    // Given its own links it is saved although no cell may change.
    const { key, links } = before;
    const decided = decide({ table, key, before, row, links, references, by, now }, desk);
    if (decided.outcome !== 'saved' || decided.after.uses?.some(each => awaited.includes(each))) return [];
    const file = holder ? `${titleOf(holder.table)} ${holder.number} ` : '';
    const why = `${file}有了本记录所写的编号，两者从此关联。`;
    const accepted = { ...decided, event: { ...decided.event, why } };
    return [{ before, accepted, table, desk, because: key }];
  });
  return saved ?? [];
}
