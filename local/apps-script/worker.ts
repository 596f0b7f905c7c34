// A worker thread: runs one execution at a time, each in a fresh context, as Apps Script keeps no globals between executions.
import { createContext, Script } from 'node:vm';
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';

/** What a worker is started with. */
export interface WorkerStart {
  services: string;
  code: string;
  port: MessagePort;
  /** One Int32 that says whether the answer to the blocking call is there. */
  flag: SharedArrayBuffer;
}

export interface WorkerTask {
  /** `list` answers the names of the script's functions and runs none. */
  mode: 'execute' | 'list';
  /** ExecutionInput as JSON. */
  input: string;
}

type Run = (invoke: (message: string) => string, input: string, load: () => void) => string;
interface Services {
  execute: Run;
  listFunctions: Run;
}

const start = workerData as WorkerStart;
const answered = new Int32Array(start.flag);
const services = new Script(start.services, { filename: 'services.js' });
const code = new Script(start.code, { filename: 'Code.js' });

/** The blocking call: the thread sleeps until the main thread has put its answer on the port. */
function invoke(message: string): string {
  Atomics.store(answered, 0, 0);
  start.port.postMessage(message);
  Atomics.wait(answered, 0, 0);
  const received = receiveMessageOnPort(start.port) as { message: string } | undefined;
  if (!received) throw new Error('The main thread woke the script without an answer');
  return received.message;
}

parentPort?.on('message', (task: WorkerTask) => {
  const context = createContext({});
  const { execute, listFunctions } = services.runInContext(context) as Services;
  const run = task.mode === 'list' ? listFunctions : execute;
  parentPort?.postMessage(run(invoke, task.input, () => void code.runInContext(context)));
});
