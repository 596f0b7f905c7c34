// When a failed task is tried again, and when it is given up. Pure.

import { DAY_MS } from '../../clock/duration.ts';
import type { QueueSettings } from './queue.ts';
import type { NewTask } from './task.ts';

/** A task that is older is deleted, tried or not. */
const RETENTION_MS = 31 * DAY_MS;

/**
 * Wait in ms before the next attempt, after `failures` (1 or more): starts at the least backoff, doubles
 * `maxDoublings` times, then grows by the last step, up to the greatest backoff.
 * @see https://cloud.google.com/tasks/docs/reference/rpc/google.cloud.tasks.v2#google.cloud.tasks.v2.RetryConfig
 */
export function backoffMs(settings: QueueSettings, failures: number): number {
  const doublings = Math.min(failures - 1, settings.maxDoublings);
  const steps = failures - doublings;
  return Math.min(settings.minBackoffMs * 2 ** doublings * steps, settings.maxBackoffMs);
}

/** Whether a task that has just failed is not tried again: both limits of the retry settings must be reached. */
export function isGivenUp(settings: QueueSettings, task: NewTask, nowMs: number): boolean {
  if (nowMs - task.createdMs > RETENTION_MS) return true;
  if (settings.maxAttempts === -1 || task.progress.dispatches < settings.maxAttempts) return false;
  const startedMs = task.progress.firstDispatchMs ?? nowMs;
  return settings.maxRetryMs === 0 || nowMs - startedMs >= settings.maxRetryMs;
}
