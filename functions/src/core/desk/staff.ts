// Who of the people tab works here, who supervises, and whose the desk is.

import { isAbove } from '../schema/clock-rule.ts';
import { LEFT } from '../tables/people.ts';
import type { Desk, ReferenceRows } from './desk.ts';
import { byNumber } from './rows-in-order.ts';

type Row = ReferenceRows[string];
type Rows = Pick<Desk, 'rows'>;

/** Whether a row is of a person who works here. */
export function isHere(row: Row | undefined): row is Row {
  return row?.table === 'people' && row.cells.onDuty !== LEFT && (row.cells.name ?? null) !== null;
}

/** Whether a row is of a person who is marked as having left. */
export function hasLeft(row: Row | undefined): row is Row {
  return row?.table === 'people' && row.cells.onDuty === LEFT;
}

/** Whether somebody leaves with a change of his row: marked so, or taken out. */
export function isLeaving(was: Row | undefined, is: Row | undefined): was is Row {
  return isHere(was) && !isHere(is);
}

/** Mail of a person's row, as mails are compared. */
export const mailOf = ({ cells }: Row): string => String(cells.mail ?? '').toLowerCase();

/** Rows of those who leave with a change of all rows. */
export function leavers(before: Rows, after: Rows): Row[] {
  return Object.entries(before.rows).flatMap(([key, was]) => (isLeaving(was, after.rows[key]) ? [was] : []));
}

/** Rows of the people who supervise. */
function supervisorRows({ rows }: Rows): Row[] {
  return Object.values(rows).filter(row => isHere(row) && isAbove(String(row.cells.role)));
}

/** Whether somebody can manage the desk: a supervisor, or its owner as long as no row says that he has left. */
export function isManaged(desk: Pick<Desk, 'rows' | 'owner'>): boolean {
  const gone = Object.values(desk.rows).filter(row => row.table === 'people' && !isHere(row));
  return supervisorRows(desk).length > 0 || !gone.some(row => mailOf(row) === desk.owner.toLowerCase());
}

/** Whether somebody supervises beside the one whose row this is. */
export const isSupervisedBeside = (key: string, { rows }: Rows): boolean =>
  Object.entries(rows).some(
    ([other, row]) => other !== key && isHere(row) && isAbove(String(row.cells.role)),
  );

/** The mail that an account of the desk has after a change of its rows: whose row has another one goes by that. */
export function mailAfter(mail: string, before: Rows, after: Rows): string {
  const row = Object.entries(before.rows).find(
    ([, was]) => isHere(was) && mailOf(was) === mail.toLowerCase(),
  );
  const is = row && after.rows[row[0]];
  return isHere(is) && mailOf(is) !== mail.toLowerCase() ? String(is.cells.mail) : mail;
}

/**
 * Whose the desk is after a change of its rows: an owner who leaves it is followed by whoever stands first of those who
 * supervise, and one with another mail goes by that.
 */
export function ownerAfter(before: Readonly<Desk>, after: Rows): string {
  const owner = before.owner.toLowerCase();
  const mail = mailAfter(before.owner, before, after);
  if (mail !== before.owner) return mail;
  if (!leavers(before, after).some(row => mailOf(row) === owner)) return before.owner;
  const [first] = supervisorRows(after)
    .filter(row => mailOf(row) !== owner)
    .toSorted((a, b) => byNumber(a.cells, b.cells));
  return first ? String(first.cells.mail) : before.owner;
}
