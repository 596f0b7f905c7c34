// Sends the notices that wait, each under a lease; one that fails is tried again later, at growing distances.

import { messageOf } from '../core/message.ts';
import { HOUR, MINUTE } from '../core/time.ts';
import type { PendingNotice, Ports } from '../ports.ts';

const AT_ONCE = 20;

/** How long a sender may take before another may try. */
const LEASE_MS = 5 * MINUTE;

/** Distances between tries; after the last one the notice is given up and stays as it is, unsent. */
const RETRIES_MS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 24 * HOUR];

export async function deliverNotices(ports: Ports, deskId: string): Promise<void> {
  for (;;) {
    const claimed = await ports.store.claimNotices(deskId, ports.now(), LEASE_MS, AT_ONCE);
    if (claimed.length === 0) return;
    await Promise.all(claimed.map(each => deliver(ports, deskId, each)));
  }
}

async function deliver(ports: Ports, deskId: string, { id, notice, attempt }: PendingNotice): Promise<void> {
  try {
    await ports.messenger.send(`${deskId}/${id}`, messageOf(notice));
  } catch (cause) {
    const distance = RETRIES_MS[attempt - 1];
    ports.log.error('notice_not_sent', cause, { deskId, id, attempt });
    await ports.store.settleNotice(deskId, id, {
      retryAt: distance === undefined ? null : ports.now() + distance,
    });
    return;
  }
  await ports.store.settleNotice(deskId, id, { sentAt: ports.now() });
}
