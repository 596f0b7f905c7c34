// Lays out the workbook when a person asks for it.

import type { DoneAnswer } from '../http/contract.ts';
import type { Account, Ports } from '../ports.ts';
import { applyLayout } from './apply-layout.ts';
import { memberContext } from './desk-contexts.ts';
import { writeSummaries } from './write-summaries.ts';

/** Lays out the workbook and writes its summary tabs, with whatever people took away from them. */
export async function layOutWorkbook(ports: Ports, account: Account, deskId: string): Promise<DoneAnswer> {
  const desk = memberContext(ports, await ports.store.desk(deskId), account);
  await applyLayout(ports, desk);
  await writeSummaries(ports, desk, { urgent: true, restore: true });
  return { done: true };
}
