// How every function answers: JSON, and each failure caught here once. What a caller did wrong is told; what we did
// wrong is logged.

import type { Request, Response } from '@google-cloud/functions-framework';
import type { ErrorAnswer } from '../contract/contract.ts';
import { NewerForm, RequestError } from '../contract/request-error.ts';
import type { Log } from '../ports/log.ts';

/** Of everything that is answered, to whatever program: it is what it says, and comes over TLS only. */
export const SECURE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000',
} as const;

/** Of answers to programs: nobody on the way keeps what is in them. https://owasp.org/www-project-secure-headers/ */
export const ANSWER_HEADERS = { ...SECURE_HEADERS, 'cache-control': 'no-store' } as const;

/** Runs a handler and sends what it returns, or its failure. */
export async function respond(
  req: Request,
  res: Response,
  log: Log,
  run: () => Promise<unknown>,
): Promise<void> {
  res.set(ANSWER_HEADERS);
  try {
    res.status(200).json(await run());
  } catch (error) {
    if (error instanceof NewerForm)
      log.error('newer_form_found', error, { kind: error.kind, form: error.found });
    if (!(error instanceof RequestError)) log.error('request_failed', error, factsOf(req));
    if (error instanceof RequestError && error.retryAfterSeconds !== undefined)
      res.set('retry-after', String(error.retryAfterSeconds));
    const { status, body } = errorAnswer(error);
    res.status(status).json(body);
  }
}

/** Which request it was. A path of ours has ids only; whoever calls another one is not to fill the log. */
const factsOf = ({ method, path }: Request) => ({ method, path: path.slice(0, 200) });

/** How a failure is told: a refused request with its code and sentence, all else as a fault of ours. */
export function errorAnswer(error: unknown): { status: number; body: ErrorAnswer } {
  if (!(error instanceof RequestError))
    return { status: 500, body: { error: { code: 'internal', message: '服务台出了故障，请稍后再试。' } } };
  const { status, code, message, details } = error;
  return { status, body: { error: { code, message, ...(details && { details }) } } };
}

/** The bearer token among the headers of a request. */
export function bearerIn({ authorization }: { authorization?: string | undefined }): string | undefined {
  return /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
}

/** The bearer token of a request. */
export function bearerOf(req: Request): string | undefined {
  return bearerIn(req.headers);
}
