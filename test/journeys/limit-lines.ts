// The lines of SPEC §3 as rows that staff type and what is then said to whom, written down from the specification by hand.
import type { WireCells } from '../../functions/src/http/contract.ts';
import { OWNER } from '../../local/sample-people.ts';

/** Steps as notices name them, and the mails of those who hear of each. */
export type Said = readonly [step: string, to: readonly string[]];

/** Cells for a table's row: typed into the one that the line has there already, or else a new one. */
export interface Entry {
  table: string;
  /** `numbers` are those of the line's rows so far, by table. */
  cells: (numbers: Readonly<Record<string, string>>) => WireCells;
}

export interface Line {
  /** As in SPEC §3, with what it goes by where that makes a difference. */
  id: string;
  clock: string;
  /** Brings the limit to where it starts. */
  begin: readonly Entry[];
  /** Does what the limit waits for. */
  stop: readonly Entry[];
  /** What is said when nobody does it. */
  says: readonly Said[];
}

const mail = (name: string) => `${name}@sheetdesk.example`;
/** Whoever types the rows. */
export const CLERK = mail('chenjing');
const [LI, WANG, SUN, QIAN, LIU] = ['liwei', 'wangfang', 'sunqiang', 'qian', 'liuyang'].map(mail) as [
  string,
  string,
  string,
  string,
  string,
];
/** Who are 分管领导, 客服经理 and 客服主管. */
export const DIRECTOR = QIAN;
const UP: readonly Said[] = [
  ['escalation', [OWNER, mail('zhaomin')].sort()],
  ['escalation2', [LIU]],
  ['escalation3', [QIAN]],
];
const ladder = (to: string): Said[] => [['warning', [to]], ['due', [to]], ...UP];

const NOW = '2026-09-30T01:00:00.000Z';
const row = (table: string, cells: WireCells): Entry => ({ table, cells: () => cells });

const call = (cells: WireCells = {}) =>
  row('hotline', {
    calledAt: NOW,
    customer: '李知行',
    contact: '13812345678',
    type: '售后支持',
    description: '今天早上在家里打开净水器，屏幕不亮，全家没有水喝',
    request: '要求今天上门维修',
    urgency: '中',
    handler: '李伟',
    ...cells,
  });
const SOLVED = { respondedAt: NOW, resolution: '已更换电源模块', resolvedAt: NOW, cause: '电源模块老化' };

const feedback = (priority: string, cells: WireCells = {}) =>
  row('feedback', {
    customer: 'XX贸易公司 赵女士',
    contact: '13912345678',
    channel: '邮件',
    type: '投诉',
    receivedAt: NOW,
    content: '昨天收到的净水器外壳有裂缝，装上后一直渗水，希望换一台新的',
    priority,
    department: '品控部',
    ...cells,
  });
const plan = (cells: WireCells): Entry => ({
  table: 'plans',
  cells: numbers => ({
    feedback: numbers.feedback ?? '',
    cause: '外壳注塑有应力',
    solution: '孙强两天内换新机',
    owner: '孙强',
    ...cells,
  }),
});
const EXECUTED = { confirmed: '已确认', opinion: '接受', progress: '新机已装好，执行完成' };
const survey: Entry = {
  table: 'surveys',
  cells: numbers => ({
    feedback: numbers.feedback ?? '',
    calledAt: NOW,
    solved: '是',
    score: 5,
    caller: '陈静',
  }),
};

const callBack = (cells: WireCells) =>
  row('callbacks', {
    customer: '孙海燕',
    contact: '13512345678',
    type: '常规回访',
    plannedAt: NOW,
    caller: '陈静',
    ...cells,
  });
const heard = (kind: string) => callBack({ calledAt: NOW, reached: '已接通', score: 9, class: kind });
const HANDLED = row('callbacks', { progress: '已联系客户', resolution: '已解决' });

export const LINES: readonly Line[] = [
  {
    id: 'hotline.respond',
    clock: 'hotline.respond',
    begin: [call()],
    stop: [row('hotline', { respondedAt: NOW })],
    says: ladder(LI),
  },
  {
    id: 'hotline.resolve',
    clock: 'hotline.resolve',
    begin: [call({ respondedAt: NOW })],
    stop: [row('hotline', { resolution: '已更换电源模块', resolvedAt: NOW })],
    says: ladder(LI),
  },
  {
    id: 'hotline.callback',
    clock: 'hotline.callback',
    begin: [call(SOLVED)],
    stop: [row('hotline', { satisfaction: '满意' })],
    says: ladder(CLERK),
  },
  {
    id: 'followUp.callback',
    clock: 'followUp.callback',
    begin: [
      row('followUps', {
        customerNumber: 'C202609001',
        customer: 'XX科技有限公司',
        contact: '13812345678',
        product: '智能办公设备',
        happenedAt: NOW,
        description: '今天上午在财务部扫描时频繁卡顿，重启三次无效',
        priority: '重要',
        type: '售后支持',
        handler: '李伟',
        analysis: '内存模块不兼容',
        solution: '李伟明天上门更换',
        opinion: '同意',
        execution: '已更换内存模块，试用正常',
      }),
    ],
    stop: [row('followUps', { calledBackAt: NOW, score: 5, closing: '已关闭' })],
    says: ladder(LI),
  },
  {
    id: 'serviceOrder.callback',
    clock: 'serviceOrder.callback',
    begin: [
      row('serviceOrders', {
        customer: '王建国',
        contact: '13712345678',
        product: '净水器',
        fault: '昨晚开机无反应，指示灯不亮',
        request: '维修',
        technician: '王芳',
        inspection: '电源模块损坏',
        solution: '更换电源模块',
        process: '更换电源模块，用时 40 分钟',
        finishedAt: NOW,
        solved: '是',
      }),
    ],
    stop: [row('serviceOrders', { calledBackAt: NOW })],
    says: ladder(WANG),
  },
  {
    id: 'complaint.callback',
    clock: 'complaint.callback',
    begin: [
      row('complaints', {
        customer: '钱晓雨',
        contact: '13612345678',
        type: '服务态度',
        happenedAt: NOW,
        description: '今天上午到门店咨询保修，店员没说完就挂断电话',
        request: '要求道歉',
        verification: '调取录音',
        finding: '情况属实',
        cause: '没有经过培训',
        liability: '企业内部',
        department: '运营部',
        plan: '店长致歉并安排培训',
        accepted: '接受',
        result: '已致歉',
        finishedAt: NOW,
      }),
    ],
    stop: [row('complaints', { calledBackAt: NOW, score: 4 })],
    says: ladder(CLERK),
  },
  ...['紧急', '重要', '一般'].flatMap((priority): Line[] => [
    {
      id: `feedback.start ${priority}`,
      clock: 'feedback.start',
      begin: [feedback(priority)],
      stop: [row('feedback', { startedAt: NOW })],
      says: ladder(SUN),
    },
    {
      id: `feedback.resolve ${priority}`,
      clock: 'feedback.resolve',
      begin: [feedback(priority, { startedAt: NOW })],
      stop: [plan(EXECUTED)],
      says: ladder(SUN),
    },
  ]),
  {
    id: 'feedback.consult',
    clock: 'feedback.consult',
    begin: [feedback('一般', { type: '咨询', startedAt: NOW, consulted: '技术支持部' })],
    stop: [row('feedback', { answeredAt: NOW })],
    says: ladder(CLERK),
  },
  {
    id: 'feedback.callback',
    clock: 'feedback.callback',
    begin: [feedback('重要', { startedAt: NOW }), plan(EXECUTED)],
    stop: [survey],
    says: ladder(CLERK),
  },
  {
    id: 'callback.afterSolve',
    clock: 'callback.afterSolve',
    begin: [callBack({ type: '问题解决后回访' })],
    stop: [row('callbacks', { calledAt: NOW, reached: '已接通', score: 9, class: '无' })],
    says: ladder(CLERK),
  },
  {
    id: 'callback.urgent',
    clock: 'callback.urgent',
    begin: [heard('需立即解决')],
    stop: [HANDLED],
    says: ladder(LI),
  },
  {
    id: 'callback.suggestion',
    clock: 'callback.suggestion',
    begin: [heard('建议')],
    stop: [HANDLED],
    says: ladder(LIU),
  },
  {
    id: 'callback.complaint',
    clock: 'callback.complaint',
    begin: [heard('投诉')],
    stop: [HANDLED],
    says: [
      ['warning', [OWNER]],
      ['due', [OWNER]],
      ['escalation', [LIU]],
      ['escalation2', [QIAN]],
    ],
  },
  {
    id: 'callback.sales',
    clock: 'callback.sales',
    begin: [heard('潜在销售机会')],
    stop: [HANDLED],
    says: ladder(mail('wugang')),
  },
  {
    id: 'callback.progress',
    clock: 'callback.progress',
    begin: [heard('需立即解决')],
    stop: [row('callbacks', { syncedAt: NOW })],
    says: ladder(LI),
  },
  {
    id: 'callback.second',
    clock: 'callback.second',
    begin: [heard('建议'), HANDLED],
    stop: [row('callbacks', { secondResult: '“一直正常”' })],
    says: ladder(CLERK),
  },
];
