// The functions behind the real framework and over a Firestore of their own, with tokens of a real issuer: for what is
// sent to them from outside. There is no spreadsheet and no queue.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Firestore } from '@google-cloud/firestore';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { TokenIdentity } from '../../../functions/src/adapters/google/token-identity.ts';
import { RequestError } from '../../../functions/src/contract/request-error.ts';
import type { EndpointName } from '../../../functions/src/deploy/endpoints.ts';
import { guardServers } from '../../../functions/src/http/framework-errors.ts';
import { type Allowances, handlersOf } from '../../../functions/src/http/handlers.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { SettableClock } from '../../../local/clock/clock.ts';
import { type IdentityClaims, Issuer } from '../../../local/google/identity/issuer.ts';
import { ActionPlace, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { clientOf } from '../../fixtures/firestore-here.ts';
import { dumpAll } from '../../fixtures/stored-desk/dump.ts';

const AUDIENCE = 'desk-client-id';
const MACHINE = 'machine@example.com';
const MACHINE_AUDIENCE = 'https://ring.example';
const OURS = { audiences: [MACHINE_AUDIENCE], account: MACHINE };

export interface Reply {
  status: number;
  text: string;
  /** The code of a refusal that is one of ours. */
  code: string | undefined;
}

export class OpenDoors {
  readonly place: ActionPlace;
  /** What was logged as a fault of ours. */
  readonly faults: unknown[];
  readonly #firestore: Firestore;
  readonly #issuer: Issuer;
  readonly #servers: Record<string, Server>;
  readonly #folder: string;

  private constructor(parts: {
    place: ActionPlace;
    firestore: Firestore;
    issuer: Issuer;
    servers: Record<string, Server>;
    folder: string;
    faults: unknown[];
  }) {
    this.faults = parts.faults;
    this.place = parts.place;
    this.#firestore = parts.firestore;
    this.#issuer = parts.issuer;
    this.#servers = parts.servers;
    this.#folder = parts.folder;
  }

  static async open(
    projectId: string,
    now: number,
    change: (ports: Ports) => Partial<Ports> = () => ({}),
    ...limits: [allowances?: Allowances, elapsed?: () => number]
  ): Promise<OpenDoors> {
    const place = await ActionPlace.start(projectId, () => now);
    const folder = mkdtempSync(join(tmpdir(), 'doors-'));
    const keys = createServer((req, res) => {
      if (!issuer.handle(req, res)) res.writeHead(404).end();
    });
    const base = await listening(keys);
    const issuer = Issuer.open({
      file: join(folder, 'key.pem'),
      issuer: `${base}/identity`,
      clock: new SettableClock({ realNow: () => now }),
    });
    const identity = new TokenIdentity(
      {
        issuers: [`${base}/identity`],
        jwksUrl: `${base}/identity/jwks`,
        userAudiences: [AUDIENCE],
        machines: { ring: OURS, summarise: OURS, sweep: OURS },
      },
      () => now,
    );
    const faults: unknown[] = [];
    const nowhere = () => Promise.reject(new RequestError('workbook_unreachable'));
    const made: Ports = {
      ...place.ports,
      identity,
      alarms: { plantRing: async () => undefined, plantSummary: async () => undefined },
      workbooks: { inspect: nowhere, apply: nowhere, column: nowhere, metadata: nowhere },
      log: { info: () => undefined, error: (_, cause) => faults.push(cause) },
    };
    const ports = { ...made, ...change(made) };
    guardServers(() => ports);
    const servers: Record<string, Server> = { keys };
    for (const [name, handler] of Object.entries(handlersOf(ports, ...limits))) {
      http(name, handler);
      servers[name] = getTestServer(name);
      await listening(servers[name]);
    }
    const firestore = clientOf(projectId, place.firestore);
    return new OpenDoors({ place, firestore, issuer, servers, folder, faults });
  }

  async close(): Promise<void> {
    for (const server of Object.values(this.#servers)) {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    }
    await this.#firestore.terminate();
    await this.place.close();
    rmSync(this.#folder, { recursive: true });
  }

  /** A token of the desk's owner, unless other claims are given. */
  token(claims: Partial<IdentityClaims> = {}): Promise<string> {
    return this.#issuer.sign({ sub: '1001', email: 'owner@example.com', audience: AUDIENCE, ...claims });
  }

  machineToken(): Promise<string> {
    return this.token({ sub: 'machine', email: MACHINE, audience: MACHINE_AUDIENCE });
  }

  /** Sends a request. `path` goes as it is. */
  async knock(door: EndpointName, path: string, init: RequestInit = {}): Promise<Reply> {
    const response = await this.send(door, path, init);
    const text = await response.text();
    return { status: response.status, text, code: codeIn(text) };
  }

  /** Sends a request, for those who look at headers. */
  send(door: EndpointName, path: string, init: RequestInit = {}): Promise<Response> {
    const server = this.#servers[door];
    if (!server) throw new Error(`no door ${door}`);
    const { port } = server.address() as AddressInfo;
    return fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init });
  }

  /** Every document with what it holds, by path; but for keys, which whoever comes first to a desk has made. */
  async everything(): Promise<Record<string, unknown>> {
    const all = Object.entries(await dumpAll(this.#firestore));
    return Object.fromEntries(all.filter(([path]) => !path.endsWith('/state/keys')));
  }
}

export { DESK_ID };

async function listening(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function codeIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { error?: { code?: string } }).error?.code;
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
