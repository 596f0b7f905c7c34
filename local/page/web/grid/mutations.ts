// Univer's mutations that the page reads and runs, by the names that Univer gives them.
// https://github.com/dream-num/univer/tree/v0.25.1/packages/sheets/src/commands/mutations

export const SET_RANGE_VALUES = 'sheet.mutation.set-range-values';
export const MOVE_RANGE = 'sheet.mutation.move-range';
export const REORDER_RANGE = 'sheet.mutation.reorder-range';
export const SET_NUMFMT = 'sheet.mutation.set.numfmt';
export const REMOVE_NUMFMT = 'sheet.mutation.remove.numfmt';
export const INSERT_ROW = 'sheet.mutation.insert-row';
export const INSERT_COLUMN = 'sheet.mutation.insert-col';
export const REMOVE_ROWS = 'sheet.mutation.remove-rows';
export const REMOVE_COLUMNS = 'sheet.mutation.remove-col';
export const MOVE_ROWS = 'sheet.mutation.move-rows';
export const MOVE_COLUMNS = 'sheet.mutation.move-columns';
export const SET_ROW_DATA = 'sheet.mutation.set-row-data';
export const SET_COLUMN_DATA = 'sheet.mutation.set-col-data';
export const SET_ROW_HEIGHT = 'sheet.mutation.set-worksheet-row-height';
export const SET_COLUMN_WIDTH = 'sheet.mutation.set-worksheet-col-width';
export const HIDE_ROWS = 'sheet.mutation.set-row-hidden';
export const SHOW_ROWS = 'sheet.mutation.set-row-visible';
export const HIDE_COLUMNS = 'sheet.mutation.set-col-hidden';
export const SHOW_COLUMNS = 'sheet.mutation.set-col-visible';
export const SET_FROZEN = 'sheet.mutation.set-frozen';
export const SET_TAB_COLOR = 'sheet.mutation.set-tab-color';
export const SET_SHEET_NAME = 'sheet.mutation.set-worksheet-name';
export const SET_SHEET_ORDER = 'sheet.mutation.set-worksheet-order';
export const SET_SHEET_HIDDEN = 'sheet.mutation.set-worksheet-hidden';
export const SET_WORKBOOK_NAME = 'sheet.mutation.set-workbook-name';
export const SET_FILTER_RANGE = 'sheet.mutation.set-filter-range';
export const SET_FILTER_CRITERIA = 'sheet.mutation.set-filter-criteria';
export const REMOVE_FILTER = 'sheet.mutation.remove-filter';
export const UPDATE_NOTE = 'sheet.mutation.update-note';
export const REMOVE_NOTE = 'sheet.mutation.remove-note';
export const ADD_VALIDATION = 'data-validation.mutation.addRule';
export const REMOVE_VALIDATION = 'data-validation.mutation.removeRule';
const UPDATE_VALIDATION = 'data-validation.mutation.updateRule';
export const ADD_CONDITIONAL = 'sheet.mutation.add-conditional-rule';
export const DELETE_CONDITIONAL = 'sheet.mutation.delete-conditional-rule';

/** Rules that Univer moves along by itself when rows move; ours are put over them afterwards. */
export const RULE_MUTATIONS: ReadonlySet<string> = new Set([
  ADD_VALIDATION,
  REMOVE_VALIDATION,
  UPDATE_VALIDATION,
  ADD_CONDITIONAL,
  DELETE_CONDITIONAL,
  'sheet.mutation.set-conditional-rule',
  'sheet.mutation.move-conditional-rule',
]);

export const NOTE_MUTATIONS: ReadonlySet<string> = new Set([
  UPDATE_NOTE,
  REMOVE_NOTE,
  'sheet.mutation.update-note-position',
]);

/** What only concerns how this window shows things: heights that follow the text, the person's own filter, caches. */
export const VIEW_MUTATIONS: ReadonlySet<string> = new Set([
  'sheet.mutation.set-worksheet-row-auto-height',
  'sheet.mutation.set-worksheet-row-is-auto-height',
  SET_FILTER_CRITERIA,
  'sheet.mutation.re-calc-filter',
  'sheet.mutation.mark-dirty-filter-change',
  'sheet.mutation.toggle-note-popup',
  'sheet.mutation.data-validation-formula-mark-dirty',
  'sheet.mutation.empty',
]);

export const isFormulaMutation = (id: string): boolean => id.startsWith('formula.mutation.');
