// What Google lets the scripts of one account do at a time and in a day.
// https://developers.google.com/apps-script/guides/services/quotas
import { DAY_MS } from '../../../clock/duration.ts';
import { type Account, MAX_AT_ONCE, type Spending, TRIGGER_MS_A_DAY } from '../economy.ts';

interface Used {
  running: number;
  /** When the day began whose trigger time is counted, and how much of it is used up, ms. */
  sinceMs: number;
  triggerMs: number;
}

export class Allowance {
  readonly #account: Account;
  readonly #now: () => number;
  readonly #used = new Map<string, Used>();

  /** @param now desk time in ms */
  constructor(account: Account, now: () => number) {
    this.#account = account;
    this.#now = now;
  }

  /** Lets an execution begin; answers Google's message when it may not run at all. */
  begin({ email, kind }: Pick<Spending, 'email' | 'kind'>): string | undefined {
    const used = this.#of(email);
    if (used.running >= MAX_AT_ONCE)
      return 'There are too many scripts running simultaneously for this Google user account.';
    if (kind === 'trigger' && used.triggerMs >= TRIGGER_MS_A_DAY[this.#account])
      return 'Service using too much computer time for one day';
    used.running += 1;
    return undefined;
  }

  end({ email, kind, countedMs, tookMs }: Spending): void {
    const used = this.#of(email);
    used.running -= 1;
    if (kind === 'trigger') used.triggerMs += Math.max(countedMs, tookMs);
  }

  /** Puts trigger time on an account as if it had been used up before: for tests. */
  use(email: string, ms: number): void {
    this.#of(email).triggerMs += ms;
  }

  #of(email: string): Used {
    const now = this.#now();
    const used = this.#used.get(email) ?? { running: 0, sinceMs: now, triggerMs: 0 };
    if (now - used.sinceMs >= DAY_MS) Object.assign(used, { sinceMs: now, triggerMs: 0 });
    this.#used.set(email, used);
    return used;
  }
}
