// Whether an event can be told of: what was stored long ago, or broken since, must not keep the others from being
// shown.

import * as z from 'zod';
import { anyCell } from '../cells/any-cell.ts';
import type { RecordEvent } from './record.ts';

const tellable = z.object({
  key: z.string(),
  table: z.string(),
  number: z.string(),
  version: z.number(),
  at: z.number(),
  by: z.object({ account: z.string(), editor: z.string().nullable() }),
  cycle: z.number(),
  state: z.object({ before: z.string().nullable(), after: z.string() }),
  changes: z.array(z.object({ column: z.string(), label: z.string(), before: anyCell, after: anyCell })),
  revealed: z.array(z.object({ label: z.string() })).optional(),
});

/** What is said in place of an event that is not. */
export const UNTELLABLE = '有一次变更的记录已损坏，内容读不出来。';

export function isTellable(event: RecordEvent): boolean {
  return tellable.safeParse(event).success;
}
