// An issuer whose keys are served, and a clock that a test sets.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettableClock } from '../../../local/clock/clock.ts';
import { type IdentityClaims, Issuer } from '../../../local/google/identity/issuer.ts';

/** The present moment when nobody has set the clock, ms. */
export const START = 1_700_000_000_000;
export const MACHINE = 'sheetdesk@acme-desk.iam.gserviceaccount.com';
export const RING = 'https://asia-east1-acme-desk.cloudfunctions.net/ring';

export class TokenDesk {
  nowMs = START;
  readonly base: string;
  readonly issuer: Issuer;
  readonly #folder: string;
  readonly #servers: Server[];

  private constructor(base: string, folder: string, server: Server, handle: (issuer: Issuer) => void) {
    this.base = base;
    this.#folder = folder;
    this.#servers = [server];
    this.issuer = this.#issuerOf('key.pem');
    handle(this.issuer);
  }

  static async open(): Promise<TokenDesk> {
    let listener: RequestListener = (_, res) => res.writeHead(503).end();
    const server = createServer((req, res) => listener(req, res));
    const base = await listening(server);
    return new TokenDesk(base, mkdtempSync(join(tmpdir(), 'tokens-')), server, issuer => {
      listener = (req, res) => void (issuer.handle(req, res) || res.writeHead(404).end());
    });
  }

  get name(): string {
    return `${this.base}/identity`;
  }

  /** A token of our own queue for the ring, unless other claims are given. */
  machine(claims: Partial<IdentityClaims> = {}): Promise<string> {
    return this.issuer.sign({ sub: '117', email: MACHINE, audience: RING, ...claims });
  }

  /** The same, by somebody who has another key and says that it is ours. */
  forged(claims: Partial<IdentityClaims> = {}): Promise<string> {
    return this.#issuerOf('other.pem').sign({ sub: '117', email: MACHINE, audience: RING, ...claims });
  }

  /** Serves on a port of its own until the desk is closed, and answers the address. */
  async serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    this.#servers.push(server);
    return listening(server);
  }

  async close(): Promise<void> {
    for (const server of this.#servers) {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    }
    rmSync(this.#folder, { recursive: true });
  }

  #issuerOf(file: string): Issuer {
    const clock = new SettableClock({ realNow: () => this.nowMs });
    return Issuer.open({ file: join(this.#folder, file), issuer: this.name, clock });
  }
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
