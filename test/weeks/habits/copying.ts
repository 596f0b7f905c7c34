// What the simulated staff copy: rows for the next call of the same customer, and whole tabs.
import { expect, vi } from 'vitest';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { ANSWER_MS, callsTab, LOOK_MS, MARK, matterAt, savedBlock, tabAtRest } from '../calls-tab.ts';
import { clerkOf, type Office } from '../office.ts';
import { copyElsewhere } from '../other-tabs.ts';
import { textAt } from '../tab.ts';

/** Rows copied whole for the same customers' next calls; a copy is another matter once its mark is typed over. */
export async function copy(office: Office): Promise<void> {
  const { dice } = office;
  const clerk = clerkOf(office);
  const tab = await tabAtRest(office);
  const count = dice.pick([1, 1, 1, 2, 3]);
  const from = savedBlock(office, tab, count);
  if (from === undefined) return;
  const first = tab.last + 1;
  await clerk.copyRows(tab, from, first, count);
  for (let index = 0; index < count; index++) {
    const original = matterAt(office, tab, from + index);
    if (!original) throw new Error(`Row ${from + index} was nobody's`);
    const copied = office.matters.begin(original.type, original.urgency);
    copied.customer = original.customer;
    copied.contact = original.contact;
    await clerk.type(await callsTab(office), first + index, {
      [MARK]: copied.mark,
      问题描述: `今天下午客户又来电，机器仍在滴水，要求尽快上门，编号${copied.mark}`,
      客户诉求: copied.request,
    });
  }
  // A sort before anybody has looked at the rows could leave a copy with its original's key.
  await vi.waitFor(
    async () => {
      const now = await callsTab(office);
      for (let index = 0; index < count; index++)
        expect(textAt(now, first + index, '行键')).not.toBe(textAt(tab, from + index, '行键'));
    },
    { timeout: ANSWER_MS, interval: LOOK_MS },
  );
}

/** The same in another tab. */
export async function copyOther(office: Office): Promise<void> {
  await copyElsewhere(clerkOf(office), office.dice, office.writings);
}

/** The tab is duplicated and typed into by mistake: it says that it is not saved, and is taken out again. */
export async function duplicate(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const tab = await callsTab(office);
  if (tab.last === 0) return;
  const sheetId = 90_000 + office.dice.between(1, 9_999);
  await clerk.duplicateTab(tab, sheetId, `${hotline.title}的副本`);
  const row = office.dice.between(1, tab.last);
  await clerk.type(await clerk.tab(sheetId), row, { 客户诉求: '写在副本里' });
  await vi.waitFor(async () => expect(textAt(await clerk.tab(sheetId), row, '保存状态')).toBe('本页不保存'), {
    timeout: ANSWER_MS,
    interval: LOOK_MS,
  });
  await clerk.deleteTab(await clerk.tab(sheetId));
}
