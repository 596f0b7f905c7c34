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
import {
  isFormulaMutation,
  NOTE_MUTATIONS,
  REMOVE_NUMFMT,
  RULE_MUTATIONS,
  SET_NUMFMT,
  SET_RANGE_VALUES,
  VIEW_MUTATIONS,
} from '../mutations.ts';

const WITHOUT_FORMULAS = [
  new Set([SET_RANGE_VALUES, SET_NUMFMT, REMOVE_NUMFMT]),
  NOTE_MUTATIONS,
  RULE_MUTATIONS,
  VIEW_MUTATIONS,
];

type Cells = Parameters<FormulaDataModel['updateFormulaData']>[2];

interface RangeValues {
  unitId: string;
  subUnitId: string;
  cellValue?: Cells;
}

/** Lets the model of formulas skip the tabs without one. */
export function indexFormulas(injector: Injector): void {
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
}

/** Whether a cell is, or shares, a formula. */
function holdFormula(cells: Cells | undefined): boolean {
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
    type === CommandType.MUTATION && !WITHOUT_FORMULAS.some(ids => ids.has(id)) && !isFormulaMutation(id)
  );
}
