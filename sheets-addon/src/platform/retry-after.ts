// How long a service asks to be left alone. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after

import { HOUR_MS } from './clock.ts';

/** The longest time that is believed, ms: the round of the hour tries again in any case. */
const MAX_WAIT_MS = HOUR_MS;

/** Time to wait, ms, where an answer of 429 or 503 asks for one: in seconds, or until a date. */
export function waitAsked(status: number, headers: object, now: number): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const [, asked] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after') ?? [];
  const text = String(asked ?? '').trim();
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), MAX_WAIT_MS) : undefined;
}
