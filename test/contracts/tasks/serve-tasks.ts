// The service in a process of its own, so that a test can kill it: node serve-tasks.ts FILE. Prints its address.
import { SettableClock } from '../../../local/clock/clock.ts';
import { startTasks } from '../../../local/google/tasks/server.ts';

const [file = ''] = process.argv.slice(2);
const tasks = await startTasks({ file, clock: new SettableClock(), token: () => Promise.resolve('token') });
process.stdout.write(`${tasks.address}\n`);
