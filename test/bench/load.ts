// Clients that send one request after the other for a while, over connections that stay open.

import { Agent, request } from 'node:http';
import type { RowInput } from '../../functions/src/contract/contract.ts';
import { bodyOf, newRows } from './rows.ts';

export interface Target {
  url: string;
  /** How it takes rows and answers for them; as the desk does when absent. */
  speech?: Speech;
  /** Bearer token of each client, if the target asks for one. */
  tokens?: readonly string[];
  /** What else it wants to hear. */
  headers?: Readonly<Record<string, string>>;
}

/** How a service is spoken to. */
export interface Speech {
  body: (rows: readonly RowInput[]) => string;
  /** Rows that an answer says are saved. */
  saved: (answer: string) => number;
}

export interface Load {
  clients: number;
  rowsPerRequest: number;
  /** No request is begun after this. */
  ms: number;
}

export interface Carried {
  rowsPerSecond: number;
  rows: number;
  /** Requests that were refused or failed; their rows do not count. */
  failures: string[];
  /** How long each request took whose rows were saved, ms. */
  tookMs: number[];
}

const SAVED = /"outcome":"saved"/g;
const DESK: Speech = { body: bodyOf, saved: answer => answer.match(SAVED)?.length ?? 0 };

/** Drives a target and counts the rows that it says are saved. */
export async function drive(
  { url, tokens = [], headers = {}, speech = DESK }: Target,
  { clients, rowsPerRequest, ms }: Load,
): Promise<Carried> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const begin = performance.now();
  const failures: string[] = [];
  const tookMs: number[] = [];
  let rows = 0;
  const client = async (index: number) => {
    while (performance.now() - begin < ms) {
      const sent = performance.now();
      const answer = await post(
        agent,
        url,
        tokens[index % tokens.length],
        speech.body(newRows(rowsPerRequest)),
        headers,
      );
      const saved = speech.saved(answer.text);
      if (answer.status === 200 && saved === rowsPerRequest) {
        rows += saved;
        tookMs.push(performance.now() - sent);
      } else failures.push(`${answer.status} ${answer.text.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
  const seconds = (performance.now() - begin) / 1_000;
  agent.destroy();
  return { rowsPerSecond: rows / seconds, rows, failures, tookMs };
}

/** Sends one JSON body. */
export function post(
  agent: Agent,
  url: string,
  token: string | undefined,
  body: string,
  also: Readonly<Record<string, string>> = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...also,
    };
    const req = request(url, { method: 'POST', agent, headers }, res => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => resolve({ status: res.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      res.on('error', reject);
    });
    req.on('error', reject);
    req.end(body);
  });
}
