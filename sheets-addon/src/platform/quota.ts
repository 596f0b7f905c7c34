// The time that Google gives the triggers of one account in a day, for all its spreadsheets together: what is over it
// does not run. Nobody tells how much is used, so it is reckoned here.
// https://developers.google.com/apps-script/guides/services/quotas

import { DAY_MS, MINUTE_MS, nowMs } from './clock.ts';

/** Until its first line runs an execution has taken this long. */
const START_MS = 400;

/** What an edit takes that finds others at work and leaves a note, and its trigger for changes, which does nothing. */
export const NOTE_MS = 1_100;

const CONSUMER = /@(gmail|googlemail)\.com$/i;
const LIMIT_MS = { consumer: 90 * MINUTE_MS, workspace: 360 * MINUTE_MS };

/** Parts of the day's time at which people are told. */
const TOLD_AT = [0.8, 0.95];

/** The account's time is kept with the account: when its day began, and what was used since. */
const NAME = 'used';

let since: number | undefined;

/**
 * To be said at the beginning of every trigger: what a person starts from the menu does not count.
 * @param starts how many executions have been started by what it is about
 */
export function beginTrigger(starts = 1): void {
  since = nowMs() - starts * START_MS;
}

/** What this execution has taken since it was last asked, ms. */
export function takeSpent(): number {
  if (since === undefined) return 0;
  const now = nowMs();
  const spent = now - since;
  since = now;
  return Math.max(0, spent);
}

export interface Used {
  usedMs: number;
  limitMs: number;
  /** Whether this is the moment to tell people of it. */
  isNews: boolean;
}

/** Adds to what the account has used today. Two calls. */
export function noteUsed(ms: number): Used {
  const store = PropertiesService.getUserProperties();
  const [began = 0, before = 0] = (store.getProperty(NAME) ?? '').split(':').map(Number);
  const now = nowMs();
  const isToday = began > 0 && now - began < DAY_MS;
  const usedBefore = isToday ? before : 0;
  const usedMs = usedBefore + ms;
  store.setProperty(NAME, `${isToday ? began : now}:${Math.round(usedMs)}`);
  const isConsumer = CONSUMER.test(Session.getEffectiveUser().getEmail());
  const limitMs = isConsumer ? LIMIT_MS.consumer : LIMIT_MS.workspace;
  const isNews = TOLD_AT.some(part => usedBefore < part * limitMs && usedMs >= part * limitMs);
  return { usedMs, limitMs, isNews };
}
