// Columns of how a matter came and what it is about, which the templates have beside the main ones.

import type { Proposal, StaffColumn } from '../../schema/column.ts';
import { SAME_PROBLEM } from '../../schema/similarity-rule.ts';

/** The department of a feedback. Who asks how a filter is changed tells of no fault: a complaint is read for one. */
export const ROUTED: Proposal = {
  rule: 'department',
  by: 'type',
  tags: 'tags',
  subject: 'content',
  otherwise: '其他',
  wrong: ['投诉'],
};

/** By which way a matter came in: each template names its own. */
export function intakeChannel(options: readonly string[]): StaffColumn {
  return {
    key: 'intake',
    label: '受理渠道',
    owner: 'staff',
    kind: { type: 'option', options },
    optional: true,
    width: 90,
    help: '客户从哪里找到我们。',
    example: options[0] ?? '',
  };
}

/** The customer's file, where there is one. */
export const CUSTOMER_FILE: StaffColumn = {
  key: 'customerNumber',
  label: '客户编号',
  owner: 'staff',
  kind: { type: 'named', table: 'customers', column: 'customerNumber' },
  optional: true,
  width: 110,
  help: '客户档案中的编号；填写后与档案互相关联，姓名和联系方式留空时从档案取。',
  example: 'C202405001',
};

/** How much a customer buys, as his file says. */
export const CUSTOMER_LEVELS = ['普通', 'VIP', '大客户'] as const;

/** What the customer's file says, where the column that names the file is filled in. */
export const fromFile = (column: string, reference = CUSTOMER_FILE.key): Proposal => ({
  rule: 'fromReference',
  reference,
  columns: { customers: column },
});

/** The order whose service a complaint is about. */
const EARLIER_ORDER: StaffColumn = {
  key: 'earlierOrder',
  label: '原服务单号',
  owner: 'staff',
  kind: { type: 'reference', to: ['serviceOrders'], earlier: true },
  optional: true,
  width: 130,
  help: '投诉的是哪一张服务单；填写后与它是同一件事，汇总时不另计一件，姓名、联系方式、客户编号留空时从它取。',
  example: 'SR-2024-0001',
};

/** The order that a complaint is about, and the customer's file, by that order where nobody gives its number. */
export const COMPLAINT_ABOUT: readonly StaffColumn[] = [
  {
    ...CUSTOMER_FILE,
    propose: {
      rule: 'fromReference',
      reference: EARLIER_ORDER.key,
      columns: { serviceOrders: CUSTOMER_FILE.key },
    },
  },
  EARLIER_ORDER,
];

/** What the customer's file says, or else the order that a complaint is about. */
export const fromFileOrOrder = (column: 'customer' | 'contact'): Proposal => ({
  rule: 'fromReference',
  reference: [CUSTOMER_FILE.key, EARLIER_ORDER.key],
  columns: { customers: column, serviceOrders: column },
});

/** The feedback that a plan or a survey is of. */
export const FEEDBACK: StaffColumn = {
  key: 'feedback',
  label: '反馈编号',
  owner: 'staff',
  kind: { type: 'reference', to: ['feedback'] },
  required: true,
  width: 130,
  help: '客户反馈表中的编号。',
  example: '20261120001',
};

/** The problem that the record tells from which something was learnt. */
export const PROBLEM_OF_SOURCE: Proposal = {
  rule: 'fromReference',
  reference: 'source',
  columns: {
    hotline: 'description',
    feedback: 'content',
    followUps: 'description',
    serviceOrders: 'fault',
    complaints: 'description',
  },
};

/** The cause that it tells. */
export const CAUSE_OF_SOURCE: Proposal = {
  rule: 'fromReference',
  reference: 'source',
  columns: { hotline: 'cause', followUps: 'analysis', serviceOrders: 'inspection', complaints: 'cause' },
};

/** In what business a customer is. */
export const INDUSTRY: StaffColumn = {
  key: 'industry',
  label: '所属行业',
  owner: 'staff',
  kind: { type: 'text' },
  optional: true,
  width: 100,
  help: '客户公司的行业；个人客户可不填。',
  example: '机械制造',
};

/** What the customer hopes for. */
export const EXPECTATION: StaffColumn = {
  key: 'expectation',
  label: '客户期望',
  owner: 'staff',
  kind: { type: 'long' },
  optional: true,
  width: 180,
  help: '客户希望怎样、什么时候解决。',
  example: '希望本周五前恢复使用',
};

/** How far a problem reaches. */
export const IMPACT: StaffColumn = {
  key: 'impact',
  label: '影响范围',
  owner: 'staff',
  kind: { type: 'long' },
  optional: true,
  width: 160,
  help: '影响到哪些人、哪些业务。',
  example: '财务部五台设备，影响月底结账',
};

/** The department that helps to solve it. */
export const PARTNER: StaffColumn = {
  key: 'partner',
  label: '协同部门',
  owner: 'staff',
  kind: { type: 'option', from: 'departments' },
  perCycle: true,
  optional: true,
  width: 100,
  help: '需要一起解决的部门。',
  example: '品控部',
};

/** Whether a matter is the same problem as others, in a person's judgement. */
export const SAME_AS_OTHERS: StaffColumn = {
  key: 'sameProblem',
  label: '同一问题',
  owner: 'staff',
  kind: { type: 'option', options: Object.values(SAME_PROBLEM) },
  optional: true,
  width: 90,
  help: '系统提示可能是同一问题时，由人判断：“是”一起算批量；“否”本条不算；“整批都不是”把整批解除。',
  example: '是',
};

/** How the customer felt. */
export const MOOD: StaffColumn = {
  key: 'mood',
  label: '客户情绪',
  owner: 'staff',
  kind: { type: 'option', options: ['激动', '平和', '焦虑'] },
  width: 80,
  help: '客户当时的情绪。',
  example: '焦虑',
};

/** What kind of its type a call is. */
export const SUBTYPE: StaffColumn = {
  key: 'subtype',
  label: '二级分类',
  owner: 'staff',
  kind: { type: 'text', kindOf: 'type' },
  askedFor: { is: 'type', values: ['其他'] },
  optional: true,
  width: 110,
  help: '问题类型之下的细类，从下拉列表选择，类型为“其他”时用它注明；主管可在“设置”中增加。',
  example: '故障维修',
};

/** The product that a call is about. */
export const PRODUCT: StaffColumn = {
  key: 'product',
  label: '产品',
  owner: 'staff',
  kind: { type: 'text', names: 'products' },
  optional: true,
  width: 120,
  help: '来电所说的产品或型号。',
  example: '净水器 A2',
};

/** What a customer has of us, as his file says. */
export const BOUGHT: StaffColumn = {
  key: 'product',
  label: '购买产品/服务',
  owner: 'staff',
  kind: { type: 'text', names: 'products' },
  width: 190,
  help: '客户已有的产品或服务。',
  example: '净水器 A2',
};

/** What has been done on the way. */
export const NODES: StaffColumn = {
  key: 'nodes',
  label: '处理节点',
  owner: 'staff',
  kind: { type: 'long' },
  perCycle: true,
  optional: true,
  width: 200,
  help: '处理到哪一步，写明时间和人。',
  example: '10月1日16:10 已联系物流部；10月2日 维修人员已上门',
};

/** Where and how a product is used. */
export const ENVIRONMENT: StaffColumn = {
  key: 'environment',
  label: '使用环境',
  owner: 'staff',
  kind: { type: 'text' },
  optional: true,
  width: 140,
  help: '在哪里使用，水、电、网络等条件。',
  example: '家用，二楼厨房，自来水压偏低',
};

/** Where the service takes place. */
export const SERVICE_PLACE: StaffColumn = {
  key: 'servicePlace',
  label: '上门/到店',
  owner: 'staff',
  kind: { type: 'option', options: ['上门', '到店', '远程'] },
  perCycle: true,
  optional: true,
  width: 90,
  help: '在哪里服务。',
  example: '上门',
};
