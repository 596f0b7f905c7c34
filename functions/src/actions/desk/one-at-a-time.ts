// Work on a desk that a process does once at a time: doing it twice is safe, and each would wait for what the other
// has read and writes.

import type { Ports } from '../../ports/ports.ts';

/** Desks whose work of one kind is under way in this process, by the store that they are in. */
export class OneAtATime {
  readonly #busy = new WeakMap<Ports['store'], Set<string>>();

  /**
   * Does `work`, or leaves it to who is at it and asks for one more summary: what has come since that one looked must
   * not wait for the sweep.
   */
  async run(ports: Ports, deskId: string, work: () => Promise<void>): Promise<void> {
    const { store, alarms } = ports;
    const busy = this.#busy.get(store) ?? new Set<string>();
    this.#busy.set(store, busy);
    if (busy.has(deskId)) return alarms.plantSummary(deskId, ports.now(), ports.now());
    busy.add(deskId);
    try {
      await work();
    } finally {
      busy.delete(deskId);
    }
  }
}
