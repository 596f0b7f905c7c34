// Brings the tabs of a spreadsheet to the layout that the desk declares: headers, notes, drop-downs.

import type { Desk, DeskContext } from '../../core/desk/desk.ts';
import { planLayout } from '../../core/workbook/layout.ts';
import type { Ports } from '../../ports.ts';

/** Applies the layout for the desk as it stands, and notes for which version that was. */
export async function applyLayout(ports: Ports, desk: DeskContext): Promise<void> {
  const { id, version } = desk.desk;
  const { tabs, names } = await ports.workbooks.inspect(id);
  await ports.workbooks.apply(id, planLayout(desk.tables, desk, tabs, names));
  await ports.store.transaction(id, async transaction => {
    const { desk: current } = await transaction.read([], []);
    if (current && current.laidOut < version) transaction.write({ desk: laidOut(current, version) });
  });
}

/** Not a new version: nothing that rows are judged by has changed. */
const laidOut = (desk: Desk, version: number): Desk => ({ ...desk, laidOut: version });
