// Keeps a workbook in sqlite: every change in `feed`, the whole now and then in `snapshot`. Knows no operation.
import { DatabaseSync } from 'node:sqlite';
import type { Change, WorkbookData } from './model.ts';
import { dataText, readChange, readData } from './packed.ts';

/** Changes between two snapshots; fewer when they are large, so that opening never replays much more than it loads. */
const SNAPSHOT_EVERY = 500;
const SNAPSHOT_AFTER_CHARACTERS = 4_000_000;
/**
 * Changes kept for readers who come back, as far as they are not too large; older ones make them read the whole anew.
 */
const FEED_KEPT = 2_000;
const FEED_KEPT_CHARACTERS = 32_000_000;

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS snapshot (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, data TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS feed (seq INTEGER PRIMARY KEY, change TEXT NOT NULL) STRICT;
`;

const FORGET = `
  DELETE FROM feed WHERE seq <= ? OR seq <= (
    SELECT MAX(seq) FROM (SELECT seq, SUM(LENGTH(change)) OVER (ORDER BY seq DESC) AS size FROM feed) WHERE size > ?
  )
`;

export class WorkbookStore {
  readonly #db: DatabaseSync;
  #snapshotSeq = 0;
  #snapshotCharacters = 0;
  #charactersSince = 0;

  /** Opens or creates the file; `:memory:` keeps nothing. */
  constructor(file: string) {
    this.#db = new DatabaseSync(file);
    this.#db.exec(SCHEMA);
  }

  /** The last snapshot and the changes after it, `undefined` for a new file. */
  load(): { data: WorkbookData; seq: number; later: Change[] } | undefined {
    const row = this.#db.prepare('SELECT seq, data FROM snapshot').get();
    if (!row) return undefined;
    this.#snapshotSeq = Number(row['seq']);
    const text = String(row['data']);
    this.#snapshotCharacters = text.length;
    return { data: readData(text), seq: this.#snapshotSeq, later: this.changesAfter(this.#snapshotSeq) };
  }

  /** Stores a change; durable against the death of this process when it returns. */
  append(seq: number, change: string): void {
    this.#db.prepare('INSERT INTO feed (seq, change) VALUES (?, ?)').run(seq, change);
    this.#charactersSince += change.length;
  }

  isSnapshotDue(seq: number): boolean {
    const most = Math.max(SNAPSHOT_AFTER_CHARACTERS, this.#snapshotCharacters);
    return seq - this.#snapshotSeq >= SNAPSHOT_EVERY || this.#charactersSince >= most;
  }

  saveSnapshot(seq: number, data: Readonly<WorkbookData>): void {
    const text = dataText(data);
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      this.#db.prepare('INSERT OR REPLACE INTO snapshot (id, seq, data) VALUES (1, ?, ?)').run(seq, text);
      this.#db.prepare(FORGET).run(seq - FEED_KEPT, FEED_KEPT_CHARACTERS);
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
    this.#snapshotSeq = seq;
    this.#snapshotCharacters = text.length;
    this.#charactersSince = 0;
  }

  /** Changes with a higher number, oldest first; the caller checks that none is missing. */
  changesAfter(seq: number): Change[] {
    const rows = this.#db.prepare('SELECT change FROM feed WHERE seq > ? ORDER BY seq').all(seq);
    return rows.map(row => readChange(String(row['change'])));
  }

  close(): void {
    this.#db.close();
  }
}
