// How a script's failure reaches who called it, and which arguments a call can carry.
import type { ExecutionOutcome } from './calls.ts';

/** A script's function failed; the message is `Name: what went wrong`, as Google shows it. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
  /** The stack in the script's own code, `''` when it did not get there. */
  readonly scriptStack: string;

  constructor(message: string, scriptStack: string = '') {
    super(message);
    this.scriptStack = scriptStack;
  }

  static of({ name, message, stack }: Extract<ExecutionOutcome, { ok: false }>): ScriptError {
    return new ScriptError(`${name}: ${message}`, stack);
  }
}

/**
 * Throws google.script.run's message for an argument that is no number, boolean, text, null, or array or object of
 * these.
 */
export function checkArguments(args: unknown[]): void {
  args.forEach((value, index) => {
    if (!isPlain(value)) throw new ScriptError(`Failed due to illegal value in property: ${index}`);
  });
}

function isPlain(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value !== 'object') return ['string', 'number', 'boolean'].includes(typeof value);
  if (Array.isArray(value)) return value.every(isPlain);
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every(isPlain);
}
