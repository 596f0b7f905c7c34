// Which desks there are, what is set of them, and which of them want to be looked after.

import type { Desk } from '../core/desk/desk.ts';
import type { DeskState, StatePart } from '../core/desk/desk-state.ts';
import type { Instant } from '../core/lib/time.ts';

/** A desk that nothing can be done for at present. */
export interface FailingDesk {
  /** Failures in a row. */
  failures: number;
  /** It is left alone until then. */
  restsUntil: Instant;
}

/** What people have set of a desk, and how far it has come with what it does by itself. */
export interface DeskOverview {
  desk: Desk;
  periods: DeskState['periods'];
  upkeep: DeskState['upkeep'];
}

/** Desks, what people have set of them, and how they fare. */
export interface DeskRegistry {
  /** What people have set of a desk. */
  desk(deskId: string): Promise<Desk | undefined>;
  /** A part of what a desk keeps about itself; nothing where there is no desk. */
  state<Part extends StatePart>(deskId: string, part: Part): Promise<DeskState[Part] | undefined>;
  /** Both parts that the desk's own work goes by, with the desk, read at once; nothing where there is no desk. */
  overview(deskId: string): Promise<DeskOverview | undefined>;
  /**
   * Desks with something due, unsent, not yet summed up or carried out, or an ended period, for the sweep; those
   * excepted hide no other.
   */
  desksWithWork(now: Instant, limit: number, except?: ReadonlySet<string>): Promise<string[]>;
  /** Desks that failed when they were looked after the last time. */
  failingDesks(): Promise<Map<string, FailingDesk>>;
  /** Notes how a desk fails, or (`null`) that it does not any more. */
  noteFailing(deskId: string, as: FailingDesk | null): Promise<void>;
  /**
   * Keeps the word by which an account proves that it can read a spreadsheet, unless it has one already; answers the
   * one that holds.
   */
  keepNonce(deskId: string, account: string, nonce: string): Promise<string>;
  nonce(deskId: string, account: string): Promise<string | undefined>;
  /** Forgets the word of an account, which has proved what it had to. */
  dropNonce(deskId: string, account: string): Promise<void>;
}
