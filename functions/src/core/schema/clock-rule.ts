// The words in which a limit is declared: when it starts and stops, how long it is, who is told.

import type { Need } from './condition.ts';
import type { LimitText } from './duration.ts';
import type { DueRow } from './record-rules.ts';

/**
 * Who hears of a step: the person in a column, whoever wrote the record, the head of the department in a column, those
 * of a role, or of the role that a column names; whoever handles the record of another table that referred to this one
 * last, or somebody else where there is none.
 */
export type Recipient =
  | { person: string }
  | { author: true }
  | { headOf: string }
  | { role: SupervisorRole }
  | { roleIn: string }
  | { handlerOf: string; otherwise: Recipient };

/** Roles that may edit people and settings, in the order in which a matter goes up. */
export const SUPERVISOR_ROLES = ['客服主管', '客服经理', '分管领导'] as const;
export type SupervisorRole = (typeof SUPERVISOR_ROLES)[number];

/** Whether a role is one of those. */
export function isAbove(role: string): boolean {
  return SUPERVISOR_ROLES.some(each => each === role);
}

/** The steps of a ladder in order. */
export const STEPS = ['warning', 'due', 'escalation', 'escalation2', 'escalation3'] as const;
export type StepId = (typeof STEPS)[number];

/** The steps that go up, each to another role. */
export const ESCALATIONS = STEPS.slice(STEPS.indexOf('escalation'));

/** One step of the ladder and who is told; when it comes follows from the limit and the shares in settings. */
export interface Step {
  id: StepId;
  to: readonly Recipient[];
}

export interface ClockRule {
  /** Stable id: records, notices and figures know the limit by it. */
  id: string;
  /** Chinese name, as notices and settings show it. */
  label: string;
  /** Time or date column that starts it; a date starts it at nine in the morning. */
  starts: string;
  /**
   * Column that stops it once filled in (a time stops it at that time), the first of several that is; or the state that
   * does when reached or passed, at the time in `at` where somebody has written when that was.
   */
  stops: string | readonly string[] | { state: string; at?: string };
  /**
   * One length, or one by the value of a column (`priority`), where a value without one means no such limit; settings
   * can change both. Or until the time in a column, one that the system fills in for an earlier clock as well; or a
   * share of the way there. Or what the words in a column promise (`预计1个工作日内完成`), if they promise a time.
   */
  limit: LimitText | { by: string; lengths: Record<string, LimitText> } | Promised;
  /** The warning comes this long before it starts: an agreed time is recalled before it has come. */
  warnsBefore?: `${number}${'h' | 'd'}`;
  /** Takes the length from the setting that the column's value names (problem type → its limit) where that has one. */
  limitFrom?: string;
  repeats?: Repeats;
  /** Ids of the table's pauses: while one of them lasts, no time counts and nobody is reminded. */
  pausedBy?: readonly string[];
  /** Only a record that meets this has such a limit. */
  given?: Need;
  /** What started longer ago than this when the desk hears of it has no such limit any more; settings can change it. */
  lapses?: LimitText;
  /**
   * A row that is opened when it is due, beside what the steps say. A limit of nobody's: it stands in no list of what
   * is due.
   */
  opens?: DueRow;
  steps: readonly Step[];
  /** Its notices go out at any hour, whatever the record's priority. */
  urgent?: true;
}

/** A limit that nobody's settings have: it was promised in the record itself. */
export type Promised = { until: string; share?: number } | { promisedIn: string };

/** Whether a limit is as long as was promised in the record. */
export function isPromised(limit: ClockRule['limit']): limit is Promised {
  return typeof limit === 'object' && !('by' in limit);
}

/**
 * A limit that comes again after each time it was due, until something stops it: occurrence after occurrence,
 * each with the whole ladder.
 */
export interface Repeats {
  /** Length of occurrences after the first, which settings can change; without it they are as long as the first. */
  every?: LimitText;
  /**
   * Time column that starts the count anew (the customer was told); all occurrences from there are as long as those
   * after the first.
   */
  restarts?: string;
  /** Only the first that is missed goes up, and one after an outage: of others whoever has to act hears alone. */
  escalatesOnce?: true;
  /** Those that were over before the desk heard of the record are passed over; otherwise the latest of them is said. */
  skipsPast?: true;
}

/** The rule by which later occurrences of a repeating limit take their length, under a name of its own in settings. */
export function laterOccurrences(rule: ClockRule): ClockRule {
  const { id, label, starts, stops, limit, steps } = rule;
  return { id, label: `${label}·以后每次`, starts, stops, limit: rule.repeats?.every ?? limit, steps };
}

/** The rule by which settings hold how long ago a limit may have started, under a name of its own. */
export function lapse({ id, label, starts, stops, steps, lapses }: ClockRule): ClockRule | undefined {
  return lapses && { id, label: `${label}·最晚`, starts, stops, limit: lapses, steps };
}

/** What a clock has that only opens a row. */
export const OPENS: readonly Step[] = [{ id: 'due', to: [] }];

/**
 * The ladder of most limits: a warning and the limit for whoever has to act, then up role by role, beginning with this
 * one.
 */
export function ladder(
  act: Recipient | readonly Recipient[],
  { role }: { role: SupervisorRole } = { role: '客服主管' },
): Step[] {
  const to = 'length' in act ? act : [act];
  const up = SUPERVISOR_ROLES.slice(SUPERVISOR_ROLES.indexOf(role));
  return [
    { id: 'warning', to },
    { id: 'due', to },
    ...ESCALATIONS.flatMap((id, index): Step[] => {
      const above = up[index];
      return above ? [{ id, to: [{ role: above }] }] : [];
    }),
  ];
}
