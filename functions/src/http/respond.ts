// How every function answers: JSON, and each failure caught here once. What a caller did wrong is told; what we did wrong is logged.

import type { Request, Response } from '@google-cloud/functions-framework';
import type { ErrorAnswer } from '../contract/contract.ts';
import { RequestError } from '../contract/request-error.ts';
import type { Log } from '../ports.ts';
import { MOST_BYTES } from './bodies.ts';

/** Runs a handler and sends what it returns, or its failure. */
export async function respond(
  req: Request,
  res: Response,
  log: Log,
  run: () => Promise<unknown>,
): Promise<void> {
  try {
    if ((req.rawBody?.length ?? 0) > MOST_BYTES) throw new RequestError('body_too_large');
    res.status(200).json(await run());
  } catch (error) {
    if (error instanceof RequestError) {
      res.status(error.status).json(answerTo(error));
      return;
    }
    log.error('request_failed', error, { method: req.method });
    res
      .status(500)
      .json({ error: { code: 'internal', message: '服务台出了故障，请稍后再试。' } } satisfies ErrorAnswer);
  }
}

function answerTo({ code, message, details }: RequestError): ErrorAnswer {
  return { error: { code, message, ...(details && { details }) } };
}

/** The bearer token of a request. */
export function bearerOf(req: Request): string | undefined {
  return /^Bearer (\S+)$/i.exec(req.headers.authorization ?? '')?.[1];
}
