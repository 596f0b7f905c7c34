// What the staff of a simulated desk change of the desk itself, in 人员 and 设置.
import { expect, vi } from 'vitest';
import { people } from '../../functions/src/core/tables/people.ts';
import { settings } from '../../functions/src/core/tables/settings.ts';
import { ANSWER_MS, LOOK_MS } from './calls-tab.ts';
import { clerkOf, localText, type Office } from './office.ts';
import { rowsOf, type Tab, textAt } from './tab.ts';
import { seeToUnsaved } from './unsaved.ts';

/** A column of 设置 or 人员 that is typed into: its key and its label. */
type Configured = readonly [key: string, label: string];

const SETTING_NAME: Configured = ['name', '名称'];
const SETTING_VALUE: Configured = ['value', '取值'];
const PERSON_NAME: Configured = ['name', '姓名'];
const ON_DUTY: Configured = ['onDuty', '在岗'];

const DAY_MS = 86_400_000;

/**
 * Types into a row of 设置 or 人员, and remembers what the desk has to hold from then on. Whoever calls something by
 * another name sees that saved before he uses it.
 */
async function configure(
  office: Office,
  tab: Tab,
  row: number,
  { column: [column, label], text }: { column: Configured; text: string },
): Promise<void> {
  const key = textAt(tab, row, '行键');
  if (textAt(tab, row, label) === text) return;
  const clerk = clerkOf(office);
  const before = textAt(tab, row, '版本');
  await clerk.type(tab, row, { [label]: text });
  await vi.waitFor(
    async () => {
      await seeToUnsaved(office, [people, settings]);
      const now = await clerk.tab(tab.sheet.properties.sheetId);
      const at = rowsOf(now).find(each => textAt(now, each, '行键') === key) ?? row;
      expect([textAt(now, at, label), textAt(now, at, '保存状态')]).toEqual([text, '已保存']);
      expect(textAt(now, at, '版本')).not.toBe(before);
    },
    { timeout: ANSWER_MS, interval: LOOK_MS },
  );
  office.configured.set(key, { ...office.configured.get(key), [column]: text });
}

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
  await configure(office, tab, row, { column: SETTING_NAME, text: is });
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
    await clerk.type(tab, row, { 代理人: office.people.get('陈静') ?? '', 在岗: '离职' });
    office.joined.set(leaver, '离职');
    return;
  }
  const serial = office.joined.size + 1;
  const mail = `joined-${serial}@sheetdesk.example`;
  office.joined.set(mail, '是');
  await clerk.type(tab, tab.last + 1, {
    姓名: `新人${serial}`,
    邮箱: mail,
    部门: office.department,
    角色: '客服人员',
    在岗: '是',
  });
}

/** Somebody goes on leave or comes back. */
export async function leave(office: Office): Promise<void> {
  const { tab, row } = await colleague(office);
  const text = office.dice.pick(['是', '否']);
  if (row !== undefined) await configure(office, tab, row, { column: ON_DUTY, text });
}

/** A colleague goes by another name: what is open in his name is his. */
export async function renamePerson(office: Office): Promise<void> {
  const { tab, row, first } = await colleague(office);
  const text = `${first}${office.dice.between(1, 99)}`;
  if (row === undefined || text === office.people.get(first)) return;
  await configure(office, tab, row, { column: PERSON_NAME, text });
  office.people.set(first, text);
}

/** Somebody who was there from the beginning, and his row. */
async function colleague(office: Office): Promise<{ tab: Tab; row: number | undefined; first: string }> {
  const tab = await clerkOf(office).tab(people.sheetId);
  const first = office.dice.pick([...office.people.keys()]);
  return {
    tab,
    first,
    row: rowsOf(tab).find(each => textAt(tab, each, '姓名') === office.people.get(first)),
  };
}

export async function limit(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const tab = await clerk.tab(settings.sheetId);
  const row = rowsOf(tab).find(each => textAt(tab, each, '名称') === '热线响应');
  if (row !== undefined)
    await configure(office, tab, row, {
      column: SETTING_VALUE,
      text: office.dice.pick(['1h', '2h', '4h', '1wd']),
    });
}

/** A new problem type is named below the other settings, and may be taken from then on. */
export async function addType(office: Office): Promise<void> {
  const name = `新类型${office.dice.between(1, 999)}号`;
  if (office.types.has(name)) return;
  await addSetting(office, { 类别: '问题类型', 名称: name, 责任部门: office.department, 取值: '24h' });
  office.types.set(name, name);
}

/** Some days of the next weeks are off, or worked. */
export async function declareDays(office: Office): Promise<void> {
  const { dice, desk } = office;
  const { now } = await desk.doors.clockNow();
  const from = now + dice.between(1, 40) * DAY_MS;
  const [first, last] = [from, from + dice.between(0, 3) * DAY_MS].map(at => localText(at).slice(0, 10));
  const name = first === last ? first : `${first} 至 ${last}`;
  await addSetting(office, { 类别: '节假日', 名称: name ?? '', 取值: dice.pick(['休', '班']) });
}

/** The department of the clerks goes by another name; people, types and records of it come along. */
export async function renameDepartment(office: Office): Promise<void> {
  const tab = await clerkOf(office).tab(settings.sheetId);
  const text = `客服${office.dice.between(1, 99)}部`;
  const row = rowsOf(tab).find(
    each => textAt(tab, each, '类别') === '部门' && textAt(tab, each, '名称') === office.department,
  );
  if (row === undefined) return;
  await configure(office, tab, row, { column: SETTING_NAME, text });
  office.department = text;
}

/** A row that is written below the others in 设置, once it is saved. */
async function addSetting(office: Office, texts: Readonly<Record<string, string>>): Promise<void> {
  const clerk = clerkOf(office);
  const tab = await clerk.tab(settings.sheetId);
  await clerk.type(tab, tab.last + 1, texts);
  const key = await vi.waitFor(
    async () => {
      await seeToUnsaved(office, [people, settings]);
      const now = await clerk.tab(settings.sheetId);
      const row = rowsOf(now).find(each =>
        Object.entries(texts).every(([label, text]) => textAt(now, each, label) === text),
      );
      expect([row, row && textAt(now, row, '保存状态')]).toEqual([row, '已保存']);
      return textAt(now, row ?? 0, '行键');
    },
    { timeout: ANSWER_MS, interval: LOOK_MS },
  );
  office.configured.set(key, { category: texts['类别'] ?? '', name: texts['名称'] ?? '' });
}
