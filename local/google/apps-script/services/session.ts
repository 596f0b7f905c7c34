// Session, Logger and console: who runs the script, and what it says about itself.
import type { ExecutionInput } from '../calls.ts';
import type * as Surface from '../surface/base.ts';
import type { ScriptConsole } from '../surface/globals.ts';
import { call } from './call.ts';
import { guard } from './guard.ts';

/** A user by the address that the script may learn. */
export function userOf(email: string): Surface.User {
  return guard('User', { getEmail: () => email });
}

export function session(input: ExecutionInput): Surface.Session {
  return guard('Session', {
    getEffectiveUser: () => userOf(input.shown.effective),
  });
}

export function scriptConsole(): ScriptConsole {
  return guard('console', {
    error: (...values: unknown[]) => call('log', 'error', lineOf(values)),
    info: (...values: unknown[]) => call('log', 'info', lineOf(values)),
    log: (...values: unknown[]) => call('log', 'log', lineOf(values)),
    warn: (...values: unknown[]) => call('log', 'warn', lineOf(values)),
  });
}

export function logger(): Surface.Logger {
  const service: Surface.Logger = {
    log(...values: unknown[]) {
      call('log', 'info', lineOf(values));
      return service;
    },
  };
  return guard('Logger', service);
}

/** The first value may be a format with `%s`, `%d` and `%j`, as in Node and in Java. */
function lineOf(values: unknown[]): string {
  const [first, ...rest] = values;
  const head =
    typeof first === 'string'
      ? first.replace(/%[sdj]/g, token => (rest.length > 0 ? textOf(rest.shift()) : token))
      : textOf(first);
  return [head, ...rest.map(textOf)].join(' ');
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return value.stack ?? String(value);
  return JSON.stringify(value) ?? String(value);
}
