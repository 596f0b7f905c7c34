// Faults that no test notices, on purpose: each is no fault at all, for the reason beside it.

export interface Survivor {
  file: string;
  /** The line as it stands, without the white space around it. */
  line: string;
  is: string;
  why: string;
}

export const SURVIVORS: readonly Survivor[] = [
  {
    file: 'functions/src/core/notices/assigned.ts',
    line: 'recipientsOf(to, record, table, desk).some(each => whose(each) === whose(told)),',
    is: '.every(',
    why: 'A keeper is whom a column names, or a head of a department: names are unique, so there is exactly one.',
  },
];
