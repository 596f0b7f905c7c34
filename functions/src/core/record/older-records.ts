// How records that older programs stored come to show what they would show now.

import { maskCustomer, shownCell } from '../cells/mask.ts';
import { maskContact } from '../lib/contact.ts';
import { withoutPersonalData } from '../lib/personal-data.ts';
import type { Cell, Cells } from '../schema/column.ts';

const CUSTOMER_COLUMNS = ['customer', 'person'];

/** A proposal of an older record as it may be shown, beside the cell as it is. */
export function proposalShown(key: string, proposed: Cell, shown: Cell | undefined): Cell {
  if (typeof proposed !== 'string') return proposed;
  if (key === 'contact') return maskContact(proposed);
  if (CUSTOMER_COLUMNS.includes(key)) return maskCustomer(proposed);
  return typeof shown === 'string' && shown.includes('****') ? withoutPersonalData(proposed) : proposed;
}

/**
 * What a record shows otherwise: a survey of three points is as 客户满意度 counts it, neither 已满意 nor 未满意, and names
 * beside the numbers of a contact are hidden.
 */
export function shownAsNow(
  { table, state }: { table?: unknown; state?: unknown },
  cells: Cells,
): { cells: Cells; state?: string } {
  if (table === 'surveys' && state === '已满意' && Number(cells.score) === 3)
    return { state: '一般', cells: { ...cells, state: '一般' } };
  const { contact } = cells;
  return typeof contact === 'string'
    ? { cells: { ...cells, contact: shownCell({ type: 'contact' }, contact) } }
    : { cells };
}
