// Requests for several tabs: at once, or tab by tab where people have protected one from the service.
import { expect, test } from 'vitest';
import { applyByTab } from '../../functions/src/actions/reports/by-tab.ts';
import { RequestError } from '../../functions/src/contract/request-error.ts';
import type { SheetRequest, TabRequests } from '../../functions/src/core/workbook/sheet-request.ts';
import type { Ports } from '../../functions/src/ports/ports.ts';
import { withOnly } from '../fixtures/with-only.ts';

const part = (title: string, sheetId: number): TabRequests => ({
  title,
  requests: [{ deleteSheet: { sheetId } }],
});
const [one, two, three] = [part('一', 1), part('二', 2), part('三', 3)];

/** Applies them where nothing can be written into one tab, and answers what was tried at once. */
async function applied(parts: readonly TabRequests[], refusal?: RequestError) {
  const tried: number[][] = [];
  const apply = async (_: string, requests: readonly SheetRequest[]) => {
    const ids = requests.map(each => (each['deleteSheet'] as { sheetId: number }).sheetId);
    tried.push(ids);
    if (refusal && ids.includes(2)) throw refusal;
  };
  const ports = withOnly<Ports>({ workbooks: withOnly({ apply }) });
  const held: unknown = await applyByTab(ports, 'desk-1', parts).catch((cause: unknown) => cause);
  return { tried, held };
}

test('go at once; where one is protected each goes by itself, and only that one is held', async () => {
  const isProtected = new RequestError('workbook_protected');
  expect(await applied([one, two])).toEqual({ tried: [[1, 2]], held: [] });
  expect(await applied([one, two, three], isProtected)).toEqual({
    tried: [[1, 2, 3], [1], [2], [3]],
    held: [two],
  });
  expect(await applied([two], isProtected)).toEqual({ tried: [[2]], held: [two] });
});

test('end where something else is the reason', async () => {
  const other = new RequestError('workbook_refused');
  expect(await applied([one, two], other)).toEqual({ tried: [[1, 2]], held: other });
});
