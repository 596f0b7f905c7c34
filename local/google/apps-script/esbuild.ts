// esbuild works in a process of its own, which would stay as long as this one, for nothing: it goes once nothing has
// been bundled for a moment.
import { stop } from 'esbuild';

/** Who bundles several things one after another starts it once. */
const STAYS_MS = 1_000;

let running = 0;
let leaving: NodeJS.Timeout | undefined;

/** Runs what uses esbuild; the next who needs it after it went has it started again. */
export async function usingEsbuild<T>(work: () => Promise<T>): Promise<T> {
  running += 1;
  clearTimeout(leaving);
  try {
    return await work();
  } finally {
    running -= 1;
    if (running === 0) leaving = setTimeout(() => void stop(), STAYS_MS).unref();
  }
}
