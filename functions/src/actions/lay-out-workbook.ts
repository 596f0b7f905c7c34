// Brings the spreadsheet to the layout that the desk declares: tabs, headers, notes, drop-downs.

import type { Desk, DeskContext } from '../core/desk.ts';
import { planLayout } from '../core/layout.ts';
import type { DoneAnswer } from '../http/contract.ts';
import type { Account, Ports } from '../ports.ts';
import { memberContext } from './desk-contexts.ts';
import { writeSummaries } from './write-summaries.ts';

/** Lays out the workbook and writes its summary tabs. */
export async function layOutWorkbook(ports: Ports, account: Account, deskId: string): Promise<DoneAnswer> {
  const desk = memberContext(ports, await ports.store.desk(deskId), account);
  await layOut(ports, desk);
  await writeSummaries(ports, desk);
  return { done: true };
}

/** Applies the layout for the desk as it stands, and notes for which version that was. */
export async function layOut(ports: Ports, desk: DeskContext): Promise<void> {
  const { id, version } = desk.desk;
  const { tabs } = await ports.workbooks.inspect(id);
  await ports.workbooks.apply(id, planLayout(desk.tables, desk, tabs));
  await ports.store.transaction(id, async transaction => {
    const { desk: current } = await transaction.read([], []);
    if (current && current.laidOut < version) transaction.write({ desk: laidOut(current, version) });
  });
}

/** Not a new version: nothing that rows are judged by has changed. */
const laidOut = (desk: Desk, version: number): Desk => ({ ...desk, laidOut: version });
