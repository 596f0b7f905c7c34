// Univer with our workbook in it: starting, loading, reading cells, running mutations. Knows no server.
import {
  CellValueType,
  CommandType,
  type ICellData,
  type ICommandInfo,
  ICommandService,
  IContextService,
  type IExecutionOptions,
  type Injector,
  IUndoRedoService,
  IUniverInstanceService,
  LifecycleService,
  LifecycleStages,
  LocaleType,
  LogLevel,
  type Nullable,
  UndoCommandId,
  Univer,
  UniverInstanceType,
  type Workbook,
  type Worksheet,
} from '@univerjs/core';
import { FUniver } from '@univerjs/core/lib/facade';
import { SheetInterceptorService } from '@univerjs/sheets';
import { SheetsNoteModel } from '@univerjs/sheets-note';
import { defaultTheme } from '@univerjs/themes';
import { ILayoutService } from '@univerjs/ui';
import type { CellFormat, WorkbookData } from '../../../workbook/model.ts';
import type { Block } from '../../wire.ts';
import { formatOf } from './cell.ts';
import { SET_RANGE_VALUES } from './mutations.ts';
import { type CellValues, type FormulaIndex, indexFormulas } from './quick/formula-index.ts';
import { indexNotes } from './quick/note-index.ts';
import { measureFewCells } from './quick/row-height.ts';
import { rememberStyles } from './quick/style-search.ts';
import { AwaitedPlace, blockOf } from './redraw/awaited-place.ts';
import type { Parked } from './redraw/parked-keys.ts';
import { univerWorkbook } from './snapshot.ts';
import { presetsIn, WORDS } from './univer/presets.ts';

/** Whether the menu of a header's filter is open, and what closes it, in Univer's words. */
const FILTER_MENU_OPEN = 'FILTER_PANEL_OPENED';
const CLOSE_FILTER_MENU = 'sheet.operation.close-filter-panel';

export type MutationListener = (mutation: ICommandInfo, options: IExecutionOptions) => void;

export class Grid {
  readonly api: FUniver;
  readonly injector: Injector;
  readonly #univer: Univer;
  readonly #commands: ICommandService;
  #unitId = '';
  #undoing = false;
  /** When a cell was selected by what the page was asked for, by the window's own clock. */
  selectedAt = Number.NEGATIVE_INFINITY;
  readonly #awaited: AwaitedPlace;
  #onParked: (parked: Parked[]) => void = () => {};
  readonly #container: HTMLElement;
  #formulas: FormulaIndex | undefined;

  constructor(container: HTMLElement) {
    this.#container = container;
    this.#awaited = new AwaitedPlace(container);
    measureFewCells();
    rememberStyles();
    this.#univer = new Univer({
      locale: LocaleType.ZH_CN,
      locales: { [LocaleType.ZH_CN]: WORDS },
      theme: defaultTheme,
      logLevel: LogLevel.ERROR,
    });
    for (const { plugins } of presetsIn(container)) {
      for (const plugin of plugins) {
        if (Array.isArray(plugin)) this.#univer.registerPlugin(plugin[0], plugin[1]);
        else this.#univer.registerPlugin(plugin);
      }
    }
    // oxlint-disable-next-line no-underscore-dangle -- Univer's only way to its services, and its own facade uses it
    this.injector = this.#univer.__getInjector();
    this.api = FUniver.newAPI(this.#univer);
    this.#commands = this.injector.get(ICommandService);
    this.#commands.beforeCommandExecuted(({ id }) => {
      if (id === UndoCommandId) this.#undoing = true;
    });
    this.#commands.onCommandExecuted(({ id }) => {
      if (id === UndoCommandId) this.#undoing = false;
    });
  }

  get unitId(): string {
    return this.#unitId;
  }

  /** Shows the workbook in place of the one before, on the tab and the cells where the person was. */
  load(data: WorkbookData): void {
    const place = this.#unitId ? this.where() : undefined;
    const sheetId = this.#unitId ? this.activeSheetId() : undefined;
    if (this.#unitId) {
      this.#closeFilterMenu();
      this.injector.get(IUniverInstanceService).disposeUnit(this.#unitId);
    }
    this.#unitId = data.spreadsheetId;
    this.#univer.createUnit(UniverInstanceType.UNIVER_SHEET, univerWorkbook(data));
    // Plugins begin with the first workbook.
    if (!this.#formulas) indexNotes(this.injector.get(SheetsNoteModel));
    this.#formulas ??= indexFormulas(this.injector);
    if (sheetId === undefined || !this.worksheet(sheetId)) return this.#awaited.forget();
    this.activate(sheetId);
    if (place) this.#awaited.show(place, (last, parked) => this.#comeBack(last, parked));
  }

  /** Whether a workbook is drawn, and takes keys and clicks. */
  get isDrawn(): boolean {
    return this.#awaited.block === undefined;
  }

  /** The cells where the person is, in the active tab. */
  where(): Block | undefined {
    const sheetId = this.activeSheetId();
    if (this.#awaited.block?.sheetId === sheetId) return this.#awaited.block;
    const range = this.api.getActiveWorkbook()?.getActiveRange()?.getRange();
    return range && blockOf(sheetId, range);
  }

  /** Whoever has gone to another tab meanwhile stays there; whoever types beside the grid keeps the keyboard. */
  #comeBack(block: Block, parked: Parked[]): void {
    if (this.activeSheetId() !== block.sheetId) return;
    this.#show(block);
    const { activeElement } = document;
    if (activeElement === document.body || this.#container.contains(activeElement)) this.focus();
    if (parked.length > 0) this.#onParked(parked);
  }

  /** Calls `listener` with what was typed while the workbook was exchanged, once it can be typed into its cells. */
  onParked(listener: (parked: Parked[]) => void): void {
    this.#onParked = listener;
  }

  /** Its popup goes with the workbook, but Univer would go on taking the menu for open, and never open it again. */
  #closeFilterMenu(): void {
    if (this.injector.get(IContextService).getContextValue(FILTER_MENU_OPEN)) this.command(CLOSE_FILTER_MENU);
  }

  /** Resolves when the first workbook is drawn and can be worked with. */
  async whenDrawn(): Promise<void> {
    await this.injector.get(LifecycleService).onStage(LifecycleStages.Rendered);
  }

  workbook(): Workbook {
    const unit = this.injector
      .get(IUniverInstanceService)
      .getUnit<Workbook>(this.#unitId, UniverInstanceType.UNIVER_SHEET);
    if (!unit) throw new Error('The grid was used before a workbook was loaded');
    return unit;
  }

  worksheet(sheetId: number): Worksheet | undefined {
    return this.workbook().getSheetBySheetId(String(sheetId)) ?? undefined;
  }

  activeSheetId(): number {
    return Number(this.workbook().getActiveSheet().getSheetId());
  }

  activate(sheetId: number): void {
    this.api.getActiveWorkbook()?.setActiveSheet(String(sheetId));
  }

  /** Selects a block, scrolls to it and gives it the keyboard; the tab has to be the active one. */
  select(sheetId: number, row: number, column: number, rows = 1, columns = 1): void {
    const block = { sheetId, row, column, rows, columns };
    this.selectedAt = performance.now();
    this.#awaited.change(block);
    this.#show(block);
    this.focus();
  }

  #show({ sheetId, row, column, rows, columns }: Block): void {
    const sheet = this.api.getActiveWorkbook()?.getSheetBySheetId(String(sheetId));
    sheet?.getRange(row, column, rows, columns).activate();
    const shown = sheet?.getVisibleRange();
    const visible =
      shown &&
      row >= shown.startRow &&
      row < shown.endRow &&
      column >= shown.startColumn &&
      column < shown.endColumn;
    if (!visible) sheet?.scrollToCell(Math.max(0, row - 3), Math.max(0, column - 2));
  }

  /** Gives the grid the keyboard. */
  focus(): void {
    this.injector.get(ILayoutService).focus();
  }

  cell(sheetId: number, row: number, column: number): Nullable<ICellData> {
    return this.worksheet(sheetId)?.getCellRaw(row, column);
  }

  /** The format that a cell's style says, given the one it had. */
  format(
    sheetId: number,
    row: number,
    column: number,
    before: CellFormat | undefined,
  ): CellFormat | undefined {
    const style = this.cell(sheetId, row, column)?.s;
    return formatOf(this.workbook().getStyles().getStyleByCell({ s: style }), before);
  }

  /** Runs mutations that did not come from the person at this page: no undo, and {@link onMutation} is not told. */
  run(id: string, params: object): void {
    this.#commands.syncExecuteCommand(id, params, { fromCollab: true });
  }

  /**
   * Shows what others wrote into cells. Where no formula asks for it, Univer need not look for formulas, nor for rows
   * that its own filter might take in: which those are the workbook says.
   */
  paint(sheetId: number, cellValue: CellValues): void {
    const params = { unitId: this.#unitId, subUnitId: String(sheetId), cellValue };
    const onlyLocal = !this.#formulas?.mayFollow(this.#unitId, cellValue);
    this.#commands.syncExecuteCommand(SET_RANGE_VALUES, params, { fromCollab: true, onlyLocal });
  }

  /** Lets rows grow or shrink with wrapped text, as far as nobody has set their height. */
  fitRows(sheetId: number, rows: number[]): void {
    const endColumn = (this.worksheet(sheetId)?.getColumnCount() ?? 1) - 1;
    const ranges = rows.map(row => ({ startRow: row, endRow: row, startColumn: 0, endColumn }));
    const target = { unitId: this.#unitId, subUnitId: String(sheetId), ranges, autoHeightRanges: ranges };
    const { redos } = this.injector.get(SheetInterceptorService).generateMutationsOfAutoHeight(target);
    for (const { id, params } of redos) if (params) this.run(id, params);
  }

  /** Whether the mutation that is running takes an earlier one back. */
  isUndoing(): boolean {
    return this.#undoing;
  }

  /** Runs a command as the person would from a menu. */
  command(id: string, params?: object): void {
    this.#commands.syncExecuteCommand(id, params);
  }

  /** Writes texts as the person's own action, which undo takes back. */
  write(sheetId: number, row: number, column: number, texts: string[][]): void {
    const range = {
      startRow: row,
      startColumn: column,
      endRow: row + texts.length - 1,
      endColumn: column + (texts[0]?.length ?? 1) - 1,
    };
    const value = texts.map(line =>
      line.map(text => ({ v: text, t: CellValueType.STRING, f: null, p: null })),
    );
    this.command('sheet.command.set-range-values', {
      unitId: this.#unitId,
      subUnitId: String(sheetId),
      range,
      value,
    });
  }

  /** Has one undo take back all that `work` writes. Univer takes back cell by cell, and forgets the early ones. */
  asOne<Result>(work: () => Result): Result {
    // oxlint-disable-next-line no-underscore-dangle -- Univer's only way to this, and its own plugins use it
    const batch = this.injector.get(IUndoRedoService).__tempBatchingUndoRedo(this.#unitId);
    try {
      return work();
    } finally {
      batch.dispose();
    }
  }

  appendRows(sheetId: number, count: number): void {
    const sheet = this.api.getActiveWorkbook()?.getSheetBySheetId(String(sheetId));
    sheet?.insertRowsAfter(sheet.getMaxRows() - 1, count);
  }

  /** Calls `listener` after each mutation of this workbook that the page itself made. */
  onMutation(listener: MutationListener): void {
    this.#commands.onCommandExecuted((info, options = {}) => {
      if (info.type !== CommandType.MUTATION || options.fromCollab) return;
      const { unitId } = (info.params ?? {}) as { unitId?: string };
      if (unitId === this.#unitId) listener(info, options);
    });
  }

  /** Undo would hit other rows than it was made for. */
  forgetUndo(): void {
    this.injector.get(IUndoRedoService).clearUndoRedo(this.#unitId);
  }
}
