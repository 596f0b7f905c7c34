// A clerk at the sheet, without a browser: what a page sends for each gesture, over the page's own door. Knows no
// table.
import { wholePatch } from '../../local/page/web/grid/whole-cell.ts';
import { type EditAnswer, type PageEdit, PERSON_HEADER } from '../../local/page/wire.ts';
import type { CellPatch } from '../../local/workbook/model.ts';
import type { DeskDoors } from '../fixtures/journeys/desk-doors.ts';
import { cellsOp, columnAt, lineOf, patchOf, rowsOf, type Tab, tabOf, textAt, widthOf } from './tab.ts';

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

/** A text in a cell: its place among all changes, and what takes it back and writes it again (Ctrl+Y). */
interface Typed {
  seq: number;
  undo: Undo;
  redo: Undo;
}

export class SheetClerk {
  readonly #doors: DeskDoors;
  readonly #email: string | undefined;
  readonly #window = crypto.randomUUID();
  #edits = 0;

  /** @param email whose window it is; the first of the people's when absent */
  constructor(doors: DeskDoors, email?: string) {
    this.#doors = doors;
    this.#email = email;
  }

  async tab(sheetId: number): Promise<Tab> {
    const { seq, data } = await this.#doors.workbook.look();
    const shown = data.sheets.find(each => each.properties.sheetId === sheetId);
    if (!shown) throw new Error(`There is no tab ${sheetId}`);
    return tabOf(shown, seq);
  }

  /** Types texts into cells of a row, one after the other: each has its event. */
  async type(tab: Tab, row: number, texts: Readonly<Record<string, string>>): Promise<void> {
    const edits = Object.entries(texts).map(([label, text]) => typedOp(tab, row, label, [[text]]));
    await this.#send(tab.seq, edits);
  }

  /** Types a text into a cell, or clears it. */
  async typeCell(tab: Tab, row: number, label: string, text: string): Promise<Typed> {
    const column = columnAt(tab, label);
    const write = (value: CellPatch['value']) => () =>
      this.#sendNow(tab, [cellsOp(tab, row, column, [[{ value: value ?? null }]])]);
    const seq = await this.#send(tab.seq, [typedOp(tab, row, label, [[text]])]);
    return { seq, undo: write(tab.sheet.cells[row]?.[column]?.value), redo: write(text || null) };
  }

  /** Pastes lines of texts by column; cells between these are left alone. */
  async pasteLines(tab: Tab, row: number, lines: readonly Readonly<Record<string, string>>[]): Promise<void> {
    const labels = Object.keys(lines[0] ?? {}).toSorted((a, b) => columnAt(tab, a) - columnAt(tab, b));
    const [first = '', last = ''] = [labels.at(0), labels.at(-1)];
    const left = columnAt(tab, first);
    const between = [...tab.columns].filter(([, at]) => at >= left && at <= columnAt(tab, last));
    const texts = lines.map(line => between.map(([label]) => line[label] ?? null));
    await this.#send(tab.seq, [typedOp(tab, row, first, texts)]);
  }

  /** Draws what a cell holds down over the rows below it (Ctrl+D). */
  async fillDown(tab: Tab, label: string, from: number, rows: number): Promise<void> {
    const column = columnAt(tab, label);
    const { value } = tab.sheet.cells[from]?.[column] ?? {};
    const cells = Array.from({ length: rows }, () => [{ value: value ?? null }]);
    await this.#send(tab.seq, [cellsOp(tab, from + 1, column, cells)]);
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
    const texts = rowsOf(tab).map(row => {
      const text = textAt(tab, row, label);
      return [rows.includes(row) && text.includes(from) ? text.replaceAll(from, to) : null];
    });
    await this.#send(tab.seq, [typedOp(tab, 1, label, texts)]);
  }

  /** Copies what can be seen and what cannot of some rows that follow each other into others. */
  async copyRows(tab: Tab, from: number, to: number, count = 1): Promise<void> {
    const lines = Array.from({ length: count }, (_, index) =>
      lineOf(tab, from + index, 0, widthOf(tab)).map(cell =>
        cell?.value === undefined ? {} : patchOf(cell),
      ),
    );
    await this.#send(tab.seq, [cellsOp(tab, to, 0, lines)]);
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

  /** Cuts a row, hidden columns and all, and pastes it over another. */
  async cutRow(tab: Tab, from: number, to: number): Promise<Undo> {
    const [first = ''] = tab.columns.keys();
    return this.cutAndPaste(tab, first, widthOf(tab), from, to);
  }

  /** Takes rows out; what takes that back inserts rows and writes all that stood in them. */
  async deleteRows(tab: Tab, row: number, count = 1): Promise<Undo> {
    const gone = Array.from({ length: count }, (_, index) => lineOf(tab, row + index, 0, widthOf(tab)));
    const place = { ...this.#rows(tab, row, count) };
    await this.#send(tab.seq, [{ type: 'delete', ...place }]);
    return () =>
      this.#sendNow(tab, [
        { type: 'insert', ...place },
        cellsOp(
          tab,
          row,
          0,
          gone.map(line => line.map(wholePatch)),
        ),
      ]);
  }

  async insertRows(tab: Tab, row: number, count = 1): Promise<Undo> {
    const place = this.#rows(tab, row, count);
    await this.#send(tab.seq, [{ type: 'insert', ...place }]);
    return () => this.#sendNow(tab, [{ type: 'delete', ...place }]);
  }

  /** Drags rows to another place: before the row that stands at `to`. */
  async moveRows(tab: Tab, row: number, count: number, to: number): Promise<Undo> {
    await this.#send(tab.seq, [{ type: 'move', ...this.#rows(tab, row, count), to }]);
    const [index, back] = to > row ? [to - count, row] : [to, row + count];
    return () => this.#sendNow(tab, [{ type: 'move', ...this.#rows(tab, index, count), to: back }]);
  }

  /** Duplicates a tab, contents and hidden columns included. */
  async duplicateTab(tab: Tab, sheetId: number, title: string): Promise<void> {
    const { properties } = tab.sheet;
    const lines = [0, ...rowsOf(tab)].map(row => lineOf(tab, row, 0, widthOf(tab)).map(wholePatch));
    await this.#send(tab.seq, [
      { type: 'addSheet', properties: { ...properties, sheetId, title, index: properties.index + 1 } },
      { type: 'cells', sheetId, row: 0, column: 0, cells: lines },
    ]);
  }

  async deleteTab(tab: Tab): Promise<void> {
    await this.#send(tab.seq, [{ type: 'deleteSheet', sheetId: tab.sheet.properties.sheetId }]);
  }

  /** Chooses an entry of the add-on's menu, with the cursor in a row. */
  async run(name: string, at?: { tab: Tab; row: number }): Promise<void> {
    const { web } = this.#doors.endpoints;
    const selection = at && {
      sheetId: at.tab.sheet.properties.sheetId,
      row: at.row,
      column: 0,
      rows: 1,
      columns: 1,
    };
    const body = JSON.stringify({ function: name, selection });
    const answer = await fetch(`${web}/api/run`, { method: 'POST', body });
    if (!answer.ok) throw new Error(`${name} was answered ${answer.status}: ${await answer.text()}`);
  }

  #rows(tab: Tab, index: number, count: number) {
    const { sheetId } = tab.sheet.properties;
    return { sheetId, dimension: 'ROWS' as const, index, count };
  }

  /**
   * The server moves what stands there when the edit arrives, as Google does: keys that were written since the tab was
   * read go along.
   */
  async #permute(tab: Tab, by: number, from: number, to: number): Promise<Undo> {
    const places = rowsOf(tab);
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

  /** Sent as of what the tab shows by now: an undo is not an old edit that comes late. */
  async #sendNow(tab: Tab, edits: PageEdit[]): Promise<void> {
    await this.#send((await this.tab(tab.sheet.properties.sheetId)).seq, edits);
  }

  /** Answers the number of the change. */
  async #send(base: number, edits: PageEdit[]): Promise<number> {
    this.#edits += 1;
    const { status, body } = await this.#doors.fetchJson<EditAnswer>(
      `${this.#doors.endpoints.web}/api/edit`,
      {
        method: 'POST',
        headers: this.#email === undefined ? {} : { [PERSON_HEADER]: encodeURIComponent(this.#email) },
        body: JSON.stringify({ window: this.#window, edit: this.#edits, base, edits }),
      },
    );
    if (status !== 200) throw new Error(`The page's server refused an edit: ${JSON.stringify(body)}`);
    return body.seq;
  }
}

function typedOp(tab: Tab, row: number, label: string, texts: (string | null)[][]): PageEdit {
  const { sheetId } = tab.sheet.properties;
  return { type: 'typed', sheetId, row, column: columnAt(tab, label), texts };
}

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
