// 设置: what a workspace may change without a release: types, departments, products, limits, calendar, numbers.

import { SETTING_CATEGORIES } from '../schema/setting-category.ts';
import type { Table } from '../schema/table.ts';
import { numberColumn } from './columns.ts';

export const settings: Table = {
  key: 'settings',
  role: 'settings',
  title: '设置',
  sheetId: 1022,
  colour: '#9aa0a6',
  numbering: { prefix: 'SZ', separator: '-', digits: 3 },
  columns: [
    numberColumn(),
    {
      key: 'category',
      label: '类别',
      owner: 'staff',
      kind: { type: 'option', options: Object.keys(SETTING_CATEGORIES) },
      required: true,
      width: 100,
      help: '这一行设置的是什么。',
      example: '问题类型',
    },
    {
      key: 'name',
      label: '名称',
      owner: 'staff',
      kind: { type: 'text', most: 100, verbatim: true },
      required: true,
      width: 160,
      help: '问题类型、部门或产品的名称；路由写反馈类型或关键词；二级分类写问题类型；故障说法写故障的名称；时限和参数写系统给出的名称；节假日写日期，一段日期写 2027-02-05 至 2027-02-11；自定义列写“表名·列名”。',
      example: '售后支持',
    },
    {
      key: 'department',
      label: '责任部门',
      owner: 'staff',
      kind: { type: 'option', from: 'departments' },
      width: 110,
      help: '问题类型默认派给的部门。',
      example: '技术支持部',
    },
    {
      key: 'head',
      label: '负责人',
      owner: 'staff',
      kind: { type: 'person' },
      width: 100,
      help: '部门的负责人，时限将到时提醒他。',
      example: '王芳',
    },
    {
      key: 'value',
      label: '取值',
      owner: 'staff',
      kind: { type: 'setting', category: 'category' },
      width: 180,
      help: '时限写 2h、30m、3wd（工作日）、1mo（月）；产品写保修月数；二级分类写这个类型的各种细类，用顿号隔开；部门写通知渠道；故障说法写这种故障的各种说法，用顿号隔开，中间不定的字写 …；通知写 21:00-08:00 或 不限；工作时间写 09:00-12:00,13:00-18:00；节假日写 休 或 班；自定义列写 文本、数字、日期 或 选项：甲、乙，后面加 ；统计 则按它统计。',
      example: '48h',
    },
    {
      key: 'note',
      label: '说明',
      owner: 'staff',
      kind: { type: 'text', most: 500, verbatim: true },
      width: 240,
      help: '写给同事看的说明。',
      example: '故障维修、退换货、物流查询',
    },
  ],
  states: [{ name: '有效', category: 'closed', needs: [] }],
  order: [],
  clocks: [],
  dimensions: [],
  supervised: true,
  clearable: true,
};
