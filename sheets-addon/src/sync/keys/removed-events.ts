// What somebody typed into a row that was removed before anybody had read it: its event names a place where another row
// stands by then, or none.
import type {
  RecordsAnswer,
  RowInput,
  WireCell,
  WireTexts,
} from '../../../../functions/src/contract/contract.ts';
import { SECOND_MS } from '../../platform/clock.ts';
import { recordsOf, ServiceFailure } from '../../platform/service.ts';
import { sameWire } from '../../sheet/cells.ts';
import { type Lines, type PlacedColumn, staffColumns, type Tab } from '../../sheet/tab.ts';
import { TEXTS } from '../../texts.ts';
import { type Choice, inOrder, type Touch, type Typed, UNTOUCHED } from '../choice.ts';
import { claim } from '../in-flight.ts';
import { readAll } from '../widen.ts';
import { missedLately } from './known.ts';
import { textsOf } from './left-words.ts';
import { comeFrom, withEvents, withoutColumn } from './moved-events.ts';
import { placesPainted, typedElsewhere } from './passed-on.ts';
import { ofNoRowHere, type TypedOver, typedOverAt, whoseOf, withoutTexts } from './typed-over.ts';

/** A row as it is sent that stands nowhere; `row` is where it stood. */
interface Removed {
  row: number;
  pasted: false;
  input: RowInput;
  remarks: [];
}

/** So long after a row was missed an event of it is heard of still, ms: executions take turns. */
const LATE_MS = 10 * SECOND_MS;

/** Of more records than these that may be meant none has the text in its history. */
const MAX_HISTORIES = 5;
/** Of a text no more signs are quoted. */
const MAX_QUOTED = 30;

type Gone = RecordsAnswer['rows'][number];

/** What was typed at a place, by column. */
type Events = ReadonlyMap<PlacedColumn, readonly Typed[]>;

/** What was typed into a removed row, and the choice's touch of its place without it. */
interface Found {
  row: number;
  /** The one whose it is, or those whose it may be. */
  records: readonly Gone[];
  events: Events;
  touch: Pick<Touch, 'whose'>;
  without: (touch: Touch) => Touch;
  /** Where the record's row stands again. */
  back?: number | undefined;
}

/** What is typed into removed rows, as far as events tell it. */
interface Told {
  /** The same choice without it, where there is any. */
  choice?: Choice;
  rows: Removed[];
  /** What is to be said of texts of which nobody can tell whose they were. */
  said: string[];
}

/**
 * What was typed into removed rows, as it is sent to their records, and the choice without it. It is a row's that
 * nobody had missed when the event was heard of, and is the only one of these whose record held what the event says to
 * have stood in the cell, or holds what was typed. Where the row that stands there never held that, it may have been
 * missed a moment before, or have come back. Where several may be meant it is in the history of each, and in none where
 * there are many.
 */
export function typedIntoRemoved(tab: Tab, choice: Choice, lines: Lines): Told {
  const places = [...choice.touched];
  const lost = places.flatMap(([row, touch]) => {
    const typed = typedElsewhere(tab, row, touch, lines.get(row));
    return typed.length > 0 ? [{ row, touch, typed }] : [];
  });
  const over = places.flatMap(([row, touch]) => typedOverAt(tab, row, touch, lines.get(row)));
  const missed = lost.length + over.length === 0 ? undefined : missedLately(tab);
  if (!missed || missed.size === 0) return { rows: [], said: [] };
  const records = recordsOfAll(tab, [...missed.keys()]);
  if (!records) return { rows: [], said: lost.map(({ row, typed }) => saidOf(row, byColumn(tab, typed))) };
  const isGone = ({ key }: Gone): boolean => missed.get(key)?.isBack === false;
  const mayBe = (events: Events, lateMs: number): Gone[] => {
    const heardAt = Math.max(...[...events.values()].flat().map(({ at = 0 }) => at));
    const since = heardAt - lateMs;
    return records.filter(each => (missed.get(each.key)?.at ?? 0) >= since && isOf(tab, each, events));
  };
  const come = lost.flatMap(({ row, touch, typed }): Found[] => {
    const events = byColumn(tab, typed);
    const all = mayBe(events, 0).filter(isGone);
    const without = (left: Touch) => [...events.keys()].map(({ key }) => key).reduce(withoutColumn, left);
    // Of several it is none's where it may be a row's that has moved on.
    const isTheirs = all.length === 1 || (all.length > 1 && !placesPainted(tab, readAll(tab)).has(row));
    return isTheirs ? [{ row, records: all, events, touch, without }] : [];
  });
  const others = over.flatMap(each => {
    if (come.some(({ row }) => row === each.row)) return [];
    const all = mayBe(new Map([[each.column, each.events]]), LATE_MS);
    const [record] = all.length === 1 ? all : [];
    return record ? [{ ...each, key: record.key, records: all }] : [];
  });
  return sentTo(tab, [...come, ...together(ofNoRowHere(tab, others))], choice);
}

/** What was typed into several cells of one row. */
function together(all: readonly (TypedOver & Pick<Found, 'records' | 'back'>)[]): Found[] {
  const found: Found[] = [];
  for (const { row, records, column, events, back } of all) {
    const before = found.find(each => each.row === row && each.records[0] === records[0]);
    const without = (touch: Touch) => withoutTexts(before?.without(touch) ?? touch, column, events);
    const whose = { ...before?.touch.whose, ...whoseOf(column.key, events) };
    const cells = new Map([...(before?.events ?? []), [column, events] as const]);
    if (before) found.splice(found.indexOf(before), 1);
    found.push({ row, records, events: cells, touch: { whose }, without, back });
  }
  return found;
}

/** Each as it is sent to its record; of several records, or of several rows that would be one's, to the histories. */
function sentTo(tab: Tab, found: readonly Found[], choice: Choice): Told {
  const touched = new Map(choice.touched);
  const rows = new Map<string, Removed>();
  const said: string[] = [];
  const isAlone = ({ row, records }: Found): boolean =>
    records.length === 1 &&
    found.every(each => each.row === row || each.records.length > 1 || each.records[0] !== records[0]);
  for (const each of [...found].sort((one, other) => Number(isAlone(other)) - Number(isAlone(one)))) {
    const { row, touch, events, records, without, back } = each;
    const isSure = isAlone(each);
    const inputs = records.map(record => inputOf(tab, record, events, touch));
    const sent = isSure || records.length <= MAX_HISTORIES ? inputs : [];
    const taken = isSure
      ? inputs
      : sent.filter(input => !rows.has(input.key) && hasText(input)).map(forHistory);
    if (back === undefined)
      for (const input of taken) rows.set(input.key, { row, pasted: false, input, remarks: [] });
    else if (isSure) touched.set(back, withTexts(tab, touched.get(back), row, events));
    if (!isSure) said.push(saidOf(row, events, back === undefined ? taken : []));
    const left = without(touched.get(row) ?? UNTOUCHED);
    if (left.edited.length > 0) touched.set(row, left);
    else touched.delete(row);
  }
  // Whoever sends one already looks for it in the tab: what was typed would be in neither request.
  claim([...rows.values()].map(({ input }) => input));
  return { ...(found.length > 0 && { choice: { ...choice, touched } }), rows: [...rows.values()], said };
}

/** What is to be typed once more into a row that has come back as its record is. */
const withTexts = (tab: Tab, before: Touch | undefined, row: number, events: Events): Touch =>
  [...events].reduce<Touch>(
    (touch, [column, all]) => ({
      ...withEvents(touch, column.key, comeFrom(row, all)),
      put: { ...touch.put, [column.key]: wireOf(tab, column, all[all.length - 1]?.value) },
    }),
    before ?? { ...UNTOUCHED, pasted: false },
  );

const hasText = ({ cells }: RowInput): boolean => Object.values(cells).some(text => text !== null);

/** The same texts as ones that do not stand in the record. */
const forHistory = ({ key, base, number, editor, cells }: RowInput): RowInput => ({
  key,
  base,
  number,
  edited: [],
  cells: {},
  overwritten: textsOf(cells),
  ...(editor !== undefined && { editor }),
});

/** What is said of texts that nobody can give to a record; of a hidden cell not what was typed. */
function saidOf(row: number, events: Events, inHistory: readonly RowInput[] = []): string {
  const texts = [...events].map(([{ label, hidden }, all]) => {
    const text = hidden ? undefined : all[all.length - 1]?.value;
    return text === undefined ? `“${label}”` : `“${label}”的“${text.slice(0, MAX_QUOTED)}”`;
  });
  const numbers = inHistory.flatMap(({ number }) => number ?? []);
  return TEXTS.typedIntoRemoved(row, texts.join('、'), numbers);
}

function byColumn(tab: Tab, typed: readonly Typed[]): Events {
  const events = staffColumns(tab).map(
    column => [column, inOrder(typed.filter(each => each.column === column.key))] as const,
  );
  return new Map(events.filter(([, all]) => all.length > 0));
}

const wireOf = (tab: Tab, { wire }: PlacedColumn, text: string | undefined): WireCell =>
  text === undefined ? null : tab.codec.fromEvent(text, wire);

/** Whether a record held what stood in the cells before, or holds what was typed there and is not known whose it is. */
function isOf(tab: Tab, { table, cells }: Gone, events: Events): boolean {
  const isIn = (column: PlacedColumn, text: string | undefined): boolean =>
    sameWire(wireOf(tab, column, text), cells[column.key] ?? null, column.wire);
  return (
    table === tab.table.table &&
    [...events].every(
      ([column, all]) => isIn(column, all[0]?.oldValue) || isIn(column, all[all.length - 1]?.value),
    )
  );
}

function inputOf(
  tab: Tab,
  { key, base, number }: Gone,
  events: Events,
  { whose = {} }: Pick<Touch, 'whose'>,
): RowInput {
  const columns = [...events.keys()].map(column => column.key);
  const cells: RowInput['cells'] = {};
  const overwritten: WireTexts = {};
  let editor = '';
  for (const [column, all] of events) {
    const texts = all.map(({ value }) => wireOf(tab, column, value));
    const last = texts[texts.length - 1] ?? null;
    cells[column.key] = last;
    const before = texts.filter(text => text !== null && !sameWire(text, last, column.wire));
    if (before.length > 0) overwritten[column.key] = before;
    editor = all[all.length - 1]?.editor ?? editor;
  }
  const ofOthers = columns.filter(column => (whose[column] ?? editor) !== editor);
  return {
    key,
    base,
    number,
    edited: columns,
    cells,
    ...(Object.keys(overwritten).length > 0 && { overwritten }),
    ...(editor !== '' && { editor }),
    ...(ofOthers.length > 0 && { ofOthers }),
  };
}

/** The records with these keys; nothing where the service cannot be asked. */
function recordsOfAll({ desk }: Tab, keys: readonly string[]): Gone[] | undefined {
  try {
    return recordsOf(desk.deskId, keys.slice(-desk.maxRows)).rows;
  } catch (cause) {
    if (!(cause instanceof ServiceFailure)) throw cause;
    Logger.log(`Records of rows that were removed could not be asked for: ${cause.message}`);
    return undefined;
  }
}
