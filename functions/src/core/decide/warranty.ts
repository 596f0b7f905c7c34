// Whether a purchase is under warranty: purchase date plus the months that settings give the product.

import type { DeskContext } from '../desk/desk.ts';
import { addMonths, type Instant, localDate } from '../lib/time.ts';
import type { Cells, Source } from '../schema/column.ts';
import type { Warranty } from '../schema/record-rules.ts';

/** The state of a warranty at a time. Unknown without a purchase date, or for a product that settings do not name. */
export function warrantyOf(
  { product, model, purchased }: Extract<Source, { from: 'warranty' }>,
  cells: Cells,
  at: Instant,
  desk: DeskContext,
): Warranty {
  const bought = cells[purchased];
  const named = [product, ...(model === undefined ? [] : [model])].map(key => String(cells[key] ?? ''));
  const months = desk.warrantyMonths(named.join(' ').trim());
  if (typeof bought !== 'string' || months === undefined) return '未知';
  // The last day of the warranty still counts.
  return localDate(at, desk.zone) <= addMonths(bought, months) ? '保修期内' : '已过保';
}
