// Brings the tabs of a spreadsheet to the layout that the desk declares: headers, notes, drop-downs.

import type { DeskContext } from '../../core/desk/desk.ts';
import { localDate } from '../../core/lib/time.ts';
import { layoutDigest, planLayout } from '../../core/workbook/layout.ts';
import type { TabRequests } from '../../core/workbook/sheet-request.ts';
import type { Ports } from '../../ports/ports.ts';
import { applyByTab } from './by-tab.ts';

/** Digests of the layouts that desks declare: one for each configuration, worked out once. */
const digests = new WeakMap<DeskContext, string>();

/**
 * Applies the layout if the desk declares another one than the workbook has, and once a day while a tab lacks it:
 * of what changes, little is seen there. `known` is the layout that the workbook had a moment ago, where somebody has
 * read it. Answers as `applyLayout`.
 */
export async function applyNewLayout(ports: Ports, desk: DeskContext, known?: string): Promise<string[]> {
  const done = [knownDigest(desk), lackingDigest(ports, desk)];
  if (known !== undefined && done.includes(known)) return [];
  const upkeep = await ports.store.state(desk.desk.id, 'upkeep');
  return upkeep && !done.includes(upkeep.laidOut) ? applyLayout(ports, desk) : [];
}

/**
 * Applies the layout for the desk as it stands, and notes which one the workbook has now. Answers the titles of tabs
 * that are protected from the service: they stay as they are until the next layout, or the next day.
 */
export async function applyLayout(ports: Ports, desk: DeskContext): Promise<string[]> {
  const { id } = desk.desk;
  const { store, workbooks } = ports;
  const before = (await store.state(id, 'upkeep'))?.laidOut;
  const { tabs, names, timeZone } = await workbooks.inspect(id);
  const parts = [...zoneRequests(timeZone, desk.zone), ...planLayout(desk.tables, desk, tabs, names)];
  const held = await applyByTab(ports, id, parts);
  await store.transaction(id, async transaction => {
    const upkeep = await transaction.state('upkeep');
    const mine = held.length === 0 ? knownDigest(desk) : lackingDigest(ports, desk);
    if (!upkeep || upkeep.laidOut === mine) return;
    // Who has laid it out at the same time for another configuration may have come first or last, so it is done once
    // more.
    transaction.write({ state: { upkeep: { laidOut: upkeep.laidOut === before ? mine : '' } } });
  });
  return held.map(({ title }) => title);
}

/**
 * What a person enters as the present time, and what =NOW() shows, go by the spreadsheet's zone: it is to be the
 * desk's. Nobody can protect it from the service, so it is a part that no title names.
 */
function zoneRequests(found: string, zone: string): TabRequests[] {
  if (found === zone) return [];
  const request = { updateSpreadsheetProperties: { properties: { timeZone: zone }, fields: 'timeZone' } };
  return [{ title: '', requests: [request] }];
}

/** What is noted of a layout that not every tab has: it holds for today. */
const lackingDigest = ({ now }: Pick<Ports, 'now'>, desk: DeskContext): string =>
  `${knownDigest(desk)} ${localDate(now(), desk.zone)}`;

function knownDigest(desk: DeskContext): string {
  const digest = digests.get(desk) ?? layoutDigest(desk);
  digests.set(desk, digest);
  return digest;
}
