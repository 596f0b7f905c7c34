// Faults that no test notices, on purpose: each is no fault at all, for the reason beside it.

export interface Survivor {
  file: string;
  /** The line as it stands, without the white space around it. */
  line: string;
  is: string;
  why: string;
}

export const SURVIVORS: readonly Survivor[] = [];
