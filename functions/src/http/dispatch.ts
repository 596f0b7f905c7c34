// Finds the route of a request, knows who calls, and runs it.

import type { Request } from '@google-cloud/functions-framework';
import { RequestError } from '../contract/request-error.ts';
import type { Ports } from '../ports/ports.ts';
import { deskKey, rowKey } from './bodies.ts';
import type { RateLimits } from './rate-limits.ts';
import { bearerOf } from './respond.ts';

import { ROUTES } from './routes.ts';

const patterns = ROUTES.map(route => ({
  route,
  pattern: new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[A-Za-z0-9_-]{1,100})')}/?$`),
}));

/** Finds the route of a request, knows who calls, and runs it. */
export async function dispatch(
  ports: Ports,
  req: Request,
  limits: { account: RateLimits; desk: RateLimits },
): Promise<unknown> {
  const matches = patterns.flatMap(({ route, pattern }) => {
    const match = pattern.exec(req.path);
    return match ? [{ route, parts: match.groups ?? {} }] : [];
  });
  if (matches.length === 0) throw new RequestError('unknown_address');
  const found = matches.find(({ route }) => route.method === req.method);
  if (!found) throw new RequestError('method_not_allowed');
  const account = await ports.identity.user(bearerOf(req));
  limits.account.take(account.subject);
  refuseUnknown(found.parts);
  if (found.parts['desk'] !== undefined) limits.desk.take(found.parts['desk']);
  return found.route.run({
    ports,
    account,
    part: name => {
      const part = found.parts[name];
      if (part === undefined) throw new Error(`${found.route.path} has no part "${name}"`);
      return part;
    },
    query: name => queryText(req.query[name]),
    body: jsonOf(req),
  });
}

/**
 * What a path names becomes a document id: nothing is kept under any other, and a database may refuse it.
 * @throws RequestError 404
 */
function refuseUnknown({ desk, key }: Record<string, string>): void {
  if (desk !== undefined && !deskKey.safeParse(desk).success) throw new RequestError('unknown_desk');
  if (key !== undefined && !rowKey.safeParse(key).success) throw new RequestError('unknown_record');
}

/** A value that an address gives twice, or as a list, is none. @throws RequestError 400 */
function queryText(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') throw new RequestError('query_invalid');
  return value;
}

/** The framework leaves a body that is not announced as JSON unparsed; an empty one is none. */
function jsonOf(req: Request): unknown {
  if (!Buffer.isBuffer(req.body) && typeof req.body !== 'string') return req.body;
  const text = req.body.toString();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RequestError('body_not_json', { cause });
  }
}
