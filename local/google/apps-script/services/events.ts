// Event objects, as trigger functions get them.
import { DAY_MS } from '../../../clock/duration.ts';
import type { ExecutionInput } from '../calls.ts';
import { call } from './call.ts';
import { memberOf } from './guard.ts';
import { AuthMode } from './script-app.ts';
import { userOf } from './session.ts';
import { book } from './spreadsheet.ts';

/** The event of this execution, or undefined for a plain function call. */
export function eventOf(input: ExecutionInput): object | undefined {
  const { event, triggerUid } = input;
  if (!event) return undefined;
  const common = {
    authMode: memberOf(AuthMode, input.authMode),
    ...(triggerUid !== null && { triggerUid }),
  };
  if (event.kind === 'clock') return { ...common, ...clockParts() };
  const spreadsheet = { ...common, source: book.spreadsheet(), user: userOf(input.shown.active) };
  switch (event.kind) {
    case 'open':
      return spreadsheet;
    case 'change':
      return { ...spreadsheet, changeType: event.changeType };
    case 'edit':
      return {
        ...spreadsheet,
        range: book.range(event.area),
        ...(event.value !== null && { value: event.value }),
        ...(event.oldValue !== null && { oldValue: event.oldValue }),
      };
  }
}

/** Time-driven events tell their time in UTC. */
function clockParts(): object {
  const at = new Date(call('now'));
  const yearStart = Date.UTC(at.getUTCFullYear(), 0, 1);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    'day-of-month': at.getUTCDate(),
    'day-of-week': at.getUTCDay() || 7,
    'week-of-year': Math.ceil(
      ((at.getTime() - yearStart) / DAY_MS + new Date(yearStart).getUTCDay() + 1) / 7,
    ),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    timezone: 'UTC',
  };
}
