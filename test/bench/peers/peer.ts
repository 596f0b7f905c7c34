// What a team could take instead, as the bench drives it.

import type { Target } from '../load.ts';

export interface Peer {
  title: string;
  /**
   * Installs it if it is not there yet, and starts it with a table like 热线记录.
   * @param folder where it keeps its data
   * @throws Error that says which step failed
   */
  start(folder: string): Promise<{ target: Target; end: () => Promise<void> }>;
}
