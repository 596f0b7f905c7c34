// 售后服务单, after template 003 (售后服务单与投诉记录表): how it runs. Its columns are beside this.

import { ladder } from '../schema/clock-rule.ts';
import type { Table } from '../schema/table.ts';
import { ASKED_BY_CALL, callBack, callerOr, dissatisfied, REFUSED, SATISFIED_OF_FIVE } from './call-back.ts';
import { ACKNOWLEDGING, limited } from './columns.ts';
import { SERVICE_ORDER_PAPER } from './papers/templates.ts';
import { SERVICE_ORDER_COLUMNS } from './service-order-columns.ts';

export const serviceOrders: Table = limited({
  key: 'serviceOrders',
  role: 'work',
  counts: 'matters',
  title: '售后服务单',
  purpose: '检测、维修、上门的服务单；从登记到客户签字确认。',
  sheetId: 1005,
  colour: '#9334e6',
  numbering: { prefix: 'SR', date: { form: 'yyyy', column: 'openedAt' }, separator: '-', digits: 4 },
  columns: SERVICE_ORDER_COLUMNS,
  states: [
    { name: '已登记', category: 'open', needs: [] },
    { name: '检测中', category: 'open', needs: ['technician'] },
    { name: '方案已定', category: 'open', needs: ['inspection', 'solution'] },
    { name: '服务中', category: 'open', needs: [{ any: ['appointedAt', 'process', 'finishedAt'] }] },
    { name: '待客户确认', category: 'open', needs: ['finishedAt'] },
    { name: '待回访', category: 'solved', needs: [{ is: 'solved', values: ['是'] }] },
    { name: '已关闭', category: 'closed', needs: [{ any: ['calledBackAt', REFUSED] }] },
  ],
  reopenings: [
    ...dissatisfied({ is: 'score', values: ['1', '2'] }, '检测中', 'calledBackAt'),
    { when: { is: 'solved', values: ['否'] }, from: 'any', to: '检测中' },
  ],
  order: ['finishedAt', 'calledBackAt'],
  clocks: [
    {
      id: 'serviceOrder.appointment',
      label: '约定服务',
      starts: 'appointedAt',
      // What is typed of the service says that somebody was there, whenever it ended.
      stops: ['finishedAt', 'process'],
      limit: '2h',
      warnsBefore: '1d',
      steps: ladder({ person: 'technician' }),
    },
    {
      id: 'serviceOrder.promise',
      label: '承诺完成',
      starts: 'plannedAt',
      stops: 'finishedAt',
      limit: { promisedIn: 'solution' },
      steps: ladder({ person: 'technician' }),
    },
    {
      id: 'serviceOrder.callback',
      label: '服务单回访',
      starts: 'finishedAt',
      stops: 'calledBackAt',
      limit: '3d',
      steps: ladder(callerOr({ person: 'technician' })),
    },
  ],
  acknowledging: ACKNOWLEDGING,
  views: {
    callBack: ['待回访'],
    // Template 001, step 1: who had a repair of late may be called.
    lately: { title: '近 30 天已处理', column: 'finishedAt', days: 30 },
  },
  paper: SERVICE_ORDER_PAPER,
  onTheRoad: ['process', 'finishedAt', 'solved', 'unsolvedReason', 'photos', 'comment', 'score'],
  dimensions: [
    { name: 'person', column: 'technician' },
    { name: 'type', column: 'request' },
  ],
  measures: {
    customer: ['contact'],
    solved: { at: 'finishedAt' },
    noProblem: { column: 'request', words: ['咨询'] },
    goesOn: ['source'],
    rated: { column: 'score', satisfied: SATISFIED_OF_FIVE, at: 'calledBackAt' },
    askedBy: [ASKED_BY_CALL],
    problems: [{ column: 'cause' }],
    product: 'product',
  },
  opens: [callBack('serviceOrder.callback', { product: 'product', purchasedOn: 'purchasedOn' })],
  brief: { problem: 'fault', solution: 'solution', handler: 'technician' },
  similarity: { texts: ['fault'], product: 'product', reported: { at: 'openedAt', contact: 'contact' } },
});
