// Notices on their way, and who delivers them.

import type { Instant } from '../core/lib/time.ts';
import type { DropReason, PendingNotice } from '../core/notices/delivery.ts';
import type { DeadLetter } from '../core/notices/notice.ts';

/** How notices are taken. */
export interface LeaseTerms {
  now: Instant;
  /** Whoever takes them is the only one to send them meanwhile. */
  leaseMs: number;
  limit: number;
}

/** What became of notices that were taken. */
export type DeliveryResult =
  | { sentAt: Instant }
  | { retryAt: Instant; reason: string }
  /** Not tried: it is too late or too early in the day. */
  | { heldUntil: Instant }
  /** No longer true. */
  | { droppedAt: Instant; reason: DropReason }
  /** Given up: a dead letter. */
  | { deadAt: Instant; reason: string };

/** Notices that wait, are on their way, or were given up. */
export interface NoticeStore {
  /** Takes notices that wait to be sent. What nobody took before gets the name of this pass. */
  leaseNotices(deskId: string, claim: string, terms: LeaseTerms): Promise<PendingNotice[]>;
  /** Notes what became of notices, all or none. */
  recordDelivery(deskId: string, ids: readonly string[], fate: DeliveryResult): Promise<void>;
  /** Notices that were given up, the newest first. */
  deadLetters(deskId: string, limit: number): Promise<DeadLetter[]>;
  /** Has notices that were given up sent again, at most `limit`; answers how many. */
  requeueNotices(deskId: string, limit: number): Promise<number>;
  /**
   * Does the work when nobody else is at it for this desk, in whatever process, and answers whether it was done: it is
   * not when others take too long. A leap of the desk's clock ends nobody's turn.
   */
  delivering(deskId: string, holder: string, work: () => Promise<void>): Promise<boolean>;
}
