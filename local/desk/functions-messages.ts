// What the desk's main process and the process of the functions say to each other.

/** The clock now stands this far ahead of real time. */
export interface ToFunctions {
  offsetMs: number;
}

/** All functions listen; or the clock has been set. */
export type FromFunctions = 'ready' | { offsetMs: number };
