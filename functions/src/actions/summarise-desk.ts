// Takes pending changes into the figures and brings the summary tabs up to date.

import { figuresOf } from '../core/figures/count.ts';
import type { DoneAnswer } from '../http/contract.ts';
import type { Account, Ports } from '../ports.ts';
import { decideAgain } from './decide-again.ts';
import { deskContext, memberContext } from './desk-contexts.ts';
import { writeSummaries } from './write-summaries.ts';

/** Called by the queue. A desk that is gone is no error, or the queue would repeat it. */
export async function summariseDesk(ports: Ports, deskId: string): Promise<void> {
  const stored = await ports.store.desk(deskId);
  if (!stored) return;
  const desk = deskContext(ports, stored);
  if (stored.decided < stored.version) await decideAgain(ports, desk);
  await writeSummaries(ports, desk);
}

/** Counts all records of a desk anew; what comes out agrees with the figures counted up from changes. */
export async function rebuildSummaries(ports: Ports, account: Account, deskId: string): Promise<DoneAnswer> {
  const desk = memberContext(ports, await ports.store.desk(deskId), account);
  await ports.store.recount(deskId, record => {
    const table = desk.tableOf(record.table);
    return table ? figuresOf(table, record, desk.zone) : {};
  });
  await writeSummaries(ports, desk, { urgent: true });
  return { done: true };
}
