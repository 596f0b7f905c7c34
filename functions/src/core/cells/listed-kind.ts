// Whether a kind of a problem type is one that settings list for it.

import type { DeskContext } from '../desk/desk.ts';
import { canonicalName } from '../desk/names.ts';
import { excerpt } from '../lib/excerpt.ts';
import type { Facts, ProblemCode } from '../schema/problem-sentences.ts';

/** A text, with a word where it is a kind that settings do not list for the type of its row. */
export function judgeText<Judged>(
  text: string,
  { kindOf }: { kindOf?: string },
  row: Readonly<Record<string, unknown>>,
  desk: DeskContext,
  accept: (value: string, code?: ProblemCode, facts?: Facts) => Judged,
): Judged {
  const fault = kindOf === undefined ? undefined : kindFault(text, row[kindOf], desk);
  return accept(text, fault?.code, fault?.facts);
}

/** What is to be said of a kind beside this type; nothing where settings list none for the type. */
function kindFault(
  kind: string,
  type: unknown,
  { subtypes }: DeskContext,
): { code: 'kind_unknown' | 'kind_of_other'; facts: Facts } | undefined {
  const name = canonicalName(kind);
  const isCalled = (each: string) => canonicalName(each) === name;
  const kinds = typeof type === 'string' ? subtypes.get(type) : undefined;
  if (typeof type !== 'string' || !kinds || kinds.some(isCalled)) return undefined;
  const value = excerpt(kind);
  const other = [...subtypes].find(([, listed]) => listed.some(isCalled))?.[0];
  if (other !== undefined) return { code: 'kind_of_other', facts: { value, other, type } };
  return { code: 'kind_unknown', facts: { value, type, kinds: kinds.join('、') } };
}
