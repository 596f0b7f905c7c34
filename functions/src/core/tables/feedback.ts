// 客户反馈, after template 004 (售后服务客户反馈处理与改进流程): how it runs. Its columns are beside this.

import { ladder } from '../schema/clock-rule.ts';
import type { Need } from '../schema/condition.ts';
import type { Table } from '../schema/table.ts';
import {
  ASKED_BY_CALL,
  callBack,
  callerOr,
  DISSATISFIED,
  REFUSED,
  SATISFIED_OF_FIVE,
  VOID,
} from './call-back.ts';
import { ACKNOWLEDGING, limited, SOLVED_BY_PRIORITY, TAKEN_OVER } from './columns.ts';
import { FEEDBACK_COLUMNS } from './feedback-columns.ts';

const COMPLAINT: Need = { is: 'type', values: ['投诉'] };
const SUGGESTION: Need = { is: 'type', values: ['建议'] };
const QUESTION: Need = { is: 'type', values: ['咨询'] };
const PRAISE: Need = { is: 'type', values: ['表扬'] };
const NO_PRAISE: Need = { is: 'type', values: ['投诉', '建议', '咨询'] };
/** Only a complaint needs a plan: what is done about the others stands in the feedback itself. */
const NO_COMPLAINT: Need = { is: 'type', values: ['建议', '咨询', '表扬'] };
/** A survey after which nothing is left to be done. */
const CONTENT: Need = { linked: 'surveys', states: ['一般', '已满意'] };
/** Who is content without a plan has been answered. */
const SURVEYED: Need = { all: [NO_COMPLAINT, CONTENT] };

export const feedback: Table = limited({
  key: 'feedback',
  role: 'work',
  counts: 'matters',
  title: '客户反馈',
  purpose: '各渠道来的反馈和意见，一条一行；按类型派给责任部门。',
  sheetId: 1006,
  colour: '#188038',
  numbering: { prefix: '', date: { form: 'yyyyMMdd', column: 'receivedAt' }, separator: '', digits: 3 },
  columns: FEEDBACK_COLUMNS,
  states: [
    { name: '待启动', category: 'open', needs: [] },
    // Praise is passed on; there is no work that anybody could begin.
    { name: '处理中', category: 'open', needs: [{ any: ['startedAt', { all: [PRAISE] }] }] },
    {
      name: '待客户确认',
      category: 'open',
      needs: [
        {
          any: [
            { linked: 'plans', states: ['已确认', '待客户意见', '客户已接受', '执行完成'] },
            { all: [SUGGESTION, 'adopted', 'adoptedReason'] },
            { all: [QUESTION, 'answer'] },
            { all: [PRAISE, 'praised'] },
            SURVEYED,
          ],
        },
      ],
    },
    {
      name: '待回访',
      category: 'solved',
      needs: [
        {
          any: [{ linked: 'plans', states: ['执行完成'] }, { all: [NO_COMPLAINT, 'informedAt'] }, SURVEYED],
        },
      ],
    },
    {
      name: '已关闭',
      category: 'closed',
      needs: [
        {
          any: [
            CONTENT,
            // Asked and answered in the call itself.
            { reported: 'callbacks', column: 'verdict', values: ['满意', '一般'] },
            REFUSED,
            { all: [QUESTION, { is: 'understood', values: ['是'] }] },
            { all: [PRAISE, 'informedAt'] },
          ],
        },
      ],
    },
  ],
  reopenings: [
    { ...DISSATISFIED, to: '处理中' },
    {
      ...DISSATISFIED,
      when: { is: 'understood', values: ['否'] },
      happened: 'informedAt',
      to: '处理中',
    },
    {
      ...DISSATISFIED,
      when: { linked: 'surveys', states: ['未满意'] },
      happened: { by: 'surveys', column: 'calledAt', states: ['未满意'] },
      from: 'any',
      to: '处理中',
    },
  ],
  order: ['receivedAt', 'startedAt'],
  clocks: [
    {
      id: 'feedback.start',
      label: '反馈启动',
      starts: 'receivedAt',
      stops: 'startedAt',
      limit: { by: 'priority', lengths: { 紧急: '2h', 重要: '4h', 一般: '24h' } },
      given: NO_PRAISE,
      steps: ladder({ headOf: 'department' }),
    },
    {
      id: 'feedback.resolve',
      label: '反馈处理',
      starts: 'receivedAt',
      stops: { state: '待回访', at: 'executedAt' },
      limit: SOLVED_BY_PRIORITY,
      pausedBy: ['confirming'],
      steps: ladder([{ person: 'owner' }, { headOf: 'department' }]),
    },
    {
      id: 'feedback.consult',
      label: '咨询协同答复',
      starts: 'consultedAt',
      stops: 'answeredAt',
      limit: { by: 'type', lengths: { 咨询: '2h' } },
      steps: ladder({ author: true }),
    },
    {
      id: 'feedback.progress',
      label: '进展同步',
      starts: 'startedAt',
      stops: { state: '待回访' },
      limit: { by: 'priority', lengths: { 紧急: '4h', 重要: '24h', 一般: '24h' } },
      repeats: { restarts: 'syncedAt', escalatesOnce: true },
      // Template 004, step 4: while a solution is carried out; nobody waits for news of praise, or of an answer that is
      // given at once.
      given: COMPLAINT,
      // Whoever has to tell the customer hears of each time, those above of the first that is missed.
      steps: ladder({ author: true }).filter(({ id }) => id === 'due' || id === 'escalation'),
    },
    {
      id: 'feedback.callback',
      label: '反馈回访',
      starts: 'executedAt',
      stops: { state: '已关闭' },
      limit: '3wd',
      steps: ladder(callerOr({ author: true })),
    },
  ],
  pauses: [
    // Only once the customer was asked: a plan that nobody has told of keeps nobody waiting but the customer.
    {
      id: 'confirming',
      label: '等客户确认方案',
      when: { linked: 'plans', states: ['待客户意见'] },
      happened: { by: 'plans', column: 'askedAt', states: ['待客户意见'] },
      most: '3d',
    },
  ],
  announces: [
    {
      kind: 'praised',
      when: PRAISE,
      to: [{ headOf: 'department' }],
      title: '转作绩效参考',
      what: '客户提出表扬，请记录表扬对象，作为绩效考核参考，并转告本人。',
    },
  ],
  acknowledging: ACKNOWLEDGING,
  views: { callBack: ['待回访'] },
  onTheRoad: ['startedAt', 'syncedAt', 'synced', 'answer', 'informedAt', 'understood'],
  dimensions: [
    { name: 'department', column: 'department' },
    { name: 'type', column: 'type' },
    { name: 'priority', column: 'priority' },
  ],
  measures: {
    received: 'receivedAt',
    customer: ['contact'],
    responded: 'startedAt',
    solved: {},
    noProblem: { column: 'type', words: ['建议', '咨询', '表扬'] },
    complaint: { when: { column: 'type', words: ['投诉'] }, takenOver: TAKEN_OVER },
    askedBy: [
      ASKED_BY_CALL,
      { table: 'surveys', score: 'score', at: 'calledAt', satisfied: SATISFIED_OF_FIVE, unless: [VOID] },
    ],
    problems: [{ column: 'tags', list: true }],
  },
  opens: [callBack('feedback.callback')],
  brief: { problem: 'content', solution: 'answer', handler: 'owner' },
  similarity: {
    texts: ['content'],
    type: 'type',
    tags: 'tags',
    reported: { at: 'receivedAt', contact: 'contact' },
    escalates: { column: 'priority', to: '紧急' },
    judged: 'sameProblem',
  },
});
