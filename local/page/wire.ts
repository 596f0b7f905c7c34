// What the page and its server say to each other, as types and two pure functions. Knows nothing of the desk.
import type { DialogButton, DialogButtons, MenuView } from '../google/apps-script/views.ts';
import type {
  Cell,
  CellFormat,
  Change,
  DeveloperMetadata,
  GridRange,
  Op,
  Sheet,
  Validation,
  WorkbookData,
} from '../workbook/model.ts';
import { mapCells } from './cells.ts';

/**
 * Text as a clerk typed or pasted it, one entry per cell; `null` leaves the cell alone. The server reads it as Google
 * would.
 */
export interface TypedCells {
  type: 'typed';
  sheetId: number;
  row: number;
  column: number;
  texts: (string | null)[][];
}

/**
 * Rows that change places in some columns, as a sort makes them. The cells are not sent: what stands there when the
 * edit arrives is what moves, as in Google Sheets, so that nothing is lost that was written after the page had looked.
 */
export interface ReorderedRows {
  type: 'reorder';
  sheetId: number;
  column: number;
  columns: number;
  /** The rows in their new order; they take the places that they hold together, from top to bottom. */
  rows: number[];
}

export type PageEdit = Op | TypedCells | ReorderedRows;

/** POST /api/edit */
export interface EditRequest {
  /** Name of the browser window, so that it knows its own changes in the feed. */
  window: string;
  /** Counts the edits of the window, so that one sent twice is applied once. */
  edit: number;
  /** The last change that the window had shown when the edit was made. */
  base: number;
  edits: PageEdit[];
  /** The page computed these values (formulas): nobody typed them, so no trigger fires. */
  computed?: boolean;
}

export interface EditAnswer {
  /** Number of the change, or of the newest change when nothing was left to apply. */
  seq: number;
  /** What others had just written into the same cells. */
  overwrote?: Overwrote[];
}

/** A text that another person wrote into a cell, and that is no more. */
export interface Overwrote {
  who: string;
  was: string;
}

/** The `window` of a change's origin: which edit of which browser window. */
export const editName = (window: string, edit: number): string => `${window}#${edit}`;

export function isOfWindow({ origin }: Change, window: string): boolean {
  return origin.by === 'user' && origin.window.startsWith(`${window}#`);
}

/** A cell on the wire: value, formula, note and the places of its format and validation in the pools; -1 is none. */
type PackedCell = [Cell['value'] | null, string | null, string | null, number, number];

interface PackedSheet extends Omit<Sheet, 'cells'> {
  cells: Record<number, Record<number, PackedCell>>;
}

/** The workbook with each format and validation said once: a table's columns repeat them in every row. */
export interface PackedWorkbook {
  spreadsheetId: string;
  title: string;
  locale: string;
  timeZone: string;
  metadata: DeveloperMetadata[];
  sheets: PackedSheet[];
  formats: CellFormat[];
  validations: Validation[];
}

/** GET /api/workbook */
export interface SnapshotAnswer {
  seq: number;
  workbook: PackedWorkbook;
}

export interface MailView {
  id: string | number;
  /** What it was sent through. */
  channel: string;
  messageId?: string;
  /** Desk time, ms. */
  receivedAt: number;
  from: string;
  to: string[];
  subject: string;
  text: string;
  duplicate?: boolean;
}

export interface ClockAnswer {
  /** Desk time, ms. */
  now: number;
  offsetMs: number;
}

/** Who may sit at a window. */
export interface PersonView {
  email: string;
  name: string;
  /** What they do here, to be read; blank where that is not known. */
  role: string;
}

/** Where a window says with each request who sits at it; who says nothing is the first of the people. */
export const PERSON_HEADER = 'x-person';
export const PERSON_QUERY = 'person';

/** What a script asks the page to show. */
export type UiMessage =
  | { kind: 'toast'; message: string; title: string; seconds: number }
  | { kind: 'question'; id: string; title: string; prompt: string; buttons: DialogButtons; input: boolean }
  | { kind: 'answered'; id: string }
  | { kind: 'sidebar' | 'dialog'; html: string; title: string; width: number; height?: number }
  | { kind: 'select'; range: GridRange };

/** A block of cells of a tab; rows and columns are counted from 0. */
export interface Block {
  sheetId: number;
  row: number;
  column: number;
  rows: number;
  columns: number;
}

/** What a person has selected in a tab: the block of the cursor, further ones, and which rows the filter hides. */
export interface Selection extends Block {
  more?: Block[] | undefined;
  filteredOut?: number[] | undefined;
}

/** POST /api/run */
export interface RunRequest {
  function: string;
  args: unknown[];
  /** Where the person's cursor is: scripts ask for it. */
  selection?: Selection | undefined;
}

/** POST /api/ui */
export interface UiAnswer {
  id: string;
  button: DialogButton;
  /** What was typed into a prompt. */
  text?: string;
}

/** Everything that arrives by GET /api/events, by event name. */
export interface PageEvents {
  change: Change;
  /** The feed does not reach back far enough: read the snapshot anew. */
  reload: { seq: number };
  clock: ClockAnswer;
  outbox: MailView[];
  menus: MenuView[];
  /** Whether what the add-on works with can be reached. */
  service: { up: boolean };
  ui: UiMessage;
  /** Nothing happened, and the connection is there. */
  alive: null;
}

/** Packs a workbook for the wire. */
export function packWorkbook(data: Readonly<WorkbookData>): PackedWorkbook {
  const formats = new Pool<CellFormat>();
  const validations = new Pool<Validation>();
  const sheets = data.sheets.map(sheet => ({
    ...sheet,
    cells: mapCells(
      sheet.cells,
      ({ value, formula, note, format, validation }): PackedCell => [
        value ?? null,
        formula ?? null,
        note ?? null,
        formats.place(format),
        validations.place(validation),
      ],
    ),
  }));
  return { ...data, sheets, formats: formats.items, validations: validations.items };
}

/** Gives the workbook back; cells with the same format or validation share one object. */
export function unpackWorkbook({ formats, validations, ...rest }: PackedWorkbook): WorkbookData {
  const sheets = rest.sheets.map(sheet => ({
    ...sheet,
    cells: mapCells(sheet.cells, ([value, formula, note, formatPlace, validationPlace]): Cell => {
      const cell: Cell = {};
      const format = formats[formatPlace];
      const validation = validations[validationPlace];
      if (value !== null && value !== undefined) cell.value = value;
      if (formula !== null) cell.formula = formula;
      if (note !== null) cell.note = note;
      if (format) cell.format = format;
      if (validation) cell.validation = validation;
      return cell;
    }),
  }));
  return { ...rest, sheets };
}

class Pool<Item> {
  readonly items: Item[] = [];
  readonly #places = new Map<string, number>();
  readonly #known = new Map<Item, number>();

  place(item: Item | undefined): number {
    if (item === undefined) return -1;
    const known = this.#known.get(item);
    if (known !== undefined) return known;
    const text = JSON.stringify(item);
    const place = this.#places.get(text) ?? this.items.push(item) - 1;
    this.#places.set(text, place);
    this.#known.set(item, place);
    return place;
  }
}
