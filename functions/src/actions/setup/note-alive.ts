// The triggers that send for a desk tell each hour that they work.

import type { DoneAnswer } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import { silentFrom } from '../../core/desk/sender-watch.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { memberContext } from '../desk/desk-contexts.ts';

/**
 * Notes that the caller's triggers work, and has it looked at whether they still do when they should have told again.
 * @throws RequestError 403 when others send for the desk by now
 */
export async function noteAlive(ports: Ports, account: Account, deskId: string): Promise<DoneAnswer> {
  const desk = await memberContext(ports, deskId, account);
  if (!desk.sends(account.mail)) throw new RequestError('not_sender');
  const now = ports.now();
  await ports.store.transaction(deskId, async transaction =>
    transaction.write({ state: { upkeep: { heardAt: now } } }),
  );
  await ports.alarms.plantSummary(deskId, silentFrom(desk.calendar, now), now);
  return { done: true };
}
