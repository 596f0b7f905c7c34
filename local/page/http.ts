// Reading requests and writing answers of the page's server; who may speak to it at all.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** Answers from this size on are compressed. */
const LARGE = 64 * 1024;

/** A request that is refused with this status; the message is for the caller. */
export class RequestError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'RequestError';
    this.status = status;
  }
}

/**
 * Whether a request names this machine as its host and comes from a page of this server, if from any.
 * Without it, a foreign site could point its own name here (DNS rebinding) or post from its pages.
 */
export function isLocalRequest(req: IncomingMessage): boolean {
  const { host, origin } = req.headers;
  if (!host || !isLocalName(host)) return false;
  return origin === undefined || origin === `http://${host}`;
}

function isLocalName(host: string): boolean {
  const name = host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  return name === 'localhost' || isIP(name) !== 0;
}

export async function readJson(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new RequestError(413, `A body has at most ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch (cause) {
    throw new RequestError(400, `The body is not JSON: ${String(cause)}`);
  }
}

export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  res.end(JSON.stringify(body));
}

/** The same of what may be large: compressed, where the browser takes that. */
export async function sendLargeJson(req: IncomingMessage, res: ServerResponse, body: unknown): Promise<void> {
  const text = JSON.stringify(body);
  const packed =
    text.length >= LARGE && takesGzip(req) ? await compress(text, { level: constants.Z_BEST_SPEED }) : text;
  res.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...(packed !== text && { 'content-encoding': 'gzip' }),
  });
  res.end(packed);
}

const compress = promisify<string, object, Buffer>(gzip);

/** Whether the browser takes what is compressed. */
export function takesGzip({ headers }: IncomingMessage): boolean {
  return (headers['accept-encoding'] ?? '').split(',').some(each => each.trim() === 'gzip');
}
