// What the staff of a simulated desk change of the desk itself, in 人员 and 设置.
import { people } from '../../functions/src/core/tables/people.ts';
import { settings } from '../../functions/src/core/tables/settings.ts';
import { clerkOf, type Office } from './office.ts';
import { type Tab, textAt } from './sheet-clerk.ts';

/** Types into a row of 设置 or 人员, and remembers what the desk has to hold from then on. */
async function configure(
  office: Office,
  tab: Tab,
  row: number,
  [column, text]: [column: 'name' | 'value' | 'onDuty', text: string],
): Promise<void> {
  const key = textAt(tab, row, '行键');
  await clerkOf(office).type(tab, row, { [CONFIGURED[column]]: text });
  office.configured.set(key, { ...office.configured.get(key), [column]: text });
}

const rowsOf = (tab: Tab) => Array.from({ length: tab.last }, (_, index) => index + 1);

const CONFIGURED = { name: '名称', value: '取值', onDuty: '在岗' } as const;

/** A problem type gets another name, in 设置, where its row is. */
export async function rename(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const first = office.dice.pick([...office.types.keys()]);
  const was = office.types.get(first) ?? first;
  const is = `${first}${office.dice.between(1, 99)}`;
  const tab = await clerk.tab(settings.sheetId);
  const row = rowsOf(tab).find(
    each => textAt(tab, each, '类别') === '问题类型' && textAt(tab, each, '名称') === was,
  );
  if (row === undefined || is === was) return;
  await configure(office, tab, row, ['name', is]);
  office.types.set(first, is);
  office.matters.renameType(was, is);
}

/** Somebody new joins, or one who did leaves for good and hands what is open to a colleague. */
export async function join(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const tab = await clerk.tab(people.sheetId);
  const here = [...office.joined].filter(([, onDuty]) => onDuty === '是').map(([mail]) => mail);
  const leaver = office.dice.chance(0.5) ? here.at(0) : undefined;
  const row = rowsOf(tab).find(each => textAt(tab, each, '邮箱') === leaver);
  if (leaver !== undefined && row !== undefined) {
    await clerk.type(tab, row, { 代理人: '陈静', 在岗: '离职' });
    office.joined.set(leaver, '离职');
    return;
  }
  const serial = office.joined.size + 1;
  const mail = `joined-${serial}@sheetdesk.example`;
  office.joined.set(mail, '是');
  await clerk.type(tab, tab.last + 1, {
    姓名: `新人${serial}`,
    邮箱: mail,
    部门: '客服部',
    角色: '客服人员',
    在岗: '是',
  });
}

/** Somebody goes on leave or comes back. */
export async function leave(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const tab = await clerk.tab(people.sheetId);
  const names = ['李伟', '王芳', '陈静', '周丽'];
  const name = office.dice.pick(names);
  const row = rowsOf(tab).find(each => textAt(tab, each, '姓名') === name);
  if (row !== undefined) await configure(office, tab, row, ['onDuty', office.dice.pick(['是', '否'])]);
}

export async function limit(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const tab = await clerk.tab(settings.sheetId);
  const row = rowsOf(tab).find(each => textAt(tab, each, '名称') === '热线响应');
  if (row !== undefined)
    await configure(office, tab, row, ['value', office.dice.pick(['1h', '2h', '4h', '1wd'])]);
}
