// What a desk starts with: rows of the settings tab that the templates give, for a supervisor to change.

import { type ClockRule, isPromised, lapse, laterOccurrences } from '../schema/clock-rule.ts';
import { AT_ONCE } from '../schema/duration.ts';
import { PARAMETERS } from '../schema/parameters.ts';
import type { SettingCategory } from '../schema/setting-category.ts';
import { columnOf, type Table } from '../schema/table.ts';
import { DEPARTMENTS_OF_CLASSES } from '../tables/callback-handling-columns.ts';
import { TEXTS } from '../tables/callback-script.ts';
import { QUIET_HOURS, WEEKDAYS } from './desk.ts';
import { limitName } from './policy.ts';
import { pressingRows } from './pressing-words.ts';

/** A row as staff would type it. */
export type SeedRow = Record<string, string>;

const DEPARTMENTS = ['客服部', '技术支持部', '产品部', '品控部', '运营部', '人力资源部', '销售部'];

/** Where whoever opens a desk works, and as what. */
export const FIRST_PERSON = { department: '客服部', role: '客服主管' };

/** Problem types of template 002 with the department that each goes to and its time limit. */
const PROBLEM_TYPES: readonly [type: string, department: string, limit: string][] = [
  ['售前咨询', '销售部', '48h'],
  ['售后支持', '技术支持部', '48h'],
  ['投诉建议', '客服部', '48h'],
  ['其他', '客服部', '48h'],
];

/** What there is of each problem type (template 002, step 3). */
const SUBTYPES: readonly [type: string, kinds: string][] = [
  ['售前咨询', '产品咨询、价格优惠、购买渠道、使用方法'],
  ['售后支持', '故障维修、退换货、物流查询、安装调试、使用指导'],
  ['投诉建议', '服务态度、产品质量、流程效率、改进建议'],
  ['其他', '账户发票、合作来访、其他来电'],
];

/**
 * Where feedback goes (template 004, step 2): by type, else by the first row of which a word stands in its tags, else
 * in its text, else 其他. A row names several words for one thing.
 */
const ROUTES: readonly [words: string, department: string][] = [
  ['表扬', '人力资源部'],
  ['咨询', '客服部'],
  [
    '态度、语气、辱骂、骂人、骂我、冷漠、冷淡、推诿、踢皮球、敷衍、不耐烦、爱理不理、爱搭不理、说话很冲、挂断电话、挂电话、电话挂了、不专业、一问三不知',
    '运营部',
  ],
  ['快递员、外包装、包装破损、包裹破损、包裹压坏、箱子压坏、暴力分拣、运输途中', '运营部'],
  ['质量', '品控部'],
  [
    '故障、失灵、失效、损坏、破损、开裂、断裂、变形、松动、脱落、掉下来、掉漆、掉色、褪色、缩水、生锈、瑕疵、次品、假货、缺陷、做工、粗糙、毛刺',
    '品控部',
  ],
  [
    '漏电、触电、短路、跳闸、火花、焦糊、焦味、漏水、渗水、滴水、漏气、煤气味、鼓包、发烫、过热、冒烟、起火、着火、自燃、爆炸、烫伤、划伤、砸到、过敏、中毒、刺鼻、头晕、安全隐患',
    '品控部',
  ],
  ['APP、软件、系统升级、固件、账号、登录、联网、配网、闪退', '技术支持部'],
  [
    '异响、噪音、噪声、异味、黑屏、花屏、竖线、死机、卡顿、无法开机、开不了机、不制冷、不制热、不出水、不通电、没反应、充不进电、打不开、打不着火、堵塞、堵了、尺寸',
    '品控部',
  ],
  ['虚假、夸大、宣传不符、与描述不符、误导', '销售部'],
  [
    '服务、流程、响应慢、不回复、没人接、无人接听、没人管、没人负责、不处理、不给处理、拖延、拖了、爽约、放鸽子、放了鸽子、失约、没上门、没有上门、都没来、都没有来、迟到、排队、乱收费、额外费用、多收',
    '运营部',
  ],
  ['收费不透明、收费太高、不给修、不肯修、维修技术、技术差', '运营部'],
  [
    '物流、快递、发货、送货、配送、送达、延误、丢件、缺件、签收、运输、派送、错发、发错、发成、漏发、少发',
    '运营部',
  ],
  ['价格、报价、合同、优惠、促销、活动、降价、销售员、推销', '销售部'],
  ['安装、调试、升级', '技术支持部'],
  ['其他', '客服部'],
];

/** What the rows of a category are for, and how they are written. */
const NOTES = {
  部门: '派单、提醒和统计都按部门；负责人在时限将到时得到提醒。取值可以写“通知渠道”的名称。',
  问题类型: '这类问题派给哪个部门；取值是多久内解决，例如 48h（小时）、2d（天）、3wd（工作日）。',
  二级分类: '这个问题类型之下的细类，用顿号隔开，可以增减。',
  路由: '反馈的类型、标签或内容里有这些说法，就派给这个部门；从上往下，先有的算。',
  回访责任: '由责任部门的负责人处理；写了负责人的，由他处理。',
  话术: '照着说的话；{客户}{公司} 等换成记录里的内容，{产品|您的产品} 是没有时的说法。',
  工作时间: '时限只算这些时间；一天可以写几段，例如 09:00-12:00,13:00-18:00，不上班写 休。',
  紧急说法: '客户这样说，判为紧急；用顿号隔开，可以增减，中间不定的字写 …。',
  重要说法: '客户这样说，判为重要；用顿号隔开，可以增减，中间不定的字写 …。',
} as const satisfies Partial<Record<SettingCategory, string>>;

/** The settings rows of a new desk. */
export function defaultSettings(tables: readonly Table[]): SeedRow[] {
  const row = (category: SettingCategory, name: string, rest: SeedRow = {}): SeedRow => ({
    category,
    name,
    ...rest,
  });
  const noted = (category: keyof typeof NOTES, name: string, rest: SeedRow = {}): SeedRow =>
    row(category, name, { ...rest, note: NOTES[category] });
  return [
    ...DEPARTMENTS.map(name => noted('部门', name)),
    ...PROBLEM_TYPES.map(([name, department, value]) => noted('问题类型', name, { department, value })),
    ...SUBTYPES.map(([type, value]) => noted('二级分类', type, { value })),
    ...ROUTES.map(([word, department]) => noted('路由', word, { department })),
    ...Object.entries(DEPARTMENTS_OF_CLASSES).map(([name, department]) =>
      noted('回访责任', name, { department }),
    ),
    ...tables.flatMap(table =>
      table.clocks.flatMap(rule =>
        limitRows(rule).map(({ name, value, note }) => row('时限', name, { value, note: note(table) })),
      ),
    ),
    ...Object.entries(PARAMETERS).map(([name, { value, note }]) =>
      row('参数', name, { value: String(value), note }),
    ),
    ...WEEKDAYS.map((name, index) => noted('工作时间', name, { value: index < 5 ? '09:00-18:00' : '休' })),
    ...Object.entries(TEXTS).map(([name, value]) => noted('话术', name, { value })),
    row('通知', QUIET_HOURS.name, {
      value: QUIET_HOURS.value,
      note: '这段时间只发紧急提醒，其余等到时段结束；不要免打扰写 不限。',
    }),
    ...pressingRows().map(({ category, name, value }) => noted(category, name, { value })),
  ];
}

/** The names under which settings hold lengths: one for each clock, or for each value that it depends on. */
export function limitNames(tables: readonly Table[]): string[] {
  return tables.flatMap(table => table.clocks.flatMap(limitRows)).map(({ name }) => name);
}

interface LimitRow {
  name: string;
  value: string;
  /** What the length is of, in the words of the table. */
  note: (table: Table) => string;
}

function limitRows(rule: ClockRule): LimitRow[] {
  const latest = lapse(rule);
  const later = [
    ...(rule.repeats?.every
      ? limitRows(laterOccurrences(rule)).map(each => ({ ...each, note: () => LATER_NOTE }))
      : []),
    ...(latest ? limitRows(latest).map(each => ({ ...each, note: () => LATEST_NOTE })) : []),
  ];
  if (rule.limit === AT_ONCE) return later;
  const note = (table: Table): string => limitNote(rule, table);
  if (typeof rule.limit === 'string') return [{ name: limitName(rule), value: rule.limit, note }, ...later];
  if (isPromised(rule.limit)) return later;
  const lengths = Object.entries(rule.limit.lengths);
  return [...lengths.map(([by, value]) => ({ name: limitName(rule, by), value, note })), ...later];
}

const UNITS = '写 m 分钟、h 小时、d 天、wd 工作日、mo 月。';
const LATER_NOTE = `第一次以后，每隔这么久再来一次。${UNITS}`;
const LATEST_NOTE = `过了这么久才登记的，不再安排。${UNITS}`;

/** From when to when a limit runs. */
function limitNote({ starts, stops }: ClockRule, table: Table): string {
  const quoted = (key: string): string => `“${columnOf(table, key).label}”`;
  const end =
    typeof stops === 'object' && 'state' in stops
      ? `到“${stops.state}”`
      : `填上${[stops].flat().map(quoted).join('或')}`;
  return `${table.title}：从${quoted(starts)}算起，最迟多久要${end}。${UNITS}`;
}
