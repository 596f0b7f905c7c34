// Stands in for IAM in front of a function that is not public: checks a caller's token as Google does, and hands the
// request on with the token's signature taken off. https://cloud.google.com/run/docs/troubleshooting

import { type IncomingMessage, type RequestListener, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';

export interface GateOptions {
  /** Whose tokens are taken, and the keys that they are signed with. */
  issuer: string;
  keys: JSONWebKeySet;
  /** Accounts that have the role of invoker on the function. */
  invokers: readonly string[];
  /** Addresses of the function: whom a token has to be made out to. */
  audiences: string[];
  /** The present moment, ms. */
  now: () => number;
  /** Where the function listens on this machine. */
  port: number;
}

/** What stands where the signature was. */
const SIGNATURE_REMOVED = 'SIGNATURE_REMOVED_BY_GOOGLE';

/** These are about one connection, and not for the next one. https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
const OF_A_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade']);

/**
 * Answers 401 without a token and to one that is forged, expired or for another address, 403 to an account that is no
 * invoker, 503 while the function does not listen. All else is the function's answer.
 */
export function iamGate(options: GateOptions): RequestListener {
  const keys = createLocalJWKSet(options.keys);
  return (req, res) => {
    check(req, options, keys).then(
      admitted =>
        typeof admitted === 'string' ? handOn(req, res, options.port, admitted) : refuse(req, res, admitted),
      (fault: Error) => res.destroy(fault),
    );
  };
}

/** As Cloud Run answers when no instance could take a request. https://cloud.google.com/run/docs/troubleshooting#503 */
export function sendUnavailable(res: ServerResponse): void {
  res.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  res.end('Service Unavailable');
}

/** The token without its signature, or the status that the caller is refused with. */
async function check(
  { headers }: IncomingMessage,
  { issuer, audiences, invokers, now }: GateOptions,
  keys: ReturnType<typeof createLocalJWKSet>,
): Promise<string | 401 | 403> {
  const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) return 401;
  let claims: JWTPayload;
  try {
    const verified = await jwtVerify(token, keys, {
      issuer,
      audience: audiences,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'iat', 'sub'],
      currentDate: new Date(now()),
    });
    claims = verified.payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return 401;
    throw error;
  }
  const { email, email_verified: isVerified } = claims;
  if (isVerified !== true || typeof email !== 'string' || !invokers.includes(email)) return 403;
  return [...token.split('.').slice(0, 2), SIGNATURE_REMOVED].join('.');
}

/** Sends a request on to the function, and its answer back. */
function handOn(req: IncomingMessage, res: ServerResponse, port: number, token: string): void {
  const sent = request({
    host: '127.0.0.1',
    port,
    // A kept connection may be closed by the function just as it is used again.
    agent: false,
    method: req.method,
    path: req.url,
    headers: { ...passedOn(req.headers), authorization: `Bearer ${token}` },
  });
  const fail = () => (res.headersSent ? res.destroy() : sendUnavailable(res));
  sent.once('response', answer => {
    res.writeHead(answer.statusCode ?? 502, passedOn(answer.headers));
    // A function that dies in the middle of its answer breaks the caller's connection, as does a caller the function's.
    pipeline(answer, res).catch(fail);
  });
  sent.once('error', fail);
  res.once('close', () => sent.destroy());
  req.pipe(sent);
}

function passedOn(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_A_CONNECTION.has(name)));
}

/** Refuses as Google's front end does: with a page, before the function hears of it. */
function refuse(req: IncomingMessage, res: ServerResponse, status: 401 | 403): void {
  req.resume();
  const title = status === 401 ? '401 Unauthorized' : '403 Forbidden';
  res.writeHead(status, {
    'content-type': 'text/html; charset=UTF-8',
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    connection: 'close',
  });
  res.end(`<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`);
}
