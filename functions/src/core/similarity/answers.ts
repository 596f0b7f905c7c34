// What the desk knows already of a problem (template 000, step 6): entries of others that are like it, offered where it
// is described.

import { type Problem, problem } from '../schema/problem.ts';
import type { SimilarityRule } from '../schema/similarity-rule.ts';
import { type Match, matchText } from './batch.ts';

/** Entries that a row offers: more would be a list to search. */
const MAX_OFFERED = 2;

/** The offers that a record shows at the text that tells its problem, the most alike first. */
export function offersOf(
  { texts }: SimilarityRule,
  matches: readonly Match[],
  titleOf: (table: string) => string,
): Problem[] {
  const [column] = texts;
  return matches.slice(0, MAX_OFFERED).flatMap(match => {
    const { answer } = match.fingerprint;
    if (column === undefined || !answer) return [];
    return [problem(column, 'solution_offered', { entry: matchText(match, titleOf), answer })];
  });
}
