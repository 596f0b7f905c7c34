// The words in which a table is declared. A declaration is data: it calls no code, and the interpreters
// (check, complete, states, clocks, layout, figures) know no table by name.

import type { Announcing } from './announcing.ts';
import type { CallFormRule } from './call-form.ts';
import type { ClockRule, Recipient } from './clock-rule.ts';
import type { Cells, Column, Source, StaffColumn, SystemColumn } from './column.ts';
import type { Need } from './condition.ts';
import type { Measures } from './measures.ts';
import type { PaperRule } from './paper.ts';
import type { Attempts, Brief, NoCalls, Opening, Override, Script } from './record-rules.ts';
import type { EffectRule, SimilarityRule } from './similarity-rule.ts';

/**
 * Whether a state counts as open, solved or closed: words may change. What is `standing` is no work but kept: a
 * customer is never done with.
 */
export type Category = 'open' | 'solved' | 'closed' | 'standing';

export interface State {
  name: string;
  category: Category;
  /** What must be there to have come this far. */
  needs: readonly Need[];
  /** Not on the way from first to last: only an override leads here. */
  aside?: true;
  /** An end that nobody wished for: supervisors are shown the records that came to it. */
  watched?: true;
  /** Its records count for nothing: they should never have been. */
  void?: true;
  moot?: true; // Nobody had to do it any more: a limit that had not passed by then was not kept either.
}

/** A time that does not count for some limits: as long as a record meets the need. */
export interface PauseRule {
  id: string;
  /** What is waited for, as notes show it: `等客户确认方案`. */
  label: string;
  when: Need;
  /** The time at which that began, as the record that is waited for tells. */
  happened?: ToldColumn;
  /** No longer than this at a time: whoever is waited for cannot hold a limit for ever. */
  most?: `${number}${'h' | 'd'}`;
}

/** A time column of the records of another table that refer to this one and are in one of these states. */
export interface ToldColumn {
  by: string;
  column: string;
  /** Any, where none is named. */
  states?: readonly string[];
}

export interface Reopening {
  /** What asks for another cycle; has to be over once the columns of the finished cycle are blank. */
  when: Need;
  /** When that happened: the record's own time column, or one that the record which asks for it tells. */
  happened?: string | ToldColumn;
  /** Only once the record is solved, or from any state. */
  from: 'solved' | 'any';
  /** State in which the next cycle begins. */
  to: string;
  /** Who hears of it at once, once for each cycle that begins so. */
  notifies?: readonly Recipient[];
  /** What they are told has happened, where it is more than that work begins anew: a title and a sentence. */
  says?: { title: string; what: string };
}

export interface Numbering {
  prefix: string;
  /** Date part, from the record's own time column; a table without it counts on for ever. */
  date?: { form: 'yyyyMMdd' | 'yyyy'; column: string };
  separator: string;
  digits: number;
}

/** What a table is to the desk: `work` records live and have limits; `reference` rows configure the desk. */
export type Role = 'work' | 'people' | 'settings';

export interface Table {
  key: string;
  role: Role;
  /** Whether its records are matters of customers or work that follows; without it they count nowhere. */
  counts?: 'matters' | 'work';
  /** Tab title. */
  title: string;
  /** What its rows are, in a sentence of the first tab. */
  purpose?: string;
  /** Fixed id of the tab, so that renaming or moving it is harmless. */
  sheetId: number;
  /** Tab colour, `#rrggbb`. */
  colour: string;
  numbering: Numbering;
  columns: readonly Column[];
  states: readonly State[];
  override?: Override;
  /** Stands above all: the record is none, until the cell is cleared. */
  withdrawal?: Override;
  attempts?: Attempts;
  noCalls?: NoCalls;
  /** What ends a record whose customer was taken out of what is kept, where it is about getting in touch with him. */
  erased?: Readonly<Record<string, string>>;
  reopenings?: readonly Reopening[];
  /** Time columns that must not run backwards, or date columns, in order; blanks are passed over. */
  order: readonly string[];
  clocks: readonly ClockRule[];
  pauses?: readonly PauseRule[];
  /** The column in which somebody above takes note of limits that have passed, and the one that says since when. */
  acknowledging?: { by: string; at: string };
  views?: Views;
  /** How a record of it is begun while its customer is on the phone. */
  callForm?: CallFormRule;
  /** Columns that are filled in on the road: on the page for phones that a notice leads to. */
  onTheRoad?: readonly string[];
  /** How a record of it is printed; without it, one column after the other. */
  paper?: PaperRule;
  /** Columns by which the summaries break down what they count. */
  dimensions: readonly { name: Dimension; column: string }[];
  /** What the summaries measure beside the coming, going and limits of records. */
  measures?: Measures;
  opens?: readonly Opening[];
  announces?: readonly Announcing[];
  script?: Script;
  /** Name of the text with which a call is answered. */
  greeting?: string;
  brief?: Brief;
  /** Columns of which the records that it refers to hear, beside its state. */
  reportedFields?: readonly string[];
  similarity?: SimilarityRule;
  effect?: EffectRule;
  /** Whether only supervisors may write. */
  supervised?: true;
  /** Whether a row is taken out by clearing its cells. */
  clearable?: true;
}

/** What the filter views of its tab go by, beside its dimensions and its priority. */
export interface Views {
  /** Records that came to an end within so many days, under this title: of whom some may be called. */
  lately?: { title: string; column: string; days: number };
  /** Rows that are looked at together, by what stands in an option column; a view for each title. */
  groups?: { column: string; titles: Readonly<Record<string, readonly string[]>> };
  /** States in which the customer is to be called back. */
  callBack?: readonly string[];
}

/** The key of a column that a workspace has appended. */
export type WorkspaceKey = `x_${string}`;

/** What summaries are broken down by. */
export type Dimension = 'person' | 'department' | 'type' | 'priority' | WorkspaceKey;

/** The dimensions of a table that the workspace has added, by the keys of their columns. */
export function workspaceDimensions({ dimensions }: Table): WorkspaceKey[] {
  return dimensions.flatMap(({ name }) => (isWorkspaceKey(name) ? [name] : []));
}

export const isWorkspaceKey = (name: string): name is WorkspaceKey => name.startsWith('x_');

/** The clocks that a column of due times may show, the first that a record has before the others. */
export function clocksShown({ clock }: Extract<Source, { from: 'due' }>): readonly string[] {
  return typeof clock === 'string' ? [clock] : clock;
}

/** By table: each row asks for them dozens of times, and a declaration does not change. */
const columnsOfStaff = new WeakMap<Table, readonly StaffColumn[]>();

/** The staff columns of a table. */
export function staffColumns(table: Table): readonly StaffColumn[] {
  const known = columnsOfStaff.get(table);
  if (known) return known;
  const found = table.columns.filter(column => column.owner === 'staff');
  columnsOfStaff.set(table, found);
  return found;
}

/** The cells of a record that staff own. */
export function staffCells(table: Table, cells: Cells): Cells {
  return Object.fromEntries(staffColumns(table).map(({ key }) => [key, cells[key] ?? null]));
}

/** The column that the system fills in by this word, the first of several. */
export const systemColumn = (
  { columns }: Pick<Table, 'columns'>,
  from: Source['from'],
): SystemColumn | undefined =>
  columns.find((each): each is SystemColumn => each.owner === 'system' && each.source.from === from);

/** The column with this key. @throws when the declaration names a column that it lacks: a broken declaration. */
export function columnOf(table: Table, key: string): Column {
  const column = table.columns.find(each => each.key === key);
  if (!column) throw new Error(`table ${table.key} has no column "${key}"`);
  return column;
}

/** The state with this name, if it is declared: another program may have stored one that is not. */
export const knownState = (table: Table, name: string): State | undefined =>
  table.states.find(each => each.name === name);

/** The state with this name. @throws when the declaration lacks it. */
export function stateOf(table: Table, name: string): State {
  const state = knownState(table, name);
  if (!state) throw new Error(`table ${table.key} has no state "${name}"`);
  return state;
}
