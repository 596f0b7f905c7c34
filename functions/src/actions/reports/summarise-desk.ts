// Takes pending changes into the figures and brings the summary tabs up to date.

import type { DoneAnswer } from '../../contract/contract.ts';
import { RequestError } from '../../contract/request-error.ts';
import type { Account, Ports } from '../../ports.ts';
import { deskContext, memberContext } from '../desk/desk-contexts.ts';
import { decideAgain } from '../timers/decide-again.ts';
import { freezePeriods } from './close-periods.ts';
import { recountFigures } from './recount-figures.ts';
import { reportPeriods } from './report-periods.ts';
import { writeSummaries } from './write-summaries.ts';

/** Called by the queue. A desk that is gone is no error, or the queue would repeat it. */
export async function summariseDesk(ports: Ports, deskId: string): Promise<void> {
  await freezePeriods(ports, deskId);
  const stored = await ports.store.desk(deskId);
  if (!stored) return;
  const desk = deskContext(ports, stored);
  if (stored.decided < stored.version) await decideAgain(ports, desk);
  if (stored.recountAsked) await recountFigures(ports, desk);
  await reportPeriods(ports, stored);
  await writeSummaries(ports, desk, { urgent: stored.recountAsked });
}

/** Has all records of a desk counted anew, soon. @throws RequestError 403 when the account is no supervisor's. */
export async function rebuildSummaries(ports: Ports, account: Account, deskId: string): Promise<DoneAnswer> {
  await ports.store.transaction(deskId, async transaction => {
    const { desk } = await transaction.read([], []);
    if (!memberContext(ports, desk, account).isSupervisor(account.mail))
      throw new RequestError('not_supervisor');
    if (desk) transaction.write({ desk: { ...desk, recountAsked: true } });
  });
  await ports.alarms.plantSummary(deskId, ports.now(), ports.now());
  return { done: true };
}
