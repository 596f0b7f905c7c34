// The HTTP contract between the add-on and the functions, as types only: the one thing both sides share.

/** A cell on the wire. Times are ISO 8601 (`2023-10-01T06:30:00.000Z`), dates `2023-10-01`, blanks `null`. */
export type WireCell = string | number | boolean | null;

/** Cells of one row by column key; a column that is absent was not sent and stays as it is. */
export type WireCells = Record<string, WireCell>;
/** Texts by column, in the order in which they were typed. */
export type WireTexts = Record<string, WireCell[]>;

/** Who owns a column: staff type it, or the system fills it in. Never both. */
export type Owner = 'staff' | 'system';

export interface ColumnDescription {
  key: string;
  /** The header text in row 1, by which the add-on finds the column wherever it was moved. */
  label: string;
  owner: Owner;
  /** The tab may lack it: then it is neither sent nor painted. */
  optional?: true;
  /** Header texts that it had before, the oldest first: a tab may still have it under the latest of them. */
  formerLabels?: readonly string[];
  /** A new row without it is no record yet, and nothing is proposed for it: such a row need not be sent. */
  required?: true;
  /** Its cells tell when something happened: one of the desk's `nowWords` typed there is the moment of typing. */
  happened?: true;
  /** Answers show it hidden in part, by signs `*`: a record that shows it whole was typed into, or moved. */
  hidden?: true;
  /** How a cell is turned into a wire value and back. */
  wire: 'text' | 'number' | 'time' | 'date';
}

/** Header texts of the columns that tie a row to its record; `key` and `base` are hidden. */
export interface TieLabels {
  /** UUID that the add-on gives a row before it first sends it; the record's identity. */
  key: string;
  /** Opaque token of the version the sheet knows; stored and sent back unread. Blank for a row never saved. */
  base: string;
  /** Visible column with the row's outcome in words. */
  sync: string;
  /** Visible column with the record's number. */
  number?: string;
}

export interface TableDescription {
  table: string;
  /** Tab title; the tab is found by `sheetId`, so renaming it is harmless. */
  title: string;
  sheetId: number;
  /** Fill of the cells that the system fills in, `#rrggbb`: what a mark on one gives way to. */
  computedFill: string;
  columns: ColumnDescription[];
  tie: TieLabels;
}

/** Which form of this contract a side speaks: counts up with what the other side would take amiss. */
export type ContractForm = 2;

/** GET /v1/desks/{deskId} */
export interface DeskDescription {
  deskId: string;
  /** The form that the service speaks; an add-on that speaks another one has rows wait that are refused. */
  contract: ContractForm;
  /** Changes whenever anything here does. */
  version: string;
  timeZone: string;
  /** Most rows in one submit request; a larger edit is sent in several. */
  maxRows: number;
  tables: TableDescription[];
  /** Words for the sync column, by outcome, plus `waiting` for a row that could not be sent. */
  outcomes: Record<Outcome | 'waiting', string>;
  /** Words that mean the moment at which they are typed, in cells that tell when something happened. */
  nowWords?: readonly string[];
  /** The cell for the name of whoever asks, as long as nothing but the beginning of the mail stands there. */
  unnamed?: { table: string; key: string; column: string };
}

export interface RowInput {
  /** UUID of the row (hidden key column). */
  key: string;
  /**
   * Token from the hidden base column, `''` for a row that was never answered. For a row that was copied in the sheet
   * and not saved since: `copy:` and the key of the row that it was copied from. For a sample row what its answer gave.
   */
  base: string;
  /** Keys of the columns just edited: a hint, and the way to insist on one's value after a conflict. */
  edited: string[];
  /** All staff columns of the row; what is absent stays as it is, and comes back. */
  cells: WireCells;
  /** What stands in the number's cell: held against the key. */
  number?: string | undefined;
  /** Not to be taken in, and answered only when it is held: it was changed, and nobody is known to have done it. */
  witness?: true | undefined;
  /** Texts that were written over before they were sent, by column: for the history, and to be told of. */
  overwritten?: WireTexts | undefined;
  /** The same of this row, where it is another than the request's. */
  editor?: string | undefined;
  /** Edited columns that are not the editor's own, as far as is known, where several people have edited the row. */
  ofOthers?: string[] | undefined;
}

/** POST /v1/desks/{deskId}/tables/{table}/rows */
export interface SubmitRequest {
  /**
   * Mail of whoever edits, as the event tells it; `''` where it does not. Believed of the account whose triggers send
   * for the desk alone, and of people of the desk. Absent: the account itself writes.
   */
  editor?: string | undefined;
  rows: RowInput[];
}

/**
 * `held`: the row holds another record's cells; nothing was taken in, and nothing is to be painted over them. `sample`:
 * it shows what a record would, and nothing is kept of it; only rows get it whose base says that they are such.
 */
export type Outcome = 'draft' | 'saved' | 'unchanged' | 'refused' | 'conflict' | 'held' | 'sample';

export interface Problem {
  /** Column key, or null for the row as a whole. */
  column: string | null;
  /** A stable snake_case word; the sentence for it is in one place. */
  code: string;
  severity: 'error' | 'warning' | 'info';
  /** The Chinese sentence, ready to show. */
  message: string;
}

export interface RowAnswer {
  key: string;
  outcome: Outcome;
  /** New token for the base column. */
  base: string;
  /** All system cells, and staff cells that the service filled in, masked, normalised or took over from others. */
  cells: WireCells;
  /** Errors, warnings and explanations, as notes on their cells. */
  problems: Problem[];
}

export interface SubmitAnswer {
  rows: RowAnswer[];
  /** Whether other records changed with these, linked ones or new ones: a pull brings them. */
  others: boolean;
  /** Version of the description as it stands now; another one than is known says that it has to be fetched again. */
  version: string;
}

/** GET /v1/desks/{deskId}/changes?since={cursor} — records changed since the cursor, oldest first. */
export interface ChangesAnswer {
  /** Give it back in the next call; `''` starts from the beginning. */
  cursor: string;
  /** Whether another call would bring more at once. */
  more: boolean;
  rows: ChangedRow[];
}

export interface ChangedRow extends RowAnswer {
  table: string;
  /** Its row belongs in the tab no more (see `RetiredAnswer`): one that is not there is not brought back. */
  retired?: true;
}

/** POST /v1/desks/{deskId}/records — records by their row keys. */
export interface RecordsRequest {
  keys: readonly string[];
}

/** Those that there are, each with the number that people know it by. */
export interface RecordsAnswer {
  rows: (ChangedRow & { number: string })[];
  /** Whether there are more of which texts have the words that were asked for: more words find fewer. */
  more?: boolean;
}

/** POST /v1/desks/{deskId}/retired — rows that belong in their tabs no more: closed, and unchanged for long. */
export interface RetiredRequest {
  /** The cursor of the last answer; `''` starts with what was closed first. */
  after: string;
  /** Rows that had to stay when they were told of, to be told of again. */
  keys: readonly string[];
}

export interface RetiredAnswer {
  /** For how many days closed rows stay where nobody changes them; 0: for ever. */
  days: number;
  cursor: string;
  /** Whether another call would bring more at once. */
  more: boolean;
  /** Each with the token of what is kept of it: a row that has another one is to stay. */
  rows: { table: string; key: string; base: string }[];
}

/** POST /v1/desks/{deskId}/search — records by what people know of them. */
export interface SearchRequest {
  /** Numbers of records, of an order or thing, or a customer's: his number or its last four, mail, name or 客户编号. */
  text: string;
}

/** POST /v1/desks { spreadsheetId } — starts to tie a spreadsheet to a desk. */
export interface OpenDeskRequest {
  spreadsheetId: string;
}

export interface OpenDeskAnswer {
  deskId: string;
  /** `ready` when the caller already belongs to the desk, else the caller has to confirm. */
  status: 'ready' | 'confirm';
  /** Where the caller writes the nonce: a key of the spreadsheet's developer metadata, visibility DOCUMENT. */
  metadataKey: string;
  /** With `confirm`: the caller's own word, for a day and one joining. Its place in the sheet proves his access. */
  nonce?: string;
}

/** POST /v1/desks/{deskId}/members { nonce } — joins the desk; the first to join opens it. */
export interface JoinDeskRequest {
  nonce: string;
}

/** POST /v1/desks/{deskId}/owner — gives the desk to somebody who supervises it. */
export interface GiveDeskRequest {
  mail: string;
}

/**
 * POST /v1/desks/{deskId}/sender — the caller's triggers send for the desk from now on, and vouch for whoever edits;
 * POST /v1/desks/{deskId}/summaries/rebuild and …/layout; `told` where tabs are protected from the service
 */
export interface DoneAnswer {
  done: true;
  told?: string;
}

/** POST /v1/desks/{deskId}/notices/resend — for supervisors: sends again what could not be sent. */
export interface ResentAnswer {
  resent: number;
}

/** POST /v1/desks/{deskId}/calendar — the caller's own calendar of limits and call-backs. */
export interface CalendarAnswer {
  /** To subscribe to; whoever has it can read the calendar. */
  url: string;
}

/** A customer by his number, or by the row key of his file or of a record of his. */
export interface CustomerRequest {
  number?: string | undefined;
  key?: string | undefined;
  /** For an export the `next` of the page before. */
  after?: string | undefined;
  /** For a correction the right number, and the right name in the place of a wrong one. */
  contact?: string | undefined;
  name?: { from: string; to: string } | undefined;
}

/** A line of JSON for each record of the customer, and where the next page begins. */
export interface ExportAnswer {
  lines: string[];
  next: string | null;
}

/** Records that have been changed; what is not done yet is going on. */
export interface TaskAnswer {
  changed: number;
  done: boolean;
}

/** Every answer with a status of 400 or more. */
export interface ErrorAnswer {
  error: {
    /** A stable snake_case word. */
    code: string;
    message: string;
    /**
     * Places in the request that are wrong, when it was malformed; under `account` the address that the spreadsheet has
     * to be shared with.
     */
    details?: { path: string; message: string }[];
  };
}
