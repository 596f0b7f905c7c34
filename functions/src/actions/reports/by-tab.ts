// Writes into several tabs of the spreadsheet: all at once, or tab by tab where people have protected one of them from
// the service.

import { RequestError } from '../../contract/request-error.ts';
import type { TabRequests } from '../../core/workbook/sheet-request.ts';
import type { Ports } from '../../ports/ports.ts';

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
