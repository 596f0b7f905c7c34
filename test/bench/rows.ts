// Rows of 热线记录 as a clerk's sheet sends them: filled in template 002, the later columns still blank.

import { randomUUID } from 'node:crypto';
import type { RowInput, WireCells } from '../../functions/src/contract/contract.ts';
import { staffColumns } from '../../functions/src/core/schema/table.ts';
import { hotline } from '../../functions/src/core/tables/hotline.ts';

const BLANK: WireCells = Object.fromEntries(staffColumns(hotline).map(column => [column.key, null]));

/** How long ago the calls of a bench came in: never in the future, whatever the clocks say. */
const CALLED_AGO_MS = 60_000;

/** Characters in a made-up trouble, and the block of common ones that they are taken from. */
const TROUBLE_LENGTH = 8;
const [FIRST_SIGN, SIGNS] = [0x4e00, 3_000];

/** What nobody else reports: many customers with one problem are a batch, and that is another thing to measure. */
export const someTrouble = () =>
  String.fromCharCode(
    ...Array.from({ length: TROUBLE_LENGTH }, () => FIRST_SIGN + Math.floor(Math.random() * SIGNS)),
  );

/** Somebody else's number each time: a customer with thousands of open matters is another thing to measure, too. */
const someNumber = () => `138${String(Math.floor(Math.random() * NUMBERS)).padStart(8, '0')}`;
const NUMBERS = 100_000_000;

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
      contact: someNumber(),
      order: `ORD${20_230_928_0000 + index}`,
      type: '售后支持',
      description: `2023年9月28日购买的产品B，使用10天后${someTrouble()}，联系售后未获解决`,
      request: '要求维修或退款',
      urgency: '中',
    },
  }));
}

export const bodyOf = (rows: readonly RowInput[]): string => JSON.stringify({ rows });
