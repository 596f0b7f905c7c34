// How the simulated staff sort rows and move cells among them, whole or in part; what moves a part is taken back.
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { callsTab, savedRows, tabAtRest } from '../calls-tab.ts';
import { clerkOf, type Office } from '../office.ts';
import { OTHER_TABS } from '../other-tabs.ts';

export async function sort(office: Office): Promise<void> {
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
export async function sortVisible(office: Office): Promise<void> {
  const tab = await callsTab(office);
  const undo = await clerkOf(office).sortVisible(tab, office.dice.pick(['联系方式', '客户诉求']));
  await undo();
}

export async function sortSome(office: Office): Promise<void> {
  const tab = await callsTab(office);
  const label = office.dice.pick(['客户姓名', '联系方式', '客户诉求', '问题描述']);
  const undo = await clerkOf(office).sortSome(tab, label, office.dice.between(1, 4));
  await undo();
}

export async function cut(office: Office): Promise<void> {
  const tab = await tabAtRest(office);
  const rows = savedRows(tab);
  if (rows.length < 2) return;
  const [from, to] = [office.dice.pick(rows), office.dice.pick(rows)];
  if (from === to) return;
  const columns = office.dice.between(2, 6);
  const undo = await clerkOf(office).cutAndPaste(tab, '客户姓名', columns, from, to);
  await undo();
}
