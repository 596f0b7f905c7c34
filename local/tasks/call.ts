// One HTTP request to a target and the status of its answer. Knows nothing of tasks, so the scheduler uses it too.

import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';

export interface HttpCall {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: Uint8Array;
  /** Ends the waiting for an answer. */
  signal: AbortSignal;
}

export interface HttpAnswer {
  status: number;
  /** From a Retry-After header in seconds; 0 without one. */
  retryAfterMs: number;
}

/**
 * Sends the request over a connection of its own and reads the answer to its end. Redirects are not followed.
 * @throws the network's error, or the signal's reason
 */
export async function callHttp(call: HttpCall): Promise<HttpAnswer> {
  const send = new URL(call.url).protocol === 'https:' ? httpsRequest : httpRequest;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    // A kept connection may be closed by the target just as it is used again, which would look like a failed attempt.
    const sent = send(call.url, {
      method: call.method,
      headers: call.headers,
      signal: call.signal,
      agent: false,
    });
    sent.once('response', resolve);
    sent.once('error', cause => reject(call.signal.aborted ? call.signal.reason : cause));
    sent.end(call.body);
  });
  await buffer(answer);
  const retryAfter = Number(answer.headers['retry-after'] ?? 0);
  return {
    status: answer.statusCode ?? 0,
    retryAfterMs: Number.isFinite(retryAfter) ? Math.max(0, retryAfter) * 1_000 : 0,
  };
}
