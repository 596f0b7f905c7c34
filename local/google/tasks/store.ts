// Queues, tasks and used names in SQLite. Decides nothing; every write is durable when it returns.

import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { type Queue, QueueSettings } from './queue.ts';
import { type NewTask, Progress, Target, type Task } from './task.ts';

/** `ready_us` is when a task may be sent next; null while it is being sent. */
const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS queues (
    name TEXT PRIMARY KEY,
    settings TEXT NOT NULL,
    state TEXT NOT NULL,
    purged_at_ms INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS tasks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    queue TEXT NOT NULL,
    due_us INTEGER NOT NULL,
    ready_us INTEGER,
    created_ms INTEGER NOT NULL,
    target TEXT NOT NULL,
    body BLOB NOT NULL,
    progress TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS tasks_by_readiness ON tasks (queue, ready_us, id);
  CREATE TABLE IF NOT EXISTS used_names (
    name TEXT PRIMARY KEY,
    free_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS used_names_by_end ON used_names (free_at_ms);
`;

function json<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
}

const QueueRow = z.object({
  name: z.string(),
  settings: json(QueueSettings),
  state: z.enum(['RUNNING', 'PAUSED']),
  purged_at_ms: z.number().nullable(),
});

const TaskRow = z.object({
  id: z.number(),
  name: z.string(),
  queue: z.string(),
  due_us: z.number(),
  created_ms: z.number(),
  target: json(Target),
  body: z.instanceof(Uint8Array),
  progress: json(Progress),
});

const TASK = 'SELECT id, name, queue, due_us, created_ms, target, body, progress FROM tasks';

export class Store {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** Opens the database; what was being sent when the last run ended may be sent again. */
  constructor(file: string) {
    this.#db = new DatabaseSync(file);
    this.#db.exec(SCHEMA);
    this.#db.exec('UPDATE tasks SET ready_us = due_us WHERE ready_us IS NULL');
  }

  close(): void {
    this.#db.close();
  }

  queue(name: string): Queue | undefined {
    return this.#queues('SELECT * FROM queues WHERE name = ?', name)[0];
  }

  runningQueues(): Queue[] {
    return this.#queues(`SELECT * FROM queues WHERE state = 'RUNNING'`);
  }

  /** Queues of a location whose names come after `after`, in the order of their names. */
  listQueues(location: string, after: string, limit: number): Queue[] {
    return this.#queues(
      `SELECT * FROM queues WHERE substr(name, 1, length(?1)) = ?1 AND name > ?2 ORDER BY name LIMIT ?3`,
      `${location}/queues/`,
      after,
      limit,
    );
  }

  saveQueue(queue: Queue): void {
    this.#run(
      'INSERT OR REPLACE INTO queues (name, settings, state, purged_at_ms) VALUES (?, ?, ?, ?)',
      queue.name,
      JSON.stringify(queue.settings),
      queue.state,
      queue.purgedAtMs,
    );
  }

  /** Deletes the queue and its tasks; its name stays taken until `freeAtMs`. */
  removeQueue(name: string, freeAtMs: number): void {
    this.#atomically(() => {
      this.#run('DELETE FROM tasks WHERE queue = ?', name);
      this.#run('DELETE FROM queues WHERE name = ?', name);
      this.#keepName(name, freeAtMs);
    });
  }

  task(name: string): Task | undefined {
    return this.#tasks(`${TASK} WHERE name = ?`, name)[0];
  }

  taskById(id: number): Task | undefined {
    return this.#tasks(`${TASK} WHERE id = ?`, id)[0];
  }

  /** Tasks of a queue with ids above `after`, oldest first. */
  listTasks(queue: string, after: number, limit: number): Task[] {
    return this.#tasks(`${TASK} WHERE queue = ? AND id > ? ORDER BY id LIMIT ?`, queue, after, limit);
  }

  /** Tasks of a queue that may be sent at `nowMs`, those that wait longest first. */
  readyTasks(queue: string, nowMs: number, limit: number): Task[] {
    return this.#tasks(
      `${TASK} WHERE queue = ? AND ready_us <= ? ORDER BY ready_us, id LIMIT ?`,
      queue,
      nowMs * 1_000,
      limit,
    );
  }

  /** When the next task of a queue may be sent, in ms; undefined when none waits. */
  nextReadyMs(queue: string): number | undefined {
    const row = this.#statement('SELECT min(ready_us) AS us FROM tasks WHERE queue = ?').get(queue);
    const { us } = z.object({ us: z.number().nullable() }).parse(row);
    return us === null ? undefined : Math.ceil(us / 1_000);
  }

  addTask(task: NewTask): Task {
    const { lastInsertRowid } = this.#run(
      `INSERT INTO tasks (name, queue, due_us, ready_us, created_ms, target, body, progress)
       VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7)`,
      task.name,
      task.queue,
      task.dueUs,
      task.createdMs,
      JSON.stringify(task.target),
      task.body,
      JSON.stringify(task.progress),
    );
    return { ...task, id: Number(lastInsertRowid) };
  }

  /** Keeps schedule time and progress; `readyUs` null says that it is being sent. */
  saveTask(task: Task, readyUs: number | null): void {
    this.#run(
      'UPDATE tasks SET due_us = ?, progress = ?, ready_us = ? WHERE id = ?',
      task.dueUs,
      JSON.stringify(task.progress),
      readyUs,
      task.id,
    );
  }

  /** Deletes the task; its name stays taken until `freeAtMs`. */
  removeTask(task: Task, freeAtMs: number): void {
    this.#atomically(() => {
      this.#run('DELETE FROM tasks WHERE id = ?', task.id);
      this.#keepName(task.name, freeAtMs);
    });
  }

  /** Deletes all tasks of a queue; their names stay taken until `freeAtMs`. */
  removeTasks(queue: string, freeAtMs: number): void {
    this.#atomically(() => {
      this.#run(
        'INSERT OR REPLACE INTO used_names SELECT name, ? FROM tasks WHERE queue = ?',
        freeAtMs,
        queue,
      );
      this.#run('DELETE FROM tasks WHERE queue = ?', queue);
    });
  }

  /** Whether a queue or task of this name existed so recently that the name is still taken. */
  isNameUsed(name: string, nowMs: number): boolean {
    this.#run('DELETE FROM used_names WHERE free_at_ms <= ?', nowMs);
    return this.#statement('SELECT 1 FROM used_names WHERE name = ?').get(name) !== undefined;
  }

  #keepName(name: string, freeAtMs: number): void {
    this.#run('INSERT OR REPLACE INTO used_names (name, free_at_ms) VALUES (?, ?)', name, freeAtMs);
  }

  #queues(sql: string, ...values: SQLInputValue[]): Queue[] {
    return z
      .array(QueueRow)
      .parse(this.#statement(sql).all(...values))
      .map(({ purged_at_ms, ...row }) => ({ ...row, purgedAtMs: purged_at_ms }));
  }

  #tasks(sql: string, ...values: SQLInputValue[]): Task[] {
    return z
      .array(TaskRow)
      .parse(this.#statement(sql).all(...values))
      .map(({ due_us, created_ms, ...row }) => ({ ...row, dueUs: due_us, createdMs: created_ms }));
  }

  #run(sql: string, ...values: SQLInputValue[]) {
    return this.#statement(sql).run(...values);
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #atomically(write: () => void): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      write();
      this.#db.exec('COMMIT');
    } catch (cause) {
      this.#db.exec('ROLLBACK');
      throw cause;
    }
  }
}
