// When the triggers that send for a desk count as silent, and what supervisors are told of it.

import { type Calendar, isMissing } from '../calendar/calendar.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../lib/time.ts';

/** Working time without a sign after which the triggers count as silent: their clock rings each hour. */
const PATIENCE_MS = 3 * HOUR;

/** The moment at which triggers that were last heard of at `heardAt` count as silent. */
export function silentFrom(calendar: Calendar, heardAt: Instant): Instant {
  const at = calendar.addWorking(heardAt, PATIENCE_MS);
  return isMissing(at) ? heardAt + DAY : at;
}

/**
 * After so long a silence is looked at once more: where a whole machine stood still, or its clock was moved, the
 * triggers are as late as who misses them.
 */
export const SECOND_LOOK_MS = 20 * MINUTE;
