// Rows of 热线记录 as a clerk's sheet sends them: filled in as in template 002, the later columns still blank.

import { randomUUID } from 'node:crypto';
import { staffColumns } from '../../functions/src/core/table.ts';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import type { RowInput, WireCells } from '../../functions/src/http/contract.ts';

const BLANK: WireCells = Object.fromEntries(staffColumns(hotline).map(column => [column.key, null]));

/** How long ago the calls of a bench came in: never in the future, whatever the clocks say. */
const CALLED_AGO_MS = 60_000;

/** New rows; each is saved, numbered and given its limits. */
export function newRows(count: number): RowInput[] {
  const calledAt = new Date(Date.now() - CALLED_AGO_MS).toISOString();
  return Array.from({ length: count }, (_, index) => ({
    key: randomUUID(),
    base: '',
    edited: ['urgency'],
    cells: {
      ...BLANK,
      calledAt,
      customer: '李小明',
      contact: `138${String(10_000_000 + index)}`,
      order: `ORD${20_230_928_0000 + index}`,
      type: '售后支持',
      description: '2023年9月28日购买的产品B,使用10天后无法开机,联系售后未获解决',
      request: '要求维修或退款',
      urgency: '中',
    },
  }));
}

export const bodyOf = (rows: readonly RowInput[]): string => JSON.stringify({ rows });
