// Knows which tabs hold formulas that Univer works out; mostly none does. Univer's own model walks through every cell
// of every tab to find them, several times an edit.
import {
  CommandType,
  type ICommandInfo,
  ICommandService,
  type Injector,
  IUniverInstanceService,
  UniverInstanceType,
  type Workbook,
} from '@univerjs/core';
import { FormulaDataModel } from '@univerjs/engine-formula';
import * as mutation from '../mutations.ts';

const { SET_RANGE_VALUES } = mutation;

/** Rows and columns that come, go or move within a tab, and how they look: none of it brings a formula. */
const OF_ROWS_AND_COLUMNS = new Set([
  mutation.INSERT_ROW,
  mutation.INSERT_COLUMN,
  mutation.REMOVE_ROWS,
  mutation.REMOVE_COLUMNS,
  mutation.MOVE_ROWS,
  mutation.MOVE_COLUMNS,
  mutation.SET_ROW_DATA,
  mutation.SET_COLUMN_DATA,
  mutation.SET_ROW_HEIGHT,
  mutation.SET_COLUMN_WIDTH,
  mutation.HIDE_ROWS,
  mutation.SHOW_ROWS,
  mutation.HIDE_COLUMNS,
  mutation.SHOW_COLUMNS,
  mutation.SET_FROZEN,
  mutation.SET_FILTER_RANGE,
  mutation.REMOVE_FILTER,
]);

const WITHOUT_FORMULAS: readonly ReadonlySet<string>[] = [
  new Set([SET_RANGE_VALUES, mutation.SET_NUMFMT, mutation.REMOVE_NUMFMT]),
  OF_ROWS_AND_COLUMNS,
  mutation.NOTE_MUTATIONS,
  mutation.RULE_MUTATIONS,
  mutation.VIEW_MUTATIONS,
];

/** Cells by row and column, as Univer's mutations have them. */
export type CellValues = Parameters<FormulaDataModel['updateFormulaData']>[2];

export interface FormulaIndex {
  /** Whether a formula of the workbook may have another result once these cells are written. */
  mayFollow(unitId: string, cells: CellValues): boolean;
}

interface RangeValues {
  unitId: string;
  subUnitId: string;
  cellValue?: CellValues;
}

/** Lets the model of formulas skip the tabs without one. @returns what is known of them */
export function indexFormulas(injector: Injector): FormulaIndex {
  const model = injector.get(FormulaDataModel);
  const units = injector.get(IUniverInstanceService);
  /** Of each tab's cells, whether there is a formula among them. Tabs that nobody has asked for are not here. */
  let known = new WeakMap<object, boolean>();
  /** Mutations under way that may move formulas: whoever asks meanwhile may be told of the tab before or after. */
  let moving = 0;

  const cellsOf = (unitId: string, sheetId: string) =>
    units
      .getUnit<Workbook>(unitId, UniverInstanceType.UNIVER_SHEET)
      ?.getSheetBySheetId(sheetId)
      ?.getCellMatrix();

  const hasFormulas = (unitId: string, sheetId: string): boolean => {
    const cells = cellsOf(unitId, sheetId);
    if (!cells) return false;
    const answer = known.get(cells) ?? holdFormula(cells.getMatrix());
    if (moving === 0) known.set(cells, answer);
    return answer;
  };

  const commands = injector.get(ICommandService);
  commands.beforeCommandExecuted(command => {
    if (movesFormulas(command)) moving += 1;
    if (command.id !== SET_RANGE_VALUES) return;
    const { unitId, subUnitId, cellValue } = command.params as RangeValues;
    const cells = cellsOf(unitId, subUnitId);
    if (cells && holdFormula(cellValue)) known.set(cells, true);
  });
  commands.onCommandExecuted(command => {
    if (!movesFormulas(command)) return;
    moving -= 1;
    known = new WeakMap();
  });

  model.getFormulaData = () => {
    const workbooks = units.getAllUnitsForType<Workbook>(UniverInstanceType.UNIVER_SHEET);
    return Object.fromEntries(
      workbooks.map(workbook => {
        const unitId = workbook.getUnitId();
        const sheets = workbook.getSheets().map(sheet => {
          const sheetId = sheet.getSheetId();
          const formulas = hasFormulas(unitId, sheetId)
            ? model.getSheetFormulaData(unitId, sheetId)
            : undefined;
          return [sheetId, formulas ?? {}];
        });
        return [unitId, Object.fromEntries(sheets)];
      }),
    );
  };

  const update = model.updateFormulaData.bind(model);
  model.updateFormulaData = (unitId, sheetId, cells) =>
    holdFormula(cells) || hasFormulas(unitId, sheetId) ? update(unitId, sheetId, cells) : {};

  const hasAny = (unitId: string): boolean => {
    const sheets = units.getUnit<Workbook>(unitId, UniverInstanceType.UNIVER_SHEET)?.getSheets() ?? [];
    return sheets.some(sheet => hasFormulas(unitId, sheet.getSheetId()));
  };
  return { mayFollow: (unitId, cells) => holdFormula(cells) || hasAny(unitId) };
}

/** Whether a cell is, or shares, a formula. */
function holdFormula(cells: CellValues | undefined): boolean {
  for (const row in cells) {
    const line = cells[Number(row)];
    for (const column in line) {
      const cell = line[Number(column)];
      if (cell?.f || cell?.si) return true;
    }
  }
  return false;
}

/** Whether a command may put formulas into a tab in another way than by values of cells. */
function movesFormulas({ id, type }: Readonly<ICommandInfo>): boolean {
  return (
    type === CommandType.MUTATION &&
    !WITHOUT_FORMULAS.some(ids => ids.has(id)) &&
    !mutation.isFormulaMutation(id)
  );
}
