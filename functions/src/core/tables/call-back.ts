// What tables share whose records are called back about in 回访跟进: the row that is opened, and what its result means for
// them.

import type { Recipient } from '../schema/clock-rule.ts';
import type { Proposal } from '../schema/column.ts';
import type { Need } from '../schema/condition.ts';
import type { AskedBy } from '../schema/measures.ts';
import type { Opening } from '../schema/record-rules.ts';
import type { Reopening } from '../schema/table.ts';

/** What a record copies into the call-back about it, beside what this table has of its own. */
const COPIES = { record: 'number', customer: 'customer', contact: 'contact' };

/**
 * What any solved record opens, once in each cycle: one call to one customer, by whom the record's own limit reminds
 * and before it is over.
 */
export function callBack(clock: string, copies: Opening['copies'] = {}): Opening {
  return {
    table: 'callbacks',
    when: { reached: '待回访' },
    once: 'cycle',
    copies: { ...COPIES, ...copies },
    sets: { type: '问题解决后回访' },
    within: { clock, dueIn: 'plannedAt', who: 'caller' },
    joins: 'record',
  };
}

/** Who is reminded of a call-back: whoever makes the call, or else the one whom the template names. */
export const callerOr = (otherwise: Recipient): Recipient => ({ handlerOf: 'callbacks', otherwise });

/** Why a call ends whose customer was taken out of what is kept. */
export const ERASED = '客户资料已删除';

/** The customer wants no call, or nobody knows any more who he was: nothing is left to be asked. */
export const REFUSED: Need = {
  reported: 'callbacks',
  column: 'ended',
  values: ['客户拒访', '同客户拒访', '客户免回访', ERASED],
};

/** A call-back whose customer is not satisfied opens the record anew; where that begins each table says. */
export const DISSATISFIED: Omit<Reopening, 'to'> = {
  when: { reported: 'callbacks', column: 'verdict', values: ['不满意', '未解决'] },
  happened: { by: 'callbacks', column: 'calledAt' },
  from: 'solved',
  notifies: [{ role: '客服主管' }],
};

const { happened: _, ...OWN } = DISSATISFIED;

/** The same, beside what the record's own columns say of it, and in which of them when that was. */
export function dissatisfied(own: Need, to: string, at?: string): Reopening[] {
  return [
    { ...DISSATISFIED, to },
    { ...OWN, when: own, to, ...(at !== undefined && { happened: at }) },
  ];
}

/** Scores of who is satisfied, of five and of ten. */
export const SATISFIED_OF_FIVE = ['4', '5'] as const;
export const SATISFIED_OF_TEN = ['8', '9', '10'] as const;

/** The state of a row that was taken back. */
export const VOID = '已作废';

/** Where it stands what the customer answered when called back. */
export const ASKED_BY_CALL: AskedBy = {
  table: 'callbacks',
  score: 'score',
  at: 'calledAt',
  satisfied: SATISFIED_OF_TEN,
  unless: [VOID],
};

/** What a customer says in the call itself; what is solved later is said by those who solved it. */
const ANSWERED = { is: 'verdict', values: ['满意', '一般', '不满意'] };

/** When the customer was called back, unless somebody has filled it in. */
export const CALLED_AT: Proposal = { rule: 'reported', by: 'callbacks', given: ANSWERED, column: 'calledAt' };

/** The score of the call-back, which is of 10, as one of 5. */
export const SCORE_OF_FIVE: Proposal = {
  rule: 'reported',
  by: 'callbacks',
  given: ANSWERED,
  column: 'score',
  // Who is satisfied here is satisfied there: from 8 of 10 on, and from 4 of 5.
  as: { 1: 1, 2: 1, 3: 2, 4: 2, 5: 3, 6: 3, 7: 3, 8: 4, 9: 5, 10: 5 },
};

/** What the call-back came to, in the words of template 002. */
export const SATISFACTION: Proposal = {
  rule: 'reported',
  by: 'callbacks',
  given: ANSWERED,
  column: 'verdict',
  as: { 满意: '满意', 一般: '一般', 不满意: '不满意' },
};
