// 投诉记录, after template 003 (售后服务单与投诉记录表): how it runs. Its columns are beside this.

import { ladder } from '../schema/clock-rule.ts';
import type { Table } from '../schema/table.ts';
import { ASKED_BY_CALL, callBack, callerOr, dissatisfied, REFUSED, SATISFIED_OF_FIVE } from './call-back.ts';
import { ACKNOWLEDGING, limited, SOLVED_BY_PRIORITY } from './columns.ts';
import { COMPLAINT_COLUMNS } from './complaint-columns.ts';
import { COMPLAINT_PAPER } from './papers/templates.ts';

export const complaints: Table = limited({
  key: 'complaints',
  role: 'work',
  counts: 'matters',
  title: '投诉记录',
  purpose: '投诉从受理、核实、判责、执行到回访归档。',
  sheetId: 1007,
  colour: '#e8710a',
  numbering: { prefix: 'CT', date: { form: 'yyyy', column: 'happenedAt' }, separator: '-', digits: 4 },
  columns: COMPLAINT_COLUMNS,
  states: [
    { name: '已受理', category: 'open', needs: [] },
    { name: '核实中', category: 'open', needs: ['verification'] },
    {
      name: '已判责',
      category: 'open',
      needs: [
        'finding',
        'cause',
        { is: 'liability', values: ['企业内部', '客户误解', '第三方'] },
        'department',
      ],
    },
    { name: '方案执行中', category: 'open', needs: ['plan', { is: 'accepted', values: ['接受'] }] },
    { name: '待回访', category: 'solved', needs: ['result', 'finishedAt'] },
    {
      name: '已归档',
      category: 'closed',
      needs: [{ any: ['calledBackAt', REFUSED] }, { any: ['score', REFUSED] }],
    },
  ],
  reopenings: [
    { when: { is: 'accepted', values: ['不接受'] }, from: 'any', to: '已判责' },
    ...dissatisfied({ is: 'score', values: ['1', '2'] }, '已判责', 'calledBackAt'),
  ],
  order: ['happenedAt', 'finishedAt', 'calledBackAt'],
  clocks: [
    // Template 001 gives a complaint one working day to the first contact, template 004 its limits to the end: one rule
    // for a complaint, wherever it is written.
    {
      id: 'complaint.contact',
      label: '投诉联系',
      starts: 'receivedAt',
      stops: ['contactedAt', 'finishedAt', 'accepted'],
      limit: '1wd',
      steps: ladder({ author: true }),
    },
    {
      id: 'complaint.resolve',
      label: '投诉处理',
      starts: 'receivedAt',
      stops: { state: '待回访', at: 'finishedAt' },
      limit: SOLVED_BY_PRIORITY,
      steps: ladder([{ author: true }, { headOf: 'department' }]),
    },
    {
      id: 'complaint.callback',
      label: '投诉回访',
      starts: 'finishedAt',
      stops: 'calledBackAt',
      limit: '2d',
      steps: ladder(callerOr({ author: true })),
    },
  ],
  acknowledging: ACKNOWLEDGING,
  views: { callBack: ['待回访'] },
  paper: COMPLAINT_PAPER,
  onTheRoad: ['contactedAt', 'finding', 'plan', 'accepted', 'result', 'finishedAt', 'score'],
  dimensions: [
    { name: 'department', column: 'department' },
    { name: 'type', column: 'type' },
  ],
  measures: {
    customer: ['contact'],
    received: 'receivedAt',
    solved: { at: 'finishedAt' },
    goesOn: ['source', 'earlierOrder'],
    complaint: {},
    compensated: {
      column: 'plan',
      words: ['补偿', '赔偿', '赔付', '退款', '退费', '券', '赠送', '减免', '免费'],
    },
    rated: { column: 'score', satisfied: SATISFIED_OF_FIVE, at: 'calledBackAt' },
    askedBy: [ASKED_BY_CALL],
    judged: {
      column: 'liability',
      own: '企业内部',
      department: 'department',
      undecided: ['待定'],
      cause: 'cause',
    },
    problems: [{ column: 'type' }],
  },
  opens: [
    {
      table: 'serviceOrders',
      when: { is: 'type', values: ['产品质量'] },
      once: 'record',
      copies: { source: 'number', customer: 'customer', contact: 'contact', fault: 'description' },
    },
    // Template 003: a complaint about quality starts a check within the house.
    {
      table: 'improvements',
      when: { is: 'type', values: ['产品质量'] },
      once: 'record',
      copies: { source: 'number' },
      sets: { measure: '内部质量排查', department: '品控部' },
    },
    callBack('complaint.callback'),
  ],
  brief: { problem: 'description', solution: 'plan' },
  similarity: {
    texts: ['description'],
    type: 'type',
    reported: { at: 'happenedAt', contact: 'contact' },
  },
});
