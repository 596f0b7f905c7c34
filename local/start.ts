// `npm start`: the desk on this machine, until Ctrl+C.

import { enableCompileCache, flushCompileCache } from 'node:module';
import { Ending } from './desk/ending.ts';
import { readOptions } from './desk/options.ts';
import { StartRefusal } from './start-refusal.ts';

// Google's clients would look for a metadata server otherwise.
process.env.METADATA_SERVER_DETECTION = 'none';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const warn = (line: string) => void process.stderr.write(`${line}\n`);
// Before anything else: what follows takes seconds, and Ctrl+C must end it.
const ending = new Ending(warn);

try {
  const options = readOptions(process.argv.slice(2));
  // Compiling all that is imported takes most of a start: the next one finds it done.
  enableCompileCache();
  const { startDesk } = await import('./desk/desk.ts');
  const desk = await startDesk(options, warn, ending.signal);
  ending.closes(() => desk.close());
  if (!ending.signal.aborted) say(`售后服务台已启动：${desk.endpoints.web}`);
  // Now, for a process that is killed leaves nothing.
  flushCompileCache();
  // Its process would stay as long as this one, for nothing. Only here, where all is bundled: whoever still waits for
  // it when it is stopped waits for good.
  await (await import('esbuild')).stop();
} catch (cause) {
  if (ending.signal.aborted) process.exit(0);
  if (!(cause instanceof StartRefusal)) throw cause;
  warn(cause.message);
  process.exit(1);
}
