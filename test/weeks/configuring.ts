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

const CONFIGURED = { name: '名称', value: '取值', onDuty: '在岗' } as const;

/** A problem type gets another name, in 设置, where its row is. */
export async function rename(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const first = office.dice.pick([...office.types.keys()]);
  const was = office.types.get(first) ?? first;
  const is = `${first}${office.dice.between(1, 99)}`;
  const tab = await clerk.tab(settings.sheetId);
  const row = Array.from({ length: tab.last }, (_, index) => index + 1).find(
    each => textAt(tab, each, '类别') === '问题类型' && textAt(tab, each, '名称') === was,
  );
  if (row === undefined || is === was) return;
  await configure(office, tab, row, ['name', is]);
  office.types.set(first, is);
  office.matters.renameType(was, is);
}

/** Somebody goes on leave or comes back. */
export async function leave(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const tab = await clerk.tab(people.sheetId);
  const names = ['李伟', '王芳', '陈静', '周丽'];
  const name = office.dice.pick(names);
  const row = Array.from({ length: tab.last }, (_, index) => index + 1).find(
    each => textAt(tab, each, '姓名') === name,
  );
  if (row !== undefined) await configure(office, tab, row, ['onDuty', office.dice.pick(['是', '否'])]);
}

export async function limit(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const tab = await clerk.tab(settings.sheetId);
  const row = Array.from({ length: tab.last }, (_, index) => index + 1).find(
    each => textAt(tab, each, '名称') === '热线响应',
  );
  if (row !== undefined)
    await configure(office, tab, row, ['value', office.dice.pick(['1h', '2h', '4h', '1wd'])]);
}
