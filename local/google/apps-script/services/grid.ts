// Between the flat lists that cross to the main thread and the arrays of rows that scripts see.
import type { Area, FlatValues } from '../calls.ts';
import { Exception } from './call.ts';

/** Rows of values; dates are made here, in the script's own realm, so that `instanceof Date` holds. */
export function unflatten(flat: FlatValues, columns: number): unknown[][] {
  const values: unknown[] = flat.values;
  for (const [index, ms] of flat.dates) values[index] = new Date(ms);
  return slice(values, columns);
}

export function unflattenTexts(texts: string[], columns: number): string[][] {
  return slice(texts, columns);
}

/** Throws an Exception for a value that no cell holds. */
export function flatten(rows: unknown[][]): FlatValues {
  const flat: FlatValues = { values: [], dates: [] };
  for (const row of rows) for (const value of row) append(flat, value);
  return flat;
}

function append(flat: FlatValues, value: unknown): void {
  if (value === null || value === undefined) flat.values.push(null);
  else if (value instanceof Date) {
    flat.dates.push([flat.values.length, value.getTime()]);
    flat.values.push(null);
  } else if (typeof value === 'string' || typeof value === 'boolean') flat.values.push(value);
  else if (typeof value === 'number' && Number.isFinite(value)) flat.values.push(value);
  // Google writes the object's text instead, which no add-on can want.
  else throw new Exception(`[local] a cell can not hold ${describe(value)}`);
}

function describe(value: unknown): string {
  return typeof value === 'number' ? String(value) : `a value of type ${typeof value}`;
}

/** Throws Google's message when the data has another size than the range. */
export function checkSize(rows: unknown[][], area: Area): void {
  if (rows.length !== area.rows) throw mismatch('rows', rows.length, area.rows);
  for (const row of rows) {
    if (row.length !== area.columns) throw mismatch('columns', row.length, area.columns);
  }
}

function mismatch(what: string, data: number, range: number): Exception {
  return new Exception(
    `The number of ${what} in the data does not match the number of ${what} in the range. ` +
      `The data has ${data} but the range has ${range}.`,
  );
}

function slice<T>(flat: T[], columns: number): T[][] {
  const rows: T[][] = [];
  for (let from = 0; from < flat.length; from += columns) rows.push(flat.slice(from, from + columns));
  return rows;
}
