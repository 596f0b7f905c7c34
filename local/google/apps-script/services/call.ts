// The script's only way out of its context: one blocking call, JSON in and JSON out, so that no object of another realm
// comes in.
import type { CallAnswer, CallMessage, Calls } from '../calls.ts';

/** What Apps Script's services throw. */
export class Exception extends Error {
  override readonly name = 'Exception';
}

let invoke: (message: string) => string = () => {
  throw new Exception('[local] the context is not connected');
};

export function connect(door: (message: string) => string): void {
  invoke = door;
}

/** Asks the main thread and waits for its answer. Throws an Exception with the main thread's message. */
export function call<K extends keyof Calls>(name: K, ...args: Parameters<Calls[K]>): ReturnType<Calls[K]> {
  const message: CallMessage = { name, args };
  const answer = JSON.parse(invoke(JSON.stringify(message))) as CallAnswer;
  if ('error' in answer) throw new Exception(answer.error);
  return answer.value as ReturnType<Calls[K]>;
}
