// A worker thread: runs one execution at a time, each in a fresh context, as Apps Script keeps no globals between
// executions.
import { type Context, createContext, Script } from 'node:vm';
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { send } from './port.ts';

/** What a worker is started with. */
export interface WorkerStart {
  services: string;
  port: MessagePort;
  /** One Int32 that counts the answers to blocking calls. */
  flag: SharedArrayBuffer;
}

/** The script whose functions the tasks from now on are. */
export interface WorkerScript {
  code: string;
}

export interface WorkerTask {
  /** `list` answers the names of the script's functions and runs none. */
  mode: 'execute' | 'list';
  /** ExecutionInput as JSON. */
  input: string;
}

/** What a worker tells: the limit counts from the start, not from when the thread was made. */
export type WorkerReport = { started: true } | { outcome: string };

type Run = (invoke: (message: string) => string, input: string, load: () => void) => string;
interface Services {
  execute: Run;
  listFunctions: Run;
}

const start = workerData as WorkerStart;
const answered = new Int32Array(start.flag);
const services = new Script(start.services, { filename: 'services.js' });
let source = '';
let code: Script | undefined;

let calls = 0;

/** The blocking call: the thread sleeps until the main thread has put its answer on the port. */
function invoke(message: string): string {
  calls += 1;
  send(start.port, message);
  // Answers are counted rather than flagged: a notification may come late, when the script already waits for its next
  // answer.
  for (let seen = Atomics.load(answered, 0); seen !== calls; seen = Atomics.load(answered, 0)) {
    Atomics.wait(answered, 0, seen);
  }
  const received = receiveMessageOnPort(start.port);
  if (!received) throw new Error('The main thread counted an answer that is not there');
  return received.message;
}

/** Compiled at the first execution, so that a script that is no JavaScript fails as any other failure of the script. */
function load(context: Context): void {
  code ??= new Script(source, { filename: 'Code.js' });
  code.runInContext(context);
}

const parent = parentPort;
if (!parent) throw new Error('This file runs in a worker thread');
parent.on('message', (task: WorkerScript | WorkerTask) => {
  if ('code' in task) {
    source = task.code;
    code = undefined;
    return;
  }
  send(parent, { started: true } satisfies WorkerReport);
  const context = createContext({});
  const { execute, listFunctions } = services.runInContext(context) as Services;
  const run = task.mode === 'list' ? listFunctions : execute;
  const outcome = run(invoke, task.input, () => load(context));
  send(parent, { outcome } satisfies WorkerReport);
});
