// Whose the desk is, and whose triggers send for it: appointed by those who have the right to.

import type { DoneAnswer } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { isSameMail } from '../../core/desk/find-person.ts';
import type { RightName } from '../../core/schema/right.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Writes } from '../../ports/transaction.ts';
import { deskContext, holdsRight, memberOf } from '../desk/desk-contexts.ts';

/**
 * Has the caller's triggers send for the desk: from now on this account vouches for whoever edits.
 * @throws RequestError 403
 */
export function takeSending(ports: Ports, account: Account, deskId: string): Promise<DoneAnswer> {
  return appoint(ports, account, deskId, 'send', desk =>
    desk.sends(account.mail) ? undefined : { sender: account.mail },
  );
}

/**
 * Gives the desk to somebody who supervises it.
 * @throws RequestError 403 for those who may not, 409 for one who does not supervise, and for an owner whose triggers
 * send and who would not belong to the desk any more
 */
export function giveDesk(ports: Ports, account: Account, deskId: string, mail: string): Promise<DoneAnswer> {
  return appoint(ports, account, deskId, 'own', desk => {
    const { owner, sender } = desk.desk;
    if (isSameMail(mail, owner)) return undefined;
    const person = desk.personOfMail(mail);
    if (!person || !desk.isSupervisor(mail)) throw new RequestError('owner_unfit');
    // Whose triggers send goes on sending: without a row, nobody but an owner would be let in.
    if (desk.sends(owner) && !desk.personOfMail(owner)) throw new RequestError('sender_unlisted');
    // Whose triggers work does not change with the owner.
    return { owner: person.mail, sender: sender ?? owner };
  });
}

async function appoint(
  ports: Ports,
  account: Account,
  deskId: string,
  right: RightName,
  whom: (desk: DeskContext) => Writes['appointed'],
): Promise<DoneAnswer> {
  const changed = await ports.store.transaction(deskId, async transaction => {
    const known = deskContext(ports, (await transaction.read([], [])).desk);
    const desk = await memberOf(known, account, () => transaction.state('members'));
    holdsRight(right, account, desk);
    const appointed = whom(desk);
    if (appointed) transaction.write({ appointed });
    return appointed !== undefined;
  });
  const now = ports.now();
  if (changed)
    await ports.alarms
      .plantSummary(deskId, now, now)
      .catch((cause: unknown) => ports.log.error('alarm_not_planted', cause, { deskId }));
  return { done: true };
}
