// Firestore as a process of its own: `main.ts --port N --file F` prints its address and serves until it is ended.
import { parseArgs } from 'node:util';
import { startFirestore } from './server.ts';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, file: { type: 'string', default: ':memory:' } },
});
const server = await startFirestore({ file: values.file, port: Number(values.port) });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
process.stdout.write(`${server.address}\n`);
