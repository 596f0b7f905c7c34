// Lays out the workbook when a person asks for it.

import type { DoneAnswer } from '../../contract/contract.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { rightContext } from '../desk/desk-contexts.ts';
import { applyLayout } from '../reports/apply-layout.ts';
import { writeSummaries } from '../reports/write-summaries.ts';

/** Lays out the workbook and writes its summary tabs, with whatever people took away from them. */
export async function layOutWorkbook(ports: Ports, account: Account, deskId: string): Promise<DoneAnswer> {
  const desk = await rightContext(ports, deskId, account, 'layOut');
  await applyLayout(ports, desk);
  await writeSummaries(ports, desk, { urgent: true, restore: true });
  return { done: true };
}
