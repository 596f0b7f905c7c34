// Says once to all supervisors what the desk as a whole has to hear.

import type { Upkeep } from '../../core/desk/desk-state.ts';
import { type Announcement, announceDesk } from '../../core/notices/notice.ts';
import { supervisorsOf } from '../../core/notices/recipients.ts';
import type { Ports } from '../../ports/ports.ts';
import { deskContext } from '../desk/desk-contexts.ts';

interface DeskNews {
  announcement: Announcement;
  /** Whether it was said, by what the desk keeps about itself. */
  isTold: (upkeep: Upkeep) => boolean;
  /** What is kept of its having been said. */
  told: Partial<Upkeep>;
}

/** As long as nobody is there to be told it stays to be said. */
export async function tellSupervisors(
  ports: Ports,
  deskId: string,
  { announcement, isTold, told }: DeskNews,
): Promise<void> {
  const isNews = await ports.store.transaction(deskId, async transaction => {
    const upkeep = await transaction.state('upkeep');
    const desk = deskContext(ports, (await transaction.read([], [])).desk);
    const supervisors = supervisorsOf(desk);
    if (!upkeep || isTold(upkeep) || supervisors.length === 0) return false;
    transaction.write({
      state: { upkeep: told },
      notices: announceDesk(announcement, supervisors),
    });
    return true;
  });
  if (isNews) await ports.alarms.plantRing(deskId, ports.now(), ports.now());
}
