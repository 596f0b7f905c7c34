// Who may see the full values behind a record's masked cells, and which there are. The values themselves go into no record and no event.

import type { DeskContext } from '../desk/desk.ts';
import { authorOf } from '../desk/find-person.ts';
import { withPresentNames } from '../identity/carry.ts';
import type { DeskRecord, PrivateCells } from '../record/record.ts';
import { staffColumns, type Table } from '../schema/table.ts';

/** A masked column and what stands behind the mask. */
export interface Revealed {
  column: string;
  label: string;
  value: string;
}

/** Whether an account may: it handles the record (it is one of the persons in it), has written it, or is a supervisor. */
export function mayReveal(table: Table, record: DeskRecord, mail: string, desk: DeskContext): boolean {
  if (desk.isSupervisor(mail)) return true;
  const { account, editor } = record.createdBy;
  if ((editor ?? account).toLowerCase() === mail.toLowerCase()) return true;
  const person = desk.personOfMail(mail);
  if (!person) return false;
  // Under another mail, if the account was given another since.
  if (authorOf(record, desk) === person) return true;
  const { cells } = withPresentNames(record, desk);
  return staffColumns(table).some(({ key, kind }) => kind.type === 'person' && cells[key] === person.name);
}

/** The full values behind a record's masks, in the order of its columns; what everybody sees anyhow is not among them. */
export function revealed(table: Table, { cells }: DeskRecord, privateCells: PrivateCells): Revealed[] {
  return staffColumns(table).flatMap(({ key, label }) => {
    const value = privateCells[key];
    return value && value !== cells[key] ? [{ column: key, label, value }] : [];
  });
}
