// The functions in a process of their own, as in production: the framework serves each one, by their compose only. Its parent
// tells it of leaps of the clock; when the parent is gone, so is this.

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
process.on('message', (message: ToFunctions) => {
  void clock.advance(message.offsetMs - clock.offsetMs).then(() => tell({ offsetMs: clock.offsetMs }));
});

const handlers = compose(readConfig(process.env), () => clock.now());
for (const [name, handler] of Object.entries(handlers)) {
  http(name, handler);
  await listen(getTestServer(name), ports[name] ?? 0, true);
}
tell('ready');
flushCompileCache();
