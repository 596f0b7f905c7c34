// The limits of the templates copied by hand, and the people of the simulated desk: what the reference goes by. Nothing
// of the service's is used.

export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;

export type Length = { hours: number } | { days: number };

/** Shares of a limit at which its ladder speaks, and the roles that it goes up to. */
export const LADDER = [
  ['warning', 0.8],
  ['due', 1],
  ['escalation', 1.25],
  ['escalation2', 1.5],
  ['escalation3', 2],
] as const;
export const ABOVE: Readonly<Record<string, string>> = {
  escalation: '客服主管',
  escalation2: '客服经理',
  escalation3: '分管领导',
};

/** How long each limit is; by priority where it goes by that. */
export const LENGTHS: Readonly<Record<string, Length | Readonly<Record<string, Length>>>> = {
  'hotline.respond': { hours: 2 },
  'hotline.resolve': { hours: 48 },
  'hotline.callback': { hours: 24 },
  'followUp.resolve': { 紧急: { hours: 24 }, 重要: { hours: 48 }, 一般: { hours: 72 } },
  'followUp.callback': { days: 3 },
  'serviceOrder.appointment': { hours: 2 },
  'serviceOrder.promise': { days: 1 },
  'serviceOrder.callback': { hours: 72 },
  'complaint.contact': { days: 1 },
  'complaint.resolve': { 紧急: { hours: 24 }, 重要: { hours: 48 }, 一般: { hours: 72 } },
  'complaint.callback': { hours: 48 },
  'feedback.start': { 紧急: { hours: 2 }, 重要: { hours: 4 }, 一般: { hours: 24 } },
  'feedback.resolve': { 紧急: { hours: 24 }, 重要: { hours: 48 }, 一般: { hours: 72 } },
  'feedback.consult': { hours: 2 },
  'feedback.progress': { 紧急: { hours: 4 }, 重要: { hours: 24 }, 一般: { hours: 24 } },
  'feedback.callback': { days: 3 },
};

/** What settings call the limits that a supervisor changes on the way. */
export const SETTING_NAMES: Readonly<Record<string, string>> = {
  热线响应: 'hotline.respond',
  热线回访: 'hotline.callback',
  服务单回访: 'serviceOrder.callback',
  跟进回访: 'followUp.callback',
  投诉回访: 'complaint.callback',
};

/** A row that was typed into late is reminded of after this time at the earliest. */
export const GRACE_MS = 10 * MINUTE_MS;

export interface Colleague {
  name: string;
  mail: string;
  department: string;
  role: string;
}

export const COLLEAGUES: readonly Colleague[] = [
  ['李伟', 'liwei', '技术支持部', '技术'],
  ['周杰', 'zhoujie', '技术支持部', '技术'],
  ['李敏', 'limin', '客服部', '客服人员'],
  ['陈静', 'chenjing', '客服部', '客服人员'],
  ['王芳', 'wangfang', '技术支持部', '客服主管'],
  ['赵强', 'zhaoqiang', '客服部', '客服主管'],
  ['孙丽', 'sunli', '运营部', '客服经理'],
  ['吴昊', 'wuhao', '品控部', '技术'],
  ['钱进', 'qianjin', '运营部', '分管领导'],
].map(([name = '', mail = '', department = '', role = '']) => ({ name, mail, department, role }));

export const HEADS: Readonly<Record<string, string>> = {
  客服部: '赵强',
  技术支持部: '王芳',
  运营部: '孙丽',
  品控部: '吴昊',
};

/**
 * Whoever is meant, those who are away represented: by the head of their department, else by all at work of the nearest
 * role below the one that is meant, else by the first supervisor at work.
 */
export function atWork(names: readonly string[], away: ReadonlySet<string>, role?: string): string[] {
  const present = names.flatMap(name => {
    if (!away.has(name)) return [name];
    const head = HEADS[COLLEAGUES.find(each => each.name === name)?.department ?? ''];
    return head !== undefined && !away.has(head) ? [head] : [];
  });
  if (present.length > 0) return [...new Set(present)];
  const here = (of: readonly string[]) =>
    COLLEAGUES.filter(each => of.includes(each.role) && !away.has(each.name)).map(({ name }) => name);
  const roles = Object.values(ABOVE);
  const below = roles.slice(0, Math.max(0, roles.indexOf(role ?? ''))).map(each => here([each]));
  return below.findLast(each => each.length > 0) ?? here(roles).slice(0, 1);
}
