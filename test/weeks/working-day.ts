// A working day of a simulated staff, drawn by its seed: they type, sort, undo, cut, copy, delete, replace, rename,
// join, go on leave and leave; processes die.
import { expect, vi } from 'vitest';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import type { Dice } from '../simulation/dice.ts';
import { join, leave, limit, rename, renamePerson } from './configuring.ts';
import { clerkOf, localText, type Office } from './office.ts';
import { OTHER_TABS, writeElsewhere } from './other-tabs.ts';
import { type SheetClerk, type Tab, textAt } from './sheet-clerk.ts';

/** How long a row may wait for its answer on a busy machine. */
const ANSWER_MS = 60_000;
/**
 * How often it is looked for: each look reads the whole spreadsheet, on the processor that the desk would answer with.
 */
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
  sortVisible: 1,
  replace: 1,
  elsewhere: 3,
  join: 1,
  cut: 1,
  copy: 1,
  remove: 1,
  insert: 1,
  rename: 1,
  renamePerson: 1,
  leave: 1,
  limit: 1,
  kill: 1,
  wait: 3,
} as const;
type Habit = keyof typeof HABITS;

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
  sortVisible,
  replace,
  elsewhere,
  join,
  cut,
  copy,
  remove,
  insert,
  rename,
  renamePerson,
  leave,
  limit,
  kill,
  wait: async ({ desk, dice }) => void (await desk.doors.advance(`PT${dice.between(5, 90)}M`)),
};

/** Rows of 热线记录 that are saved and belong to a matter, counted from 0. */
function savedRows(tab: Tab): number[] {
  return Array.from({ length: tab.last }, (_, index) => index + 1).filter(
    row => textAt(tab, row, '保存状态') === '已保存' && textAt(tab, row, '订单号/会员号') !== '',
  );
}

/**
 * The tab once every row that was typed has been answered: what is cut or copied is sent as the cells that were read
 * before.
 */
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
  const { dice } = office;
  const clerk = clerkOf(office);
  const isOther = dice.chance(0.3);
  const tab = await clerk.tab(isOther ? dice.pick([...OTHER_TABS]).sheetId : hotline.sheetId);
  if (tab.last < 2) return;
  const labels = isOther ? ['联系方式', '保存状态'] : ['联系方式', '问题类型', '紧急程度', '记录编号'];
  const undo = await clerk.sortByFilter(tab, dice.pick(labels));
  if (dice.chance(0.3)) await undo();
}

/** Sorted without the hidden columns, and taken back. */
async function sortVisible(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const tab = await clerk.tab(hotline.sheetId);
  const undo = await clerk.sortVisible(tab, office.dice.pick(['联系方式', '客户诉求']));
  await undo();
}

/** 加急 is called 特急 from now on, in all rows that are saved. */
async function replace(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const tab = await clerk.tab(hotline.sheetId);
  const rows = savedRows(tab);
  await clerk.replaceIn(tab, '客户诉求', rows, ['加急', '特急']);
  for (const row of rows) {
    const matter = office.matters.find(textAt(tab, row, '订单号/会员号'));
    if (matter && textAt(tab, row, '客户诉求').includes('加急'))
      matter.request = matter.request.replaceAll('加急', '特急');
  }
}

async function elsewhere(office: Office): Promise<void> {
  const { dice, desk } = office;
  const { now } = await desk.doors.clockNow();
  const typed = {
    time: localText(now - dice.between(1, 50) * 60_000),
    type: dice.pick([...office.types.values()]),
    person: office.people.get('赵敏') ?? '',
  };
  await writeElsewhere(clerkOf(office), dice, office.writings, typed);
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

async function kill({ desk }: Office): Promise<void> {
  await desk.kill();
  await desk.restart();
}
