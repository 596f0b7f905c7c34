// How the servers that the functions framework starts are reached, which it hands to nobody: its Express app gets a
// gate in front of it and an error handler behind it, so that a body is refused before it is read, and answered in JSON
// like everything else.

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { RequestListener, Server } from 'node:http';
import type { Request, Response } from '@google-cloud/functions-framework';
import { RequestError, type RequestErrorCode } from '../contract/request-error.ts';
import { type GateKeeper, gated, isBrokenOff } from './request-gate.ts';
import { ANSWER_HEADERS, errorAnswer } from './respond.ts';

/**
 * Published by Node with each request, before the server's listeners hear of it.
 * https://nodejs.org/api/diagnostics_channel.html
 */
const REQUEST_START = 'http.server.request.start';

/**
 * How long an idle connection is kept, in ms: longer than Google's front end keeps it (600 s), so that no request comes
 * through one that is just being closed.
 * https://docs.cloud.google.com/load-balancing/docs/https#timeout-keepalive-backends
 */
const KEEP_ALIVE_MS = 620_000;

type ErrorHandler = (error: unknown, req: Request, res: Response, next: (error: unknown) => void) => void;
type App = RequestListener & { use(handler: ErrorHandler): void };

const guarded = new WeakSet<Server>();
let guard: ((message: unknown) => void) | undefined;

/**
 * Guards every server that the framework starts in this process, from its first request on. `keeper` is asked when a
 * body needs a token. Calling it again guards the servers that are started from then on.
 */
export function guardServers(keeper: () => GateKeeper): void {
  if (guard) unsubscribe(REQUEST_START, guard);
  guard = message => {
    const { server } = message as { server: Server };
    if (guarded.has(server)) return;
    guarded.add(server);
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    for (const listener of server.listeners('request') as RequestListener[]) {
      if (!isApp(listener)) continue;
      listener.use(answerError);
      server.removeListener('request', listener);
      server.on('request', gated(listener, keeper));
    }
  };
  subscribe(REQUEST_START, guard);
}

function isApp(listener: RequestListener): listener is App {
  return 'use' in listener && typeof listener.use === 'function';
}

// Express tells error handlers by their four parameters.
function answerError(error: unknown, req: Request, res: Response, next: (error: unknown) => void): void {
  if (isBrokenOff(req)) return;
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  if (res.headersSent || status < 400 || status >= 500) {
    next(error);
    return;
  }
  const answer = errorAnswer(new RequestError(codeOf(error, status), { cause: error }));
  res.status(answer.status).set(ANSWER_HEADERS).json(answer.body);
}

/** An address that cannot be decoded is none; all else that Express refuses by itself is about the body. */
function codeOf(error: unknown, status: number): RequestErrorCode {
  if (error instanceof URIError) return 'unknown_address';
  return status === 413 ? 'body_too_large' : 'body_not_json';
}
