// Whether an account has a right to a record, and whether somebody may fill in the cells of a row that carry one.
// Whoever is not known has none: rights never come from a claim.

import type { DeskContext } from '../desk/desk.ts';
import { actorOf, authorOf, isSameMail } from '../desk/find-person.ts';
import type { Person } from '../desk/person.ts';
import { RIGHT_WORDS, rolesWith, STAFF_ROLES, scopeOf } from '../desk/rights.ts';
import { withPresentNames } from '../identity/carry.ts';
import type { Author, DeskRecord } from '../record/record.ts';
import type { Cell, Cells, StaffColumn } from '../schema/column.ts';
import { type Problem, problem } from '../schema/problem.ts';
import type { CellRight, RightName } from '../schema/right.ts';
import { staffColumns, type Table } from '../schema/table.ts';

/**
 * The columns that say who handles a record, as the summaries count it; else all that name a person, but for
 * signatures.
 */
export function handlerColumns(table: Table): string[] {
  const counted = table.dimensions.flatMap(({ name, column }) => (name === 'person' ? [column] : []));
  if (counted.length > 0) return counted;
  return staffColumns(table).flatMap(({ key, kind, right }) =>
    kind.type === 'person' && !right ? [key] : [],
  );
}

/**
 * Whether an account has a right to a record as it stands; to a row that is none yet whoever writes it has that to his
 * own.
 */
export function mayOn(
  right: RightName,
  mail: string,
  { table, record }: { table: Table; record: DeskRecord | undefined },
  desk: DeskContext,
): boolean {
  const scope = scopeOf(right, mail, desk);
  if (scope === 'all' || scope === 'none') return scope === 'all';
  if (!record || isOwn(table, record, mail, desk)) return true;
  const person = desk.personOfMail(mail);
  return scope === 'department' && person !== undefined && isOfDepartment(table, record, person, desk);
}

/** Whether an account handles a record, or has written it. */
function isOwn(table: Table, record: DeskRecord, mail: string, desk: DeskContext): boolean {
  const author = actorOf(record.createdBy);
  if (author !== undefined && isSameMail(author, mail)) return true;
  const person = desk.personOfMail(mail);
  if (!person) return false;
  // Under another mail, if the account was given another since.
  if (authorOf(record, desk) === person) return true;
  const { cells } = withPresentNames(record, desk);
  return handlerColumns(table).some(key => cells[key] === person.name);
}

/** Whether a record is of a department that a person heads: by what it says, or by who handles it. */
function isOfDepartment(table: Table, record: DeskRecord, head: Person, desk: DeskContext): boolean {
  const { cells } = withPresentNames(record, desk);
  const said = table.dimensions.flatMap(({ name, column }) => (name === 'department' ? [cells[column]] : []));
  const names = handlerColumns(table).map(key => cells[key]);
  const handled = desk.people.flatMap(each => (names.includes(each.name) ? [each.department] : []));
  return [...said, ...handled].some(each => typeof each === 'string' && desk.headOf(each) === head);
}

/** What is signed: the row's cells as they stood and as they are to be, and who writes them. */
export interface Signing {
  table: Table;
  before: DeskRecord | undefined;
  values: Cells;
  by: Author;
}

/** What keeps a row from being saved because its writer may not fill in what it carries. */
export function signingProblems({ table, before, values, by }: Signing, desk: DeskContext): Problem[] {
  return staffColumns(table).flatMap(column => {
    const { key, right } = column;
    const [was, is] = [before?.cells[key] ?? null, values[key] ?? null];
    if (!right || was === is || !(carries(right, was) || carries(right, is))) return [];
    return signingProblem(column, right, is, { table, before, by }, desk) ?? [];
  });
}

const carries = ({ values }: CellRight, cell: Cell): boolean =>
  cell !== null && (values === undefined || values.includes(String(cell)));

function signingProblem(
  { key, label }: StaffColumn,
  { of, self }: CellRight,
  is: Cell,
  { table, before, by }: Omit<Signing, 'values'>,
  desk: DeskContext,
): Problem | undefined {
  const mail = actorOf(by);
  const facts = { label, what: RIGHT_WORDS[of], roles: rolesText(of) };
  if (mail === undefined) return problem(key, 'right_unsure', facts);
  const who = desk.personOfMail(mail)?.name ?? mail;
  if (!mayOn(of, mail, { table, record: before }, desk))
    return problem(key, 'right_missing', { ...facts, who });
  if (self && is !== null && is !== desk.personOfMail(mail)?.name)
    return problem(key, 'right_of_another', { label, who, value: String(is) });
  return undefined;
}

/** Why somebody may not write into a table that configures the desk, if that is so. */
export function configuringProblem(by: Author, desk: DeskContext): Problem | undefined {
  const mail = actorOf(by);
  if (mail === undefined)
    return problem(null, 'right_unsure', { what: RIGHT_WORDS.configure, roles: rolesText('configure') });
  return scopeOf('configure', mail, desk) === 'all' ? undefined : problem(null, 'not_supervisor');
}

/** Roles that have a right, as a sentence names them. */
function rolesText(right: RightName): string {
  const roles = rolesWith(right);
  if (!STAFF_ROLES.every(role => roles.includes(role))) return roles.join('、');
  return ['处理或登记这条记录的人', ...roles.filter(role => !STAFF_ROLES.includes(role))].join('、');
}

/**
 * Who a row is taken to be written by: the account itself, or an editor whom it vouches for. Only the account whose
 * triggers send for the desk vouches, and only for people of the desk who still work here; of all others it is not
 * known who they are.
 */
export function writtenBy({ account, editor: claim }: Author, desk: DeskContext): Author {
  if (claim === null || isSameMail(claim, account)) return { account, editor: null };
  const person = claim === '' ? undefined : desk.personOfMail(claim);
  const isVouched = person !== undefined && !person.left && desk.sends(account);
  return { account, editor: isVouched ? person.mail : '' };
}
