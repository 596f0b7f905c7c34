// The words in which a limit is declared (SPEC §3): when it starts and stops, how long it is, who is told.

/** `2h` runs round the clock, `3wd` is working days; `30m` minutes; `0h` is due at its start, in one step. */
export type LimitText = `${number}${'m' | 'h' | 'd' | 'wd'}`;

/** Who hears of a step: the person in a column, whoever wrote the record, the head of the department in a column, or a role. */
export type Recipient = { person: string } | { author: true } | { headOf: string } | { role: SupervisorRole };

/** Roles that may edit people and settings, in the order in which a matter goes up. */
export const SUPERVISOR_ROLES = ['客服主管', '客服经理', '分管领导'] as const;
export type SupervisorRole = (typeof SUPERVISOR_ROLES)[number];

/** One step of the ladder and who is told; when it comes follows from the limit and the shares in settings. */
export interface Step {
  id: 'warning' | 'due' | 'escalation';
  to: readonly Recipient[];
}

export interface ClockRule {
  /** Stable id, as in SPEC §3. */
  id: string;
  /** Chinese name, as notices and settings show it. */
  label: string;
  /** Time column that starts it. */
  starts: string;
  /** Column that stops it once filled in (a time stops it at that time), or the state that does when reached or passed. */
  stops: string | { state: string };
  /** One length, or one by the value of a column (`priority`), where a value without one means no such limit; settings can change both. */
  limit: LimitText | { by: string; lengths: Record<string, LimitText> };
  /** Takes the length from the setting that the column's value names (problem type → its limit) where that has one. */
  limitFrom?: string;
  steps: readonly Step[];
}

/** The ladder of most limits: a warning and the limit for whoever has to act, then a step up. */
export function ladder(act: Recipient, escalation: Recipient): Step[] {
  return [
    { id: 'warning', to: [act] },
    { id: 'due', to: [act] },
    { id: 'escalation', to: [escalation] },
  ];
}
