// What the page and its server say to each other, as types and two pure functions. Knows nothing of the desk.
import type { DialogButton, DialogButtons, MenuView } from '../google/apps-script/views.ts';
import type {
  Cell,
  CellFormat,
  Change,
  GridRange,
  Op,
  Sheet,
  Validation,
  WorkbookData,
} from '../workbook/model.ts';

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

/**
 * A cell on the wire: the place of its dress, then what there is of value, formula and note; what is behind the last of
 * these is left out.
 */
type PackedCell = [dress: number, value?: Cell['value'] | null, formula?: string | null, note?: string];
type PackedLine = Record<number, PackedCell>;

/** Each row as the place of its line: rows of a laid-out tab that nobody has written into are one and the same. */
interface PackedSheet extends Omit<Sheet, 'cells'> {
  lines: PackedLine[];
  lineAt: Record<number, number>;
}

/** The workbook with each format and validation, what goes together of them, and each line of cells said once. */
export interface PackedWorkbook extends Omit<WorkbookData, 'sheets'> {
  sheets: PackedSheet[];
  formats: CellFormat[];
  validations: Validation[];
  /** Places of a format and a validation; -1 is none. */
  dresses: [format: number, validation: number][];
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
  const dresses: [number, number][] = [];
  const dressAt = new Map<string, number>();
  const packed = ({ value, formula, note, format, validation }: Cell): PackedCell => {
    const places: [number, number] = [formats.place(format), validations.place(validation)];
    const name = places.join('/');
    const dress = dressAt.get(name) ?? dresses.push(places) - 1;
    dressAt.set(name, dress);
    if (note !== undefined) return [dress, value ?? null, formula ?? null, note];
    if (formula !== undefined) return [dress, value ?? null, formula];
    return value === undefined ? [dress] : [dress, value];
  };
  const sheets = data.sheets.map(({ cells, ...sheet }) => {
    const lines: PackedLine[] = [];
    const places = new Map<Line, number>();
    const lineAt = mapValues(cells, line => {
      const place = places.get(line) ?? lines.push(mapValues(line, packed)) - 1;
      places.set(line, place);
      return place;
    });
    return { ...sheet, lines, lineAt };
  });
  return {
    ...data,
    sheets,
    formats: formats.items,
    validations: validations.items,
    dresses,
  };
}

/**
 * Gives the workbook back. What is equal on the wire is one object: lines and cells are replaced, never changed.
 */
export function unpackWorkbook({ formats, validations, dresses, ...rest }: PackedWorkbook): WorkbookData {
  const bare = dresses.map(([formatPlace, validationPlace]): Cell => {
    const [format, validation] = [formats[formatPlace], validations[validationPlace]];
    return { ...(format && { format }), ...(validation && { validation }) };
  });
  const unpacked = ([dress, value, formula, note]: PackedCell): Cell => {
    const dressed = bare[dress] ?? {};
    if (value === undefined) return dressed;
    const cell: Cell = { ...dressed };
    if (value !== null) cell.value = value;
    if (typeof formula === 'string') cell.formula = formula;
    if (note !== undefined) cell.note = note;
    return cell;
  };
  const sheets = rest.sheets.map(({ lines, lineAt, ...sheet }) => {
    const all = lines.map(line => mapValues(line, unpacked));
    return { ...sheet, cells: mapValues(lineAt, place => all[place] ?? {}) };
  });
  return { ...rest, sheets };
}

type Line = Sheet['cells'][number];

function mapValues<From, To>(record: Record<number, From>, map: (item: From) => To): Record<number, To> {
  const mapped: Record<number, To> = {};
  for (const key in record) {
    const item = record[key];
    if (item !== undefined) mapped[key] = map(item);
  }
  return mapped;
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
