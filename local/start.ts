// `npm start`: the desk on this machine, until Ctrl+C.

import { startDesk } from './desk.ts';
import { readOptions } from './options.ts';

// Google's clients would look for a metadata server otherwise.
process.env.METADATA_SERVER_DETECTION = 'none';

const say = (line: string) => void process.stdout.write(`${line}\n`);

const desk = await startDesk(
  readOptions(process.argv.slice(2)),
  line => void process.stderr.write(`${line}\n`),
);
say(`售后服务台已启动:${desk.endpoints.web}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void desk.close().then(() => process.exit(0));
  });
}
