// The names of rows of people and settings, held against all that the desk would have with them: each is taken once,
// and what is named is there.

import type { Desk } from '../desk/desk.ts';
import { canonicalName, namesOf } from '../desk/names.ts';
import { excerpt } from '../lib/excerpt.ts';
import { type Problem, problem } from '../schema/problem.ts';
import { staffColumns, type Table } from '../schema/table.ts';

type ReferenceRow = Desk['rows'][string];

/** A row that cannot be let in, and why. */
interface Fault {
  key: string;
  told: Problem;
}

/** A desk before rows of a table were let in and with them, and the keys of these, in their order. */
interface LetIn {
  table: Table;
  before: Readonly<Desk>;
  after: Readonly<Desk>;
  keys: readonly string[];
}

/** What is wrong with the names of rows that were let in: the first of them. */
export function nameFault(letIn: LetIn): Fault | undefined {
  return nameClash(letIn) ?? unknownName(letIn);
}

/** What a row has that no other may have, or nothing. */
type Own = (row: ReferenceRow) => string | undefined;

const ownName: Own = ({ table, cells }) =>
  [table, cells.category ?? '', canonicalName(String(cells.name))].join('/');
/** By the mail an account is known as a person, and that has to be one. */
const ownMail: Own = ({ table, cells }) =>
  table === 'people' ? canonicalName(String(cells.mail)) : undefined;

/** A row that was let in with a name or mail that another has: of two that took it the later one. */
function nameClash(letIn: LetIn): Fault | undefined {
  const { rows } = letIn.after;
  const named = clashIn(letIn, ownName);
  if (named)
    return {
      key: named.key,
      told: problem('name', 'name_taken', { value: String(rows[named.key]?.cells.name) }),
    };
  const mailed = clashIn(letIn, ownMail);
  if (!mailed) return undefined;
  const value = String(rows[mailed.key]?.cells.mail);
  const name = String(rows[mailed.other]?.cells.name);
  return { key: mailed.key, told: problem('mail', 'mail_taken', { value, name }) };
}

function clashIn({ before, after, keys }: LetIn, own: Own): { key: string; other: string } | undefined {
  const taking = keys.flatMap(key => {
    const [was, is] = [before.rows[key], after.rows[key]];
    const takes = is && own(is) !== undefined && (!was || own(was) !== own(is));
    return takes ? [{ key, is: own(is) }] : [];
  });
  for (const [index, { key, is }] of taking.entries()) {
    const later = new Set(taking.slice(index).map(each => each.key));
    const clash = Object.entries(after.rows).find(([other, row]) => !later.has(other) && own(row) === is);
    if (clash) return { key, other: clash[0] };
  }
  return undefined;
}

/** A row that was let in and is to be of an entry, as 二级分类 of its problem type, that is not there. */
function unknownName({ table, after, keys }: LetIn): Fault | undefined {
  for (const { key: column, kind } of staffColumns(table)) {
    const where = kind.type === 'text' ? kind.namesWhere : undefined;
    if (!where) continue;
    const names = namesOf(after.rows);
    const nameOf = (key: string) => String(after.rows[key]?.cells[column]);
    const isOf = (key: string) => after.rows[key]?.cells[where.column] === where.is;
    const wrong = keys.find(key => isOf(key) && !names.holder(where.list, nameOf(key)));
    if (wrong === undefined) continue;
    const listed = names.listed(where.list).join('、') || '先有的名称';
    const facts = { value: excerpt(nameOf(wrong)), category: where.is, names: listed };
    return { key: wrong, told: problem(column, 'setting_name_unknown', facts) };
  }
  return undefined;
}
