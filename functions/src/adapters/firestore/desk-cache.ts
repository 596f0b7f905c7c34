// Configurations of desks by their version, as far as this process has read them: what is of a version never changes.

import type { Desk } from '../../core/desk/desk.ts';
import { keepLatest } from '../../core/lib/keep-latest.ts';

/** Desks kept by a process; the one that was read the longest ago goes first. */
const MAX_KEPT = 200;

export class DeskCache {
  readonly #kept = new Map<string, Desk>();

  /** The configuration of a desk, where this process knows that version of it. */
  find(deskId: string, version: number): Desk | undefined {
    const desk = this.#kept.get(deskId);
    return desk?.version === version ? desk : undefined;
  }

  keep(deskId: string, desk: Desk): void {
    keepLatest(this.#kept, deskId, desk, MAX_KEPT);
  }
}
