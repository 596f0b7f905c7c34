// How the records of the templates look on paper: groups and signature lines as the templates have them.

import type { PaperRule } from '../../schema/paper.ts';

/** After template 003, 售后服务单. */
export const SERVICE_ORDER_PAPER: PaperRule = {
  title: '售后服务单',
  groups: [
    {
      title: '客户与产品',
      columns: ['customer', 'contact', 'proof', 'product', 'model', 'purchasedOn', 'warranty', 'intake'],
    },
    {
      title: '故障与需求',
      columns: ['fault', 'environment', 'request', 'requestNote', 'servicePlace', 'tradeIn'],
    },
    { title: '检测与方案', columns: ['inspection', 'cause', 'solution', 'cost', 'promisedAt'] },
    { title: '服务过程', columns: ['technician', 'appointedAt', 'process', 'finishedAt', 'photos'] },
    { title: '客户确认', columns: ['solved', 'unsolvedReason', 'signedBy', 'signedOn'] },
    { title: '回访', columns: ['calledBackAt', 'score', 'comment', 'remark'] },
  ],
  signatures: ['服务人员', '客户'],
};

/** After template 003, 投诉记录. */
export const COMPLAINT_PAPER: PaperRule = {
  title: '客户投诉记录表',
  groups: [
    {
      title: '投诉人',
      columns: ['customer', 'contact', 'customerNumber', 'receivedAt', 'intake', 'priority'],
    },
    {
      title: '投诉内容',
      columns: [
        'type',
        'typeNote',
        'happenedAt',
        'place',
        'involved',
        'earlierOrder',
        'description',
        'request',
      ],
    },
    { title: '核实与判责', columns: ['verification', 'finding', 'cause', 'liability', 'department'] },
    {
      title: '处理',
      columns: [
        'plan',
        'accepted',
        'result',
        'finishedAt',
        'compensationKind',
        'compensationAmount',
        'apology',
      ],
    },
    { title: '回访与整改', columns: ['calledBackAt', 'score', 'correction'] },
  ],
  signatures: ['经办人', '责任部门负责人', '客户'],
};

/** After template 004: the plan that a customer confirms. */
export const PLAN_PAPER: PaperRule = {
  title: '处理方案确认单',
  groups: [
    { title: '方案', columns: ['feedback', 'cause', 'solution', 'compensation', 'promisedAt', 'owner'] },
    { title: '确认', columns: ['adopted', 'adoptedReason', 'confirmed', 'askedAt', 'opinion'] },
  ],
  signatures: ['责任人', '部门负责人', '客户'],
};

/** After template 004: how content a customer is. */
export const SURVEY_PAPER: PaperRule = {
  title: '客户满意度回访表',
  groups: [
    { title: '回访', columns: ['feedback', 'calledAt', 'channel', 'caller'] },
    { title: '结果', columns: ['solved', 'unsolvedReason', 'score', 'speed', 'manner', 'suggestion'] },
  ],
  signatures: ['回访人'],
};

/** After template 001: a customer's problem from word to call-back. */
export const FOLLOW_UP_PAPER: PaperRule = {
  title: '客户售后问题跟进表',
  groups: [
    { title: '客户', columns: ['customerNumber', 'customer', 'person', 'contact', 'product', 'industry'] },
    {
      title: '问题',
      columns: [
        'receivedAt',
        'happenedAt',
        'intake',
        'priority',
        'type',
        'impact',
        'description',
        'expectation',
      ],
    },
    {
      title: '分析与方案',
      columns: ['handler', 'partner', 'analysis', 'solution', 'opinion', 'opinionWords', 'dueAt'],
    },
    {
      title: '执行与回访',
      columns: ['execution', 'executedAt', 'calledBackAt', 'score', 'comment', 'suggestion'],
    },
  ],
  signatures: ['对接人', '主管', '客户'],
};
