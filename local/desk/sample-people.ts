// Who works at the local desk, so that routing and reminders have somebody to go to. Sent through the same door as
// staff rows.

/** Mail of the person at the page, who opens the desk. */
export const OWNER = 'zhuguan@sheetdesk.example';
/** What colleagues call that person. */
export const OWNER_NAME = '林岚';
/** The company, as it stands on what is printed. */
export const COMPANY = '晨光电器有限公司';

/** Rows of the people tab, by column key. */
export const SAMPLE_PEOPLE: readonly Record<string, string>[] = [
  ['李伟', 'liwei', '技术支持部', '技术'],
  ['王芳', 'wangfang', '技术支持部', '技术'],
  ['陈静', 'chenjing', '客服部', '客服人员'],
  ['赵敏', 'zhaomin', '客服部', '客服主管'],
  ['刘洋', 'liuyang', '客服部', '客服经理'],
  ['孙强', 'sunqiang', '品控部', '技术'],
  ['周丽', 'zhouli', '运营部', '客服人员'],
  ['吴刚', 'wugang', '销售部', '销售'],
  ['郑洁', 'zhengjie', '人力资源部', '客服人员'],
].map(([name = '', mail, department = '', role = '']) => ({
  name,
  mail: `${mail}@sheetdesk.example`,
  department,
  role,
  onDuty: '是',
}));

/** Heads of departments, by department: the settings rows of these get them. */
export const SAMPLE_HEADS: Readonly<Record<string, string>> = {
  技术支持部: '王芳',
  客服部: '赵敏',
  产品部: '孙强',
  品控部: '孙强',
  运营部: '周丽',
  人力资源部: '郑洁',
  销售部: '吴刚',
};
