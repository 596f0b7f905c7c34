// Who may do what, to whose records: the one table, and the roles that an account has. How a record is somebody's is
// decided elsewhere.

import type { RightName } from '../schema/right.ts';
import type { DeskContext } from './desk.ts';

/** Whose records: nobody's, one's own, those of one's department, all. In this order each holds those before it. */
export const SCOPES = ['none', 'own', 'department', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

/** What can be done, in words. */
export const RIGHT_WORDS: Readonly<Record<RightName, string>> = {
  read: '查看各表、历史、时限预告和汇总数字',
  write: '登记和修改记录',
  reveal: '查看完整的联系方式',
  acknowledge: '填写升级知悉（只能是本人）',
  confirm: '部门负责人确认',
  close: '把记录改为已关闭',
  withdraw: '作废记录',
  layOut: '重新排版表格',
  calendar: '订阅自己的日历',
  configure: '修改人员和设置',
  rebuild: '重算汇总',
  resend: '重新发送未送达的通知',
  personal: '按客户要求导出、更正、删除他的资料',
  import: '导入过去的记录',
  bulk: '一次修改许多行，并整批撤销',
  export: '导出记录（联系方式遮盖；完整的要有查看全部联系方式的权限）',
  send: '以自己的帐号自动同步，并为编辑者授权',
  own: '更换服务台的负责人',
};

/**
 * Beside the roles of the people tab: who opened the desk or was given it, whoever heads a department, and whoever can
 * only open the sheet.
 */
export const DESK_ROLES = ['服务台负责人', '部门负责人', '能打开表格的人'] as const;
export type RoleName =
  | (typeof DESK_ROLES)[number]
  | '客服人员'
  | '销售'
  | '技术'
  | '客服主管'
  | '客服经理'
  | '分管领导';

type Rights = Readonly<Record<RightName, Scope>>;

const NONE: Rights = {
  read: 'none',
  write: 'none',
  reveal: 'none',
  acknowledge: 'none',
  confirm: 'none',
  close: 'none',
  withdraw: 'none',
  layOut: 'none',
  calendar: 'none',
  configure: 'none',
  rebuild: 'none',
  resend: 'none',
  personal: 'none',
  import: 'none',
  bulk: 'none',
  export: 'none',
  send: 'none',
  own: 'none',
};

const READER: Rights = { ...NONE, read: 'all' };

const STAFF: Rights = {
  ...READER,
  write: 'all',
  reveal: 'own',
  close: 'own',
  withdraw: 'own',
  layOut: 'all',
  calendar: 'own',
  export: 'all',
};

const HEAD: Rights = {
  ...STAFF,
  reveal: 'department',
  confirm: 'department',
  close: 'department',
  withdraw: 'department',
};

const SUPERVISOR: Rights = {
  ...STAFF,
  reveal: 'all',
  acknowledge: 'all',
  confirm: 'all',
  close: 'all',
  withdraw: 'all',
  configure: 'all',
  rebuild: 'all',
  resend: 'all',
  personal: 'all',
  import: 'all',
  bulk: 'all',
  send: 'all',
};

/** The table. A right of one role adds to that of another, for who has both. */
export const RIGHTS: Readonly<Record<RoleName, Rights>> = {
  能打开表格的人: READER,
  客服人员: STAFF,
  销售: STAFF,
  技术: STAFF,
  部门负责人: HEAD,
  客服主管: SUPERVISOR,
  客服经理: { ...SUPERVISOR, own: 'all' },
  分管领导: { ...SUPERVISOR, own: 'all' },
  服务台负责人: { ...SUPERVISOR, own: 'all' },
};

/** Roles of whoever handles single records. */
export const STAFF_ROLES = (Object.keys(RIGHTS) as RoleName[]).filter(role => RIGHTS[role] === STAFF);

/** The roles of an account that belongs to the desk. Whoever has left has none. */
function rolesOf(mail: string, desk: DeskContext): RoleName[] {
  const person = desk.personOfMail(mail);
  if (person?.left) return [];
  const isOwner = mail.toLowerCase() === desk.desk.owner.toLowerCase();
  const heads = person && desk.options.departments.some(each => desk.headOf(each) === person);
  return [
    ...(isOwner ? (['服务台负责人'] as const) : []),
    ...(person && isRole(person.role) ? [person.role] : []),
    ...(heads ? (['部门负责人'] as const) : []),
    ...(isOwner || person ? [] : (['能打开表格的人'] as const)),
  ];
}

const isRole = (role: string): role is RoleName => Object.hasOwn(RIGHTS, role);

/** How far a right of an account reaches: the widest that one of its roles gives. */
export function scopeOf(right: RightName, mail: string, desk: DeskContext): Scope {
  const found = rolesOf(mail, desk).map(role => SCOPES.indexOf(RIGHTS[role][right]));
  return SCOPES[Math.max(0, ...found)] ?? 'none';
}

/** Roles that have a right, for sentences that say who can do what somebody cannot. */
export function rolesWith(right: RightName): RoleName[] {
  return (Object.keys(RIGHTS) as RoleName[]).filter(role => RIGHTS[role][right] !== 'none');
}
