// The messages of google.cloud.tasks.v2 as plain objects, and the definition that reads and writes them.
// Field comments are in the protos that @google-cloud/tasks ships.

import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { loadSync, type ServiceDefinition } from '@grpc/proto-loader';

export interface Timestamp {
  seconds: number;
  nanos: number;
}
export type Duration = Timestamp;

export interface WireQueue {
  name: string;
  rateLimits: {
    maxDispatchesPerSecond: number;
    maxBurstSize: number;
    maxConcurrentDispatches: number;
  } | null;
  retryConfig: {
    maxAttempts: number;
    maxRetryDuration: Duration | null;
    minBackoff: Duration | null;
    maxBackoff: Duration | null;
    maxDoublings: number;
  } | null;
  state: 'RUNNING' | 'PAUSED' | 'DISABLED' | 'STATE_UNSPECIFIED';
  purgeTime: Timestamp | null;
  appEngineRoutingOverride?: object | null;
  stackdriverLoggingConfig?: object | null;
}

export interface WireHttpRequest {
  url: string;
  httpMethod: string;
  headers: Record<string, string>;
  body: Uint8Array;
  oidcToken?: { serviceAccountEmail: string; audience: string };
  oauthToken?: object;
}

export interface WireAttempt {
  scheduleTime: Timestamp | null;
  dispatchTime: Timestamp | null;
  responseTime: Timestamp | null;
  responseStatus: { code: number; message: string } | null;
}

export type WireView = 'VIEW_UNSPECIFIED' | 'BASIC' | 'FULL';

export interface WireTask {
  name: string;
  httpRequest?: WireHttpRequest;
  appEngineHttpRequest?: object;
  scheduleTime: Timestamp | null;
  createTime: Timestamp | null;
  dispatchDeadline: Duration | null;
  dispatchCount: number;
  responseCount: number;
  firstAttempt: WireAttempt | null;
  lastAttempt: WireAttempt | null;
  view: WireView;
}

export interface Page {
  pageSize: number;
  pageToken: string;
}

/** Requests and answers by method, for the methods that are served. */
export interface Calls {
  ListQueues: [Page & { parent: string; filter: string }, { queues: WireQueue[]; nextPageToken: string }];
  GetQueue: [{ name: string }, WireQueue];
  CreateQueue: [{ parent: string; queue: WireQueue | null }, WireQueue];
  DeleteQueue: [{ name: string }, object];
  PurgeQueue: [{ name: string }, WireQueue];
  PauseQueue: [{ name: string }, WireQueue];
  ResumeQueue: [{ name: string }, WireQueue];
  ListTasks: [
    Page & { parent: string; responseView: WireView },
    { tasks: WireTask[]; nextPageToken: string },
  ];
  GetTask: [{ name: string; responseView: WireView }, WireTask];
  CreateTask: [{ parent: string; task: WireTask | null; responseView: WireView }, WireTask];
  DeleteTask: [{ name: string }, object];
  RunTask: [{ name: string; responseView: WireView }, WireTask];
}

/** The service as the protos define it; absent messages arrive as null, absent members of a oneof not at all. */
export const cloudTasks: ServiceDefinition = loadService();

function loadService(): ServiceDefinition {
  const tasks = packageFolder('@google-cloud/tasks', import.meta.url);
  const gax = packageFolder('google-gax', join(tasks, 'package.json'));
  const definitions = loadSync('google/cloud/tasks/v2/cloudtasks.proto', {
    includeDirs: [join(tasks, 'build', 'protos'), join(gax, 'build', 'protos')],
    longs: Number,
    enums: String,
    defaults: true,
    oneofs: true,
  });
  const service = definitions['google.cloud.tasks.v2.CloudTasks'];
  if (!service || 'format' in service) throw new Error('The protos of Cloud Tasks define no service');
  return service;
}

function packageFolder(name: string, from: string): string {
  const file = findPackageJSON(name, from);
  if (!file) throw new Error(`The package ${name} is not installed`);
  return dirname(file);
}

/** Size of a task in bytes as the real service measures it: its whole stored form, encoded. */
export function encodedSize(task: WireTask): number {
  const method = cloudTasks['CreateTask'];
  if (!method) throw new Error('The protos of Cloud Tasks have no CreateTask');
  return method.responseSerialize(task).length;
}

/** Microseconds since the epoch; finer digits are cut off, as the protos say. */
export function toMicros(time: Timestamp): number {
  return time.seconds * 1_000_000 + Math.trunc(time.nanos / 1_000);
}

export function fromMicros(us: number): Timestamp {
  return { seconds: Math.floor(us / 1_000_000), nanos: (us % 1_000_000) * 1_000 };
}

export function toMs(duration: Duration): number {
  return duration.seconds * 1_000 + Math.trunc(duration.nanos / 1_000_000);
}

export function fromMs(ms: number): Duration {
  return { seconds: Math.floor(ms / 1_000), nanos: (ms % 1_000) * 1_000_000 };
}
