// A task: what may be created, what is remembered of its attempts, and how it looks on the wire.

import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { DAY_MS, MINUTE_MS } from '../../clock/duration.ts';
import { checkTaskName } from './names.ts';
import { Refusal } from './refusal.ts';
import {
  encodedSize,
  fromMicros,
  fromMs,
  toMicros,
  toMs,
  type WireAttempt,
  type WireHttpRequest,
  type WireTask,
  type WireView,
} from './wire.ts';

/** What is sent; fixed once the task is created. */
export const Target = z.object({
  url: z.string(),
  method: z.enum(['POST', 'GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']),
  headers: z.record(z.string(), z.string()),
  oidc: z.object({ serviceAccountEmail: z.string(), audience: z.string() }).nullable(),
  deadlineMs: z.number(),
});
export type Target = z.infer<typeof Target>;

/** What came of the attempts so far. Times are desk time in ms. */
export const Progress = z.object({
  dispatches: z.number(),
  responses: z.number(),
  /** Responses below 500: what X-CloudTasks-TaskExecutionCount counts. */
  executions: z.number(),
  firstDispatchMs: z.number().nullable(),
  previousStatus: z.number().nullable(),
  last: z
    .object({
      dueUs: z.number(),
      dispatchMs: z.number(),
      responseMs: z.number().nullable(),
      status: z.object({ code: z.number(), message: z.string() }).nullable(),
    })
    .nullable(),
});
export type Progress = z.infer<typeof Progress>;

export interface NewTask {
  name: string;
  queue: string;
  /** Schedule time, desk time in microseconds since the epoch. */
  dueUs: number;
  createdMs: number;
  target: Target;
  body: Uint8Array;
  progress: Progress;
}

export interface Task extends NewTask {
  /** Tells two tasks apart that had the same name one after the other. */
  id: number;
}

/** @see https://cloud.google.com/tasks/docs/quotas */
const LIMITS = {
  aheadMs: 30 * DAY_MS,
  /** The largest stored form that the real service was seen to take. */
  taskBytes: 2 ** 20 - 7,
  headerBytes: 80 * 1_024,
  urlLength: 2_083,
  minDeadlineMs: 15_000,
  maxDeadlineMs: 30 * MINUTE_MS,
};
const DEFAULT_DEADLINE_MS = 10 * MINUTE_MS;

const WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);
const NO_PROGRESS: Progress = {
  dispatches: 0,
  responses: 0,
  executions: 0,
  firstDispatchMs: null,
  previousStatus: null,
  last: null,
};

/**
 * Reads a task to be created in `queue` at `nowMs`; one without a name gets a random one.
 * @see https://cloud.google.com/tasks/docs/reference/rpc/google.cloud.tasks.v2#google.cloud.tasks.v2.CreateTaskRequest
 * @throws Refusal 3 for a bad name, queue, time or size, 12 for what is not served
 */
export function readTask(wire: WireTask | null, queue: string, nowMs: number): NewTask {
  if (wire?.appEngineHttpRequest) throw Refusal.unserved('Task.appEngineHttpRequest');
  if (!wire?.httpRequest) throw Refusal.invalid('Task.httpRequest is required.');
  const name = wire.name === '' ? `${queue}/tasks/${randomId()}` : checkName(wire.name, queue);
  const task: NewTask = {
    name,
    queue,
    dueUs: readSchedule(wire, nowMs),
    createdMs: nowMs,
    target: readTarget(wire.httpRequest, readDeadline(wire)),
    body: wire.httpRequest.body,
    progress: NO_PROGRESS,
  };
  if (encodedSize(showTask(task, 'FULL')) > LIMITS.taskBytes) throw Refusal.invalid('Task size too large');
  return task;
}

function checkName(name: string, queue: string): string {
  const task = checkTaskName(name);
  if (task.queue !== queue) {
    throw Refusal.invalid(
      `The queue name from request ('${queue}') must be the same as the queue name in the named task ('${task.queue}').`,
    );
  }
  return name;
}

function randomId(): string {
  return Array.from({ length: 20 }, () => randomInt(10)).join('');
}

function readSchedule(wire: WireTask, nowMs: number): number {
  const dueUs = Math.max(wire.scheduleTime ? toMicros(wire.scheduleTime) : 0, nowMs * 1_000);
  if (dueUs > (nowMs + LIMITS.aheadMs) * 1_000) {
    const shown = new Date(dueUs / 1_000);
    throw Refusal.invalid(
      `The Task.scheduleTime, ${Number.isNaN(shown.getTime()) ? dueUs : shown.toISOString()}, is too far in the future. Schedule time must be no more than 720h in the future.`,
    );
  }
  return dueUs;
}

function readDeadline(wire: WireTask): number {
  const ms = wire.dispatchDeadline ? toMs(wire.dispatchDeadline) : 0;
  if (ms === 0) return DEFAULT_DEADLINE_MS;
  if (ms < LIMITS.minDeadlineMs || ms > LIMITS.maxDeadlineMs) {
    throw Refusal.invalid('Task.dispatchDeadline must be between [15s, 30m].');
  }
  return ms;
}

function readTarget(request: WireHttpRequest, deadlineMs: number): Target {
  if (request.oauthToken) throw Refusal.unserved('HttpRequest.oauthToken');
  if (request.url === '') throw Refusal.invalid('HttpRequest.url is required.');
  if (!/^https?:\/\//.test(request.url)) {
    throw Refusal.invalid("HttpTarget.url must start with 'http://' or 'https://'.");
  }
  if (!URL.canParse(request.url)) throw Refusal.invalid('HttpRequest.url is not a valid URL.');
  if (new URL(request.url).href.length > LIMITS.urlLength) {
    throw Refusal.invalid(`HttpRequest.url must be at most ${LIMITS.urlLength} characters.`);
  }
  const method = Target.shape.method.safeParse(
    request.httpMethod === 'HTTP_METHOD_UNSPECIFIED' ? 'POST' : request.httpMethod,
  );
  if (!method.success) throw Refusal.invalid(`HttpRequest.httpMethod ${request.httpMethod} is unknown.`);
  if (request.body.length > 0 && !WITH_BODY.has(method.data)) {
    throw Refusal.invalid(`HttpRequest.body is not allowed with the method ${method.data}.`);
  }
  const headerBytes = Object.entries(request.headers).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
  if (headerBytes >= LIMITS.headerBytes) throw Refusal.invalid('HttpRequest.headers must be less than 80KB.');
  return {
    url: request.url,
    method: method.data,
    headers: request.headers,
    oidc: readOidc(request),
    deadlineMs,
  };
}

function readOidc(request: WireHttpRequest): Target['oidc'] {
  if (!request.oidcToken) return null;
  const { serviceAccountEmail, audience } = request.oidcToken;
  if (serviceAccountEmail === '') {
    throw Refusal.invalid('HttpRequest.oidcToken.serviceAccountEmail is required.');
  }
  return { serviceAccountEmail, audience: audience === '' ? request.url : audience };
}

/** The task as answers show it; only the FULL view has the body. */
export function showTask({ target, body, progress, ...task }: NewTask, view: WireView): WireTask {
  return {
    name: task.name,
    httpRequest: {
      url: target.url,
      httpMethod: target.method,
      headers: { ...target.headers, 'User-Agent': 'Google-Cloud-Tasks' },
      body: view === 'FULL' ? body : new Uint8Array(),
      ...(target.oidc ? { oidcToken: target.oidc } : {}),
    },
    scheduleTime: fromMicros(task.dueUs),
    createTime: { seconds: Math.floor(task.createdMs / 1_000), nanos: 0 },
    dispatchDeadline: fromMs(target.deadlineMs),
    dispatchCount: progress.dispatches,
    responseCount: progress.responses,
    firstAttempt:
      progress.firstDispatchMs === null
        ? null
        : { ...NO_ATTEMPT, dispatchTime: fromMicros(progress.firstDispatchMs * 1_000) },
    lastAttempt: progress.last ? showAttempt(progress.last) : null,
    view: view === 'FULL' ? 'FULL' : 'BASIC',
  };
}

const NO_ATTEMPT: WireAttempt = {
  scheduleTime: null,
  dispatchTime: null,
  responseTime: null,
  responseStatus: null,
};

function showAttempt(attempt: NonNullable<Progress['last']>): WireAttempt {
  return {
    scheduleTime: fromMicros(attempt.dueUs),
    dispatchTime: fromMicros(attempt.dispatchMs * 1_000),
    responseTime: attempt.responseMs === null ? null : fromMicros(attempt.responseMs * 1_000),
    responseStatus: attempt.status,
  };
}
