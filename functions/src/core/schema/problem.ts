// Problems as data: a code, where, and facts. What is said of each stands in `problem-sentences.ts`.
import { type Facts, PROBLEMS, type ProblemCode, type Severity } from './problem-sentences.ts';

export interface Problem {
  /** Column key, or null for the row as a whole. */
  column: string | null;
  code: ProblemCode;
  severity: Severity;
  facts: Facts;
}

/** A problem of this kind at a column (null: the row). */
export function problem(column: string | null, code: ProblemCode, facts: Facts = {}): Problem {
  return { column, code, severity: PROBLEMS[code][0], facts };
}

/** The Chinese sentence of a problem. */
export function sentenceOf({ code, facts }: Pick<Problem, 'code' | 'facts'>): string {
  return PROBLEMS[code][1](facts);
}

/** Whether any of these keeps a row from being saved. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(each => each.severity === 'error');
}
