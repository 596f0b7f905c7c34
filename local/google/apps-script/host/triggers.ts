// Installable triggers: who created which, and when the clock ones fire next.
import { randomUUID } from 'node:crypto';
import type { Schedule, TriggerEvent } from '../calls.ts';
import type { ScriptStore, StoredTrigger } from '../store.ts';

export interface TriggerClock {
  now(): number;
  at(instant: number, run: () => void): { cancel(): void };
}

/** https://developers.google.com/apps-script/guides/services/quotas */
const MAX_TRIGGERS = 20;

/** Types of triggers as Google's messages call them. */
const SPOKEN: Record<TriggerEvent, string> = {
  CLOCK: 'time-based',
  ON_OPEN: 'open',
  ON_EDIT: 'edit',
  ON_CHANGE: 'change',
};

export class Triggers {
  readonly #store: ScriptStore;
  readonly #documentId: string;
  readonly #clock: TriggerClock;
  readonly #fire: (trigger: StoredTrigger) => void;
  readonly #alarms = new Map<string, { cancel(): void }>();

  constructor(
    store: ScriptStore,
    documentId: string,
    clock: TriggerClock,
    fire: (trigger: StoredTrigger) => void,
  ) {
    this.#store = store;
    this.#documentId = documentId;
    this.#clock = clock;
    this.#fire = fire;
  }

  /** Sets the alarms of the clock triggers that an earlier run left. */
  start(): void {
    for (const trigger of this.#store.triggers()) this.#wind(trigger);
  }

  close(): void {
    for (const alarm of this.#alarms.values()) alarm.cancel();
    this.#alarms.clear();
  }

  /** Those of one account in all its spreadsheets. */
  of(email: string): StoredTrigger[] {
    return this.#store.triggers().filter(it => it.email === email);
  }

  /** Those of one account in this spreadsheet; a clock trigger is in none. */
  ofDocument(email: string): StoredTrigger[] {
    return this.of(email).filter(it => it.event !== 'CLOCK' && this.#isHere(it));
  }

  on(event: TriggerEvent): StoredTrigger[] {
    return this.#store.triggers().filter(it => it.event === event && this.#isHere(it));
  }

  /** Triggers from before documents were told apart are this one's. */
  #isHere({ documentId }: StoredTrigger): boolean {
    return documentId === undefined || documentId === this.#documentId;
  }

  /** Throws where Google refuses: too many in all, or a second one of a type by the same user of an add-on. */
  create(email: string, functionName: string, event: TriggerEvent, schedule: Schedule | null): StoredTrigger {
    const mine = this.of(email);
    if (mine.length >= MAX_TRIGGERS) {
      throw new Error(
        'This script has too many triggers. Triggers must be deleted from the script before more can be added.',
      );
    }
    if (mine.some(it => it.event === event && (event === 'CLOCK' ? it.nextMs !== null : this.#isHere(it)))) {
      throw new Error(
        `This add-on has created too many ${SPOKEN[event]} triggers in this document for this Google user account.`,
      );
    }
    const nextMs = schedule && this.#clock.now() + schedule.everyMs;
    const documentId = event === 'CLOCK' ? {} : { documentId: this.#documentId };
    const trigger = { uid: randomUUID(), functionName, event, email, schedule, nextMs, ...documentId };
    this.#store.saveTrigger(trigger);
    this.#wind(trigger);
    return trigger;
  }

  delete(email: string, uid: string): void {
    if (!this.of(email).some(it => it.uid === uid)) throw new Error('The trigger could not be found.');
    this.#store.deleteTrigger(uid);
    this.#alarms.get(uid)?.cancel();
    this.#alarms.delete(uid);
  }

  #wind(trigger: StoredTrigger): void {
    if (trigger.nextMs === null) return;
    const alarm = this.#clock.at(trigger.nextMs, () => {
      const next = { ...trigger, nextMs: nextMs(trigger, this.#clock.now()) };
      this.#store.saveTrigger(next);
      this.#wind(next);
      this.#fire(trigger);
    });
    this.#alarms.set(trigger.uid, alarm);
  }
}

/** The next time after `now`: a leap of the clock over many times fires once. */
function nextMs({ schedule, nextMs: firedMs }: StoredTrigger, now: number): number | null {
  if (!schedule || firedMs === null) return null;
  const missed = Math.floor((now - firedMs) / schedule.everyMs);
  return firedMs + (missed + 1) * schedule.everyMs;
}
