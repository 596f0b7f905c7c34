// What a column of a table may hold: the kinds that staff fill in, and the sources of what the system writes.

import type { Aspect } from './aspect.ts';
import type { Need } from './condition.ts';
import type { Parameter } from './parameters.ts';
import type { CostCase, OutcomeCase } from './record-rules.ts';
import type { CellRight } from './right.ts';

/** What a cell of a record holds: times are instants (ms), dates `YYYY-MM-DD`, blanks null. */
export type Cell = string | number | boolean | null;
export type Cells = Record<string, Cell>;
/** Texts of cells by column, in the order in which they were typed. */
export type TypedTexts = Readonly<Record<string, readonly Cell[]>>;

/** Lists that a workspace extends in its settings tab; an option column may take its values from one. */
export type SettingList = 'problemTypes' | 'departments' | 'products' | 'channels';

/** What may stand in a column and how it is judged. */
export type Kind =
  /**
   * `most` characters: of what is kept with the desk itself. `verbatim`: a number of a thing, a link; only what is
   * surely a person's is hidden in it, and in a name nothing can be. `line`: a name, without line breaks. `names`: an
   * entry of that list may stand in it among other words, and is meant by its key. `kindOf`: settings list what there
   * is for each problem type, which that column holds; what is not among them is kept with a word.
   * `namesWhere`: it is the name of an entry of `list` in rows of which that column holds this.
   */
  | {
      type: 'text';
      most?: number;
      verbatim?: true;
      line?: true;
      names?: 'products';
      namesWhere?: { column: string; is: string; list: SettingList };
      kindOf?: string;
    }
  /**
   * `aspects` refuses what has no facts ("设备坏了") and asks for what is not told; `quote` asks for quotation marks;
   * `work` refuses what says only that something was done ("已处理"), and not what.
   */
  | { type: 'long'; aspects?: readonly Aspect[]; quote?: true; work?: true }
  /**
   * To the minute. `happened` times may not lie in the future; `openDays` are planned: what is put on a closed day
   * moves on.
   */
  | { type: 'time'; happened?: true; openDays?: true }
  | { type: 'date'; happened?: true }
  /**
   * A name from the people tab; `*` stands for any characters, as the templates write names. `supervises`: only of one
   * who does.
   */
  | { type: 'person'; supervises?: true }
  /** One of these words; of a column of the workspace's own they are `named`: the list in which they may be renamed. */
  | { type: 'option'; options: readonly string[]; named?: `x_${string}` }
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
   * The number of a record of one of these tables; the two know each other from then on. Where two tables number alike,
   * the tab's title stands before it (`热线记录 20231001005`). `many`: several numbers, with `、` between them.
   * `earlier`: something that was before, which is shown and moves nothing: such a reference may go against others.
   */
  | { type: 'reference'; to: readonly string[]; many?: true; earlier?: true }
  /**
   * What stands in a unique column of a record of another table; the two know each other where there is one, and it is
   * a warning where not.
   */
  | { type: 'named'; table: string; column: string }
  /** The value of a setting; its form follows from the setting's category. */
  | { type: 'setting'; category: string; name: string };

/** How the system fills a blank staff cell; a person may overwrite it, and the history shows that. */
export type Proposal =
  /**
   * By what is said, in the words of template 004 or what they are `as` here; a delay is counted up to the time in
   * `received`.
   */
  | {
      rule: 'priority';
      reads: readonly string[];
      as?: Readonly<Record<string, string>>;
      received?: string;
      /** A column some of whose values make a matter the most pressing whatever is told, and why they do. */
      heated?: { column: string; values: readonly string[]; why: string };
    }
  /**
   * Where a matter of a type goes: by words in its tags and its subject; of types for which something is `wrong`, also
   * by what that is.
   */
  | {
      rule: 'department';
      by: string;
      tags?: string;
      subject?: string;
      otherwise: string;
      wrong?: readonly string[];
    }
  /**
   * Whoever is on duty in the department of a type; of types that go to a role, whoever has it, those of the department
   * first. Again when the type changes, `until` a column says that work has begun.
   */
  | { rule: 'personOnDuty'; by: string; roles?: Readonly<Record<string, string>>; until?: string }
  | { rule: 'constant'; value: string }
  /** One value where a number is at least what a parameter says, another where it is not; again when it changes. */
  | { rule: 'atLeast'; column: string; parameter: Parameter; value: string; otherwise: string }
  /** When the row was saved first. */
  | { rule: 'created' }
  /** Who bears the cost: the first of these that fits the warranty and the cause of the fault. */
  | { rule: 'cost'; warranty: string; cause: string; cases: readonly CostCase[]; otherwise: string }
  /** When a limit of the record referred to is due. */
  | { rule: 'referenceDue'; reference: string; clock: string }
  /**
   * What a column of the record referred to holds, named by table; nothing from a table that is not named. Of several
   * references the first whose record holds something.
   */
  | {
      rule: 'fromReference';
      reference: string | readonly string[];
      columns: Readonly<Record<string, string>>;
    }
  /** At 09:00 some days or months after a date or after now, or when work begins after that; never in the past. */
  | { rule: 'offset'; by: string; offsets: Readonly<Record<string, Offset>> }
  /**
   * What a record of another table told in this cycle in this column, or what that means here; as long as it tells one
   * of the values that are `given` as well.
   */
  | {
      rule: 'reported';
      by: string;
      given: { is: string; values: readonly string[] };
      column: string;
      as?: Readonly<Record<string, string | number>>;
    }
  /** Whoever is at work and stands first among those of a role. */
  | { rule: 'personOfRole'; by: string; roles: Readonly<Record<string, string>> }
  /**
   * Whom settings name for a value, or the head of the department that they name, or of this one where they name none;
   * whoever is of a role where there is no such head.
   */
  | {
      rule: 'headFor';
      by: string;
      departments: Readonly<Record<string, string>>;
      roles: Readonly<Record<string, string>>;
    };

/** A time relative to `now` or to a date column. */
export type Offset = { from: string } & ({ days: number } | { months: number });

/** Where a system column comes from. */
export type Source =
  | { from: 'number' }
  | { from: 'state' }
  /** When this clock is due; of several, the first that the record has. */
  | { from: 'due'; clock: string | readonly string[] }
  /** The nearest limit that runs; `ahead`: of those that have not been told of as passed. */
  | { from: 'nearestDue'; ahead?: true }
  /**
   * When the named column was first filled in, or first held one of these values, in this cycle; or earlier, when it
   * happened as the time column `happened` says. What came with the row when that was saved first, and says no time of
   * its own, happened at the first of the times `onEntry` that is filled in.
   */
  | {
      from: 'firstSetAt';
      column: string;
      values?: readonly string[];
      happened?: string;
      onEntry?: readonly string[];
    }
  /** When the named column was last given another value; blank as long as that is. */
  | { from: 'changed'; column: string }
  /**
   * When the record first came as far as this state, in this cycle; blank when it has fallen back. Or when that
   * happened, as a record of another table has told last in this time column, or as the record's own time `happened`
   * says where no other tells.
   */
  | { from: 'stateEnteredAt'; state: string; told?: { by: string; column: string }; happened?: string }
  /** When the named percentage first told of a fall by as much as this parameter says. */
  | { from: 'droppedAt'; column: string; by: Parameter }
  /** The first of these time columns that is filled in. */
  | { from: 'first'; columns: readonly string[] }
  | { from: 'updated' }
  | { from: 'created' }
  | { from: 'closed' }
  /** When the record was opened anew, the last time. */
  | { from: 'reopened' }
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
  /**
   * What the first of these says that applies, as long as `given` is met; cells of the last cycle count until they are
   * filled in anew.
   */
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
  /**
   * Whether the tab may do without it: one that a workspace has appended comes to the tab later, and may be taken out.
   */
  optional?: true;
  /** Of a column of the workspace's own: headers that it had before, by which a tab may still have it. */
  formerLabels?: readonly string[];
  /** Asked for, though the row is saved without it, where another column holds one of these values. */
  askedFor?: { is: string; values: readonly string[] };
}

export interface SystemColumn extends ColumnBase {
  owner: 'system';
  source: Source;
}

export type Column = StaffColumn | SystemColumn;
