// Makes notes, drop-downs, conditional formats and the filter of the grid what the mirror says. Sends nothing.
import type { Injector } from '@univerjs/core';
import { DataValidationModel } from '@univerjs/data-validation';
import { ConditionalFormattingRuleModel } from '@univerjs/sheets-conditional-formatting';
import { SheetsFilterService } from '@univerjs/sheets-filter';
import { SheetsNoteModel } from '@univerjs/sheets-note';
import type { CellPatch, Sheet } from '../../../workbook/model.ts';
import { eachCell } from '../../cells.ts';
import type { PlacedPatch } from './cell-ops.ts';
import type { Grid } from './grid.ts';
import type { Mirror } from './mirror.ts';
import * as mutation from './mutations.ts';
import { noteChange } from './notes.ts';
import { conditionalRules, rangeOf, validationRules } from './rules.ts';
import { sameJson } from './whole-cell.ts';

/** Of the time, at most so much goes into looking through tabs: while many rows arrive, each would be a whole look. */
const SHARE = 0.2;

/** Univer measures rows anew for drop-downs that a person makes; those of the workbook leave the rows as they are. */
const SOURCE = 'patched';

export class RuleSync {
  readonly #grid: Grid;
  readonly #injector: Injector;
  readonly #mirror: () => Mirror;
  readonly #scheduled = new Set<number>();
  /** When it may be looked again, in the page's milliseconds. */
  #notBefore = 0;

  constructor(grid: Grid, mirror: () => Mirror) {
    this.#grid = grid;
    this.#injector = grid.injector;
    this.#mirror = mirror;
  }

  /** Syncs a tab soon: after Univer, too, has moved its notes and rules, which it does by promises. */
  schedule(sheetId: number): void {
    if (this.#scheduled.size === 0)
      setTimeout(() => this.#syncScheduled(), Math.max(0, this.#notBefore - performance.now()));
    this.#scheduled.add(sheetId);
  }

  /** Makes the notes of single cells what the mirror says, at once: looking through a whole tab takes its time. */
  paintNotes(sheetId: number, places: { row: number; column: number }[]): void {
    const sheet = this.#mirror().sheet(sheetId);
    if (!sheet) return;
    const model = this.#injector.get(SheetsNoteModel);
    for (const { row, column } of places) {
      const shown = model.getNote(this.#grid.unitId, idOf(sheet), { row, col: column })?.note;
      this.#paintNote(sheet, row, column, shown, sheet.cells[row]?.[column]?.note);
    }
  }

  /** Notes of the grid that differ from the mirror's: what the person wrote or removed. */
  changedNotes(sheetId: number): PlacedPatch[] {
    const sheet = this.#mirror().sheet(sheetId);
    if (!sheet) return [];
    const { shown, wanted } = this.#notes(sheet);
    return [...new Set([...shown.keys(), ...wanted.keys()])].flatMap(key => {
      if (shown.get(key) === wanted.get(key)) return [];
      const patch: CellPatch = { note: shown.get(key) || null };
      return [{ ...placeOf(key), patch }];
    });
  }

  #syncScheduled(): void {
    const sheets = [...this.#scheduled];
    this.#scheduled.clear();
    const begin = performance.now();
    for (const sheetId of sheets) {
      const sheet = this.#mirror().sheet(sheetId);
      if (!sheet || !this.#grid.worksheet(sheetId)) continue;
      this.#syncNotes(sheet);
      this.#syncValidations(sheet);
      this.#syncConditionals(sheet);
      this.#syncFilter(sheet);
    }
    const end = performance.now();
    this.#notBefore = end + (end - begin) * (1 / SHARE - 1);
  }

  #notes(sheet: Sheet): { shown: Map<string, string>; wanted: Map<string, string> } {
    const model = this.#injector.get(SheetsNoteModel);
    const shown = new Map<string, string>();
    for (const { row, col, note } of model.getSheetNotes(this.#grid.unitId, idOf(sheet))?.values() ?? [])
      shown.set(keyOf(row, col), note);
    const wanted = new Map<string, string>();
    for (const { row, column, cell } of eachCell(sheet.cells))
      if (cell.note) wanted.set(keyOf(row, column), cell.note);
    return { shown, wanted };
  }

  #syncNotes(sheet: Sheet): void {
    const { shown, wanted } = this.#notes(sheet);
    for (const key of new Set([...shown.keys(), ...wanted.keys()])) {
      const { row, column } = placeOf(key);
      this.#paintNote(sheet, row, column, shown.get(key), wanted.get(key));
    }
  }

  #paintNote(
    sheet: Sheet,
    row: number,
    col: number,
    shown: string | undefined,
    wanted: string | undefined,
  ): void {
    if (shown === wanted) return;
    const target = { unitId: this.#grid.unitId, sheetId: idOf(sheet), row, col };
    if (wanted === undefined) this.#grid.run(mutation.REMOVE_NOTE, target);
    else this.#grid.run(mutation.UPDATE_NOTE, { ...target, note: noteChange(row, col, wanted) });
  }

  #syncValidations(sheet: Sheet): void {
    const { unitId } = this.#grid;
    const shown = this.#injector.get(DataValidationModel).getRules(unitId, idOf(sheet));
    const wanted = validationRules(sheet);
    if (sameJson(bare(shown), bare(wanted))) return;
    const target = { unitId, subUnitId: idOf(sheet) };
    if (shown.length > 0)
      this.#grid.run(mutation.REMOVE_VALIDATION, {
        ...target,
        source: SOURCE,
        ruleId: shown.map(rule => rule.uid),
      });
    if (wanted.length > 0)
      this.#grid.run(mutation.ADD_VALIDATION, { ...target, source: SOURCE, rule: wanted });
  }

  #syncConditionals(sheet: Sheet): void {
    const target = { unitId: this.#grid.unitId, subUnitId: idOf(sheet) };
    const shown =
      this.#injector.get(ConditionalFormattingRuleModel).getSubunitRules(target.unitId, target.subUnitId) ??
      [];
    const wanted = conditionalRules(sheet);
    if (sameJson(shown, wanted)) return;
    for (const { cfId } of shown.slice()) this.#grid.run(mutation.DELETE_CONDITIONAL, { ...target, cfId });
    // Univer puts a new rule on top of the older ones.
    for (const rule of wanted.toReversed()) this.#grid.run(mutation.ADD_CONDITIONAL, { ...target, rule });
  }

  #syncFilter(sheet: Sheet): void {
    const target = { unitId: this.#grid.unitId, subUnitId: idOf(sheet) };
    const model = this.#injector.get(SheetsFilterService).getFilterModel(target.unitId, target.subUnitId);
    const shown = model?.getRange();
    const wanted = sheet.basicFilter && rangeOf(sheet.basicFilter);
    if (shown && !wanted) this.#grid.run(mutation.REMOVE_FILTER, target);
    const { startRow, endRow, startColumn, endColumn } = shown ?? {};
    if (wanted && !sameJson({ startRow, endRow, startColumn, endColumn }, wanted))
      this.#grid.run(mutation.SET_FILTER_RANGE, { ...target, range: wanted });
  }
}

const idOf = (sheet: Sheet): string => String(sheet.properties.sheetId);
const keyOf = (row: number, column: number): string => `${row}:${column}`;

function placeOf(key: string): { row: number; column: number } {
  const [row = 0, column = 0] = key.split(':').map(Number);
  return { row, column };
}

/** Rules without their names and in one order, to see whether they say the same. */
function bare(rules: { uid: string; ranges: unknown }[]): string[] {
  return rules
    .map(({ uid: _uid, ...rule }) => JSON.stringify(rule, Object.keys(rule).sort().concat(RANGE_KEYS)))
    .sort();
}

const RANGE_KEYS = ['startRow', 'endRow', 'startColumn', 'endColumn'];
