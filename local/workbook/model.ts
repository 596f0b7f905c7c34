// The workbook as plain data and the operations that change it. The REST service, the Apps Script runtime
// and the page all speak these types; it knows nothing of the desk.

import type { Chart } from './chart.ts';

/** What a cell holds. Dates and times are serial numbers: days since 1899-12-30 in the workbook's time zone. */
export type CellValue = string | number | boolean;

export const NUMBER_FORMAT_TYPES = ['TEXT', 'NUMBER', 'PERCENT', 'DATE', 'TIME', 'DATE_TIME'] as const;

/** Number format as in the Sheets API (`userEnteredFormat.numberFormat`); `TEXT` keeps what is typed as text. */
export interface NumberFormat {
  type: (typeof NUMBER_FORMAT_TYPES)[number];
  pattern?: string;
}

/** The part of the Sheets API's CellFormat that is served; colours are `#rrggbb`. */
export interface CellFormat {
  background?: string;
  foreground?: string;
  bold?: boolean;
  italic?: boolean;
  strikethrough?: boolean;
  underline?: boolean;
  fontSize?: number;
  horizontalAlignment?: 'LEFT' | 'CENTER' | 'RIGHT';
  verticalAlignment?: 'TOP' | 'MIDDLE' | 'BOTTOM';
  wrap?: 'OVERFLOW_CELL' | 'CLIP' | 'WRAP';
  numberFormat?: NumberFormat;
  /** A link on the whole cell: `https://…` or `#gid=<sheetId>&range=<A1>` inside the workbook. */
  link?: string;
}

/** Data validation as in the Sheets API: a condition type with its literal values. */
export const VALIDATION_CONDITIONS = [
  'ONE_OF_LIST',
  'ONE_OF_RANGE',
  'DATE_IS_VALID',
  'NUMBER_BETWEEN',
  'TEXT_IS_EMAIL',
  'BOOLEAN',
] as const;

export interface Validation {
  condition: (typeof VALIDATION_CONDITIONS)[number];
  values: string[];
  /** Whether a value outside the condition is rejected (true) or only marked (false). */
  strict: boolean;
  /** Whether a drop-down is shown. */
  showCustomUi: boolean;
  inputMessage?: string;
}

export interface Cell {
  value?: CellValue;
  /** A formula with its leading `=`; `value` beside it is what the page last computed. */
  formula?: string;
  note?: string;
  format?: CellFormat;
  validation?: Validation;
}

/** A change of one cell: a field that is present is set, `null` clears it, an absent one stays. */
export type CellPatch = { [K in keyof Cell]?: Cell[K] | null };

/**
 * Half-open, zero-based, as the Sheets API's GridRange. A range that ends at the sheet's edge keeps ending there as
 * rows or columns are added.
 */
export interface GridRange {
  sheetId: number;
  startRow: number;
  endRow: number;
  startColumn: number;
  endColumn: number;
}

export interface DimensionProperties {
  pixelSize?: number;
  hidden?: boolean;
}

export interface ConditionalFormat {
  ranges: GridRange[];
  condition: { type: string; values: string[] };
  format: CellFormat;
}

export interface ProtectedRange {
  protectedRangeId: number;
  range: GridRange;
  description?: string;
  warningOnly: boolean;
  editors?: string[];
}

/** A name for cells, unique in the workbook whatever its case. */
export interface NamedRange {
  namedRangeId: string;
  name: string;
  range: GridRange;
}

/** What a column is filtered by: values that are not shown, and a condition that those shown meet. */
export interface FilterCriteria {
  hiddenValues?: string[] | undefined;
  condition?: { type: string; values: { userEnteredValue: string }[] } | undefined;
}

export interface FilterView {
  filterViewId: number;
  title: string;
  range: GridRange;
  /** Filter criteria as given through the API, by column index. */
  criteria: Record<string, FilterCriteria>;
  sorts?: { column: number; order: 'ASCENDING' | 'DESCENDING' }[];
}

export interface SheetProperties {
  sheetId: number;
  title: string;
  index: number;
  hidden: boolean;
  tabColor?: string;
  rowCount: number;
  columnCount: number;
  frozenRowCount: number;
  frozenColumnCount: number;
  hideGridlines?: boolean;
}

export interface Sheet {
  properties: SheetProperties;
  /** Sparse grid: row index → column index → cell. */
  cells: Record<number, Record<number, Cell>>;
  rows: Record<number, DimensionProperties>;
  columns: Record<number, DimensionProperties>;
  conditionalFormats: ConditionalFormat[];
  protectedRanges: ProtectedRange[];
  basicFilter?: GridRange;
  filterViews: FilterView[];
  charts: Chart[];
  namedRanges?: NamedRange[];
}

/** Metadata on the whole spreadsheet (visibility DOCUMENT); other places are not served. */
export interface DeveloperMetadata {
  metadataId: number;
  key: string;
  value: string;
}

export interface WorkbookData {
  spreadsheetId: string;
  title: string;
  locale: string;
  timeZone: string;
  sheets: Sheet[];
  metadata: DeveloperMetadata[];
}

export type Dimension = 'ROWS' | 'COLUMNS';

/**
 * One change of the workbook. A list of them is applied whole or not at all. In `cells`, `{}` leaves a cell as it is
 * and `null` empties it altogether; writing past the grid is refused: `insert` rows first. `insert` at the sheet's size
 * appends. `to` of `move` counts before the move. `rules` replaces each list that it names.
 */
export type Op =
  | { type: 'cells'; sheetId: number; row: number; column: number; cells: (CellPatch | null)[][] }
  | { type: 'insert'; sheetId: number; dimension: Dimension; index: number; count: number }
  | { type: 'delete'; sheetId: number; dimension: Dimension; index: number; count: number }
  | { type: 'move'; sheetId: number; dimension: Dimension; index: number; count: number; to: number }
  | {
      type: 'dimension';
      sheetId: number;
      dimension: Dimension;
      index: number;
      count: number;
      properties: DimensionProperties;
    }
  | { type: 'addSheet'; properties: SheetProperties }
  | { type: 'deleteSheet'; sheetId: number }
  | { type: 'sheet'; sheetId: number; properties: Partial<Omit<SheetProperties, 'sheetId'>> }
  | {
      type: 'rules';
      sheetId: number;
      rules: Partial<
        Pick<Sheet, 'conditionalFormats' | 'protectedRanges' | 'filterViews' | 'charts' | 'namedRanges'> & {
          basicFilter: GridRange | null;
        }
      >;
    }
  | {
      type: 'workbook';
      properties: Partial<Pick<WorkbookData, 'title' | 'locale' | 'timeZone' | 'metadata'>>;
    };

/** A block of cells that changes. */
export type CellsOp = Extract<Op, { type: 'cells' }>;

/** Rows or columns that come, go or move. */
export type StructureOp = Extract<Op, { type: 'insert' | 'delete' | 'move' }>;

export const isStructure = (op: Op): op is StructureOp =>
  op.type === 'insert' || op.type === 'delete' || op.type === 'move';

/**
 * Who made a change: a person at the page, a script, or the REST API. Only people fire edit triggers. The account of
 * script and API, where it is known, is held to what is protected.
 */
export type Origin =
  | { by: 'user'; email: string; window: string }
  | { by: 'script'; email?: string }
  | { by: 'api'; email?: string };

/** One accepted list of operations; `seq` counts up by one and is durable before anybody is told. */
export interface Change {
  seq: number;
  origin: Origin;
  ops: Op[];
}
