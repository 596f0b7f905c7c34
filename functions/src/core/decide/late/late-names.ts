// Google tells of an edit some time after it was made. Until then its row may have been sent by somebody else's
// execution, and was stored in nobody's name. Whose edit is heard of afterwards is named as who made that change: only
// in the minutes in which an event can be late, only where all of the change was his, and never in another's place.

import { showCell } from '../../cells/cell-codec.ts';
import { saysTheSame, toldCell } from '../../cells/mask.ts';
import { actorOf, isSameMail, UNKNOWN_EDITOR } from '../../desk/find-person.ts';
import { type Instant, MINUTE } from '../../lib/time.ts';
import type { Author, DeskRecord, Followed, RecordEvent, Unnamed } from '../../record/record.ts';
import type { Cells, TypedTexts } from '../../schema/column.ts';
import { staffColumns, type Table } from '../../schema/table.ts';
import type { Accepted } from '../decide.ts';

/** So long after a change it may be told who made it: Google tells of edits within two minutes, and notes wait. */
export const NAMEABLE_MS = 5 * MINUTE;

/** Of more changes than these in those minutes the latest are known. */
const MAX_UNNAMED = 5;
/** Of more records than these that followed from one change the first are named with it. */
const MAX_FOLLOWED = 10;

/** A change that is somebody's by now. */
export interface LateName {
  key: string;
  version: number;
  by: Author;
}

/** What an edit tells that is heard of. */
export interface ToldEdit {
  by: Author;
  /**
   * Whether the account says so whose triggers send for the desk, which has it from Google. Whoever says it of himself
   * is believed as far as no right comes from it.
   */
  isVouched: boolean;
  /** Columns of which it was, that hold what they held before this was heard. */
  standing: readonly string[];
  /** Texts of it that stand there no more, or read otherwise, by column. */
  texts: TypedTexts;
  zone: string;
}

export interface LateNames {
  record: DeskRecord;
  events: readonly RecordEvent[];
  names: LateName[];
  /** Changes of other records that followed from these. */
  followed: LateName[];
}

/** A record and its latest events after an edit was heard of: the same where nothing of them is known to be his. */
export function lateNames(
  table: Table,
  record: DeskRecord,
  told: ToldEdit,
  events: readonly RecordEvent[],
  now: Instant,
): LateNames {
  const actor = actorOf(told.by);
  const found: LateNames = { record, events, names: [], followed: [] };
  const open = (record.unnamed ?? []).filter(({ at }) => now - at <= NAMEABLE_MS);
  if (actor === undefined || open.length === 0) return found;
  const { key } = record;
  const left: Unnamed[] = [];
  let isNews = false;
  for (const each of open) {
    // Who has begun a record has rights to it.
    const isClaim = each.version === 1 && !told.isVouched;
    const columns = isClaim ? [] : toldOf(table, each, told, events);
    isNews ||= columns.length > 0;
    const after = { ...each, by: each.by ?? actor, columns: { ...each.columns, ...asTold(columns) } };
    if (columns.length === 0) left.push(each);
    // Two people have made it, and a change is one's or nobody's.
    else if (!isSameMail(after.by, actor)) continue;
    else if (Object.values(after.columns).some(state => state !== 'told')) left.push(after);
    else {
      found.names.push({ key, version: each.version, by: told.by });
      if (told.isVouched)
        found.followed.push(...(each.followed ?? []).map(other => ({ ...other, by: told.by })));
    }
  }
  if (!isNews) return found;
  const named = found.names.reduce((each, name) => withName(table, each, name), record);
  const byVersion = new Map(found.names.map(({ version, by }) => [version, by]));
  return {
    ...found,
    record: withOpen({ ...named, findings: findingsAfter(record, told, actor) }, left),
    events: events.map(event => ({ ...event, by: byVersion.get(event.version) ?? event.by })),
  };
}

/** Columns of a change of which an edit tells, and that nobody has told of before. */
function toldOf(
  table: Table,
  { version, columns }: Unnamed,
  { standing, texts }: ToldEdit,
  events: readonly RecordEvent[],
): string[] {
  const changes = events.find(event => event.version === version)?.changes ?? [];
  return staffColumns(table).flatMap(({ key, kind }) => {
    const state = columns[key];
    if (state === undefined || state === 'told') return [];
    if (state === 'open' && standing.includes(key)) return [key];
    const own = (texts[key] ?? []).map(text => toldCell(kind, text)).filter(text => text !== null);
    const isText = ({ column, after }: RecordEvent['changes'][number]) =>
      column === key && own.some(text => saysTheSame(text, toldCell(kind, after)));
    return changes.some(isText) ? [key] : [];
  });
}

/** What is said of texts that were written over, with whose they were where an edit tells of just these. */
function findingsAfter(
  { findings }: DeskRecord,
  { texts, zone }: ToldEdit,
  actor: string,
): DeskRecord['findings'] {
  return findings.map(each => {
    const own = texts[each.column ?? ''] ?? [];
    const isHis =
      each.code === 'overwritten' &&
      own.some(text => text !== null && each.facts['was'] === showCell(text, zone));
    return isHis && each.facts['who'] === UNKNOWN_EDITOR
      ? { ...each, facts: { ...each.facts, who: actor } }
      : each;
  });
}

const asTold = (columns: readonly string[]): Unnamed['columns'] =>
  Object.fromEntries(columns.map(key => [key, 'told']));

/** A record one of whose changes is somebody's by now: what it says of who made that one says so. */
export function withName(table: Table, record: DeskRecord, { version, by }: LateName): DeskRecord {
  const actor = actorOf(by);
  if (actor === undefined) return record;
  const begins = version === 1 && actorOf(record.createdBy) === undefined;
  const isLast = version === record.version && actorOf(record.updatedBy) === undefined;
  const authors: Cells = {};
  for (const column of begins ? table.columns : [])
    if (column.owner === 'system' && column.source.from === 'author') authors[column.key] = actor;
  return {
    ...record,
    cells: { ...record.cells, ...authors },
    ...(begins && { createdBy: by }),
    ...(isLast && { updatedBy: by }),
  };
}

function withOpen({ unnamed: _before, ...record }: DeskRecord, open: readonly Unnamed[]): DeskRecord {
  return { ...record, ...(open.length > 0 && { unnamed: [...open] }) };
}

/** A row as it was sent. */
interface Sent {
  edited: readonly string[];
  cells: Readonly<Record<string, unknown>>;
}

/** A change that was accepted, whose record knows which of its changes are nobody's so far. */
export function leftUnnamed(accepted: Accepted, { edited, cells }: Sent, table: Table): Accepted {
  const { after, event } = accepted;
  const isUnnamed = event.by.editor === '';
  if (!isUnnamed && !after.unnamed) return accepted;
  const changed = staffColumns(table).flatMap(({ key }) =>
    event.changes.some(({ column }) => column === key) ? [key] : [],
  );
  const before = (after.unnamed ?? [])
    .filter(({ at }) => event.at - at <= NAMEABLE_MS)
    .map(each => ({ ...each, columns: writtenOver(each.columns, changed) }));
  const asked = changed.filter(key => edited.includes(key));
  // Where nothing is known to have been edited, it is all that did not follow by itself.
  const brought = changed.filter(key => (cells[key] ?? '') !== '' || (after.cells[key] ?? null) === null);
  const columns = asked.length > 0 ? asked : brought;
  const own: Unnamed = {
    version: after.version,
    at: event.at,
    columns: Object.fromEntries(columns.map(key => [key, 'open'])),
  };
  const isOpen = isUnnamed && columns.length > 0;
  const open = [...before, ...(isOpen ? [own] : [])].slice(-MAX_UNNAMED);
  return { ...accepted, after: withOpen(after, open) };
}

/** What stands in these columns is no longer what the change brought: only a text can tell of it. */
function writtenOver(columns: Unnamed['columns'], changed: readonly string[]): Unnamed['columns'] {
  return Object.fromEntries(
    Object.entries(columns).map(([key, state]) => [
      key,
      state === 'open' && changed.includes(key) ? 'over' : state,
    ]),
  );
}

/** A record of which a change that was just made is nobody's, with what followed from it: that is whose it is. */
export function withFollowed(record: DeskRecord, followed: readonly Followed[]): DeskRecord {
  const last = record.unnamed?.at(-1);
  if (!record.unnamed || last?.at !== record.updatedAt) return record;
  const some = followed.filter(({ key, version }) => key !== record.key || version !== last.version);
  if (some.length === 0) return record;
  return {
    ...record,
    unnamed: [...record.unnamed.slice(0, -1), { ...last, followed: some.slice(0, MAX_FOLLOWED) }],
  };
}
