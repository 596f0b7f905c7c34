// Whether a value passes a cell's validation, and what its drop-down offers.
import { displayText } from './display.ts';
import { cellsIn, locate } from './locate.ts';
import type { CellValue, Validation, WorkbookData } from './model.ts';

/** Whether a value is allowed; a blank always is. Applies to strict and to marking validations alike. */
export function passes(
  data: Readonly<WorkbookData>,
  validation: Validation,
  value: CellValue | undefined,
): boolean {
  if (value === undefined || value === '') return true;
  const { condition, values } = validation;
  const text = displayText({ value });
  const judge: Record<Validation['condition'], () => boolean> = {
    ONE_OF_LIST: () => values.includes(text),
    ONE_OF_RANGE: () => optionsOf(data, validation).includes(text),
    DATE_IS_VALID: () => typeof value === 'number',
    NUMBER_BETWEEN: () =>
      typeof value === 'number' && value >= Number(values[0]) && value <= Number(values[1]),
    TEXT_IS_EMAIL: () => typeof value === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value),
    BOOLEAN: () => (values.length === 0 ? typeof value === 'boolean' : values.includes(text)),
  };
  return judge[condition]();
}

/** What the drop-down offers: the list, or what the range (`='人员'!A2:A`) shows now, each once, without blanks. */
export function optionsOf(data: Readonly<WorkbookData>, validation: Validation): string[] {
  if (validation.condition === 'ONE_OF_LIST') return validation.values;
  const range = validation.condition === 'ONE_OF_RANGE' && rangeOf(data, validation.values[0] ?? '');
  if (!range) return [];
  const sheet = data.sheets.find(each => each.properties.sheetId === range.sheetId);
  const texts = sheet ? [...cellsIn(sheet, range)].map(({ cell }) => displayText(cell)) : [];
  return [...new Set(texts.filter(text => text !== ''))];
}

const rangeOf = (data: Readonly<WorkbookData>, formula: string) =>
  locate(data, formula.replace(/^=/, '').replaceAll('$', ''));
