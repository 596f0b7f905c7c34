// The desk's HTTP door as staff of the demo use it. Knows no table.

import type {
  ChangesAnswer,
  RowAnswer,
  RowInput,
  SubmitAnswer,
  WireCells,
} from '../../functions/src/contract/contract.ts';

export interface DoorOptions {
  /** Address of the API. */
  api: string;
  spreadsheetId: string;
  /** An ID token of the account with this mail. */
  token: (mail: string) => Promise<string>;
}

/** What staff do at a desk: send rows, and look at what changed. */
export interface Door {
  /** Sends rows as a sheet does. @throws when the request is refused as a whole */
  submit(table: string, mail: string, rows: readonly RowInput[]): Promise<RowAnswer[]>;
  /** What changed since this was asked last. */
  changes(mail: string): Promise<ChangesAnswer['rows']>;
}

export class HttpDoor implements Door {
  readonly #options: DoorOptions;
  #cursor = '';

  constructor(options: DoorOptions) {
    this.#options = options;
  }

  async submit(table: string, mail: string, rows: readonly RowInput[]): Promise<RowAnswer[]> {
    const { rows: answers } = await this.#call<SubmitAnswer>(`/tables/${table}/rows`, mail, { rows });
    return answers;
  }

  async changes(mail: string): Promise<ChangesAnswer['rows']> {
    const changed: ChangesAnswer['rows'] = [];
    let since = this.#cursor;
    for (;;) {
      const path = `/changes?since=${encodeURIComponent(since)}`;
      const { rows, cursor, more } = await this.#call<ChangesAnswer>(path, mail);
      changed.push(...rows);
      since = cursor;
      if (more) continue;
      // Not before: what was fetched before a failure is fetched again.
      this.#cursor = cursor;
      return changed;
    }
  }

  async #call<Body>(path: string, mail: string, body?: object): Promise<Body> {
    const { api, spreadsheetId, token } = this.#options;
    const url = `${api}/v1/desks/${spreadsheetId}${path}`;
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${await token(mail)}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok)
      throw new Error(`The desk refused ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer as Body;
  }
}

/** The same door, for desks that may die and come back: each call is made by `during`, perhaps more than once. */
export function lasting(door: Door, during: <Result>(work: () => Promise<Result>) => Promise<Result>): Door {
  return {
    submit: (table, mail, rows) => during(() => door.submit(table, mail, rows)),
    changes: mail => during(() => door.changes(mail)),
  };
}

/** A row as it is sent for the first time. */
export function newRow(key: string, cells: WireCells): RowInput {
  return { key, base: '', edited: [], cells };
}
