// A desk as rows of people and settings change it: the one place where an entry gets another name.

import { LEFT, people } from '../tables/people.ts';
import { settings } from '../tables/settings.ts';
import type { Desk, ReferenceChange, ReferenceRows } from './desk.ts';
import { type NamingRow, namedSince, namesOf } from './names.ts';
import { presentCells } from './naming-columns.ts';
import { mailAfter, ownerAfter } from './staff.ts';

/**
 * A desk whose rows are these from now on: another version. What is called otherwise now keeps its former name, with
 * the version up to which it had it; rows that name it follow at once, so that no rule loses what it goes by.
 */
export function withRows(desk: Readonly<Desk>, change: ReferenceChange): Desk {
  const version = desk.version + 1;
  const { ...rows }: ReferenceRows = desk.rows;
  for (const [key, row] of Object.entries(change)) {
    if (row)
      rows[key] = {
        ...row,
        ...namedSince(key, rows[key], row, version),
        ...leaveOf(rows, key, row, version),
      };
    else delete rows[key];
  }
  const names = namesOf(rows);
  const named = Object.entries(rows).map(([key, row]) => {
    const table = row.table === 'people' ? people : settings;
    const cells = presentCells(table, row.cells, desk.version, names);
    return [key, cells === row.cells ? row : { ...row, cells }] as const;
  });
  const after = { rows: Object.fromEntries(named) };
  const sender = desk.sender === undefined ? {} : { sender: mailAfter(desk.sender, desk, after) };
  return { ...desk, ...after, version, owner: ownerAfter(desk, after), ...sender };
}

/** Since when somebody has left, and who stands in: what is open then is the stand-in's from that version on. */
function leaveOf(
  rows: ReferenceRows,
  key: string,
  { table, cells }: Pick<NamingRow, 'table' | 'cells'>,
  version: number,
): Pick<NamingRow, 'left'> {
  if (table !== 'people' || cells.onDuty !== LEFT) return {};
  const known = rows[key]?.left;
  const others = Object.entries(rows).filter(([other, row]) => row.table === 'people' && other !== key);
  const heir = others.find(([, row]) => row.cells.name === cells.standIn)?.[0];
  return { left: known ?? { at: version, ...(heir !== undefined && { heir }) } };
}
