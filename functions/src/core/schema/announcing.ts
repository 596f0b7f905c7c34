// The words in which a table declares what people hear of at once.

import type { Recipient } from './clock-rule.ts';
import type { Need } from './condition.ts';

/** What people hear of at once, once in each cycle, when a record comes to meet a need. */
export interface Announcing {
  kind: 'escalated' | 'praised';
  when: Need;
  to: readonly Recipient[];
  /** The rest of the subject, and one sentence on what happened. */
  title: string;
  what: string;
}
