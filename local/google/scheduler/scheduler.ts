// Stands in for Cloud Scheduler: calls each job's URL at its boundaries on the desk's clock, with an ID token.

import type { Alarm, SettableClock } from '../../clock/clock.ts';
import { callHttp } from '../tasks/call.ts';

/** The service's default for HTTP targets. */
const ATTEMPT_DEADLINE_MS = 180_000;

export interface Job {
  url: string;
  /** Boundaries are the multiples of this since the epoch. */
  everySeconds: number;
  serviceAccountEmail: string;
  audience: string;
}

export interface SchedulerOptions {
  clock: SettableClock;
  jobs: Job[];
  /** Signs an ID token for `audience` in the name of a service account. */
  token: (audience: string, serviceAccountEmail: string) => Promise<string>;
  /** Told of each call that failed; it is not repeated before the next boundary. Default: nobody is told. */
  onFailure?: (job: Job, cause: unknown) => void;
}

export interface Scheduler {
  /** Resolves when no call is on its way now. */
  idle(): Promise<void>;
  /** Calls no more, breaks off what is on its way. */
  close(): Promise<void>;
}

/**
 * Starts to call the jobs, first at their next boundary. A leap over many boundaries makes one call, as does a
 * boundary that comes while the last call is still on its way.
 * @see https://cloud.google.com/scheduler/docs/reference/rest/v1/projects.locations.jobs#HttpTarget
 * @throws RangeError when a job's interval is not a whole number of seconds above 0
 */
export function startScheduler(options: SchedulerOptions): Scheduler {
  for (const { everySeconds, url } of options.jobs) {
    if (!Number.isSafeInteger(everySeconds) || everySeconds <= 0) {
      throw new RangeError(`The job for ${url} must run every whole number of seconds, not ${everySeconds}`);
    }
  }
  const closing = new AbortController();
  const alarms = new Map<Job, Alarm>();
  const running = new Set<Promise<void>>();

  function plan(job: Job): void {
    if (closing.signal.aborted) return;
    const everyMs = job.everySeconds * 1_000;
    const boundary = (Math.floor(options.clock.now() / everyMs) + 1) * everyMs;
    alarms.set(
      job,
      options.clock.at(boundary, () => start(job, boundary)),
    );
  }

  function start(job: Job, boundary: number): void {
    const run = call(job, boundary)
      .catch((cause: unknown) => {
        if (!closing.signal.aborted) options.onFailure?.(job, cause);
      })
      .finally(() => {
        running.delete(run);
        plan(job);
      });
    running.add(run);
  }

  async function call(job: Job, boundary: number): Promise<void> {
    const { status } = await callHttp({
      url: job.url,
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await options.token(job.audience, job.serviceAccountEmail)}`,
        'User-Agent': 'Google-Cloud-Scheduler',
        'X-CloudScheduler': 'true',
        'X-CloudScheduler-ScheduleTime': new Date(boundary).toISOString(),
      },
      deadlineMs: ATTEMPT_DEADLINE_MS,
      clock: options.clock,
      signal: closing.signal,
    });
    if (status < 200 || status >= 300) throw new Error(`${job.url} answered ${status}`);
  }

  for (const job of options.jobs) plan(job);
  return {
    idle: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
    close: async () => {
      closing.abort(new Error('The scheduler is closing'));
      for (const alarm of alarms.values()) alarm.cancel();
      await Promise.allSettled(running);
    },
  };
}
