// Who calls the Sheets API, and when.
import type { Origin } from '../../workbook/model.ts';

export interface Caller {
  /** The present instant in ms, where there is a clock; completes dates that are typed without a year. */
  now?: number | undefined;
  /** Mail of the calling account; one without is held to no protection. */
  email?: string | undefined;
}

/** What is written as a caller's change. */
export const originOf = ({ email }: Caller): Origin => ({ by: 'api', ...(email !== undefined && { email }) });
