// Rows that the system opens by itself in another table: because a record came as far, or because a clock was due.

import { type Checked, check } from '../../core/cells/validate-row.ts';
import { onFreeDay } from '../../core/clocks/open-days.ts';
import { type Opened, openedCells } from '../../core/decide/child-rows.ts';
import { decide } from '../../core/decide/decide.ts';
import { customerOf } from '../../core/figures/customer.ts';
import { DAY, localDate } from '../../core/lib/time.ts';
import { answeredAgain } from '../../core/record/answered.ts';
import { endOf, isAwaited, isRefused } from '../../core/record/awaited.ts';
import type { DeskRecord, PrivateCells } from '../../core/record/record.ts';
import { referencesOf, withReferences } from '../../core/record/references.ts';
import type { Cells } from '../../core/schema/column.ts';
import { knownState, staffColumns, type Table } from '../../core/schema/table.ts';
import { again, type Because } from './again.ts';
import { callsTo, isUncalled } from './ended-calls.ts';
import { type Following, findReferences, type Saved } from './following.ts';

/** The record that a row is opened for, as it stands, and on whose account. */
export interface Cause extends Because {
  table: Table;
  record: DeskRecord;
  /** Full values that have not been stored yet. */
  privateCells: PrivateCells;
}

/** A row that somebody or something asks for. */
export interface Wanted {
  cause: Cause;
  opened: Opened;
}

interface ToOpen extends Wanted {
  target: Table;
}

/** Opens rows that are not there yet. One that must not stand beside another like it waits until that is closed. */
export async function openRows(wanted: readonly Wanted[], following: Following): Promise<Saved[]> {
  if (wanted.length === 0) return [];
  const { transaction, current, references, numbers, aside } = following;
  // A row that cannot be opened is the matter of the record that wants it, and of no other.
  const apart = <Item extends Wanted, Result>(items: readonly Item[], work: (item: Item) => Result) =>
    items.flatMap(item => aside.attempt(item.cause.record, () => [work(item)]) ?? []);
  const asked = apart(wanted, (each): ToOpen => ({ ...each, target: targetOf(each.cause, each.opened) }));
  const keys = asked.flatMap(each => [each.opened.key, ...openOthers(each)]);
  const there = (await transaction.read([...new Set(keys)], [])).records;
  const kept = await transaction.privateCells([...new Set(asked.map(({ cause }) => cause.record.key))]);
  for (const [key, record] of there) if (!current.has(key)) current.set(key, record);
  const known = (key: string) => current.get(key);
  const fresh = asked.filter(each => !known(each.opened.key) && !standsBeside(each, known));
  const rows = apart(fresh, each => ({ ...each, row: rowOf(each, kept.get(each.cause.record.key) ?? {}) }));
  await findReferences(
    rows.flatMap(({ target, row }) => referencesOf(target, row.values)),
    references,
    transaction,
  );
  const saved: Saved[] = [];
  for (const { row, ...each } of rows) {
    const { cause, opened } = each;
    const joined = await joinedCall(each, row.values, following);
    if (joined === 'refused') continue;
    if (joined && 'saved' in joined) {
      saved.push(...joined.saved);
      continue;
    }
    const free = opened.apart === undefined ? row : await onItsOwnDay(each, opened.apart, row, following);
    const opening = aside.attempt(cause.record, () => openRow(each, { ...free, ...joined }, following));
    for (const fresh of await numbers.give(opening ? [opening] : [])) {
      current.set(fresh.accepted.after.key, fresh.accepted.after);
      saved.push(fresh);
    }
  }
  return saved;
}

/**
 * What comes of a row by which a customer is to be reached, where there is one for him already: its record is written
 * there, or nothing is opened because he wants no calls, unless to say so to the record. `undefined`: a row of its own.
 */
async function joinedCall(
  { cause, opened, target }: ToOpen,
  values: Cells,
  following: Following,
): Promise<{ saved: Saved[] } | { ended: string } | 'refused' | undefined> {
  const { attempts } = target;
  const { desk, now } = cause;
  const { joins, opening } = opened;
  if (isForErased(cause, target, values))
    return joins === undefined || !attempts ? 'refused' : { ended: attempts.erased.awaited };
  const customer = attempts && customerOf(target, values, {}, undefined, desk.keyed);
  if (!customer) return undefined;
  const calls = (await callsTo(customer.digest, following)).filter(call => call.table === target.key);
  const since = now - desk.parameter(attempts.refusal.days) * DAY;
  const isUnwanted = await isUncalled(customer.digest, desk, following);
  const { filed } = attempts.refusal;
  const refused = calls.find(
    call =>
      isRefused(target, call) &&
      (endOf(target, call) === filed ? isUnwanted : isUnwanted || (call.closedAt ?? now) >= since),
  );
  if (joins === undefined) return refused || isUnwanted ? 'refused' : undefined;
  const sets = Object.entries(opening.sets ?? {});
  const isLike = (call: DeskRecord) =>
    isAwaited(target, call) && sets.every(([key, value]) => call.cells[key] === value);
  const call = refused ?? calls.find(isLike);
  if (!call) return isUnwanted ? { ended: filed } : undefined;
  // Who refused when he was called about an earlier cycle is not asked about this one either.
  const links = refused && answeredAgain(standing(cause.record, following), refused);
  const saved = [
    ...again(call, { cells: cellsOfBoth(joins, attempts.next, call, values) }, cause, following),
    ...(links ? again(standing(cause.record, following), { links }, cause, following) : []),
  ];
  return { saved };
}

/** Whether a row is to get in touch with somebody who was taken out of what is kept, so that nobody knows how. */
function isForErased({ record }: Cause, target: Table, values: Cells): boolean {
  if (record.erasedAt === undefined || !(target.attempts || target.erased)) return false;
  return staffColumns(target).every(
    ({ key, kind }) => kind.type !== 'contact' || (values[key] ?? null) === null,
  );
}

const standing = (record: DeskRecord, { current }: Following) => current.get(record.key) ?? record;

/** A call that is about one record more, as soon as the sooner of the two is to be made. */
function cellsOfBoth(joins: string, next: string, { cells }: DeskRecord, values: Cells): Cells {
  const [was, is] = [cells[next] ?? null, values[next] ?? null];
  const isSooner = typeof is === 'number' && (typeof was !== 'number' || is < was);
  return {
    [joins]: withReferences(cells[joins] ?? null, values[joins] ?? null),
    ...(isSooner && { [next]: is }),
  };
}

/** From a Friday to the Tuesday after it. */
const MAX_PUT_OFF_MS = 4 * DAY;

/** A row whose time is on a day that no other open row for the same record, or to the same customer, has. */
async function onItsOwnDay<Row extends Pick<Checked, 'values'>>(
  { cause, target }: ToOpen,
  column: string,
  row: Row,
  following: Following,
): Promise<Row> {
  const { current } = following;
  const at = row.values[column];
  const { record, desk } = cause;
  if (typeof at !== 'number') return row;
  const linked = new Set(record.links[target.key]?.map(({ key }) => key));
  const customer = target.attempts && customerOf(target, row.values, {}, undefined, desk.keyed);
  const calls = customer ? await callsTo(customer.digest, following) : [];
  const beside = [...current.values()].filter(
    ({ key, table, state, origin }) =>
      table === target.key && isOpenState(target, state) && (linked.has(key) || origin?.key === record.key),
  );
  const others = [...beside, ...calls.filter(call => isAwaited(target, call))];
  const days = others.flatMap(({ cells }) => {
    const time = cells[column];
    return typeof time === 'number' ? [localDate(time, desk.zone)] : [];
  });
  const free = onFreeDay(at, new Set(days), desk);
  // Where many share a number, as in a large house, a call is not put off for weeks.
  return free - at > MAX_PUT_OFF_MS ? row : { ...row, values: { ...row.values, [column]: free } };
}

function targetOf({ table, desk }: Cause, { opening }: Opened): Table {
  const target = desk.tableOf(opening.table);
  if (!target) throw new Error(`table ${table.key} opens rows in "${opening.table}", which is none`);
  return target;
}

/**
 * Keys of the open records of the target table that refer to this one, where it matters whether one of them is like the
 * new row.
 */
function openOthers({ cause, opened, target }: ToOpen): string[] {
  if (!opened.opening.unlessOpen && opened.apart === undefined) return [];
  const links = cause.record.links[target.key] ?? [];
  return links.filter(({ state }) => isOpenState(target, state)).map(({ key }) => key);
}

function standsBeside(asked: ToOpen, known: (key: string) => DeskRecord | undefined): boolean {
  const { unlessOpen, sets } = asked.opened.opening;
  if (unlessOpen === undefined) return false;
  return openOthers(asked).some(key => known(key)?.cells[unlessOpen] === sets?.[unlessOpen]);
}

/** A state that is declared no longer may be of one that is open: better no second row than two. */
const isOpenState = (table: Table, state: string) => knownState(table, state)?.category !== 'closed';

/**
 * What a row is opened with. What could not be read in it stays blank: the row is saved as it is, and says what is
 * missing.
 */
function rowOf({ cause, opened, target }: ToOpen, kept: PrivateCells): Pick<Checked, 'values' | 'problems'> {
  const { table, record, desk, now } = cause;
  const privateCells = { ...kept, ...cause.privateCells };
  const cells = openedCells(opened.opening, { table, record, privateCells }, target);
  const { values, problems } = check(target, { ...cells, ...opened.cells }, now, desk);
  return { values, problems: problems.filter(each => each.severity !== 'error') };
}

function openRow(
  { cause, opened, target }: ToOpen,
  { ended, ...row }: Pick<Checked, 'values' | 'problems'> & { ended?: string },
  { references }: Following,
): Saved {
  const { desk, because, by, now } = cause;
  const { table, key, number } = cause.record;
  const origin = { table, key, number };
  const why = ended !== undefined && { ended };
  const incoming = { key: opened.key, before: undefined, row, references, origin, ...why };
  const accepted = decide({ table: target, ...incoming, by, now }, desk);
  if (accepted.outcome !== 'saved')
    throw new Error(`a row of ${target.key} that ${table} opens was ${accepted.outcome}`);
  return { before: undefined, accepted, table: target, desk, because };
}
