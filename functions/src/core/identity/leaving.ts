// Somebody who leaves, or does not supervise any more: what has to be settled before, so that nothing is left to
// nobody.

import type { Desk, DeskContext } from '../desk/desk.ts';
import {
  hasLeft,
  isHere,
  isLeaving,
  isManaged,
  isSupervisedBeside,
  mailOf,
  ownerAfter,
} from '../desk/staff.ts';
import type { DeskRecord } from '../record/record.ts';
import { SUPERVISOR_ROLES } from '../schema/clock-rule.ts';
import type { Cells } from '../schema/column.ts';
import { type Problem, problem } from '../schema/problem.ts';
import type { Table } from '../schema/table.ts';
import { MAX_USES, type Used } from './usage.ts';

export interface Leaving {
  key: string;
  /** The desk as it was, and as it would be. */
  before: Readonly<Desk>;
  after: Readonly<Desk>;
  /** Open records that name the person, where somebody leaves; `undefined` where that is not known yet. */
  used: readonly Used[] | undefined;
}

/** Records that are named where somebody leaves; of others it is said how many. */
const MAX_SHOWN = 10;

/** The desk goes on from the owner's new mail: somebody else has to be there to put a wrong one right. */
function mailProblem({ key, before, after }: Omit<Leaving, 'used'>): Problem | undefined {
  const [was, is] = [before.rows[key], after.rows[key]];
  if (!isHere(was) || !isHere(is) || mailOf(was) === mailOf(is)) return undefined;
  if (mailOf(was) !== before.owner.toLowerCase() || isSupervisedBeside(key, after)) return undefined;
  const facts = { name: String(was.cells.name), roles: SUPERVISOR_ROLES.join('、') };
  return problem('mail', 'last_mail', facts);
}

/** What is said where the person whose account sends gets another mail: the triggers stay with the account. */
export function senderRemarks(
  { role }: Table,
  before: Pick<DeskRecord, 'cells'> | undefined,
  { mail, name }: Cells,
  { sends }: Pick<DeskContext, 'sends'>,
): Problem[] {
  const was = before?.cells['mail'];
  if (role !== 'people' || typeof was !== 'string' || typeof mail !== 'string') return [];
  if (!sends(was) || sends(mail)) return [];
  return [problem('mail', 'sender_mail', { name: String(name), value: mail })];
}

/** Why a change of a person's row has to wait, if it has to. */
export function leavingProblem(
  { key, before, after, used }: Leaving,
  desk: Pick<DeskContext, 'tableOf'>,
): Problem | undefined {
  const [was, is] = [before.rows[key], after.rows[key]];
  if (!isHere(was)) return undefined;
  const name = String(was.cells.name);
  const goes = isLeaving(was, is);
  const isOwners = goes && mailOf(was) === before.owner.toLowerCase();
  const isLeft = isOwners ? ownerAfter(before, after) === before.owner : !isManaged(after);
  if (isManaged(before) && isLeft)
    return problem(goes ? 'onDuty' : 'role', 'last_supervisor', { name, roles: SUPERVISOR_ROLES.join('、') });
  if (!goes) return mailProblem({ key, before, after });
  if ((before.sender ?? before.owner).toLowerCase() === mailOf(was))
    return problem('onDuty', 'sender_leaves', { name });
  // One that is taken out is refused as long as anything names it.
  if (!hasLeft(is)) return undefined;
  if (!used) return problem('onDuty', 'entry_unsure', { name });
  const hasHeir = Object.entries(after.rows).some(
    ([other, row]) => other !== key && isHere(row) && row.cells.name === is.cells.standIn,
  );
  if (used.length === 0 || hasHeir) return undefined;
  const titleOf = (table: string) => desk.tableOf(table)?.title ?? table;
  const shown = used.slice(0, MAX_SHOWN).map(({ table, number }) => `${titleOf(table)} ${number}`);
  return problem('standIn', 'hand_over_first', {
    name,
    count: used.length > MAX_USES ? ` ${MAX_USES} 条以上` : ` ${used.length} 条`,
    where: shown.join('、') + (used.length > MAX_SHOWN ? '等' : ''),
  });
}
