// The list of tables: adding one is a file beside this and a line here.

import type { Table } from '../table.ts';
import { feedback } from './feedback.ts';
import { hotline } from './hotline.ts';
import { people } from './people.ts';
import { settings } from './settings.ts';

/** All tables, in the order of their tabs. */
export const TABLES: readonly Table[] = [hotline, feedback, people, settings];

/** The table with this key, if the desk has it. */
export function tableOf(key: string): Table | undefined {
  return TABLES.find(table => table.key === key);
}
