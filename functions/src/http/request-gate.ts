// The functions framework reads and parses whole bodies, of up to 1 GiB, before a function sees the request. Here it is
// decided what it may read: nothing without a token, and more than a little only with one that is a user's. Machines
// send little; a browser sends what was filled in on a page, to an address that is signed.

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { RequestError } from '../contract/request-error.ts';
import type { Instant } from '../core/lib/time.ts';
import type { Identity } from '../ports/identity.ts';
import type { Links } from '../ports/links.ts';
import type { Log } from '../ports/log.ts';
import { signedPart } from './link-address.ts';
import { BROWSER_HEADERS, PAGE_HEADERS, refusedPage } from './link-pages.ts';
import { ANSWER_HEADERS, bearerIn, errorAnswer } from './respond.ts';

/** Largest body, in bytes. 500 rows of long texts fit; a sheet's edit that does not is sent in parts. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Largest body of somebody whose token has not been looked at. */
const MAX_UNKNOWN_BYTES = 16 * 1024;

/** Largest form that a page sends: long texts, each as it was and as it is, with nine bytes a Chinese letter. */
const MAX_FORM_BYTES = 256 * 1024;

/**
 * A parsed body takes some ten times its size, so of those larger than this few are read at a time; the others wait in
 * their sockets.
 */
const LARGE_BYTES = 256 * 1024;
const MAX_LARGE_AT_ONCE = 4;

/** How long one of them may take to come, in ms, while others wait. */
const MAX_LARGE_MS = 30_000;

/** What the gate needs to know whose token it is, and which address is one. */
export interface GateKeeper {
  identity: Pick<Identity, 'user'>;
  links: Pick<Links, 'read'>;
  log: Log;
  now(): Instant;
}

const brokenOff = new WeakSet<IncomingMessage>();

/** Whether a request has been answered before its body was read to its end. */
export const isBrokenOff = (req: IncomingMessage): boolean => brokenOff.has(req);

/**
 * Lets through to a listener what it may read, and answers the rest. `keeper` is asked first for a body that needs a
 * token.
 */
export function gated(listener: RequestListener, keeper: () => GateKeeper): RequestListener {
  const large = new Places(MAX_LARGE_AT_ONCE);
  return (req, res) => {
    try {
      if (isHarmless(req, keeper)) listener(req, res);
      else
        void bytesAdmitted(req, res, keeper, large).then(limit => limit && read(req, res, listener, limit));
    } catch (error) {
      answer(req, res, error);
    }
  };
}

/**
 * Whether it is no matter yet whose token this is: no body, or a small one.
 * @throws RequestError for one that nobody may send, and for any body without a token.
 */
function isHarmless({ headers, url = '' }: IncomingMessage, keeper: () => GateKeeper): boolean {
  const chunked = headers['transfer-encoding'] !== undefined;
  const length = Number(headers['content-length'] ?? 0);
  if (!chunked && length === 0) return true;
  // A packed body tells nothing of its size, and the add-on and the queues send none.
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') throw new RequestError('body_encoded');
  if (length > MAX_BYTES) throw new RequestError('body_too_large');
  if (bearerIn(headers) !== undefined) return !chunked && length <= MAX_UNKNOWN_BYTES;
  refuseUnsigned(url, keeper());
  if (chunked || length > MAX_FORM_BYTES) throw new RequestError('body_too_large');
  return true;
}

/** @throws RequestError for an address that we did not give out, or that is good no more. */
function refuseUnsigned(url: string, keeper: GateKeeper): void {
  const signed = signedPart(pathIn(url));
  if (!signed) throw new RequestError('token_missing');
  if (!keeper.links.read(signed.token, keeper.now())) throw new RequestError('link_over');
}

const pathIn = (url: string): string => url.split('?')[0] ?? '';

/** How many bytes of a body may be read, once it is its turn; undefined when it has been answered. */
async function bytesAdmitted(
  req: IncomingMessage,
  res: ServerResponse,
  keeper: () => GateKeeper,
  large: Places,
): Promise<number | undefined> {
  const { headers } = req;
  const length = headers['content-length'] === undefined ? MAX_BYTES : Number(headers['content-length']);
  try {
    await keeper().identity.user(bearerIn(headers));
  } catch (error) {
    // A body of unknown length may turn out to be small, as those of our machines are; whose token it is, the function
    // asks again.
    if (error instanceof RequestError && headers['content-length'] === undefined) return MAX_UNKNOWN_BYTES;
    if (!(error instanceof RequestError)) keeper().log.error('token_not_checked', error);
    answer(req, res, error);
    return undefined;
  }
  if (length > LARGE_BYTES) await large.take(req, res);
  return req.destroyed ? undefined : MAX_BYTES;
}

/** Has the listener read a body, up to the limit. */
function read(req: IncomingMessage, res: ServerResponse, listener: RequestListener, limit: number): void {
  let bytes = 0;
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > limit) breakOff(req, res, new RequestError('body_too_large'));
  });
  listener(req, res);
}

/**
 * Refuses a body that is being read. Its parser is told that there is no more, and drops what it has; it would answer
 * at the end of the body only, which may never come.
 */
function breakOff(req: IncomingMessage, res: ServerResponse, error: RequestError): void {
  if (res.headersSent) return;
  brokenOff.add(req);
  req.emit('aborted');
  answer(req, res, error);
}

function answer({ url = '' }: IncomingMessage, res: ServerResponse, error: unknown): void {
  const { status, body } = errorAnswer(error);
  // Whoever sends to such an address looks at a page.
  if (signedPart(pathIn(url))) {
    res.writeHead(status, { ...BROWSER_HEADERS, ...PAGE_HEADERS }).end(refusedPage(body.error));
    return;
  }
  // Node reads on and forgets what comes, so that a sender who is still at it gets to hear the answer; but for nobody
  // who may never end.
  const headers = {
    ...ANSWER_HEADERS,
    'content-type': 'application/json; charset=utf-8',
    ...(status === 408 && { connection: 'close' }),
  };
  res.writeHead(status, headers).end(JSON.stringify(body));
}

/** So many at a time; the others wait in the order in which they came, and for no body that comes too slowly. */
class Places {
  #free: number;
  readonly #waiting: (() => void)[] = [];
  /** What ends each body that has taken too long. */
  readonly #late = new Set<() => void>();

  constructor(free: number) {
    this.#free = free;
  }

  /** Waits for a place, which is given back when the response is over. */
  async take(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (this.#free > 0) this.#free -= 1;
    else {
      await new Promise<void>(resolve => {
        this.#waiting.push(resolve);
        this.#endLate();
      });
    }
    const end = () => {
      if (!req.complete) breakOff(req, res, new RequestError('body_late'));
    };
    const timer = setTimeout(() => {
      this.#late.add(end);
      this.#endLate();
    }, MAX_LARGE_MS);
    const release = () => {
      clearTimeout(timer);
      this.#late.delete(end);
      this.#release();
    };
    if (res.closed) release();
    else res.once('close', release);
  }

  #endLate(): void {
    if (this.#waiting.length === 0) return;
    for (const end of this.#late) end();
    this.#late.clear();
  }

  #release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
