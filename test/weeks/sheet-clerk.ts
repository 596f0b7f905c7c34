// A clerk at the sheet, without a browser: what a page sends for each gesture, over the page's own door. Knows no
// table.
import type { EditAnswer, PageEdit } from '../../local/page/wire.ts';
import type { Cell, CellPatch, Op, Sheet } from '../../local/workbook/model.ts';
import type { DeskDoors } from '../fixtures/journeys/desk-doors.ts';

/** A tab as it stands: its columns by header, and its rows that hold anything, from the first below the header. */
export interface Tab {
  sheet: Sheet;
  seq: number;
  columns: ReadonlyMap<string, number>;
  /** Index of the last row that holds a value, counted from 0; 0 when there is none below the header. */
  last: number;
}

/** What the sheet shows of rows that are not saved, with what is said at their cells, for whoever looks into it. */
export async function unsavedRows(
  doors: DeskDoors,
  { sheetId, title }: { sheetId: number; title: string },
  isMeant: (cells: Record<string, string>) => boolean,
): Promise<object[]> {
  const { sheet } = await new SheetClerk(doors).tab(sheetId);
  return (await doors.rows(title))
    .filter(({ cells }) => isMeant(cells) && cells['保存状态'] !== '已保存')
    .map(({ row, cells }) => ({
      row,
      cells,
      notes: Object.values(sheet.cells[row - 1] ?? {}).flatMap(({ note }) => note ?? []),
    }));
}

/** What takes a gesture back, as Ctrl+Z does: the cells that it changed, as they were. */
export type Undo = () => Promise<void>;

const WIDEST = 200;

export class SheetClerk {
  readonly #doors: DeskDoors;
  readonly #window = crypto.randomUUID();
  #edits = 0;

  constructor(doors: DeskDoors) {
    this.#doors = doors;
  }

  async tab(sheetId: number): Promise<Tab> {
    const { seq, data } = await this.#doors.workbook.look();
    const shown = data.sheets.find(each => each.properties.sheetId === sheetId);
    if (!shown) throw new Error(`There is no tab ${sheetId}`);
    // As it stands now, whatever comes later.
    const sheet = { ...shown, cells: { ...shown.cells } };
    const header = Object.entries(sheet.cells[0] ?? {}).map(
      ([at, cell]) => [String(cell.value ?? ''), Number(at)] as const,
    );
    const filled = Object.entries(sheet.cells).filter(([, line]) =>
      Object.values(line).some(cell => cell.value !== undefined && cell.value !== ''),
    );
    return {
      sheet,
      seq,
      columns: new Map(header),
      last: Math.max(0, ...filled.map(([row]) => Number(row))),
    };
  }

  /** Types texts into cells of a row, in one gesture, as a paste of a line does. */
  async type(tab: Tab, row: number, texts: Readonly<Record<string, string>>): Promise<void> {
    const edits = Object.entries(texts).map(([label, text]) => ({
      type: 'typed' as const,
      sheetId: tab.sheet.properties.sheetId,
      row,
      column: columnAt(tab, label),
      texts: [[text]],
    }));
    await this.#send(tab.seq, edits);
  }

  /**
   * Sorts as the filter menu of a column does: the whole rows of the filter's range move, its hidden columns with them.
   */
  async sortByFilter(tab: Tab, label: string): Promise<Undo> {
    const { basicFilter } = tab.sheet;
    if (!basicFilter) throw new Error(`The tab ${tab.sheet.properties.title} has no filter`);
    const to = Math.min(basicFilter.endColumn, tab.sheet.properties.columnCount);
    return this.#permute(tab, columnAt(tab, label), basicFilter.startColumn, to);
  }

  /** Sorts some columns only, as Data → Sort range does with a selection. */
  async sortSome(tab: Tab, label: string, columns: number): Promise<Undo> {
    const from = columnAt(tab, label);
    return this.#permute(tab, from, from, Math.min(from + columns, tab.sheet.properties.columnCount));
  }

  /** Sorts all columns that can be seen: the hidden ones stay, as where a selection ends before them. */
  async sortVisible(tab: Tab, label: string): Promise<Undo> {
    const { columns, properties } = tab.sheet;
    const hidden = Array.from({ length: properties.columnCount }, (_, at) => at).find(
      at => columns[at]?.hidden,
    );
    return this.#permute(tab, columnAt(tab, label), 0, hidden ?? properties.columnCount);
  }

  /**
   * Finds a text in a column of some rows and puts another in its place, as Edit → Find and replace does: one gesture.
   */
  async replaceIn(
    tab: Tab,
    label: string,
    rows: readonly number[],
    [from, to]: [string, string],
  ): Promise<void> {
    const texts = Array.from({ length: tab.last }, (_, index) => {
      const text = textAt(tab, index + 1, label);
      return [rows.includes(index + 1) && text.includes(from) ? text.replaceAll(from, to) : null];
    });
    const { sheetId } = tab.sheet.properties;
    await this.#send(tab.seq, [{ type: 'typed', sheetId, row: 1, column: columnAt(tab, label), texts }]);
  }

  /** Copies what can be seen and what cannot of a row into another one. */
  async copyRow(tab: Tab, from: number, to: number): Promise<void> {
    const line = lineOf(tab, from, 0, widthOf(tab));
    await this.#write(tab, to, 0, [line.map(cell => (cell?.value === undefined ? {} : patchOf(cell)))]);
  }

  /** Cuts a block of cells and pastes it over another row's. */
  async cutAndPaste(tab: Tab, label: string, columns: number, from: number, to: number): Promise<Undo> {
    const left = columnAt(tab, label);
    const before = [from, to].map(row => ({ row, line: lineOf(tab, row, left, left + columns) }));
    const [cut] = before;
    const blank = Array.from({ length: columns }, () => patchOf(undefined));
    await this.#send(tab.seq, [
      cellsOp(tab, from, left, [blank]),
      cellsOp(tab, to, left, [(cut?.line ?? []).map(patchOf)]),
    ]);
    return () =>
      this.#sendNow(
        tab,
        before.map(({ row, line }) => cellsOp(tab, row, left, [line.map(patchOf)])),
      );
  }

  async deleteRow(tab: Tab, row: number): Promise<void> {
    const { sheetId } = tab.sheet.properties;
    await this.#send(tab.seq, [{ type: 'delete', sheetId, dimension: 'ROWS', index: row, count: 1 }]);
  }

  async insertRow(tab: Tab, row: number): Promise<void> {
    const { sheetId } = tab.sheet.properties;
    await this.#send(tab.seq, [{ type: 'insert', sheetId, dimension: 'ROWS', index: row, count: 1 }]);
  }

  /** Chooses an entry of the add-on's menu. */
  async run(name: string): Promise<void> {
    const { web } = this.#doors.endpoints;
    const body = JSON.stringify({ function: name });
    const answer = await fetch(`${web}/api/run`, { method: 'POST', body });
    if (!answer.ok) throw new Error(`${name} was answered ${answer.status}: ${await answer.text()}`);
  }

  /**
   * The server moves what stands there when the edit arrives, as Google does: keys that were written since the tab was
   * read go along.
   */
  async #permute(tab: Tab, by: number, from: number, to: number): Promise<Undo> {
    const places = Array.from({ length: tab.last }, (_, index) => index + 1);
    const textOf = (row: number): string => String(tab.sheet.cells[row]?.[by]?.value ?? '\uffff');
    const rows = places.toSorted((a, b) => byText(textOf(a), textOf(b)) || a - b);
    const reorder = (order: number[]) => ({
      type: 'reorder' as const,
      sheetId: tab.sheet.properties.sheetId,
      column: from,
      columns: to - from,
      rows: order,
    });
    await this.#send(tab.seq, [reorder(rows)]);
    return () => this.#sendNow(tab, [reorder(places.map(place => rows.indexOf(place) + 1))]);
  }

  #write(tab: Tab, row: number, column: number, cells: CellPatch[][]): Promise<void> {
    return this.#send(tab.seq, [cellsOp(tab, row, column, cells)]);
  }

  /** Sent as of what the tab shows by now: an undo is not an old edit that comes late. */
  async #sendNow(tab: Tab, edits: PageEdit[]): Promise<void> {
    await this.#send((await this.tab(tab.sheet.properties.sheetId)).seq, edits);
  }

  async #send(base: number, edits: PageEdit[]): Promise<void> {
    this.#edits += 1;
    const { status, body } = await this.#doors.fetchJson<EditAnswer>(
      `${this.#doors.endpoints.web}/api/edit`,
      {
        method: 'POST',
        body: JSON.stringify({ window: this.#window, edit: this.#edits, base, edits }),
      },
    );
    if (status !== 200) throw new Error(`The page's server refused an edit: ${JSON.stringify(body)}`);
  }
}

function columnAt({ columns, sheet }: Tab, label: string): number {
  const at = columns.get(label);
  if (at === undefined) throw new Error(`The tab ${sheet.properties.title} has no column ${label}`);
  return at;
}

/** What a cell of a tab shows of its value. */
export function textAt(tab: Tab, row: number, label: string): string {
  return String(tab.sheet.cells[row]?.[columnAt(tab, label)]?.value ?? '');
}

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const widthOf = ({ sheet }: Tab): number => Math.min(WIDEST, sheet.properties.columnCount);

function lineOf({ sheet }: Tab, row: number, from: number, to: number): (Cell | undefined)[] {
  return Array.from({ length: to - from }, (_, index) => sheet.cells[row]?.[from + index]);
}

/** All of a cell that moves with it; what it may hold belongs to its place. */
function patchOf(cell: Cell | undefined): CellPatch {
  const { value, formula, note, format } = cell ?? {};
  return { value: value ?? null, formula: formula ?? null, note: note ?? null, format: format ?? null };
}

function cellsOp(tab: Tab, row: number, column: number, cells: CellPatch[][]): Op {
  return { type: 'cells', sheetId: tab.sheet.properties.sheetId, row, column, cells };
}
