// Keeps every message that was taken, in the order of arrival. Knows nothing of how they come.

import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

/** One message as the page shows it. */
export interface MailView {
  /** Counts up from 1 in the order of arrival. */
  id: number;
  /** What it came through, as it is shown. */
  channel: string;
  /** The Message-ID header with its angle brackets; `''` when the sender gave none. */
  messageId: string;
  /** Desk time in ms since the epoch. */
  receivedAt: number;
  from: string;
  /** All recipients of the envelope, so blind copies too. */
  to: string[];
  subject: string;
  /** The plain part; `''` when there is none. */
  text: string;
  html?: string;
  /** Whether a message with the same Message-ID had been taken before. */
  duplicate: boolean;
}

export type NewMail = Omit<MailView, 'id' | 'duplicate'>;

const Row = z.object({
  id: z.number(),
  channel: z.string(),
  message_id: z.string(),
  received_at: z.number(),
  sender: z.string(),
  recipients: z
    .string()
    .transform((json): unknown => JSON.parse(json))
    .pipe(z.array(z.string())),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  duplicate: z.number(),
});

const COLUMNS = 'id, channel, message_id, received_at, sender, recipients, subject, text, html, duplicate';

export class Outbox {
  readonly #db: DatabaseSync;

  constructor(file: string) {
    this.#db = new DatabaseSync(file);
    this.#db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      CREATE TABLE IF NOT EXISTS message (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        channel TEXT NOT NULL,
        message_id TEXT NOT NULL,
        received_at INTEGER NOT NULL,
        sender TEXT NOT NULL,
        recipients TEXT NOT NULL,
        subject TEXT NOT NULL,
        text TEXT NOT NULL,
        html TEXT,
        duplicate INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX IF NOT EXISTS message_by_message_id ON message (message_id);
    `);
  }

  /** Keeps the message; it is durable when this returns. A message without Message-ID is never a duplicate. */
  add(mail: NewMail): MailView {
    const row = this.#db
      .prepare(
        `INSERT INTO message (channel, message_id, received_at, sender, recipients, subject, text, html, duplicate)
         SELECT :channel, :messageId, :receivedAt, :from, :to, :subject, :text, :html,
           :messageId <> '' AND EXISTS (SELECT 1 FROM message WHERE message_id = :messageId)
         RETURNING ${COLUMNS}`,
      )
      .get({ ...mail, to: JSON.stringify(mail.to), html: mail.html ?? null });
    return view(row);
  }

  /** All messages, oldest first. */
  list(): MailView[] {
    return this.#db.prepare(`SELECT ${COLUMNS} FROM message ORDER BY id`).all().map(view);
  }

  close(): void {
    this.#db.close();
  }
}

function view(row: unknown): MailView {
  const { message_id, received_at, sender, recipients, html, duplicate, ...rest } = Row.parse(row);
  return {
    ...rest,
    messageId: message_id,
    receivedAt: received_at,
    from: sender,
    to: recipients,
    ...(html === null ? {} : { html }),
    duplicate: duplicate === 1,
  };
}
