// A person taken out of what is kept of a record. The record stays and counts as before; who it was about is gone from
// its cells, its finished cycles and what was found beside it. Pure; what else is kept of it goes by the same words.

import { maskCustomer, namesHidden, namesHiddenIn, shownCell } from '../cells/mask.ts';
import { contactKeysIn } from '../lib/contact.ts';
import { type Keyed, keyedDigest } from '../lib/digest.ts';
import { isOrganisation } from '../lib/organisation.ts';
import { personalPartsOf } from '../lib/personal-data.ts';
import { CHINESE_DIGITS } from '../lib/personal-rules.ts';
import type { Instant } from '../lib/time.ts';
import type { Cell, Cells, Column, StaffColumn } from '../schema/column.ts';
import { staffColumns, type Table } from '../schema/table.ts';
import { textsWithin } from './hide-told.ts';
import { contactMark, marksOf } from './persons.ts';
import type { Author, DeskRecord, Marks, PrivateCells, RecordEvent } from './record.ts';
import type { Link } from './states.ts';
import { systemEvent } from './system-event.ts';
import { wordsTold } from './told-words.ts';

/** What stands where a name was: the sheet takes it for one that hides itself. */
const ERASED_NAME = '*已删除*';
/** What stands where something personal was in a text. */
const ERASED_PART = '［已删除］';

/** Whatever hides part of itself in a text, see personal-data.ts and contact.ts. */
const MASKED = new RegExp(
  String.raw`[\w.+%${CHINESE_DIGITS}-]{0,6}\*{3,}(?:@[\w.-]+|[\d${CHINESE_DIGITS}]{0,4}(?:-\d{1,6})?)`,
  'g',
);

/** What goes from a record's texts: all that is masked, or only some of that; and names wherever they stand. */
export interface Scrub {
  /** Whether the record is about the person: else he is only named in it. */
  whole: boolean;
  /** Masked forms that go, where not all do. */
  shown: readonly string[];
  names: readonly string[];
}

/** A text without what goes. */
export function scrubbed(text: string, { whole, shown, names }: Scrub): string {
  const named = names.reduce((rest, name) => rest.replaceAll(name, ERASED_PART), text);
  if (whole) return named.replaceAll(MASKED, ERASED_PART);
  return shown.reduce((rest, part) => rest.replaceAll(part, ERASED_PART), named);
}

/** What goes from a record, of which these are the full values, for a person who has these marks. */
export function scrubOf(
  table: Table,
  { cells }: DeskRecord,
  full: PrivateCells,
  { whole, marks, keyed }: { whole: boolean; marks: ReadonlySet<string>; keyed: Keyed },
): Scrub {
  const columns = staffColumns(table);
  const names = columns.flatMap(({ key, kind }) => {
    if (!whole) return [];
    const [inFull, shown] = [full[key], cells[key]];
    if (kind.type !== 'customer')
      return typeof inFull === 'string' && typeof shown === 'string'
        ? namesHiddenIn(kind, inFull, shown).flatMap(each => [each.full, each.shown])
        : [];
    return [full[key], cells[key]].flatMap(name => (typeof name === 'string' ? peopleIn(name) : []));
  });
  const shown = columns.flatMap(({ key }) =>
    personalPartsOf(full[key] ?? '').flatMap(part => (isOf(part.plain, marks, keyed) ? [part.shown] : [])),
  );
  return { whole, shown: [...new Set(shown)], names: [...new Set(names)] };
}

/** Names of people in a name, in full and as they are shown. */
const peopleIn = (name: string): string[] =>
  isOrganisation(name)
    ? []
    : name
        .split(/[\s、,，/()（）]+/)
        .filter(part => [...part].length > 1 && !isOrganisation(part) && part !== ERASED_NAME)
        .flatMap(part => [part, maskCustomer(part)]);

const isOf = (part: string, marks: ReadonlySet<string>, keyed: Keyed) =>
  contactKeysIn(part).some(key => marks.has(contactMark(key, keyed)));

/** A cell without what goes. */
function erasedCell(column: Column | undefined, cell: Cell, scrub: Scrub): Cell {
  if (typeof cell !== 'string') return cell;
  // What stands in a column that is gone may be anything.
  if (!column) return scrubbed(cell, scrub);
  if (column.owner === 'system') return cell;
  switch (column.kind.type) {
    case 'contact':
      return scrub.whole ? null : cell;
    case 'customer':
      return scrub.whole && !isOrganisation(cell) ? ERASED_NAME : cell;
    case 'long':
      return scrubbed(cell, scrub);
    case 'text':
      return column.kind.verbatim && column.kind.line ? cell : scrubbed(cell, scrub);
    default:
      return cell;
  }
}

function erasedCells(table: Table, cells: Cells, scrub: Scrub): Cells {
  const columns = new Map(table.columns.map(each => [each.key, each]));
  const erased = Object.entries(cells).map(([key, cell]) => [key, erasedCell(columns.get(key), cell, scrub)]);
  return Object.fromEntries(erased) as Cells;
}

const deeply = <T>(kept: T, scrub: Scrub): T => textsWithin(kept, text => scrubbed(text, scrub));

/** An event without what goes: what was typed there is told no more. */
export function erasedEvent(table: Table, event: RecordEvent, scrub: Scrub): RecordEvent {
  const columns = new Map(table.columns.map(each => [each.key, each]));
  const changes = event.changes.map(({ column, label, before, after }) => ({
    column,
    label: scrubbed(label, scrub),
    before: erasedCell(columns.get(column), before, scrub),
    after: erasedCell(columns.get(column), after, scrub),
  }));
  return { ...event, changes, ...(event.why !== undefined && { why: scrubbed(event.why, scrub) }) };
}

/** On whose behalf a person is erased, when, and what the history says of it. */
export interface Erasing {
  by: Author;
  now: Instant;
  why: string;
  /** What is the same for all records of one erasure, and no other's. */
  as: string;
  marks: ReadonlySet<string>;
  keyed: Keyed;
}

/** A record without the person, the event that says so, and what goes from its full values. */
export interface Erased {
  after: DeskRecord;
  event: RecordEvent;
  privateCells: PrivateCells;
}

/** The record without what goes. Nothing of what it counts for changes but that its customer has another digest. */
export function erasedRecord(
  table: Table,
  record: DeskRecord,
  full: PrivateCells,
  scrub: Scrub,
  erasing: Erasing,
): Erased {
  const { whole } = scrub;
  const texts = whole ? {} : textsWithout(table, full, erasing);
  const cells = { ...erasedCells(table, record.cells, scrub), ...shownTexts(table, texts, { record, full }) };
  const { customer, persons: _, words: __, personsIn = {}, namesIn, uses, ...rest } = record;
  const digest = whole && customer ? pseudonym(customer.digest, erasing) : customer?.digest;
  const cycles = record.cycles.map(cycle => ({
    ...cycle,
    cells: erasedCells(table, cycle.cells, scrub),
    standing: erasedCells(table, cycle.standing, scrub),
  }));
  const after: DeskRecord = {
    ...rest,
    version: record.version + 1,
    cells,
    proposed: erasedCells(table, record.proposed, scrub),
    cycles,
    ...wordsTold(table, { cells, cycles }),
    links: toldWithout(record.links, scrub),
    findings: deeply(record.findings, scrub),
    customer: customer && digest !== undefined ? { ...customer, digest } : customer,
    // A call that waits for him is found by who he is.
    ...(uses && { uses: uses.filter(each => !whole || each !== customer?.digest) }),
    ...(whole ? { erasedAt: erasing.now } : namesIn && { namesIn }),
    ...leftMarks(table, personsIn, scrub, texts, erasing.keyed),
  };
  const privateCells = whole
    ? Object.fromEntries(Object.keys(full).map(key => [key, null]))
    : Object.fromEntries(
        Object.entries(texts).map(([key, text]) => [key, text === cells[key] ? null : text]),
      );
  const changed = table.columns.filter(
    ({ key }) => cells[key] !== record.cells[key] || (key in privateCells && full[key] !== null),
  );
  // What a cell was is told by nothing any more.
  const changes = changed.map(({ key, label }) => {
    const is = cells[key] ?? null;
    return { column: key, label, before: is, after: is };
  });
  const event = { ...systemEvent(after, changes, erasing.now, erasing.why), by: erasing.by };
  return { after, event, privateCells };
}

/** Links without what those who refer to the record have told of the person. */
function toldWithout(links: DeskRecord['links'], scrub: Scrub): DeskRecord['links'] {
  const each = Object.entries(links).map(([table, all]): [string, Link[]] => [
    table,
    all.map(link => ({ ...link, told: deeply(link.told, scrub) })),
  ]);
  return Object.fromEntries(each);
}

/** The same customer is one and the same afterwards as well, though nobody can tell any more who he is. */
const pseudonym = (digest: string, { keyed, as }: Erasing): string =>
  keyedDigest(`erased|${digest}|${as}`, keyed);

/** Texts in full without the person's own numbers, by column, where there were any. */
function textsWithout(table: Table, full: PrivateCells, { marks, keyed }: Erasing): Record<string, string> {
  const changed = staffColumns(table).flatMap(({ key }): [string, string][] => {
    const text = full[key];
    if (typeof text !== 'string') return [];
    const his = personalPartsOf(text).filter(({ plain }) => isOf(plain, marks, keyed));
    const without = his
      .toReversed()
      .reduce((rest, { at, whole }) => rest.slice(0, at) + ERASED_PART + rest.slice(at + whole.length), text);
    return his.length > 0 ? [[key, without]] : [];
  });
  return Object.fromEntries(changed);
}

/** Texts in full as they are shown: names that they hid stay hidden. */
function shownTexts(
  table: Table,
  texts: Readonly<Record<string, string>>,
  { record, full }: { record: DeskRecord; full: PrivateCells },
): Cells {
  const columns = new Map<string, StaffColumn>(staffColumns(table).map(each => [each.key, each]));
  const shown = Object.entries(texts).map(([key, text]): [string, Cell] => {
    const column = columns.get(key);
    if (!column) return [key, text];
    const hidden = namesHidden(column.kind, full[key] ?? null, record.cells[key] ?? null);
    return [key, hidden(String(shownCell(column.kind, text)))];
  });
  return Object.fromEntries(shown);
}

/** The marks that a record is found by afterwards: numbers of things, and other people's. */
function leftMarks(
  table: Table,
  personsIn: Readonly<Record<string, string[]>>,
  { whole }: Scrub,
  texts: Readonly<Record<string, string>>,
  keyed: Keyed,
): Marks {
  const left = staffColumns(table).flatMap((column): [string, string[]][] => {
    const { key, kind, unique } = column;
    const isOfThing = unique || kind.type === 'named';
    const text = texts[key];
    const marks = text === undefined ? (personsIn[key] ?? []) : [...new Set(marksOf(column, text, keyed))];
    return marks.length > 0 && (isOfThing || !whole) ? [[key, marks]] : [];
  });
  if (left.length === 0) return {};
  return { personsIn: Object.fromEntries(left), persons: [...new Set(left.flatMap(([, all]) => all))] };
}
