// The words in which a table is declared. A declaration is data: it calls no code, and the interpreters
// (check, complete, states, clocks, layout, figures) know no table by name.

import type { Announcing } from './announcing.ts';
import type { Aspect } from './aspect.ts';
import type { ClockRule, Recipient } from './clock-rule.ts';
import type { Need } from './condition.ts';
import type { Measures } from './metrics-rule.ts';
import type { Parameter } from './parameters.ts';
import type { Attempts, CostCase, Opening, OutcomeCase, Override, Script } from './record-rules.ts';
import type { CellRight } from './right.ts';
import type { EffectRule, SimilarityRule } from './similarity-rule.ts';

/** What a cell of a record holds: times are instants (ms), dates `YYYY-MM-DD`, blanks null. */
export type Cell = string | number | boolean | null;
export type Cells = Record<string, Cell>;

/** Lists that a workspace extends in its settings tab; an option column may take its values from one. */
export type SettingList = 'problemTypes' | 'departments' | 'products' | 'channels';

/** What may stand in a column and how it is judged. */
export type Kind =
  /** `most` characters: of what is kept with the desk itself. `verbatim`: a number of a thing, a link; nothing in it is hidden. */
  | { type: 'text'; most?: number; verbatim?: true }
  /** `tells` refuses what has no facts ("设备坏了") and asks for what is not told; `quote` asks for quotation marks. */
  | { type: 'long'; aspects?: readonly Aspect[]; quote?: true }
  /** To the minute. `happened` times may not lie in the future; `openDays` are planned: what is put on a closed day moves on. */
  | { type: 'time'; happened?: true; openDays?: true }
  | { type: 'date'; happened?: true }
  /** A name from the people tab; `*` stands for any characters, as the templates write names. `supervises`: only of one who does. */
  | { type: 'person'; supervises?: true }
  | { type: 'option'; options: readonly string[] }
  | { type: 'option'; from: SettingList }
  | { type: 'score'; most: number }
  /** A decimal number. */
  | { type: 'number' }
  /** A change in hundredths, `-50%`, held as that text. */
  | { type: 'percent' }
  /** Phone or mail; the sheet shows the masked form, the full one is kept apart. */
  | { type: 'contact' }
  /** A mail address of a colleague, shown as it is. */
  | { type: 'mail' }
  /** Where a colleague is reached: a mail address, or the name by which a robot mentions them in a chat. */
  | { type: 'address' }
  /** Hours of quiet: `21:00-08:00`, or `不限`. */
  | { type: 'quiet' }
  /** A whole number from 1. */
  | { type: 'count'; most: number }
  /** A customer's name, masked likewise (李*) unless it is an organisation. */
  | { type: 'customer' }
  /**
   * The number of a record of one of these tables; the two know each other from then on. Where two tables number alike, the tab's title
   * stands before it (`热线记录 20231001005`).
   */
  | { type: 'reference'; to: readonly string[] }
  /** What stands in a unique column of a record of another table; the two know each other where there is one, and it is a warning where not. */
  | { type: 'named'; table: string; column: string }
  /** The value of a setting; its form follows from the setting's category. */
  | { type: 'setting'; category: string };

/** How the system fills a blank staff cell; a person may overwrite it, and the history shows that. */
export type Proposal =
  /** By what is said, in the words of template 004 or what they are `as` here; a delay is counted up to the time in `received`. */
  | {
      rule: 'priority';
      reads: readonly string[];
      as?: Readonly<Record<string, string>>;
      received?: string;
    }
  | { rule: 'department'; by: string; tags?: string; subject?: string; otherwise: string }
  /** Whoever is on duty in the department of a type; of types that go to a role, whoever has it, those of the department first. */
  | { rule: 'personOnDuty'; by: string; roles?: Readonly<Record<string, string>> }
  | { rule: 'constant'; value: string }
  /** Who bears the cost: the first of these that fits the warranty and the cause of the fault. */
  | { rule: 'cost'; warranty: string; cause: string; cases: readonly CostCase[]; otherwise: string }
  /** When a limit of the record referred to is due. */
  | { rule: 'referenceDue'; reference: string; clock: string }
  /** What a column of the record referred to holds, named by table; nothing from a table that is not named. */
  | { rule: 'fromReference'; reference: string; columns: Readonly<Record<string, string>> }
  /** At 09:00 some days or months after a date or after now, or when work begins after that; never in the past. */
  | { rule: 'offset'; by: string; offsets: Readonly<Record<string, Offset>> }
  /** What a record of another table told in this cycle in this column, or what that means here; as long as it tells one of the values that are `given` as well. */
  | {
      rule: 'reported';
      by: string;
      given: { is: string; values: readonly string[] };
      column: string;
      as?: Readonly<Record<string, string | number>>;
    }
  /** Whoever is at work and stands first among those of a role. */
  | { rule: 'personOfRole'; by: string; roles: Readonly<Record<string, string>> };

/** A time relative to `now` or to a date column. */
export type Offset = { from: string } & ({ days: number } | { months: number });

/** Where a system column comes from. */
export type Source =
  | { from: 'number' }
  | { from: 'state' }
  | { from: 'cycle' }
  /** When this clock is due; of several, the first that the record has. */
  | { from: 'due'; clock: string | readonly string[] }
  /** When the named column was first filled in, or first held one of these values, in this cycle. */
  | { from: 'firstSetAt'; column: string; values?: readonly string[] }
  /** When the named column was last given another value; blank as long as that is. */
  | { from: 'changed'; column: string }
  /** When the record first came as far as this state, in this cycle; blank when it has fallen back. */
  | { from: 'stateEnteredAt'; state: string }
  /** When the named percentage first told of a fall by as much as this parameter says. */
  | { from: 'droppedAt'; column: string; by: Parameter }
  /** The first of these time columns that is filled in. */
  | { from: 'first'; columns: readonly string[] }
  | { from: 'updated' }
  | { from: 'created' }
  | { from: 'closed' }
  /** Whether a purchase is under warranty at a time: months by product in settings. */
  | { from: 'warranty'; product: string; model?: string; purchased: string }
  /** Who handles the record of this table that referred to this one last, in this cycle. */
  | { from: 'handledBy'; table: string }
  /** When a limit of the record referred to is due. */
  | { from: 'referenceDue'; reference: string; clock: string }
  /** Numbers of the records of these tables that refer to this one. */
  | { from: 'linked'; tables: readonly string[] }
  /** Who has to decide now: one role more each time a column held this value, through the cycles. */
  | { from: 'escalation'; column: string; value: string; roles: readonly string[] }
  /** What the first of these says that applies, as long as `given` is met; cells of the last cycle count until they are filled in anew. */
  | { from: 'outcome'; given: Need; cases: readonly OutcomeCase[] }
  /** What the table's `attempts` have come to: how many, a list of them, or why there will be no more. */
  | { from: 'attempts'; shows: 'count' | 'log' | 'end' }
  /** How many like problems there were before the table's `effect` and after it. */
  | { from: 'effect'; side: 'before' | 'after' }
  | { from: 'author' };

interface ColumnBase {
  key: string;
  /** Header text; unique within the table. */
  label: string;
  /** How to fill the column in, shown as the header's note. */
  help: string;
  /** Width on screen in pixels. */
  width: number;
}

export interface StaffColumn extends ColumnBase {
  owner: 'staff';
  kind: Kind;
  /** Whether the row stays a draft without it. */
  required?: true;
  /** No two records of the table hold the same here, however it is written. */
  unique?: true;
  propose?: Proposal;
  /** Who may fill it in, where not everybody may who writes the row. */
  right?: CellRight;
  example: string;
  /** Filled anew in each cycle: when the record reopens, the value moves to the history. */
  perCycle?: true;
  /** Whether the tab may do without it: one that a workspace has appended comes to the tab later, and may be taken out. */
  optional?: true;
  /** Asked for, though the row is saved without it, where another column holds one of these values. */
  askedFor?: { is: string; values: readonly string[] };
}

export interface SystemColumn extends ColumnBase {
  owner: 'system';
  source: Source;
}

export type Column = StaffColumn | SystemColumn;

/** Whether a state counts as open, solved or closed: words may change. What is `standing` is no work but kept: a customer is never done with. */
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
}

export interface Reopening {
  /** What asks for another cycle; has to be over once the columns of the finished cycle are blank. */
  when: Need;
  /** Only once the record is solved, or from any state. */
  from: 'solved' | 'any';
  /** State in which the next cycle begins. */
  to: string;
  /** Who hears of it at once, once for each cycle that begins so. */
  notifies?: readonly Recipient[];
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
  reopenings?: readonly Reopening[];
  /** Time columns that must not run backwards, in order; blanks are passed over. */
  order: readonly string[];
  clocks: readonly ClockRule[];
  pauses?: readonly PauseRule[];
  /** The column in which somebody above takes note of limits that have passed, and the one that says since when. */
  acknowledging?: { by: string; at: string };
  /** Columns by which the summaries break down what they count. */
  dimensions: readonly { name: Dimension; column: string }[];
  /** What the summaries measure beside the coming, going and limits of records. */
  measures?: Measures;
  opens?: readonly Opening[];
  announces?: readonly Announcing[];
  script?: Script;
  /** Columns of which the records that it refers to hear, beside its state. */
  reportedFields?: readonly string[];
  similarity?: SimilarityRule;
  effect?: EffectRule;
  /** Whether only supervisors may write. */
  supervised?: true;
  /** Whether a row is taken out by clearing its cells. */
  clearable?: true;
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

/** The staff columns of a table. */
export function staffColumns(table: Table): StaffColumn[] {
  return table.columns.filter(column => column.owner === 'staff');
}

/** The cells of a record that staff own. */
export function staffCells(table: Table, cells: Cells): Cells {
  return Object.fromEntries(staffColumns(table).map(({ key }) => [key, cells[key] ?? null]));
}

/** The column with this key. @throws when the declaration names a column that it lacks: a broken declaration. */
export function columnOf(table: Table, key: string): Column {
  const column = table.columns.find(each => each.key === key);
  if (!column) throw new Error(`table ${table.key} has no column "${key}"`);
  return column;
}

/** The state with this name. @throws when the declaration lacks it. */
export function stateOf(table: Table, name: string): State {
  const state = table.states.find(each => each.name === name);
  if (!state) throw new Error(`table ${table.key} has no state "${name}"`);
  return state;
}
