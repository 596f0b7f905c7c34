// One HTTP request to a target and the status of its answer. Knows nothing of tasks, so the scheduler uses it too.

import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { Alarm, SettableClock } from '../../clock/clock.ts';

export interface HttpCall {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: Uint8Array;
  /** How long to wait for the answer, in real time: a leap of the clock does not make the target work faster. */
  deadlineMs: number;
  clock: SettableClock;
  /** Breaks the call off. */
  signal: AbortSignal;
}

export interface HttpAnswer {
  status: number;
  /** From a Retry-After header in seconds; 0 without one. */
  retryAfterMs: number;
}

export class DeadlineExceeded extends Error {
  override name = 'DeadlineExceeded';
}

/**
 * Sends the request over a connection of its own and reads the answer to its end. Redirects are not followed.
 * @throws DeadlineExceeded, the network's error, or the signal's reason
 */
export async function callHttp(call: HttpCall): Promise<HttpAnswer> {
  const deadline = new AbortController();
  const signal = AbortSignal.any([deadline.signal, call.signal]);
  const alarm = setDeadline(call.clock, call.deadlineMs, () =>
    deadline.abort(new DeadlineExceeded(`${call.url} did not answer within ${call.deadlineMs} ms`)),
  );
  try {
    const answer = await send(call, signal);
    await buffer(answer);
    return { status: answer.statusCode ?? 0, retryAfterMs: retryAfterMs(answer) };
  } catch (cause) {
    throw signal.aborted ? signal.reason : cause;
  } finally {
    alarm.cancel();
  }
}

function send({ url, method, headers, body }: HttpCall, signal: AbortSignal): Promise<IncomingMessage> {
  const request = new URL(url).protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    // A kept connection may be closed by the target just as it is used again, which would look like a failed attempt.
    const sent = request(url, { method, headers, signal, agent: false });
    sent.once('response', resolve);
    sent.once('error', reject);
    sent.end(body);
  });
}

function retryAfterMs(answer: IncomingMessage): number {
  const seconds = Number(answer.headers['retry-after'] ?? 0);
  return Number.isFinite(seconds) ? Math.max(0, seconds) * 1_000 : 0;
}

function setDeadline(clock: SettableClock, ms: number, expire: () => void): Alarm {
  const realEndMs = clock.now() - clock.offsetMs + ms;
  let alarm: Alarm;
  const wait = () => {
    alarm = clock.at(realEndMs + clock.offsetMs, () =>
      clock.now() - clock.offsetMs >= realEndMs ? expire() : wait(),
    );
  };
  wait();
  return { cancel: () => alarm.cancel() };
}
