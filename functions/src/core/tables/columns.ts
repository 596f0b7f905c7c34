// Columns that every table has in the same way.

import type { StaffColumn, SystemColumn } from '../table.ts';

/** The state, which nobody types. */
export const STATE: SystemColumn = {
  key: 'state',
  label: '状态',
  owner: 'system',
  source: { from: 'state' },
  width: 100,
  help: '由已填内容得出，不用手填。',
};

/** The number, under the name that the table's template gives it. */
export function numberColumn(label = '编号'): SystemColumn {
  return {
    key: 'number',
    label,
    owner: 'system',
    source: { from: 'number' },
    width: 130,
    help: '保存后自动编号。',
  };
}

/** The customer's number or mail, masked on the sheet. */
export const CONTACT: StaffColumn = {
  key: 'contact',
  label: '联系方式',
  owner: 'staff',
  kind: { type: 'contact' },
  required: true,
  width: 130,
  help: '电话或邮箱；保存后表中隐去中间部分。',
  example: '138****5678',
};

/** Whatever has no column of its own. */
export const REMARK: StaffColumn = {
  key: 'remark',
  label: '备注',
  owner: 'staff',
  kind: { type: 'long' },
  width: 160,
  help: '其他需要说明的事。',
  example: '客户希望上午联系',
};

/** When the row was saved first: the date of its number where the template has no time of its own. */
export const REGISTERED: SystemColumn = {
  key: 'openedAt',
  label: '登记时间',
  owner: 'system',
  source: { from: 'created' },
  width: 140,
  help: '首次保存的时间，自动填写。',
};

/** Numbers of the records that refer to this one. */
export function relatedColumn(tables: readonly string[], help: string, label = '关联记录'): SystemColumn {
  return {
    key: 'related',
    label,
    owner: 'system',
    source: { from: 'linked', tables },
    width: 150,
    help,
  };
}
