// The functions in a process of their own, as in production: the framework serves each one, by their compose only. Its
// parent tells it of leaps of the clock; when the parent is gone, so is this.

import { flushCompileCache } from 'node:module';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { compose } from '../../functions/src/compose.ts';
import { readConfig } from '../../functions/src/config.ts';
import { SettableClock } from '../clock/clock.ts';
import type { FromFunctions, ToFunctions } from './functions-messages.ts';
import { listen } from './listen.ts';

const ports = JSON.parse(process.env.FUNCTION_PORTS ?? '{}') as Record<string, number>;
const clock = new SettableClock({ offsetMs: Number(process.env.CLOCK_OFFSET_MS ?? 0) });
const tell = (message: FromFunctions) => process.send?.(message);

process.on('disconnect', () => process.exit(0));
// Ctrl+C reaches all processes of a terminal; the parent says when this one ends, by letting go of it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

const handlers = compose(readConfig(process.env), () => clock.now());
for (const [name, handler] of Object.entries(handlers)) http(name, handler);

process.on('message', (message: ToFunctions) => void hear(message));
tell('loaded');

async function hear({ offsetMs, listen: mayListen }: ToFunctions): Promise<void> {
  await clock.advance(Math.max(0, offsetMs - clock.offsetMs));
  if (!mayListen) {
    tell({ offsetMs: clock.offsetMs });
    return;
  }
  for (const name of Object.keys(handlers)) await listen(getTestServer(name), ports[name] ?? 0, true);
  tell('ready');
  flushCompileCache();
}
