// One sqlite file: its tables, remembered statements, transactions. It must not know what a document is.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

// NORMAL in WAL mode: a commit survives the death of the process at any moment (not a power failure).
const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS collections (
    id INTEGER PRIMARY KEY, database TEXT NOT NULL, path TEXT NOT NULL, name TEXT NOT NULL,
    UNIQUE (database, path)) STRICT;
  CREATE INDEX IF NOT EXISTS collections_by_name ON collections (database, name);
  CREATE TABLE IF NOT EXISTS documents (
    id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, key BLOB NOT NULL, fields TEXT NOT NULL,
    created INTEGER NOT NULL, updated INTEGER NOT NULL) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS documents_by_key ON documents (collection, key);
  CREATE TABLE IF NOT EXISTS indexes (
    id INTEGER PRIMARY KEY, database TEXT NOT NULL, name TEXT NOT NULL, definition TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS entries (
    index_id INTEGER NOT NULL, collection INTEGER NOT NULL, key BLOB NOT NULL, document INTEGER NOT NULL,
    PRIMARY KEY (index_id, collection, key)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS last_commit (id INTEGER PRIMARY KEY CHECK (id = 1), time INTEGER NOT NULL) STRICT;
  INSERT OR IGNORE INTO last_commit VALUES (1, 0);
`;
/**
 * What the write-ahead log may leave behind in its file, in bytes: once it has been carried over, the rest is cut off.
 */
export const JOURNAL_BYTES = 64 * 1024 * 1024;
/** Page cache in KiB (sqlite takes it negative). */
const CACHE_KIB = 65_536;

export type Row = Record<string, unknown>;

export class Sqlite {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** @param mode `snapshot` reads the file as it is now, whatever is committed later */
  constructor(file: string, mode: 'write' | 'snapshot') {
    this.#db = new DatabaseSync(file, { readOnly: mode === 'snapshot' });
    if (mode === 'write')
      this.#db.exec(
        `${SCHEMA}; PRAGMA cache_size = -${CACHE_KIB}; PRAGMA journal_size_limit = ${JOURNAL_BYTES};`,
      );
    else {
      this.#db.exec('BEGIN');
      // sqlite takes the snapshot at the first read, not at BEGIN.
      this.get('SELECT time FROM last_commit');
    }
  }

  close(): void {
    this.#db.close();
  }

  /** Runs `change` as one transaction: all of it is durable on return, or nothing happened. */
  atomically(change: () => void): void {
    this.run('BEGIN IMMEDIATE');
    try {
      change();
      this.run('COMMIT');
    } catch (error) {
      this.run('ROLLBACK');
      throw error;
    }
  }

  /** The row id of the last insert. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).lastInsertRowid);
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...values);
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(sql).all(...values);
  }

  /** Row by row; the same statement must not be used anew before the end. */
  iterate(sql: string, ...values: SQLInputValue[]): Iterable<Row> {
    return this.#prepare(sql).iterate(...values);
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** A stretch of keys: from `from` (included) to `to` (excluded), at most `limit` of them (-1: all). */
export interface Stretch {
  from: Buffer;
  to: Buffer | undefined;
  isBackward: boolean;
  limit: number;
}

/** The end of a SELECT over a stretch; `stretchValues` are its parameters. */
export const stretchSql = (column: string, { to, isBackward }: Stretch): string =>
  `${column} >= ?${to ? ` AND ${column} < ?` : ''} ORDER BY ${column}${isBackward ? ' DESC' : ''} LIMIT ?`;

export const stretchValues = ({ from, to, limit }: Stretch): SQLInputValue[] =>
  to ? [from, to, limit] : [from, limit];

/** A blob column, without a copy. */
export function blobOf(value: unknown): Buffer {
  if (!(value instanceof Uint8Array)) throw new TypeError('A column that holds keys holds no blob');
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}
