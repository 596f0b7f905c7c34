// Values that only one record of a table may hold: who has them, and who takes them in this commit. The names are
// documents, so two commits that want the same one cannot both have it.

import type { RowInput } from '../../contract/contract.ts';
import { namesMoved, uniquesOf } from '../../core/cells/unique.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { namedBy, type References, referencesOf } from '../../core/record/references.ts';
import type { Cells } from '../../core/schema/column.ts';
import { type Problem, problem } from '../../core/schema/problem.ts';
import type { Table } from '../../core/schema/table.ts';

/** Names that these rows will most likely ask for, so that they can be read along with the records. */
export function likelyNames(table: Table, rows: readonly RowInput[]): string[] {
  return rows.flatMap(({ cells }) => [
    ...referencesOf(table, cells).flatMap(each => namedBy(each) ?? []),
    ...uniquesOf(table, cells).map(({ name }) => name),
  ]);
}

/** The names of one transaction: who had them before, and what its rows take and give up, one after the other. */
export class UniqueNames {
  /** What changes: the key that a name goes to, or `null`. */
  readonly changed = new Map<string, string | null>();
  readonly #references: References;
  readonly #titleOf: (table: string) => string;

  constructor(references: References, titleOf: (table: string) => string) {
    this.#references = references;
    this.#titleOf = titleOf;
  }

  /** What is wrong with the unique values of a row: somebody else has them. */
  problems(table: Table, key: string, values: Cells): Problem[] {
    return uniquesOf(table, values).flatMap(({ column, value, name }) => {
      const taken = this.changed.get(name);
      const holder = taken === undefined ? this.#references.named(name)?.key : taken;
      if (holder === undefined || holder === null || holder === key) return [];
      const number = taken === undefined ? this.#references.named(name)?.number : undefined;
      const who = number ? `${this.#titleOf(table.key)} ${number} ` : '同时提交的另一行';
      return [problem(column.key, 'value_taken', { value, who })];
    });
  }

  /** Notes what a saved row takes and gives up. */
  move(table: Table, before: DeskRecord | undefined, { key, cells }: DeskRecord): void {
    const { taken, given } = namesMoved(table, before?.cells, cells);
    for (const name of given) this.changed.set(name, null);
    for (const name of taken) this.changed.set(name, key);
  }
}
