// A fault that no test notices, on purpose: it is no fault at all.

export interface Survivor {
  file: string;
  /** The line as it stands, without the white space around it. */
  line: string;
  is: string;
  why: string;
}
