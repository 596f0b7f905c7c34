// How many writes Google takes of one account in a minute. https://developers.google.com/workspace/sheets/api/limits
import { MINUTE_MS } from '../../clock/duration.ts';
import type { SheetsOptions } from './handler.ts';

const WRITES_A_MINUTE = 60;

/**
 * Counts the writes of the one account that calls, minute by minute. One that is refused counts for nothing; reads are
 * not counted.
 * @param now the present moment, ms
 */
export function writeQuota(now: () => number): NonNullable<SheetsOptions['overQuota']> {
  let minute = 0;
  let writes = 0;
  return call => {
    if (call === 'Read') return false;
    const present = Math.floor(now() / MINUTE_MS);
    if (present !== minute) [minute, writes] = [present, 0];
    if (writes >= WRITES_A_MINUTE) return true;
    writes += 1;
    return false;
  };
}
