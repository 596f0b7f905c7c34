// Records that refer to each other: the numbers in reference columns, and what the record referred to learns of it.

import { uniqueKeyOf } from '../cells/unique.ts';
import { excerpt } from '../lib/excerpt.ts';
import type { Cell, Cells } from '../schema/column.ts';
import { type Problem, problem } from '../schema/problem.ts';
import { staffColumns, type Table } from '../schema/table.ts';
import type { DeskRecord, PrivateCells } from './record.ts';

/** A cell that refers to a record, and the tables that it may be of. */
export interface Reference {
  value: string;
  to: readonly string[];
  /** The unique column by which the record is meant; its number where there is none. */
  by?: string;
}

/** The name under which the record is known that a reference means by a unique column. */
export function namedBy({ value, to, by }: Reference): string | undefined {
  return by === undefined ? undefined : uniqueKeyOf(to[0] ?? '', by, value);
}

/** Records that rows refer to, found by what stands in their cells. */
export class References {
  readonly #byNumber = new Map<string, readonly DeskRecord[]>();
  readonly #byName = new Map<string, DeskRecord | undefined>();
  readonly #full = new Map<string, PrivateCells>();
  readonly #fresh: DeskRecord[] = [];
  readonly #titleOf: (table: string) => string;

  /** `titleOf` names a table as its tab does. */
  constructor(titleOf: (table: string) => string) {
    this.#titleOf = titleOf;
  }

  /** The numbers among these references that have not been looked up yet. */
  unknown(references: readonly Reference[]): string[] {
    const numbers = references.flatMap(({ value, by }) => (by === undefined ? split(value).number : []));
    return [...new Set(numbers)].filter(number => number !== '' && !this.#byNumber.has(number));
  }

  /** Takes what a look-up of these numbers found. */
  add(numbers: readonly string[], records: readonly DeskRecord[]): void {
    for (const number of numbers) {
      this.#byNumber.set(
        number,
        records.filter(record => record.number === number),
      );
    }
  }

  /** These names, and those by which references mean records, that have not been looked up yet. */
  unknownNames(references: readonly Reference[], also: readonly string[]): string[] {
    const names = [...references.flatMap(each => namedBy(each) ?? []), ...also];
    return [...new Set(names)].filter(name => !this.#byName.has(name));
  }

  /** Takes what a look-up of a name found: `undefined` where nobody has it. */
  addNamed(name: string, record: DeskRecord | undefined): void {
    this.#byName.set(name, record);
  }

  /** The record that has a name, of those that have been looked up. */
  named(name: string): DeskRecord | undefined {
    return this.#byName.get(name);
  }

  /** Whether a name has been looked up. */
  knows(name: string): boolean {
    return this.#byName.has(name);
  }

  /** Takes the full values of masked cells, by row key. */
  addFull(cells: ReadonlyMap<string, PrivateCells>): void {
    for (const [key, full] of cells) this.#full.set(key, full);
  }

  /** The full values of a record's masked cells, where they have been read. */
  fullOf({ key }: DeskRecord): PrivateCells | undefined {
    return this.#full.get(key);
  }

  /** A cell of a record, in full where that has been read. */
  cellOf({ key, cells }: DeskRecord, column: string): Cell {
    return this.#full.get(key)?.[column] ?? cells[column] ?? null;
  }

  /** Takes records that have just got their numbers, which no look-up can find yet. */
  addFresh(records: readonly DeskRecord[]): void {
    this.#fresh.push(...records);
  }

  /** Takes a record as it stands now in the place of what a look-up found of it. */
  renew(record: DeskRecord): void {
    const found = this.#byNumber.get(record.number) ?? [];
    this.#byNumber.set(record.number, [...found.filter(({ key }) => key !== record.key), record]);
  }

  /** The records that a reference may mean: none, one, or several that are numbered alike. */
  candidates(reference: Reference): readonly DeskRecord[] {
    const { value, to } = reference;
    const name = namedBy(reference);
    if (name !== undefined) {
      const held = this.#byName.get(name);
      const fresh = this.#fresh.filter(each => to.includes(each.table) && holds(each, reference, name));
      return held && fresh.every(({ key }) => key !== held.key) ? [held, ...fresh] : fresh;
    }
    const { title, number } = split(value);
    const fresh = this.#fresh.filter(record => record.number === number);
    return [...(this.#byNumber.get(number) ?? []), ...fresh].filter(
      record => to.includes(record.table) && (title === '' || title === this.#titleOf(record.table)),
    );
  }

  /** The record that a reference means, if that is certain. */
  find(reference: Reference): DeskRecord | undefined {
    const [only, ...others] = this.candidates(reference);
    return others.length === 0 ? only : undefined;
  }

  /**
   * What is wrong with the references of a row: no such record, several, or one that refers to this record itself, as
   * it was saved `before`.
   */
  problems(table: Table, values: Cells, before?: DeskRecord): Problem[] {
    return referenceColumns(table).flatMap(column => {
      if (typeof values[column.key] !== 'string') return [];
      return referencesOfColumn(column, values).flatMap(
        each => this.#problem(column.key, each, before) ?? [],
      );
    });
  }

  #problem(key: string, reference: Reference, before: DeskRecord | undefined): Problem | undefined {
    const { value, to, by } = reference;
    const found = this.candidates(reference);
    const [only] = found;
    if (only && found.length === 1) {
      if (!before?.links[only.table]?.some(({ key: other }) => other === only.key)) return undefined;
      return problem(key, 'reference_mutual', { other: `${this.#titleOf(only.table)} ${only.number}` });
    }
    const facts = { value: excerpt(value), tables: to.map(this.#titleOf).join('或') };
    if (by !== undefined) return problem(key, 'name_unknown', facts);
    if (found.length === 0) return problem(key, 'reference_unknown', facts);
    const forms = found.map(record => `${this.#titleOf(record.table)} ${record.number}`);
    return problem(key, 'reference_ambiguous', { value: excerpt(value), forms: forms.join('”或“') });
  }
}

/**
 * The references in a row's cells, judged or as they arrive; a stored record that is broken may have no cells at all.
 */
export function referencesOf(
  table: Table | undefined,
  cells: Readonly<Record<string, unknown>> | null,
): Reference[] {
  return (table ? referenceColumns(table) : []).flatMap(column => referencesOfColumn(column, cells ?? {}));
}

/** What stands between the numbers of a column that takes several. */
const BETWEEN = /[、,，;；\n]+/;

function referencesOfColumn(
  { key, to, by, many }: ReferenceColumn,
  cells: Readonly<Record<string, unknown>>,
): Reference[] {
  const cell = cells[key];
  if (typeof cell !== 'string' && typeof cell !== 'number') return [];
  const values = many ? String(cell).split(BETWEEN) : [String(cell)];
  const named = many ? values.filter(value => value.trim() !== '') : values;
  return named.map(value => ({ value, to, ...(by !== undefined && { by }) }));
}

/**
 * The cells of a row in which references come to mean another record, as they are then; `meant` says how that is
 * written, `undefined`: the reference stays.
 */
export function redirectedCells(
  table: Table,
  cells: Cells,
  meant: (reference: Reference) => string | undefined,
): Cells {
  return Object.fromEntries(
    referenceColumns(table).flatMap(column => {
      const found = referencesOfColumn(column, cells).map(each => ({
        was: each.value.trim(),
        is: meant(each),
      }));
      if (found.every(({ is }) => is === undefined)) return [];
      return [[column.key, [...new Set(found.map(({ was, is = was }) => is))].join('、')]];
    }),
  );
}

/** A cell that takes several numbers with those of another, each once. */
export function withReferences(cell: Cell, more: Cell): Cell {
  const all = [cell, more].flatMap(each => (each === null ? [] : String(each).split(BETWEEN)));
  const named = all.map(each => each.trim()).filter(each => each !== '');
  return named.length > 0 ? [...new Set(named)].join('、') : null;
}

/** The first reference in one column of a row. */
export function referenceIn(table: Table, key: string, values: Cells): Reference | undefined {
  return referencesOf(table, { [key]: values[key] })[0];
}

interface ReferenceColumn {
  key: string;
  to: readonly string[];
  by?: string;
  many?: true;
}

function referenceColumns(table: Table): ReferenceColumn[] {
  return staffColumns(table).flatMap(({ key, kind }): ReferenceColumn[] => {
    if (kind.type === 'reference') return [{ key, to: kind.to, ...(kind.many && { many: true }) }];
    return kind.type === 'named' ? [{ key, to: [kind.table], by: kind.column }] : [];
  });
}

function holds({ table, cells }: DeskRecord, { by = '' }: Reference, name: string): boolean {
  return uniqueKeyOf(table, by, String(cells[by] ?? '')) === name;
}

/** `热线记录 20231001005` as the title and the number. */
function split(value: string): { title: string; number: string } {
  const words = value.normalize('NFKC').trim().split(/\s+/);
  return { title: words.slice(0, -1).join(' '), number: words.at(-1) ?? '' };
}
