// What the desk's main process and the process of the functions say to each other.

/** The clock now stands this far ahead of real time; `listen` when the ports are free for the functions. */
export interface ToFunctions {
  offsetMs: number;
  listen?: boolean;
}

/** The code is there and waits for the ports; all functions listen; or the clock has been set. */
export type FromFunctions = 'loaded' | 'ready' | { offsetMs: number };
