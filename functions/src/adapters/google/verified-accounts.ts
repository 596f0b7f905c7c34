// Whose tokens this process has verified lately: a person sends the same one with every row for an hour, and to verify
// its signature costs as much as to read the row.

import { hash } from 'node:crypto';
import { keepLatest } from '../../core/lib/keep-latest.ts';
import type { Account } from '../../ports/identity.ts';

/** Tokens kept by a process; the one that was verified the longest ago goes first. */
const MAX_KEPT = 1_000;

/** After so long a token is verified anew: a key that its issuer has withdrawn does not count for longer, in ms. */
const KEPT_MS = 600_000;

interface Verified {
  account: Account;
  /** When the token was verified, and from when on that no longer counts, in epoch milliseconds. */
  at: number;
  until: number;
}

export class VerifiedAccounts {
  readonly #kept = new Map<string, Verified>();

  /** The account of a token that counts as verified at `now`. */
  find(token: string, now: number): Account | undefined {
    const found = this.#kept.get(digestOf(token));
    return found && found.at <= now && now < found.until ? found.account : undefined;
  }

  /** Keeps whose a token is that was verified at `now` and is good before `expiry`, both in epoch milliseconds. */
  keep(token: string, account: Account, now: number, expiry: number): void {
    const until = Math.min(expiry, now + KEPT_MS);
    keepLatest(this.#kept, digestOf(token), { account, at: now, until }, MAX_KEPT);
  }
}

/** A token itself is not kept: who could read the memory of the process could act with it. */
const digestOf = (token: string) => hash('sha256', token);
