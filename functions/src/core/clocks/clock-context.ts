// What every question about one limit of one table is asked of.

import type { DeskContext } from '../desk/desk.ts';
import type { ClockRule } from '../schema/clock-rule.ts';
import type { Table } from '../schema/table.ts';

/** A limit, the table that declares it, and the desk whose policy and calendar it goes by. */
export interface ClockContext {
  table: Table;
  rule: ClockRule;
  desk: DeskContext;
}
