// What outlives a restart, in one sqlite file: properties, triggers, whether it was used, and the last change whose
// triggers have run.
import { DatabaseSync } from 'node:sqlite';
import type { Schedule, TriggerEvent } from './calls.ts';

export interface StoredTrigger {
  uid: string;
  functionName: string;
  event: TriggerEvent;
  /** The spreadsheet that it hangs on; a clock trigger hangs on the script. */
  documentId?: string;
  /** Who created it: it runs with their rights. */
  email: string;
  schedule: Schedule | null;
  /** Desk time in ms when a clock trigger fires next; null once it has fired for the last time. */
  nextMs: number | null;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS properties (owner TEXT, key TEXT, value TEXT NOT NULL, PRIMARY KEY (owner, key)) STRICT;
  CREATE TABLE IF NOT EXISTS triggers (
    position INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT UNIQUE NOT NULL, trigger TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS used (one INTEGER PRIMARY KEY CHECK (one = 1)) STRICT;
  CREATE TABLE IF NOT EXISTS handled (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL) STRICT;
`;

export class ScriptStore {
  readonly #database: DatabaseSync;

  /** @param file path of the sqlite file, or `:memory:` */
  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    this.#database.exec(SCHEMA);
  }

  properties(owner: string): Record<string, string> {
    const rows = this.#database
      .prepare('SELECT key, value FROM properties WHERE owner = ? ORDER BY key')
      .all(owner);
    return Object.fromEntries(rows.map(row => [String(row['key']), String(row['value'])]));
  }

  property(owner: string, key: string): string | null {
    const row = this.#database
      .prepare('SELECT value FROM properties WHERE owner = ? AND key = ?')
      .get(owner, key);
    return row ? String(row['value']) : null;
  }

  /** All at once or, when one fails, none. */
  saveProperties(owner: string, properties: Record<string, string>, deleteOthers: boolean): void {
    this.#database.exec('BEGIN');
    try {
      if (deleteOthers) this.#database.prepare('DELETE FROM properties WHERE owner = ?').run(owner);
      const save = this.#database.prepare('INSERT OR REPLACE INTO properties VALUES (?, ?, ?)');
      for (const [key, value] of Object.entries(properties)) save.run(owner, key, value);
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  deleteProperty(owner: string, key: string): void {
    this.#database.prepare('DELETE FROM properties WHERE owner = ? AND key = ?').run(owner, key);
  }

  /** In the order they were created. */
  triggers(): StoredTrigger[] {
    const rows = this.#database.prepare('SELECT trigger FROM triggers ORDER BY position').all();
    return rows.map(row => JSON.parse(String(row['trigger'])) as StoredTrigger);
  }

  saveTrigger(trigger: StoredTrigger): void {
    this.#database
      .prepare(
        'INSERT INTO triggers (uid, trigger) VALUES (?, ?) ON CONFLICT (uid) DO UPDATE SET trigger = excluded.trigger',
      )
      .run(trigger.uid, JSON.stringify(trigger));
  }

  deleteTrigger(uid: string): void {
    this.#database.prepare('DELETE FROM triggers WHERE uid = ?').run(uid);
  }

  /** Whether a person has used the add-on in this spreadsheet. */
  wasUsed(): boolean {
    return this.#database.prepare('SELECT one FROM used').get() !== undefined;
  }

  noteUsed(): void {
    this.#database.prepare('INSERT OR IGNORE INTO used VALUES (1)').run();
  }

  /** Number of the last change whose triggers have all run, undefined when none was ever noted. */
  handledSeq(): number | undefined {
    const row = this.#database.prepare('SELECT seq FROM handled').get();
    return row ? Number(row['seq']) : undefined;
  }

  saveHandledSeq(seq: number): void {
    this.#database.prepare('INSERT OR REPLACE INTO handled VALUES (1, ?)').run(seq);
  }

  close(): void {
    this.#database.close();
  }
}
