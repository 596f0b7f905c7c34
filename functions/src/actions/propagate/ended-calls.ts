// Calls that nobody needs to make any more: the matter was closed or opened anew, or the customer wants none.

import type { DeskContext } from '../../core/desk/desk.ts';
import { endOf, isAwaited, refusedBy, uncalledIn } from '../../core/record/awaited.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { knownState, type Table } from '../../core/schema/table.ts';
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
    if (!record || settled === undefined || isAwaitingAnswer(record, saved.desk, following)) return [];
    return again(record, { ended: settled }, becauseOf(saved), following);
  });
}

/** Whether a record that a call is about is done and waits to hear what the customer says. */
function isAwaitingAnswer(call: DeskRecord, desk: DeskContext, following: Following): boolean {
  return referredBy(call, following).some(({ table, state }) => {
    const of = desk.tableOf(table);
    return of !== undefined && knownState(of, state)?.category === 'solved';
  });
}

/** Keys of the records that refer to this one and still wait in their first state for somebody to be reached. */
function untriedOf({ links }: DeskRecord, desk: DeskContext): string[] {
  return Object.entries(links).flatMap(([key, all]) => {
    const table = desk.tableOf(key);
    return table ? all.filter(link => isAwaited(table, link)).map(link => link.key) : [];
  });
}

/** Whose wish for no calls has come to be, or is no more, by a record that has changed. */
interface Wish {
  saved: Saved;
  mark: string;
  refuses: boolean;
}

/**
 * Who wants no call wants none of the others either; when that was noted by mistake, they wait again. What a file says
 * of him holds for calls that people plan by themselves as well.
 */
export async function endRefused(wave: readonly Saved[], following: Following): Promise<Saved[]> {
  const ended: Saved[] = [];
  for (const { saved, mark, refuses } of wave.flatMap(each => wishesOf(each, following))) {
    const { table, desk } = saved;
    const calls = await callsTo(mark, following);
    const others = calls.filter(({ key }) => key !== saved.accepted.after.key);
    // As long as another says so, nothing comes back.
    if (!refuses && others.some(each => refusesIn(each, mark, desk))) continue;
    for (const call of others) {
      const of = desk.tableOf(call.table);
      if (!of?.attempts) continue;
      const { others: because, filed } = of.attempts.refusal;
      const end = table.noCalls ? filed : because;
      const isMeant = refuses ? isAwaited(of, call) : endOf(of, call) === end && isAhead(of, call, saved);
      if (isMeant) ended.push(...again(call, { ended: refuses ? end : null }, becauseOf(saved), following));
    }
  }
  return [...ended, ...(await endUnwanted(wave, following))];
}

function wishesOf(saved: Saved, { current }: Following): Wish[] {
  const { before, table, accepted } = saved;
  const is = new Set(refusedBy(table, current.get(accepted.after.key) ?? accepted.after));
  const was = new Set(before && refusedBy(table, before));
  return [
    ...[...is].filter(mark => !was.has(mark)).map(mark => ({ saved, mark, refuses: true })),
    ...[...was].filter(mark => !is.has(mark)).map(mark => ({ saved, mark, refuses: false })),
  ];
}

function refusesIn(record: DeskRecord, mark: string, desk: DeskContext): boolean {
  const table = desk.tableOf(record.table);
  return table !== undefined && refusedBy(table, record).includes(mark);
}

/** Whether a call can still be made when it was planned; one that was refused by mistake is made whenever that was. */
function isAhead({ attempts }: Table, { cells }: DeskRecord, { table, accepted }: Saved): boolean {
  const at = attempts && cells[attempts.next];
  return !table.noCalls || (typeof at === 'number' && at > accepted.event.at);
}

/** Ends calls that somebody has planned to customers whose files say that they want none. */
async function endUnwanted(wave: readonly Saved[], following: Following): Promise<Saved[]> {
  const ended: Saved[] = [];
  for (const saved of wave) {
    const { before, table, desk, accepted } = saved;
    const { customer, origin } = accepted.after;
    if (before || origin || !table.attempts || !customer || !isAwaited(table, accepted.after)) continue;
    if (!(await isUncalled(customer.digest, desk, following))) continue;
    const call = following.current.get(accepted.after.key) ?? accepted.after;
    ended.push(...again(call, { ended: table.attempts.refusal.filed }, becauseOf(saved), following));
  }
  return ended;
}

/** Whether the file of this customer says that he wants no calls. */
export async function isUncalled(digest: string, desk: DeskContext, following: Following): Promise<boolean> {
  const found = await callsTo(digest, following);
  return found.some(each => {
    const table = desk.tableOf(each.table);
    return table !== undefined && uncalledIn(table, each).includes(digest);
  });
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
