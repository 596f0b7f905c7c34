// Documents in sqlite, with their collections and indexes. It must not know of queries, transactions or the wire.
import { statSync } from 'node:fs';
import { Collections } from './collections.ts';
import { encodePath } from './encoding.ts';
import { type Entry, readDocument } from './entry.ts';
import { Indexes } from './indexes.ts';
import { collectionOf, idOf } from './path.ts';
import { blobOf, Sqlite, type Stretch, stretchSql, stretchValues } from './sqlite.ts';
import type { Document } from './value.ts';

const COLUMNS = 'fields, created, updated';

export class Store {
  readonly collections: Collections;
  readonly indexes: Indexes;
  readonly isWritable: boolean;
  readonly #sqlite: Sqlite;
  readonly #file: string;

  /** @param mode `snapshot` reads the file as it is now, whatever is committed later */
  constructor(file: string, mode: 'write' | 'snapshot') {
    this.#file = file;
    this.#sqlite = new Sqlite(file, mode);
    this.isWritable = mode === 'write';
    this.collections = new Collections(this.#sqlite);
    this.indexes = new Indexes(this.#sqlite, this.collections);
  }

  close(): void {
    this.#sqlite.close();
  }

  /** Microseconds; 0 before the first commit. */
  lastCommit(): number {
    return Number(this.#sqlite.get('SELECT time FROM last_commit')?.['time'] ?? 0);
  }

  /** Stores the changes of one commit: durable against the death of the process on return, or nothing happened. */
  commit(time: number, change: () => void): void {
    try {
      this.#sqlite.atomically(() => {
        change();
        this.#sqlite.run('UPDATE last_commit SET time = ?', time);
      });
    } catch (error) {
      this.collections.forget();
      throw error;
    }
  }

  /** Bytes of the write-ahead log: it grows as long as a snapshot is open that reads what was before it. */
  journalBytes(): number {
    return statSync(`${this.#file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Carries the write-ahead log over into the file, as far as open snapshots let it. */
  carryOver(): void {
    this.#sqlite.get('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  get(database: string, path: string): Document | undefined {
    const collection = this.collections.find(database, collectionOf(path));
    if (collection === undefined) return undefined;
    const sql = `SELECT ${COLUMNS} FROM documents WHERE collection = ? AND key = ?`;
    const row = this.#sqlite.get(sql, collection, encodePath(path));
    return row && readDocument(row, path);
  }

  /** Replaces `before`, what is stored now, by `after`; either may be missing. Only within `commit`. */
  put(database: string, path: string, before: Document | undefined, after: Document | undefined): void {
    const collection = this.collections.ensure(database, collectionOf(path));
    const key = encodePath(path);
    const id = this.#replace(collection, key, before, after);
    this.indexes.follow({ database, group: idOf(collectionOf(path)), collection, id }, before, after);
  }

  #replace(
    collection: number,
    key: Buffer,
    before: Document | undefined,
    after: Document | undefined,
  ): number {
    const text = JSON.stringify(after?.fields);
    if (!before) {
      if (!after) return 0;
      const insert = `INSERT INTO documents (collection, key, ${COLUMNS}) VALUES (?, ?, ?, ?, ?)`;
      return this.#sqlite.run(insert, collection, key, text, after.createTime, after.updateTime);
    }
    const where = 'WHERE collection = ? AND key = ? RETURNING id';
    const row = after
      ? this.#sqlite.get(
          `UPDATE documents SET fields = ?, created = ?, updated = ? ${where}`,
          text,
          after.createTime,
          after.updateTime,
          collection,
          key,
        )
      : this.#sqlite.get(`DELETE FROM documents ${where}`, collection, key);
    return Number(row?.['id']);
  }

  /** Documents of one collection in the order of their names. */
  scanNames(database: string, collection: string, stretch: Stretch): Entry[] {
    const number = this.collections.find(database, collection);
    if (number === undefined) return [];
    const sql = `SELECT key, ${COLUMNS} FROM documents WHERE collection = ? AND ${stretchSql('key', stretch)}`;
    const rows = this.#sqlite.all(sql, number, ...stretchValues(stretch));
    return rows.map(row => ({ key: blobOf(row['key']), document: readDocument(row) }));
  }

  countNames(database: string, collection: string, stretch: Stretch): number {
    const number = this.collections.find(database, collection);
    if (number === undefined) return 0;
    const sql = `SELECT count(*) AS n FROM
      (SELECT 1 FROM documents WHERE collection = ? AND ${stretchSql('key', stretch)})`;
    return Number(this.#sqlite.get(sql, number, ...stretchValues(stretch))?.['n']);
  }

  /** Documents of one collection, or of all with that id, unordered. */
  scanAll(database: string, group: string, collection: string | undefined): Document[] {
    const sql = `SELECT d.key, d.fields, d.created, d.updated ${below(collection)}`;
    return this.#sqlite.all(sql, database, collection ?? group).map(row => readDocument(row));
  }

  /** How many they are, as far as `most`. */
  countUpTo(database: string, group: string, collection: string | undefined, most: number): number {
    const sql = `SELECT count(*) AS n FROM (SELECT 1 ${below(collection)} LIMIT ?)`;
    return Number(this.#sqlite.get(sql, database, collection ?? group, most)?.['n']);
  }
}

/** Documents `d` of a collection by its path, or of all collections by their id. */
const below = (collection: string | undefined): string =>
  `FROM collections c JOIN documents d ON d.collection = c.id
   WHERE c.database = ? AND ${collection === undefined ? 'c.name' : 'c.path'} = ?`;
