// The functions framework parses bodies before a function sees the request, and answers what it cannot parse with a page of HTML.
// This gives its Express app an error handler, so that a malformed body is answered like everything else that is malformed.

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import type { Request, Response } from '@google-cloud/functions-framework';
import type { ErrorAnswer } from '../contract/contract.ts';
import { RequestError } from '../contract/request-error.ts';

/** Published by Node with each request, before the server's listeners hear of it. https://nodejs.org/api/diagnostics_channel.html */
const REQUEST_START = 'http.server.request.start';

type ErrorHandler = (error: unknown, req: Request, res: Response, next: (error: unknown) => void) => void;
type App = { use(handler: ErrorHandler): void };

const prepared = new WeakSet<Server>();

function prepare(message: unknown): void {
  const { server } = message as { server: Server };
  if (prepared.has(server)) return;
  prepared.add(server);
  for (const app of server.listeners('request')) if (isApp(app)) app.use(answerError);
}

/** Has every server that the framework starts in this process answer unparsable bodies in JSON. Calling it again changes nothing. */
export function answerUnparsableBodies(): void {
  unsubscribe(REQUEST_START, prepare);
  subscribe(REQUEST_START, prepare);
}

function isApp(listener: unknown): listener is App {
  return typeof listener === 'function' && 'use' in listener && typeof listener.use === 'function';
}

// Express tells error handlers by their four parameters.
function answerError(error: unknown, _req: Request, res: Response, next: (error: unknown) => void): void {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  if (res.headersSent || status < 400 || status >= 500) {
    next(error);
    return;
  }
  const refused = new RequestError(status === 413 ? 'body_too_large' : 'body_not_json', { cause: error });
  res
    .status(refused.status)
    .json({ error: { code: refused.code, message: refused.message } } satisfies ErrorAnswer);
}
