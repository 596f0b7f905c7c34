// `npm start`: the desk on this machine, until Ctrl+C.

import { enableCompileCache, flushCompileCache } from 'node:module';
import { readOptions } from './desk/options.ts';

// Google's clients would look for a metadata server otherwise.
process.env.METADATA_SERVER_DETECTION = 'none';

// Compiling all that is imported takes most of a start: the next one finds it done.
enableCompileCache();
const { startDesk } = await import('./desk/desk.ts');

const say = (line: string) => void process.stdout.write(`${line}\n`);

const desk = await startDesk(
  readOptions(process.argv.slice(2)),
  line => void process.stderr.write(`${line}\n`),
);
say(`售后服务台已启动：${desk.endpoints.web}`);
// Now, for a process that is killed leaves nothing.
flushCompileCache();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void desk.close().then(() => process.exit(0));
  });
}
