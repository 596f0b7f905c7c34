// The numbers under which collections are stored. A collection is one path of one database.
import { idOf } from './path.ts';
import type { Sqlite } from './sqlite.ts';

export class Collections {
  readonly #sqlite: Sqlite;
  readonly #known = new Map<string, number>();

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
  }

  find(database: string, path: string): number | undefined {
    const name = `${database}/${path}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const row = this.#sqlite.get(
      'SELECT id FROM collections WHERE database = ? AND path = ?',
      database,
      path,
    );
    if (!row) return undefined;
    this.#known.set(name, Number(row['id']));
    return Number(row['id']);
  }

  ensure(database: string, path: string): number {
    const known = this.find(database, path);
    if (known !== undefined) return known;
    const insert = 'INSERT INTO collections (database, path, name) VALUES (?, ?, ?)';
    const id = this.#sqlite.run(insert, database, path, idOf(path));
    this.#known.set(`${database}/${path}`, id);
    return id;
  }

  /** After a rollback the numbers given within it are no longer true. */
  forget(): void {
    this.#known.clear();
  }

  /** Paths of the collections below a document ('' for the root), at any depth, that hold documents. */
  below(database: string, parent: string): string[] {
    const start = parent === '' ? '' : `${parent}/`;
    const sql = `SELECT path FROM collections c WHERE database = ? AND substr(path, 1, length(?)) = ?
      AND EXISTS (SELECT 1 FROM documents d WHERE d.collection = c.id) ORDER BY path`;
    return this.#sqlite.all(sql, database, start, start).map(row => String(row['path']));
  }
}
