// One attempt of a task: the request with its headers and token, ended by the deadline, and what came of it.

import { status as code } from '@grpc/grpc-js';
import type { SettableClock } from '../../clock/clock.ts';
import { callHttp, DeadlineExceeded } from './call.ts';
import { shortName } from './names.ts';
import type { Task } from './task.ts';

/** Signs an ID token for `audience` in the name of a service account. */
export type TokenSource = (audience: string, serviceAccountEmail: string) => Promise<string>;

export interface Outcome {
  /** HTTP status; null when no answer came. */
  status: number | null;
  /** google.rpc.Code and sentence, as Attempt.response_status shows them. */
  code: number;
  message: string;
  retryAfterMs: number;
}

/**
 * Headers that a task cannot set. @see
 * https://cloud.google.com/tasks/docs/reference/rpc/google.cloud.tasks.v2#httprequest
 */
const RESERVED = /^(host|content-length|user-agent|x-google-.*|x-appengine-.*|x-cloudtasks-.*)$/i;

const CODES: Record<number, code> = {
  400: code.INVALID_ARGUMENT,
  401: code.UNAUTHENTICATED,
  403: code.PERMISSION_DENIED,
  404: code.NOT_FOUND,
  409: code.ABORTED,
  429: code.RESOURCE_EXHAUSTED,
  501: code.UNIMPLEMENTED,
  503: code.UNAVAILABLE,
  504: code.DEADLINE_EXCEEDED,
};

/**
 * Sends the task as it is (its progress counts this attempt already). Never rejects: a failure is an outcome.
 */
export async function deliver(
  task: Task,
  context: { clock: SettableClock; token: TokenSource; signal: AbortSignal },
): Promise<Outcome> {
  try {
    const answer = await callHttp({
      url: task.target.url,
      method: task.target.method,
      headers: await headersOf(task, context.token),
      body: task.body,
      deadlineMs: task.target.deadlineMs,
      clock: context.clock,
      signal: context.signal,
    });
    return {
      status: answer.status,
      code: codeOf(answer.status),
      message: `HTTP status code ${answer.status}`,
      retryAfterMs: answer.retryAfterMs,
    };
  } catch (cause) {
    return {
      status: null,
      code: cause instanceof DeadlineExceeded ? code.DEADLINE_EXCEEDED : code.UNAVAILABLE,
      message: String(cause),
      retryAfterMs: 0,
    };
  }
}

/** @see https://cloud.google.com/tasks/docs/creating-http-target-tasks#handler */
async function headersOf(task: Task, token: TokenSource): Promise<Record<string, string>> {
  const { target, progress } = task;
  const own = Object.entries(target.headers).filter(([key]) => !RESERVED.test(key));
  return {
    ...Object.fromEntries(own),
    ...(target.oidc
      ? { Authorization: `Bearer ${await token(target.oidc.audience, target.oidc.serviceAccountEmail)}` }
      : {}),
    'User-Agent': 'Google-Cloud-Tasks',
    'X-CloudTasks-QueueName': shortName(task.queue),
    'X-CloudTasks-TaskName': shortName(task.name),
    'X-CloudTasks-TaskRetryCount': String(progress.dispatches - 1),
    'X-CloudTasks-TaskExecutionCount': String(progress.executions),
    'X-CloudTasks-TaskETA': String(task.dueUs / 1_000_000),
    // The real service sends the reason of a retry empty to HTTP targets.
    ...(progress.previousStatus === null
      ? {}
      : {
          'X-CloudTasks-TaskPreviousResponse': String(progress.previousStatus),
          'X-CloudTasks-TaskRetryReason': '',
        }),
  };
}

function codeOf(status: number): code {
  if (status >= 200 && status < 300) return code.OK;
  const fallback = status >= 500 ? code.INTERNAL : status >= 400 ? code.FAILED_PRECONDITION : code.UNKNOWN;
  return CODES[status] ?? fallback;
}
