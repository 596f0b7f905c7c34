// Has the notices that were given up sent again: for supervisors, once addresses or channels are in order.

import type { ResentAnswer } from '../../contract/contract.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { rightContext } from '../desk/desk-contexts.ts';

/** Notices sent again by one request; the next one takes the rest. */
const BATCH_SIZE = 500;

/** @throws RequestError 403 for anybody but a supervisor. */
export async function resendNotices(ports: Ports, account: Account, deskId: string): Promise<ResentAnswer> {
  await rightContext(ports, deskId, account, 'resend');
  const resent = await ports.store.requeueNotices(deskId, BATCH_SIZE);
  const now = ports.now();
  if (resent > 0) await ports.alarms.plantRing(deskId, now, now);
  return { resent };
}
