// The doors of a running desk that a test uses: its HTTP API with signed tokens, the page's server, the spreadsheet and the database
// by Google's own clients. Knows no table.
import { join } from 'node:path';
import { Firestore } from '@google-cloud/firestore';
import { sheets, type sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { ChangesAnswer, RowAnswer, RowInput, SubmitAnswer } from '../../functions/src/http/contract.ts';
import { SettableClock } from '../../local/clock/clock.ts';
import type { Endpoints } from '../../local/desk.ts';
import { USER_AUDIENCE } from '../../local/functions.ts';
import { type IdentityClaims, Issuer } from '../../local/identity/issuer.ts';
import type { MailView } from '../../local/mail/outbox.ts';
import type { ClockAnswer, EditAnswer, SnapshotAnswer } from '../../local/page/wire.ts';
import { OWNER } from '../../local/sample-people.ts';

export interface Answer<Body> {
  status: number;
  body: Body;
}

/** A row of a tab: its number from 1, and the texts of its cells by header. */
export interface TabRow {
  row: number;
  cells: Record<string, string>;
}

export class DeskDoors {
  readonly endpoints: Endpoints;
  readonly sheets: sheets_v4.Sheets;
  readonly firestore: Firestore;
  readonly #data: string;
  /** Names the edits of this client apart from those of others. */
  readonly #window = crypto.randomUUID();
  #edits = 0;
  #shown: number | undefined;

  constructor(endpoints: Endpoints, data: string) {
    this.endpoints = endpoints;
    this.#data = data;
    this.sheets = sheets({ version: 'v4', rootUrl: endpoints.sheets });
    const [host = '', port] = endpoints.firestore.split(':');
    this.firestore = new Firestore({
      projectId: endpoints.projectId,
      host,
      port: Number(port),
      ssl: false,
    });
  }

  /** An ID token of a person, signed at desk time by the issuer of this desk. */
  async token(email: string = OWNER, claims: Partial<IdentityClaims> = {}): Promise<string> {
    const { offsetMs } = await this.clockNow();
    const issuer = Issuer.open({
      file: join(this.#data, 'identity.pem'),
      issuer: `${this.endpoints.web}/identity`,
      clock: new SettableClock({ offsetMs }),
    });
    return issuer.sign({ sub: `local-${email}`, email, audience: USER_AUDIENCE, ...claims });
  }

  /** Calls the API under `/v1/desks/{this desk}`. */
  async call<Body>(path: string, body?: unknown, email?: string): Promise<Answer<Body>> {
    return this.fetchJson(`${this.endpoints.functions}/v1/desks/${this.endpoints.spreadsheetId}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${await this.token(email)}`,
        'content-type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  /** Submits rows as a sheet does. @throws when the request is refused as a whole. */
  async submit(table: string, rows: readonly RowInput[], email?: string): Promise<RowAnswer[]> {
    const { status, body } = await this.call<SubmitAnswer>(`/tables/${table}/rows`, { rows }, email);
    if (status !== 200) throw new Error(`The desk refused rows of ${table}: ${JSON.stringify(body)}`);
    return body.rows;
  }

  /** Everything that changed since the beginning, as a sheet pulls it, by row key. */
  async pull(): Promise<Map<string, ChangesAnswer['rows'][number]>> {
    const rows = new Map<string, ChangesAnswer['rows'][number]>();
    for (let cursor = ''; ; ) {
      const { body } = await this.call<ChangesAnswer>(`/changes?since=${encodeURIComponent(cursor)}`);
      for (const row of body.rows) rows.set(row.key, row);
      if (!body.more) return rows;
      cursor = body.cursor;
    }
  }

  /** Moves desk time forward by an ISO 8601 duration, and answers it. */
  async advance(duration: string): Promise<ClockAnswer> {
    const { body } = await this.fetchJson<ClockAnswer>(`${this.endpoints.web}/clock`, {
      method: 'POST',
      body: JSON.stringify({ advance: duration }),
    });
    return body;
  }

  async clockNow(): Promise<ClockAnswer> {
    return (await this.fetchJson<ClockAnswer>(`${this.endpoints.web}/clock`)).body;
  }

  /** Every message that left the desk, oldest first. */
  async outbox(): Promise<MailView[]> {
    const { body } = await this.fetchJson<MailView[]>(`${this.endpoints.web}/outbox`);
    return body.toSorted((a, b) => a.id - b.id);
  }

  /** Pastes texts into a tab as the page does; resolves when the desk has acknowledged them. */
  async paste(sheetId: number, row: number, column: number, texts: (string | null)[][]): Promise<number> {
    this.#shown ??= (await this.fetchJson<SnapshotAnswer>(`${this.endpoints.web}/api/workbook`)).body.seq;
    this.#edits += 1;
    const { status, body } = await this.fetchJson<EditAnswer>(`${this.endpoints.web}/api/edit`, {
      method: 'POST',
      body: JSON.stringify({
        window: this.#window,
        edit: this.#edits,
        base: this.#shown,
        edits: [{ type: 'typed', sheetId, row, column, texts }],
      }),
    });
    if (status !== 200) throw new Error(`The page's server refused an edit: ${JSON.stringify(body)}`);
    return body.seq;
  }

  /** What a tab shows, as texts, through the real Sheets client. */
  async grid(title: string): Promise<string[][]> {
    const { data } = await this.sheets.spreadsheets.values.get({
      spreadsheetId: this.endpoints.spreadsheetId,
      range: `'${title}'`,
    });
    return (data.values ?? []) as string[][];
  }

  /** The rows below the header of a staff tab that hold anything. */
  async rows(title: string): Promise<TabRow[]> {
    const [header = [], ...lines] = await this.grid(title);
    return lines.flatMap((line, index) =>
      line.some(text => text !== '')
        ? [{ row: index + 2, cells: Object.fromEntries(header.map((name, at) => [name, line[at] ?? ''])) }]
        : [],
    );
  }

  /** Asks any address for JSON. */
  async fetchJson<Body>(url: string, init: RequestInit = {}): Promise<Answer<Body>> {
    const response = await fetch(url, init);
    return { status: response.status, body: (await response.json()) as Body };
  }

  async close(): Promise<void> {
    await this.firestore.terminate();
  }
}
