// The desk that the tests of the core share: its people, its settings, and the rows of the templates.

import { chineseHolidays } from '../../functions/src/adapters/chinese-days-holidays.ts';
import { contextOf, type Desk, type DeskContext } from '../../functions/src/core/desk.ts';
import type { Author } from '../../functions/src/core/record.ts';
import { type Cells, staffColumns, type Table } from '../../functions/src/core/table.ts';
import { feedback } from '../../functions/src/core/tables/feedback.ts';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import type { Instant } from '../../functions/src/core/time.ts';

export const ZONE = 'Asia/Shanghai';
export const OWNER = 'owner@example.com';

/** Name, mail name, department, role, whether at work, and where notices go when not to the mail. */
export type PersonRow = [string, string, string, string, '是' | '否', string?];

export const PEOPLE: readonly PersonRow[] = [
  ['李伟', 'liwei', '技术支持部', '技术', '是'],
  ['李敏', 'limin', '客服部', '客服人员', '是', 'limin.phone@example.com'],
  ['王芳', 'wangfang', '技术支持部', '客服主管', '是'],
  ['赵强', 'zhaoqiang', '客服部', '客服主管', '是'],
  ['孙丽', 'sunli', '运营部', '客服经理', '是'],
  ['周杰', 'zhoujie', '品控部', '技术', '否'],
  ['吴昊', 'wuhao', '品控部', '技术', '是'],
];

/** Category, name, and the cells of it that are filled in. */
export type SettingRow = [string, string, Cells?];

export const SETTINGS: readonly SettingRow[] = [
  ['问题类型', '售前咨询', { department: '客服部', value: '24h' }],
  ['问题类型', '售后支持', { department: '技术支持部', value: '48h' }],
  ['问题类型', '投诉建议', { department: '客服部' }],
  ['问题类型', '其他', {}],
  ['部门', '客服部', { head: '赵强' }],
  ['部门', '技术支持部', { head: '王芳' }],
  ['部门', '运营部', { head: '孙丽' }],
  ['部门', '品控部', { head: '吴昊' }],
  ['路由', '表扬', { department: '运营部' }],
  ['路由', '质量', { department: '品控部' }],
  ['路由', '态度', { department: '运营部' }],
  ['路由', '其他', { department: '客服部' }],
  ['产品', '净水器', { value: '12' }],
];

/** A desk of these people and settings, with the public holidays of 2023 to 2026. */
export function deskOf(
  people: readonly PersonRow[] = PEOPLE,
  settings: readonly SettingRow[] = SETTINGS,
  years: readonly number[] = [2023, 2024, 2025, 2026],
): DeskContext {
  return contextOf(
    storedDesk(people, settings),
    years.flatMap(year => chineseHolidays(year) ?? []),
  );
}

/** A desk of the people whom the templates' examples name (`李*`), each of them once. */
export function exampleDesk(): DeskContext {
  return deskOf([
    ...PEOPLE.filter(([name]) => name !== '李敏'),
    ['周丽', 'zhouli', '运营部', '客服人员', '是'],
    ['陈静', 'chenjing', '客服部', '客服人员', '是'],
    ['刘洋', 'liuyang', '客服部', '销售', '是'],
  ]);
}

/** The same as it is stored. */
export function storedDesk(people = PEOPLE, settings = SETTINGS): Desk {
  const rows: Desk['rows'] = {};
  people.forEach(([name, mail, department, role, onDuty, address], index) => {
    const cells: Cells = { name, mail: `${mail}@example.com`, department, role, onDuty };
    if (address) cells.address = address;
    rows[`person-${mail}`] = { table: 'people', cells: { ...cells, number: numbered('RY', index) } };
  });
  settings.forEach(([category, name, cells], index) => {
    const number = numbered('SZ', index);
    rows[`setting-${category}-${name}`] = { table: 'settings', cells: { category, name, ...cells, number } };
  });
  return {
    id: 'desk-1',
    zone: ZONE,
    version: 1,
    owner: OWNER,
    members: [],
    rows,
    laidOut: 0,
    decided: 1,
    reported: { week: '', month: '' },
    periodEndsAt: at('2026-11-23 00:00'),
    recounts: 0,
    recountAsked: false,
    seeded: true,
  };
}

const numbered = (prefix: string, index: number) => `${prefix}-${String(index + 1).padStart(3, '0')}`;

/** `2026-11-20 14:30` in Shanghai as an instant. */
export function at(text: string): Instant {
  return Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
}

/** Somebody at the keyboard, by mail name. */
export function by(name: string): Author {
  return { account: `${name}@example.com`, editor: null };
}

/** What a clerk types when the call of template 002's example comes in. */
export const CALL: Cells = {
  calledAt: '2023年10月1日14:30',
  customer: '李小明',
  contact: '13812345678',
  order: 'ORD202309280001',
  type: '售后支持',
  description: '2023年9月28日购买的产品B,使用10天后无法开机,联系售后未获解决',
  request: '要求维修或退款',
  urgency: '中',
};

/** What is filled in until that call is closed. */
export const CLOSING: Cells = {
  respondedAt: '2023年10月1日16:10',
  resolution: '已为客户更换同型号新产品,2023年10月3日寄出,客户确认收到',
  resolvedAt: '2023年10月5日10:00',
  satisfaction: '满意',
  comment: '“更换的产品使用正常,感谢处理”',
  cause: '产品批次存在电路设计缺陷,导致部分机型无法开机',
};

/** A feedback as it comes in. */
export const FEEDBACK: Cells = {
  customer: 'XX科技有限公司 张先生',
  contact: '010-88886666',
  channel: '电话',
  type: '投诉',
  receivedAt: '2026-11-20 14:30',
  content: '11月12日下单的净水器至今未送达,客服电话三次无人接听,希望本周内送到',
};

/** The staff columns' examples: a whole row, as the notes of the headers show it. */
export function exampleRow(table: Table): Cells {
  return Object.fromEntries(
    staffColumns(table).flatMap(({ key, example }) => (key === table.withdrawal?.is ? [] : [[key, example]])),
  );
}

/** The cells that stay when a record reopens, filled in as their examples are. */
export function lastingCells(table: Table): Cells {
  const lasting = staffColumns(table).filter(
    column => !column.perCycle && column.key !== table.withdrawal?.is,
  );
  return Object.fromEntries(lasting.map(({ key, example }) => [key, example]));
}

export { feedback, hotline };
