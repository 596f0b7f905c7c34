// 售后跟进, after template 000 (售后服务跟进记录及解决方案优化): how it runs. Its columns are beside this.

import { ladder } from '../schema/clock-rule.ts';
import type { Table } from '../schema/table.ts';
import { ASKED_BY_CALL, callBack, callerOr, dissatisfied, REFUSED, SATISFIED_OF_FIVE } from './call-back.ts';
import { ACKNOWLEDGING, limited, QUESTION, SOLVED_BY_PRIORITY } from './columns.ts';
import { FOLLOW_UP_COLUMNS } from './follow-up-columns.ts';
import { FOLLOW_UP_PAPER } from './papers/templates.ts';

export const followUps: Table = limited({
  key: 'followUps',
  role: 'work',
  counts: 'matters',
  title: '售后跟进',
  purpose: '售后问题从受理、分析、方案到回访的全过程。',
  sheetId: 1004,
  colour: '#129eaf',
  numbering: { prefix: 'FU', date: { form: 'yyyyMMdd', column: 'happenedAt' }, separator: '-', digits: 3 },
  columns: FOLLOW_UP_COLUMNS,
  states: [
    { name: '已受理', category: 'open', needs: [] },
    { name: '分析中', category: 'open', needs: ['type'] },
    { name: '方案待确认', category: 'open', needs: ['analysis', 'solution'] },
    { name: '执行中', category: 'open', needs: [{ is: 'opinion', values: ['同意'] }] },
    {
      name: '待回访',
      category: 'solved',
      needs: ['execution', { any: ['executedAt', { is: 'closing', values: ['已关闭'] }] }],
    },
    {
      name: '已关闭',
      category: 'closed',
      needs: [
        { any: ['calledBackAt', REFUSED] },
        { any: ['score', REFUSED] },
        { any: [{ is: 'closing', values: ['已关闭'] }, REFUSED] },
      ],
    },
    { name: '需升级', category: 'open', needs: [], aside: true },
  ],
  override: { is: 'closing', states: { 需升级: '需升级' } },
  reopenings: dissatisfied({ is: 'score', values: ['1', '2'] }, '分析中', 'calledBackAt'),
  order: ['happenedAt', 'executedAt', 'calledBackAt'],
  clocks: [
    {
      id: 'followUp.resolve',
      label: '跟进处理',
      starts: 'receivedAt',
      stops: { state: '待回访', at: 'executedAt' },
      limit: SOLVED_BY_PRIORITY,
      steps: ladder({ person: 'handler' }),
    },
    {
      id: 'followUp.callback',
      label: '跟进回访',
      starts: 'executedAt',
      stops: 'calledBackAt',
      limit: '3wd',
      steps: ladder(callerOr({ person: 'handler' })),
    },
  ],
  announces: [
    {
      kind: 'escalated',
      when: { is: 'closing', values: ['需升级'] },
      to: [{ role: '客服主管' }, { role: '客服经理' }],
      title: '需要上级介入',
      what: '关闭状态选了“需升级”，请尽快出面处理。',
    },
  ],
  acknowledging: ACKNOWLEDGING,
  views: { callBack: ['待回访'] },
  paper: FOLLOW_UP_PAPER,
  onTheRoad: ['analysis', 'solution', 'opinion', 'opinionWords', 'execution', 'executedAt'],
  dimensions: [
    { name: 'person', column: 'handler' },
    { name: 'type', column: 'type' },
    { name: 'priority', column: 'priority' },
  ],
  measures: {
    customer: ['customerNumber', 'contact'],
    received: 'receivedAt',
    solved: {},
    noProblem: QUESTION,
    rated: { column: 'score', satisfied: SATISFIED_OF_FIVE, at: 'calledBackAt' },
    askedBy: [ASKED_BY_CALL],
    problems: [{ column: 'type' }],
    product: 'product',
  },
  opens: [callBack('followUp.callback', { product: 'product' })],
  brief: { problem: 'description', solution: 'solution', handler: 'handler' },
  similarity: {
    texts: ['description'],
    product: 'product',
    type: 'type',
    reported: { at: 'happenedAt', contact: 'contact' },
  },
});
