// A queue: its settings with the service's defaults, and how it looks on the wire.

import { z } from 'zod';
import { HOUR_MS } from '../../clock/duration.ts';
import { Refusal } from './refusal.ts';
import { type Duration, fromMicros, fromMs, toMs, type WireQueue } from './wire.ts';

export const QueueSettings = z.object({
  maxDispatchesPerSecond: z.number(),
  maxBurstSize: z.number(),
  maxConcurrentDispatches: z.number(),
  /** -1 is without limit. */
  maxAttempts: z.number(),
  /** 0 is without limit. */
  maxRetryMs: z.number(),
  minBackoffMs: z.number(),
  maxBackoffMs: z.number(),
  maxDoublings: z.number(),
});
export type QueueSettings = z.infer<typeof QueueSettings>;

export interface Queue {
  name: string;
  settings: QueueSettings;
  state: 'RUNNING' | 'PAUSED';
  /** Desk time in ms, or null. */
  purgedAtMs: number | null;
}

/** What the service picks for a field that is not given. */
const DEFAULTS = {
  maxDispatchesPerSecond: 500,
  maxConcurrentDispatches: 1_000,
  maxAttempts: 100,
  minBackoffMs: 100,
  maxBackoffMs: HOUR_MS,
  maxDoublings: 16,
};

/**
 * Reads the settings of a queue to be created. Zero counts as not given.
 * @see https://cloud.google.com/tasks/docs/reference/rpc/google.cloud.tasks.v2#google.cloud.tasks.v2.Queue
 * @throws Refusal 3 for a value out of range, 12 for a setting that is not served
 */
export function readSettings(queue: WireQueue): QueueSettings {
  if (queue.appEngineRoutingOverride) throw Refusal.unserved('Queue.appEngineRoutingOverride');
  if (queue.stackdriverLoggingConfig) throw Refusal.unserved('Queue.stackdriverLoggingConfig');
  const limits = queue.rateLimits;
  const retry = queue.retryConfig;

  const rate = limits?.maxDispatchesPerSecond || DEFAULTS.maxDispatchesPerSecond;
  if (rate < 0) throw Refusal.invalid('RateLimits.maxDispatchesPerSecond cannot be negative.');
  if (rate > 500)
    throw Refusal.invalid('RateLimits.maxDispatchesPerSecond must be less than or equal to 500.');
  const concurrent = limits?.maxConcurrentDispatches || DEFAULTS.maxConcurrentDispatches;
  if (concurrent < 0) throw Refusal.invalid('RateLimits.maxConcurrentDispatches cannot be negative.');
  if (concurrent > 5_000) {
    throw Refusal.invalid('RateLimits.maxConcurrentDispatches must be less than or equal to 5000.');
  }

  const attempts = retry?.maxAttempts || DEFAULTS.maxAttempts;
  if (attempts < -1) throw Refusal.invalid('RetryConfig.maxAttempts must be greater or equal to -1.');
  const doublings = retry?.maxDoublings || DEFAULTS.maxDoublings;
  if (doublings < 0) throw Refusal.invalid('RetryConfig.maxDoublings cannot be negative.');
  const minBackoffMs = wholeSeconds(retry?.minBackoff, 'minBackoff') || DEFAULTS.minBackoffMs;
  const maxBackoffMs = wholeSeconds(retry?.maxBackoff, 'maxBackoff') || DEFAULTS.maxBackoffMs;
  if (minBackoffMs > maxBackoffMs) {
    throw Refusal.invalid('RetryConfig.minBackoff must be less than or equal to RetryConfig.maxBackoff.');
  }

  return {
    maxDispatchesPerSecond: rate,
    // Output only: the service picks it by the rate, 100 at 500 a second. For lower rates this is a guess.
    maxBurstSize: Math.max(10, Math.min(100, Math.round(rate / 5))),
    maxConcurrentDispatches: concurrent,
    maxAttempts: attempts,
    maxRetryMs: wholeSeconds(retry?.maxRetryDuration, 'maxRetryDuration'),
    minBackoffMs,
    maxBackoffMs,
    maxDoublings: doublings,
  };
}

/** In ms; the protos say that these durations are truncated to the second. */
function wholeSeconds(duration: Duration | null | undefined, field: string): number {
  const ms = duration ? Math.trunc(toMs(duration) / 1_000) * 1_000 : 0;
  if (ms < 0) throw Refusal.invalid(`RetryConfig.${field} cannot be negative.`);
  return ms;
}

/** The queue as answers show it. */
export function showQueue({ name, settings, state, purgedAtMs }: Queue): WireQueue {
  return {
    name,
    rateLimits: {
      maxDispatchesPerSecond: settings.maxDispatchesPerSecond,
      maxBurstSize: settings.maxBurstSize,
      maxConcurrentDispatches: settings.maxConcurrentDispatches,
    },
    retryConfig: {
      maxAttempts: settings.maxAttempts,
      maxRetryDuration: settings.maxRetryMs ? fromMs(settings.maxRetryMs) : null,
      minBackoff: fromMs(settings.minBackoffMs),
      maxBackoff: fromMs(settings.maxBackoffMs),
      maxDoublings: settings.maxDoublings,
    },
    state,
    purgeTime: purgedAtMs === null ? null : fromMicros(purgedAtMs * 1_000),
  };
}
