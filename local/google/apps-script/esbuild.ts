// esbuild works in a process of its own, which would stay as long as this one, for nothing: it goes once all is
// bundled.
import { stop } from 'esbuild';

let running = 0;

/** Runs what uses esbuild; the next who needs it has it started again. */
export async function usingEsbuild<T>(work: () => Promise<T>): Promise<T> {
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    if (running === 0) await stop();
  }
}
