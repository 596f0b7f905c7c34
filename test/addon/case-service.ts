// The case book behind HTTP, as the contract says, with a switch for being away and a way to hold an answer back.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  DeskDescription,
  ErrorAnswer,
  SubmitAnswer,
  SubmitRequest,
} from '../../functions/src/http/contract.ts';
import { CaseBook, DESK } from './case-book.ts';

interface Call {
  method: string;
  path: string;
  token: string | undefined;
  body: unknown;
}

type Failure = { status: number; error: ErrorAnswer['error'] };

export class CaseService {
  readonly book = new CaseBook();
  readonly calls: Call[] = [];
  desk: DeskDescription = structuredClone(DESK);
  /** `ready` once the nonce came. */
  member = false;
  /** What every request gets instead of an answer: a broken connection, or an error. */
  failure: 'away' | Failure | undefined;
  /** The one card that there is. */
  card = { key: '', name: '', answer: { title: '', lines: [''] } };
  /** The next submitted requests get these errors, first come first served. */
  readonly submitFailures: Failure[] = [];
  readonly #held = new Map<string, { arrived: () => void; released: Promise<void> }>();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((cause: unknown) => {
        response.destroy(cause instanceof Error ? cause : new Error(String(cause)));
      });
    });
  }

  static async start(): Promise<CaseService> {
    const service = new CaseService();
    service.#server.listen(0, '127.0.0.1');
    await once(service.#server, 'listening');
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Rows of each submitted request, oldest first. */
  get submitted(): SubmitRequest[] {
    return this.calls.filter(({ path }) => path.endsWith('/rows')).map(({ body }) => body as SubmitRequest);
  }

  /** Holds the answer to the next submitted rows, or to the next pull, back, after the book has given it. */
  hold(what: 'rows' | 'changes' = 'rows'): { arrived: Promise<void>; release: () => void } {
    let release = () => {};
    const released = new Promise<void>(resolve => {
      release = resolve;
    });
    const arrived = new Promise<void>(resolve => {
      this.#held.set(what, { arrived: resolve, released });
    });
    return { arrived, release };
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const text = Buffer.concat(pieces).toString();
    const url = new URL(request.url ?? '/', this.url);
    const method = request.method ?? 'GET';
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    this.calls.push({ method, path: url.pathname, token: request.headers.authorization, body });
    if (this.failure === 'away') return void response.destroy();
    const what = url.pathname.split('/').at(-1) ?? '';
    const failure = this.failure ?? (what === 'rows' ? this.submitFailures.shift() : undefined);
    const answer: unknown = failure
      ? { error: failure.error }
      : this.#answer(`${method} ${url.pathname}`, url, body);
    const held = this.#held.get(what);
    if (held) {
      this.#held.delete(what);
      held.arrived();
      await held.released;
    }
    response.writeHead(failure?.status ?? 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  }

  #answer(route: string, url: URL, body: unknown): unknown {
    const desk = `/v1/desks/${this.desk.deskId}`;
    switch (route) {
      case 'POST /v1/desks':
        return {
          deskId: this.desk.deskId,
          status: this.member ? 'ready' : 'confirm',
          metadataKey: 'desk-nonce',
        };
      case `POST ${desk}/members`:
        this.member = (body as { nonce: string }).nonce === 'n-1';
        return { done: true };
      case `POST ${desk}/layout`:
      case `POST ${desk}/summaries/rebuild`:
        return { done: true };
      case `GET ${desk}`:
        return this.desk;
      case `GET ${desk}/changes`:
        return this.book.changes(url.searchParams.get('since') ?? '');
      case `POST ${desk}/tables/cases/rows`:
        return {
          rows: (body as SubmitRequest).rows.map(row => this.book.submit(row)),
          others: false,
          version: this.desk.version,
        } satisfies SubmitAnswer;
      case `POST ${desk}/records/${this.card.key}/cards/${this.card.name}`:
        return this.card.answer;
      case `POST ${desk}/figures`:
        return this.card.answer;
      default:
        throw new Error(`no such route: ${route}`);
    }
  }
}
