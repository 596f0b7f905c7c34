// A working day of a simulated staff, drawn by its seed: they type, sort, undo, cut, copy, delete, rename, go on leave; processes die.
import { expect, vi } from 'vitest';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import { people } from '../../functions/src/core/tables/people.ts';
import { settings } from '../../functions/src/core/tables/settings.ts';
import type { DeskProcess } from '../fixtures/journeys/desk-process.ts';
import type { Dice } from '../simulation/dice.ts';
import { Matters } from './matters.ts';
import { SheetClerk, type Tab, textAt } from './sheet-clerk.ts';

/** How long a row may wait for its answer on a busy machine. */
const ANSWER_MS = 60_000;
/** How often it is looked for: each look reads the whole spreadsheet, on the processor that the desk would answer with. */
const LOOK_MS = 500;

/** How many gestures a day has, at least and at most. */
export interface Pace {
  least: number;
  most: number;
}

/** A day as the torture lives through a thousand of, and one that is short enough for each run of the tests. */
export const WHOLE_DAY: Pace = { least: 8, most: 14 };
export const SHORT_DAY: Pace = { least: 5, most: 6 };

/** How likely each is, as a share of all. */
const HABITS = {
  write: 6,
  change: 4,
  sort: 2,
  sortSome: 2,
  cut: 1,
  copy: 1,
  remove: 1,
  insert: 1,
  rename: 1,
  leave: 1,
  limit: 1,
  kill: 1,
  wait: 3,
} as const;
type Habit = keyof typeof HABITS;

/** What the staff of one desk know, from day to day. */
export interface Office {
  desk: DeskProcess;
  dice: Dice;
  matters: Matters;
  /** Present names of the problem types that are typed, by what they were called first. */
  types: Map<string, string>;
  /** What was typed last into a cell of 设置 or 人员, by the key of its row and then of its column. */
  configured: Map<string, Record<string, string>>;
  /** What was done, for whoever looks into a day that went wrong. */
  log: string[];
}

export function openOffice(desk: DeskProcess, dice: Dice): Office {
  return {
    desk,
    dice,
    matters: new Matters(),
    types: new Map([
      ['售前咨询', '售前咨询'],
      ['售后支持', '售后支持'],
    ]),
    configured: new Map(),
    log: [],
  };
}

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

/** Lives through one working day. */
export async function workADay(office: Office, pace: Pace): Promise<void> {
  const { dice } = office;
  const count = dice.between(pace.least, pace.most);
  await write(office);
  for (let done = 0; done < count; done++) {
    const habit = drawHabit(dice);
    office.log.push(habit);
    await DOES[habit](office);
  }
}

function drawHabit(dice: Dice): Habit {
  const habits = Object.entries(HABITS) as [Habit, number][];
  let left = dice.between(
    1,
    habits.reduce((sum, [, weight]) => sum + weight, 0),
  );
  for (const [habit, weight] of habits) {
    left -= weight;
    if (left <= 0) return habit;
  }
  return 'wait';
}

const DOES: Record<Habit, (office: Office) => Promise<void>> = {
  write,
  change,
  sort,
  sortSome,
  cut,
  copy,
  remove,
  insert,
  rename,
  leave,
  limit,
  kill,
  wait: async ({ desk, dice }) => void (await desk.doors.advance(`PT${dice.between(5, 90)}M`)),
};

const clerkOf = ({ desk }: Office) => new SheetClerk(desk.doors);

/** Rows of 热线记录 that are saved and belong to a matter, counted from 0. */
function savedRows(tab: Tab): number[] {
  return Array.from({ length: tab.last }, (_, index) => index + 1).filter(
    row => textAt(tab, row, '保存状态') === '已保存' && textAt(tab, row, '订单号/会员号') !== '',
  );
}

/** The tab once every row that was typed has been answered: what is cut or copied is sent as the cells that were read before. */
function tabAtRest(clerk: SheetClerk): Promise<Tab> {
  return vi.waitFor(
    async () => {
      const tab = await clerk.tab(hotline.sheetId);
      const rows = Array.from({ length: tab.last }, (_, index) => index + 1);
      const open = rows.filter(
        row =>
          textAt(tab, row, '订单号/会员号') !== '' && ['', '待同步'].includes(textAt(tab, row, '保存状态')),
      );
      expect(open).toEqual([]);
      return tab;
    },
    { timeout: ANSWER_MS, interval: LOOK_MS },
  );
}

async function write(office: Office): Promise<void> {
  const { dice, matters, desk } = office;
  const clerk = clerkOf(office);
  const { now } = await desk.doors.clockNow();
  for (let rows = dice.between(1, 3); rows > 0; rows--) {
    const tab = await clerk.tab(hotline.sheetId);
    const matter = matters.begin(dice.pick([...office.types.values()]));
    await clerk.type(tab, tab.last + 1, {
      日期时间: localText(now - dice.between(1, 50) * 60_000),
      客户姓名: matter.customer,
      联系方式: matter.contact,
      '订单号/会员号': matter.mark,
      问题类型: matter.type,
      问题描述: `今天上午客户在家里打开机器时发现漏水，停机后仍在滴水，编号${matter.mark}`,
      客户诉求: matter.request,
      紧急程度: dice.pick(['高', '中', '低']),
    });
  }
}

async function change(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const tab = await clerk.tab(hotline.sheetId);
  const rows = savedRows(tab);
  if (rows.length === 0) return;
  const row = office.dice.pick(rows);
  const matter = office.matters.find(textAt(tab, row, '订单号/会员号'));
  if (!matter) return;
  matter.request = `${matter.request}；加急`;
  await clerk.type(tab, row, { 客户诉求: matter.request });
}

async function sort(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const tab = await clerk.tab(hotline.sheetId);
  const undo = await clerk.sortByFilter(
    tab,
    office.dice.pick(['联系方式', '问题类型', '紧急程度', '记录编号']),
  );
  if (office.dice.chance(0.3)) await undo();
}

async function sortSome(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const tab = await clerk.tab(hotline.sheetId);
  const label = office.dice.pick(['客户姓名', '联系方式', '客户诉求', '问题描述']);
  const undo = await clerk.sortSome(tab, label, office.dice.between(1, 4));
  await undo();
}

async function cut(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const tab = await tabAtRest(clerk);
  const rows = savedRows(tab);
  if (rows.length < 2) return;
  const [from, to] = [office.dice.pick(rows), office.dice.pick(rows)];
  if (from === to) return;
  const undo = await clerk.cutAndPaste(tab, '客户姓名', office.dice.between(2, 6), from, to);
  await undo();
}

/** A row copied whole for the same customer's next call; the copy is another matter once its mark is typed over. */
async function copy(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const tab = await tabAtRest(clerk);
  const rows = savedRows(tab);
  if (rows.length === 0) return;
  const from = office.dice.pick(rows);
  const original = office.matters.find(textAt(tab, from, '订单号/会员号'));
  if (!original) return;
  const row = tab.last + 1;
  await clerk.copyRow(tab, from, row);
  const copied = office.matters.begin(original.type);
  copied.customer = original.customer;
  copied.contact = original.contact;
  copied.request = original.request;
  await clerk.type(await clerk.tab(hotline.sheetId), row, {
    '订单号/会员号': copied.mark,
    问题描述: `今天下午客户又来电，机器仍在滴水，要求尽快上门，编号${copied.mark}`,
  });
  // A sort before anybody has looked at the two rows could leave the copy with its original's key.
  await vi.waitFor(
    async () => {
      const now = await clerk.tab(hotline.sheetId);
      expect(textAt(now, row, '行键')).not.toBe(textAt(tab, from, '行键'));
    },
    { timeout: ANSWER_MS, interval: LOOK_MS },
  );
}

async function remove(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const tab = await clerk.tab(hotline.sheetId);
  const rows = savedRows(tab);
  if (rows.length < 4) return;
  const row = office.dice.pick(rows);
  const matter = office.matters.find(textAt(tab, row, '订单号/会员号'));
  if (!matter) return;
  matter.deleted = true;
  await clerk.deleteRow(tab, row);
}

async function insert(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const tab = await clerk.tab(hotline.sheetId);
  if (tab.last > 0) await clerk.insertRow(tab, office.dice.between(1, tab.last));
}

/** A problem type gets another name, in 设置, where its row is. */
async function rename(office: Office): Promise<void> {
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
async function leave(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const tab = await clerk.tab(people.sheetId);
  const names = ['李伟', '王芳', '陈静', '周丽'];
  const name = office.dice.pick(names);
  const row = Array.from({ length: tab.last }, (_, index) => index + 1).find(
    each => textAt(tab, each, '姓名') === name,
  );
  if (row !== undefined) await configure(office, tab, row, ['onDuty', office.dice.pick(['是', '否'])]);
}

async function limit(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const tab = await clerk.tab(settings.sheetId);
  const row = Array.from({ length: tab.last }, (_, index) => index + 1).find(
    each => textAt(tab, each, '名称') === '热线响应',
  );
  if (row !== undefined)
    await configure(office, tab, row, ['value', office.dice.pick(['1h', '2h', '4h', '1wd'])]);
}

async function kill({ desk }: Office): Promise<void> {
  await desk.kill();
  await desk.restart();
}

/** A moment as a clerk in Shanghai types it. */
function localText(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
