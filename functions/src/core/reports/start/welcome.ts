// 开始: the first tab: whose desk it is, what to do on the first day, what each tab is for, and where help is.

import { isAbove } from '../../schema/clock-rule.ts';
import { PageDraft } from '../draft.ts';
import type { SummaryFacts } from '../facts.ts';
import type { PageMaker, SummaryCell, SummaryTab } from '../page.ts';

/** The page, in front of the tabs that are `others`: it says of each of those what it is for. */
export function welcomePage(others: readonly SummaryTab[]): PageMaker<SummaryFacts> {
  return {
    tab: {
      sheetId: 1000,
      title: '开始',
      colour: '#188038',
      widths: [44, 150, 560, 286],
      rows: 100,
    },
    make(facts) {
      const page = new PageDraft();
      const { company, people } = facts.desk;
      const above = people.filter(({ role, left }) => !left && isAbove(role)).map(({ name }) => name);
      page.title(
        company === '' ? '售后服务台' : `${company} · 售后服务台`,
        '填表即可：编号、时限、提醒、升级、回访和统计都由服务台完成。本页由系统填写。',
      );
      page.section('第一天的五步');
      page.table(['步骤', '做什么', '怎样做', '现在'], stepsOf(facts));
      page.section('各表做什么用', '前几页由系统填写，只看不填；其余各表填一行就是一条记录。');
      page.table(['', '表', '用途', '谁来填'], tabsOf(facts, others), { most: 60 });
      page.section('需要帮助时');
      page.table(
        ['', '想知道', '在哪里看', ''],
        HELP.map(([what, where]) => line('', what, where, '')),
      );
      page.lines(`还是不明白，请找${above.length > 0 ? above.join('、') : '客服主管'}。`);
      return page.page();
    },
  };
}

const line = (...texts: (string | number)[]): SummaryCell[] =>
  texts.map((text, column) => ({
    text,
    ...(column > 0 ? { wrap: true as const } : { align: 'center' as const }),
  }));

/** What the first day asks for, and how far it has come. */
function stepsOf({ desk, tables }: SummaryFacts): SummaryCell[][] {
  const { options, company } = desk;
  const people = desk.people.filter(({ left }) => !left);
  const addressed = people.filter(({ mail }) => mail !== '').length;
  const titleOf = (role: string) => tables.find(table => table.role === role)?.title ?? '';
  const first = tables.find(({ counts }) => counts === 'matters')?.title ?? '';
  const steps: [string, string, string][] = [
    [
      '登记同事',
      `在“${titleOf('people')}”中每人一行：姓名、邮箱、部门、角色。至少要有一位客服主管，时限升级时通知他。`,
      `${people.length} 人，其中 ${addressed} 人有邮箱`,
    ],
    [
      '核对设置',
      `在“${titleOf('settings')}”中核对公司名称、问题类型、部门和负责人、时限、工作时间；改了马上生效。`,
      [
        company === '' ? '还没有公司名称' : company,
        `${options.problemTypes.length} 个问题类型`,
        `${options.departments.length} 个部门`,
      ].join('，'),
    ],
    [
      '共享表格',
      '点右上角“共享”，把同事加为编辑者；每人打开后点一次菜单“扩展程序 → 售后服务台 → 启用服务台”。',
      '',
    ],
    [
      '填第一行',
      `在“${first}”的第一个空行填写深色表头的各列（必填），时间写 14:30 或“现在”即可；“保存状态”变为“已保存”就成了。`,
      '',
    ],
    [
      '看待办',
      '快到时限的事会通知责任人，并列在“待办提醒”；各表的筛选视图有已超时、今日到期、待回访和每人的待办。',
      '',
    ],
  ];
  return steps.map((step, index) => line(index + 1, ...step));
}

function tabsOf({ tables }: SummaryFacts, others: readonly SummaryTab[]): SummaryCell[][] {
  const pages = others.flatMap(({ title, purpose }) => (purpose ? [line('', title, purpose, '系统')] : []));
  return [
    ...pages,
    ...tables.map(({ title, purpose = '', supervised }) =>
      line('', title, purpose, supervised ? '主管' : '所有同事'),
    ),
  ];
}

const HELP: readonly [what: string, where: string][] = [
  [
    '一行填好是什么样',
    '点菜单“放入示例行”：各表添几行示例，不保存、不提醒、不计入统计，随便改着试；“移除全部示例行”一次去掉。',
  ],
  ['一列怎样填', '把鼠标停在表头上，批注里有说明和例子；深蓝色表头必填，灰色由系统填写。'],
  ['一行为什么没保存', '看“保存状态”列的批注和标红的单元格，里面写着缺什么、怎样改。'],
  ['时限、历史、完整号码', '把光标放在那一行，点菜单“扩展程序 → 售后服务台”中的“本行的……”。'],
  ['打印单据', '菜单中的“打印本行”“打印选中的行”“打印今日回访名单”“打印值班表（七天）”。'],
  ['登记错了', '在“作废”列选“作废”：不再提醒，也不计入统计；清空就恢复。'],
];
