// Lays out the workbook when a person asks for it.

import type { DoneAnswer } from '../../contract/contract.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { rightContext } from '../desk/desk-contexts.ts';
import { applyLayout } from '../reports/apply-layout.ts';
import { ofProtected } from '../reports/tell-trouble.ts';
import { writeSummaries } from '../reports/write-summaries.ts';

/**
 * Lays out the workbook and writes its summary tabs, with whatever people took away from them. Tabs that are protected
 * from the service stay as they are, which is told.
 */
export async function layOutWorkbook(ports: Ports, account: Account, deskId: string): Promise<DoneAnswer> {
  const desk = await rightContext(ports, deskId, account, 'layOut');
  const held = await applyLayout(ports, desk);
  held.push(...(await writeSummaries(ports, desk, { urgent: true, restore: true })));
  return { done: true, ...(held.length > 0 && { told: ofProtected(ports, [...new Set(held)]) }) };
}
