// The list of tables: adding one is a file beside this and a line here.

import type { Table } from '../schema/table.ts';
import { callbacks } from './callbacks.ts';
import { complaints } from './complaints.ts';
import { customers } from './customers.ts';
import { feedback } from './feedback.ts';
import { followUps } from './follow-ups.ts';
import { hotline } from './hotline.ts';
import { improvements } from './improvements.ts';
import { knowledge } from './knowledge.ts';
import { leads } from './leads.ts';
import { people } from './people.ts';
import { plans } from './plans.ts';
import { serviceOrders } from './service-orders.ts';
import { settings } from './settings.ts';
import { surveys } from './surveys.ts';

/** All tables, in the order of their tabs. */
export const TABLES: readonly Table[] = [
  hotline,
  feedback,
  plans,
  surveys,
  followUps,
  serviceOrders,
  complaints,
  callbacks,
  leads,
  customers,
  knowledge,
  improvements,
  people,
  settings,
];

/** The table with this key, if the desk has it. */
export function tableOf(key: string): Table | undefined {
  return TABLES.find(table => table.key === key);
}

/** The title of a table's tab; of a table that the desk has no longer, its key. */
export function titleOf(key: string): string {
  return tableOf(key)?.title ?? key;
}
