// Reading requests and writing answers of the page's server; who may speak to it at all.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

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
  const encoding = text.length >= LARGE ? encodingFor(req) : undefined;
  const packed = encoding ? await PACK[encoding](text) : text;
  res.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...(encoding && { 'content-encoding': encoding }),
  });
  res.end(packed);
}

/** In which forms the page's server compresses, the smallest first. Browsers take that one of this machine only. */
export const ENCODINGS = ['br', 'gzip'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Quickly: somebody waits. */
const PACK: Readonly<Record<Encoding, (text: string) => Promise<Buffer>>> = {
  br: text => promisify<string, object, Buffer>(brotliCompress)(text, BROTLI),
  gzip: text => promisify<string, object, Buffer>(gzip)(text, { level: constants.Z_BEST_SPEED }),
};
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** In which form the browser takes what is compressed; `undefined` for none of ours. */
export function encodingFor({ headers }: IncomingMessage): Encoding | undefined {
  const taken = (headers['accept-encoding'] ?? '').split(',').map(each => each.trim());
  return ENCODINGS.find(each => taken.includes(each));
}
