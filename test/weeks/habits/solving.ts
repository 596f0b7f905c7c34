// How the simulated staff bring calls to an end: they solve them, call back, and withdraw what should not be.
import { expect, vi } from 'vitest';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { ANSWER_MS, callsTab, LOOK_MS, savedRows, someMatter, tabAtRest } from '../calls-tab.ts';
import { clerkOf, localText, type Office } from '../office.ts';
import { callsRecorded } from '../recorded.ts';
import { rowsOf, textAt } from '../tab.ts';
import { seeToUnsaved } from '../unsaved.ts';

const nowText = async ({ desk }: Office): Promise<string> => localText((await desk.doors.clockNow()).now);

/** A call is responded to and solved; the system opens the row of its call-back. */
export async function solve(office: Office): Promise<void> {
  const tab = await tabAtRest(office);
  const found = someMatter(office, tab);
  if (!found || textAt(tab, found.row, '解决时间') !== '') return;
  const { row, matter } = found;
  const time = await nowText(office);
  matter.solution = `已上门更换密封圈，试机两小时不再漏水，客户确认${matter.mark}`;
  const texts = {
    响应时间: time,
    '解决方案/处理结果': matter.solution,
    解决时间: time,
    问题原因分析: '密封圈老化',
  };
  const clerk = clerkOf(office);
  // An event tells of a text in a blank cell no more than a paste does: not whose it was, where its row is taken out.
  office.unheard = true;
  if (office.dice.chance(0.5)) return clerk.type(tab, row, texts);
  await clerk.pasteLines(tab, row, [texts]);
}

/** A customer whose matter was solved is called: who is dissatisfied has it opened anew. */
export async function callBack(office: Office): Promise<void> {
  const { dice } = office;
  const clerk = clerkOf(office);
  const [calls, tab] = [await callsTab(office), await clerk.tab(callbacks.sheetId)];
  const planned = rowsOf(tab).filter(
    row => textAt(tab, row, '状态') === '待回访' && textAt(tab, row, '保存状态') === '已保存',
  );
  if (planned.length === 0) return;
  const row = dice.pick(planned);
  const about = textAt(tab, row, '关联记录');
  const asked = savedRows(calls).filter(each => about.includes(textAt(calls, each, '记录编号')));
  // What is opened anew has to be known: a row that was taken out, or is being withdrawn, is not.
  const areKnown =
    asked.length === about.split('、').length && asked.every(each => textAt(calls, each, '作废') === '');
  const isSatisfied = !areKnown || dice.chance(0.6);
  await clerk.type(tab, row, {
    实际回访时间: await nowText(office),
    接通情况: '已接通',
    满意度: isSatisfied ? '9' : '2',
    ...(isSatisfied ? { 反馈分类: '无' } : { 评分原因: '又漏水了', 未解决问题: '密封圈处仍然滴水' }),
  });
  if (isSatisfied) return;
  const opened = await answeredAbout(office, textAt(tab, row, '行键'));
  for (const { number, cells } of await callsRecorded(office.desk.doors)) {
    const matter = office.matters.find(String(cells.order));
    if (matter && opened.includes(number) && (cells.withdrawn ?? null) === null) matter.solution = null;
  }
}

/**
 * What a call-back is about whose customer was dissatisfied, once it is answered: all of it is opened anew, also what
 * was solved for the same customer since somebody looked, see 关联记录 in docs/tables.md.
 */
async function answeredAbout(office: Office, key: string): Promise<string> {
  return vi.waitFor(
    async () => {
      await seeToUnsaved(office, [callbacks]);
      const tab = await clerkOf(office).tab(callbacks.sheetId);
      const row = rowsOf(tab).find(each => textAt(tab, each, '行键') === key) ?? 0;
      expect(textAt(tab, row, '回访结论')).toBe('不满意');
      return textAt(tab, row, '关联记录');
    },
    { timeout: ANSWER_MS, interval: LOOK_MS },
  );
}

/** A row that should not be is withdrawn, or one that was is taken back in. */
export async function withdraw(office: Office): Promise<void> {
  const tab = await callsTab(office);
  const found = someMatter(office, tab);
  if (!found) return;
  const text = textAt(tab, found.row, '作废') === '' ? '作废' : '';
  await clerkOf(office).type(tab, found.row, { 作废: text });
}

/** The number that a customer gave was another one. */
export async function correct(office: Office): Promise<void> {
  const tab = await callsTab(office);
  const found = someMatter(office, tab);
  if (!found) return;
  const { row, matter } = found;
  matter.contact = `15${String(office.dice.between(100_000_000, 999_999_999))}`;
  await clerkOf(office).type(tab, row, { 联系方式: matter.contact });
}
