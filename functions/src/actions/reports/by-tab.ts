// Writes into several tabs of the spreadsheet: all at once, or tab by tab where people have protected one of them from
// the service.

import { RequestError } from '../../contract/request-error.ts';
import { tabOfView } from '../../core/desk/tab-views.ts';
import type { SheetRequest } from '../../core/workbook/sheet-request.ts';
import type { Ports } from '../../ports/ports.ts';

/** What is to be done in one tab. */
export interface TabRequests {
  title: string;
  requests: readonly SheetRequest[];
}

/**
 * Applies requests, and answers the parts that are protected from the service: nothing was done of these.
 * @throws RequestError as `Workbooks.apply` for any other reason
 */
export async function applyByTab<Part extends TabRequests>(
  { workbooks }: Pick<Ports, 'workbooks'>,
  deskId: string,
  parts: readonly Part[],
): Promise<Part[]> {
  try {
    await workbooks.apply(
      deskId,
      parts.flatMap(({ requests }) => requests),
    );
    return [];
  } catch (cause) {
    if (!(cause instanceof RequestError) || cause.code !== 'workbook_protected') throw cause;
    if (parts.length === 1) return [...parts];
  }
  const held: Part[] = [];
  for (const part of parts) held.push(...(await applyByTab({ workbooks }, deskId, [part])));
  return held;
}

/** Requests by the tab that each is about, in the order in which tabs come up; what is about none stands by itself. */
export function byTab(
  requests: readonly SheetRequest[],
  titleOf: (sheetId: number) => string,
): TabRequests[] {
  const parts = new Map<number | undefined, SheetRequest[]>();
  for (const request of requests) {
    const tab = tabOf(request);
    parts.set(tab, [...(parts.get(tab) ?? []), request]);
  }
  return [...parts].map(([tab, own]) => ({ title: tab === undefined ? '' : titleOf(tab), requests: own }));
}

/**
 * Every request of a layout names one tab, at whatever depth its kind has it. One that takes out a view names the view:
 * it must not come after those of its tab, of which one may bring the same title.
 */
function tabOf(part: unknown): number | undefined {
  if (typeof part !== 'object' || part === null) return undefined;
  if ('sheetId' in part && typeof part.sheetId === 'number') return part.sheetId;
  if ('filterId' in part && typeof part.filterId === 'number') return tabOfView(part.filterId);
  for (const inner of Object.values(part)) {
    const tab = tabOf(inner);
    if (tab !== undefined) return tab;
  }
  return undefined;
}
