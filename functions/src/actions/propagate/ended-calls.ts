// Calls that nobody needs to make any more: the matter was closed or opened anew, or the customer wants none.

import type { DeskContext } from '../../core/desk/desk.ts';
import { endOf, hasRefused, isAwaited } from '../../core/record/awaited.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { again, becauseOf } from './again.ts';
import { type Following, findReferences, referencesIn, referredBy, type Saved } from './following.ts';

/** Most calls that are looked at for one customer. */
const MAX_CALLS = 100;

/**
 * Ends the tries to reach a customer about a cycle that is over, because its record was closed or opened anew: nobody
 * is asked twice. A call about several records goes on as long as one of them waits for it.
 */
export async function settleOthers(wave: readonly Saved[], following: Following): Promise<Saved[]> {
  const { transaction, current, references } = following;
  const asked = wave.flatMap(saved => {
    const { before, accepted, desk } = saved;
    const { closedAt, cycle } = accepted.after;
    const closed = closedAt !== null && before?.closedAt === null;
    if (!closed && cycle === (before?.cycle ?? cycle)) return [];
    return untriedOf(current.get(accepted.after.key) ?? accepted.after, desk).map(key => ({ key, saved }));
  });
  await know(
    asked.map(({ key }) => key),
    following,
  );
  const calls = asked.flatMap(({ key }) => referencesIn(current.get(key)));
  await findReferences(calls, references, transaction);
  return asked.flatMap(({ key, saved }) => {
    const record = current.get(key);
    const settled = record && saved.desk.tableOf(record.table)?.attempts?.settled;
    if (!record || settled === undefined || isAskedFor(record, saved.desk, following)) return [];
    return again(record, { ended: settled }, becauseOf(saved), following);
  });
}

/** Whether a record that a call is about is done and waits to hear what the customer says. */
function isAskedFor(call: DeskRecord, desk: DeskContext, following: Following): boolean {
  return referredBy(call, following).some(({ table, state }) => {
    const found = desk.tableOf(table)?.states.find(({ name }) => name === state);
    return found?.category === 'solved';
  });
}

/** Keys of the records that refer to this one and still wait in their first state for somebody to be reached. */
function untriedOf({ links }: DeskRecord, desk: DeskContext): string[] {
  return Object.entries(links).flatMap(([key, all]) => {
    const table = desk.tableOf(key);
    return table ? all.filter(link => isAwaited(table, link)).map(link => link.key) : [];
  });
}

/** Who wants no call wants none of the others either; when that was noted by mistake, they wait again. */
export async function endRefused(wave: readonly Saved[], following: Following): Promise<Saved[]> {
  const ended: Saved[] = [];
  for (const saved of wave) {
    const { before, table, desk } = saved;
    const after = following.current.get(saved.accepted.after.key) ?? saved.accepted.after;
    const refuses = hasRefused(table, after);
    const { attempts } = table;
    if (!attempts || !after.customer || refuses === (before !== undefined && hasRefused(table, before)))
      continue;
    for (const call of await callsTo(after.customer.digest, following)) {
      const of = desk.tableOf(call.table);
      if (!of || call.key === after.key) continue;
      const { others } = attempts.refusal;
      const isMeant = refuses ? isAwaited(of, call) : endOf(of, call) === others;
      if (isMeant)
        ended.push(...again(call, { ended: refuses ? others : null }, becauseOf(saved), following));
    }
  }
  return ended;
}

/** Records by which this customer is to be reached, or by which he said that he wants no calls, as they stand. */
export async function callsTo(digest: string, following: Following): Promise<DeskRecord[]> {
  const { transaction, current } = following;
  const found = (await transaction.using([digest], MAX_CALLS)).map(({ key }) => key);
  await know(found, following);
  const fresh = [...current.values()].filter(({ uses = [] }) => uses.includes(digest)).map(({ key }) => key);
  return [...new Set([...found, ...fresh])].flatMap(key => current.get(key) ?? []);
}

/** Reads what is not known yet of these. */
async function know(keys: readonly string[], { transaction, current }: Following): Promise<void> {
  const unknown = [...new Set(keys)].filter(key => !current.has(key));
  if (unknown.length === 0) return;
  for (const [key, record] of (await transaction.read(unknown, [])).records) current.set(key, record);
}
