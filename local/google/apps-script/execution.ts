// One execution as the main thread sees it. Types only.
import type { ExecutionInput } from './calls.ts';
import type { Spending } from './economy.ts';
import type { ExecutionKind } from './views.ts';

export interface Execution {
  readonly id: number;
  readonly kind: ExecutionKind;
  readonly input: ExecutionInput;
  /** Real milliseconds after which it is ended. */
  readonly limitMs: number;
  /** What it has spent so far. */
  readonly spending: Spending;
  /** Writes to cells that are kept back, in order. */
  readonly writes: (() => void)[];
  /** Marks that the script waits for a person: its limit stands still and its worker is not counted. */
  waitForPerson<T>(answer: Promise<T>): Promise<T>;
}
