// Knocks at the doors of the functions with whatever a test likes to send, and signs whatever token it likes to show.
import { join } from 'node:path';
import { expect } from 'vitest';
import { SettableClock } from '../../local/clock/clock.ts';
import { type FunctionName, SERVICE_ACCOUNT, USER_AUDIENCE } from '../../local/functions.ts';
import { type IdentityClaims, Issuer } from '../../local/identity/issuer.ts';
import { readKept } from '../../local/kept.ts';
import { OWNER } from '../../local/sample-people.ts';
import type { Answer, DeskDoors } from './desk-doors.ts';

/** A running desk and its folder. */
type Desk = { doors: DeskDoors; data: string };

export interface Knock {
  /** The function that is called; the API unless given. */
  door?: FunctionName;
  method?: string;
  /** `{desk}` stands for this desk; its rows of 热线记录 unless given. */
  path?: string;
  /** Anything but a text goes as JSON. */
  body?: unknown;
  /** The owner's unless given; `null` shows none. */
  token?: string | null;
  headers?: Record<string, string>;
}

const ROWS = '/v1/desks/{desk}/tables/hotline/rows';
export const CLAIMS: IdentityClaims = { sub: `local-${OWNER}`, email: OWNER, audience: USER_AUDIENCE };

/** Sends a request and answers what came back. */
export async function knock(desk: Desk, what: Knock): Promise<Answer<unknown>> {
  const { door = 'api', method = 'POST', path = door === 'api' ? ROWS : '/', body } = what;
  const token = what.token === undefined ? await desk.doors.token() : what.token;
  const address = doorOf(desk, door) + path.replace('{desk}', desk.doors.endpoints.spreadsheetId);
  return desk.doors.fetchJson(address, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...what.headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

/** How a refused request is answered: with a Chinese sentence, and the places that are wrong where it can name them. */
export function refusal(status: number, code: string, details?: object[]): object {
  const message = expect.stringMatching(/[一-鿿]/) as unknown;
  return { status, body: { error: { code, message, ...(details && { details }) } } };
}

/** The address of a function of this desk. */
export function doorOf(desk: Desk, name: FunctionName): string {
  const kept = readKept(join(desk.data, 'ports.json')) as { functions: Record<FunctionName, number> };
  return `http://127.0.0.1:${kept.functions[name]}`;
}

/** Signs a token with the desk's key in the desk's name, unless another name or key file is given. */
export async function signed(
  desk: Desk,
  claims: Partial<IdentityClaims>,
  by: { issuer?: string; file?: string } = {},
): Promise<string> {
  const { offsetMs } = await desk.doors.clockNow();
  const issuer = Issuer.open({
    file: join(desk.data, by.file ?? 'identity.pem'),
    issuer: by.issuer ?? `${desk.doors.endpoints.web}/identity`,
    clock: new SettableClock({ offsetMs }),
  });
  return issuer.sign({ ...CLAIMS, ...claims });
}

/** A token as our queue shows it at a door. */
export function machineToken(desk: Desk, door: FunctionName): Promise<string> {
  return signed(desk, { sub: SERVICE_ACCOUNT, email: SERVICE_ACCOUNT, audience: doorOf(desk, door) });
}
