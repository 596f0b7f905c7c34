// Records that refer to each other: the numbers in reference columns, and what the record referred to learns of it.

import { type Problem, problem } from './problem.ts';
import type { DeskRecord } from './record.ts';
import { type Cells, type StaffColumn, staffColumns, type Table } from './table.ts';

/** A cell that refers to a record, and the tables that it may be of. */
export interface Reference {
  value: string;
  to: readonly string[];
}

/** Records that rows refer to, found by what stands in their cells. */
export class References {
  readonly #byNumber = new Map<string, readonly DeskRecord[]>();
  readonly #fresh: DeskRecord[] = [];
  readonly #titleOf: (table: string) => string;

  /** `titleOf` names a table as its tab does. */
  constructor(titleOf: (table: string) => string) {
    this.#titleOf = titleOf;
  }

  /** The numbers among these references that have not been looked up yet. */
  unknown(references: readonly Reference[]): string[] {
    const numbers = references.map(({ value }) => split(value).number);
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

  /** Takes records that have just got their numbers, which no look-up can find yet. */
  addFresh(records: readonly DeskRecord[]): void {
    this.#fresh.push(...records);
  }

  /** The records that a reference may mean: none, one, or several that are numbered alike. */
  candidates({ value, to }: Reference): readonly DeskRecord[] {
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

  /** What is wrong with the references of a row: no such record, or several. */
  problems(table: Table, values: Cells): Problem[] {
    return referenceColumns(table).flatMap(({ key, to }) => {
      const value = values[key];
      if (typeof value !== 'string') return [];
      const found = this.candidates({ value, to });
      if (found.length === 1) return [];
      const facts = { value, tables: to.map(this.#titleOf).join('或') };
      if (found.length === 0) return [problem(key, 'reference_unknown', facts)];
      const forms = found.map(record => `${this.#titleOf(record.table)} ${record.number}`);
      return [problem(key, 'reference_ambiguous', { value, forms: forms.join('”或“') })];
    });
  }
}

/** The references in a row's cells, judged or as they arrive. */
export function referencesOf(table: Table, cells: Readonly<Record<string, unknown>>): Reference[] {
  return referenceColumns(table).flatMap(({ key, to }) => {
    const cell = cells[key];
    return typeof cell === 'string' || typeof cell === 'number' ? [{ value: String(cell), to }] : [];
  });
}

/** The reference in one column of a row. */
export function referenceIn(table: Table, key: string, values: Cells): Reference | undefined {
  const value = values[key];
  const column = referenceColumns(table).find(each => each.key === key);
  return column && typeof value === 'string' ? { value, to: column.to } : undefined;
}

/**
 * What a record knows of its links once `child` has changed: the link belongs to the present cycle when the child is new, or has come to
 * another state; a child that is merely corrected does not speak again.
 */
export function linkedTo(parent: DeskRecord, child: DeskRecord): DeskRecord['links'] {
  const old = parent.links[child.table]?.find(link => link.key === child.key);
  const cycle = old && old.state === child.state ? old.cycle : parent.cycle;
  const link = { key: child.key, number: child.number, state: child.state, cycle };
  const all = parent.links[child.table] ?? [];
  const links = old ? all.map(each => (each === old ? link : each)) : [...all, link];
  return { ...parent.links, [child.table]: links };
}

/** What a record knows of its links once `child` no longer refers to it. */
export function unlinkedFrom(parent: DeskRecord, child: DeskRecord): DeskRecord['links'] {
  const others = (parent.links[child.table] ?? []).filter(link => link.key !== child.key);
  return { ...parent.links, [child.table]: others };
}

/** Whether a record knows `child` as it stands. */
export function knows(parent: DeskRecord, child: DeskRecord): boolean {
  const link = parent.links[child.table]?.find(each => each.key === child.key);
  return link?.number === child.number && link.state === child.state;
}

function referenceColumns(table: Table): (StaffColumn & { to: readonly string[] })[] {
  return staffColumns(table).flatMap(column =>
    column.kind.type === 'reference' ? [{ ...column, to: column.kind.to }] : [],
  );
}

/** `热线记录 20231001005` as the title and the number. */
function split(value: string): { title: string; number: string } {
  const words = value.normalize('NFKC').trim().split(/\s+/);
  return { title: words.slice(0, -1).join(' '), number: words.at(-1) ?? '' };
}
