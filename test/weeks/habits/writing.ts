// How the simulated staff write calls down and change what they wrote.
import { callsTab, MARK, matterAt, savedBlock, savedRows, someMatter } from '../calls-tab.ts';
import type { Matter } from '../matters.ts';
import { clerkOf, localText, type Office } from '../office.ts';
import { writeElsewhere } from '../other-tabs.ts';
import { textAt } from '../tab.ts';

const URGENCIES = ['高', '中', '低'] as const;

const someType = ({ dice, types }: Office): string => dice.pick([...types.values()]);

const newMatter = (office: Office): Matter =>
  office.matters.begin(someType(office), office.dice.pick(URGENCIES));

/** What is typed of a call that came within the hour. */
function textsOf(matter: Matter, { dice }: Office, now: number): Record<string, string> {
  return {
    日期时间: localText(now - dice.between(1, 50) * 60_000),
    客户姓名: matter.customer,
    联系方式: matter.contact,
    [MARK]: matter.mark,
    问题类型: matter.type,
    问题描述: `今天上午客户在家里打开机器时发现漏水，停机后仍在滴水，编号${matter.mark}`,
    客户诉求: matter.request,
    紧急程度: matter.urgency,
  };
}

/** Calls as they come: cell by cell, or a line at once. */
export async function write(office: Office): Promise<void> {
  const clerk = clerkOf(office);
  const { now } = await office.desk.doors.clockNow();
  for (let rows = office.dice.between(1, 3); rows > 0; rows--) {
    const tab = await callsTab(office);
    const texts = textsOf(newMatter(office), office, now);
    if (office.dice.chance(0.3)) await clerk.type(tab, tab.last + 1, texts);
    else await clerk.pasteLines(tab, tab.last + 1, [texts]);
  }
}

/** Calls of a list that was kept elsewhere, pasted below the last row at once. */
export async function pasteMany(office: Office): Promise<void> {
  const { dice, desk } = office;
  const { now } = await desk.doors.clockNow();
  const tab = await callsTab(office);
  const lines = Array.from({ length: dice.between(5, 12) }, () => textsOf(newMatter(office), office, now));
  await clerkOf(office).pasteLines(tab, tab.last + 1, lines);
}

export async function change(office: Office): Promise<void> {
  const tab = await callsTab(office);
  const found = someMatter(office, tab);
  if (!found) return;
  found.matter.request = `${found.matter.request}；加急`;
  await clerkOf(office).type(tab, found.row, { 客户诉求: found.matter.request });
}

/** 加急 is called 特急 from now on, in all rows that are saved. */
export async function replace(office: Office): Promise<void> {
  const tab = await callsTab(office);
  const rows = savedRows(tab);
  await clerkOf(office).replaceIn(tab, '客户诉求', rows, ['加急', '特急']);
  for (const row of rows) {
    const matter = matterAt(office, tab, row);
    if (matter && textAt(tab, row, '客户诉求').includes('加急'))
      matter.request = matter.request.replaceAll('加急', '特急');
  }
  office.unheard = true;
}

/** One row's urgency or type is drawn down over those below it. */
export async function fillDown(office: Office): Promise<void> {
  const tab = await callsTab(office);
  const count = office.dice.between(1, 4);
  const from = savedBlock(office, tab, count + 1);
  if (from === undefined) return;
  const [label, key] = office.dice.pick([
    ['紧急程度', 'urgency'],
    ['问题类型', 'type'],
  ] as const);
  await clerkOf(office).fillDown(tab, label, from, count);
  const text = textAt(tab, from, label);
  for (let row = from + 1; row <= from + count; row++) {
    const matter = matterAt(office, tab, row);
    if (matter) matter[key] = text;
  }
  office.unheard = true;
}

/** A text is typed over, and that is taken back: at once, or when it was saved; and perhaps written again. */
export async function retype(office: Office): Promise<void> {
  const { dice, desk } = office;
  const tab = await callsTab(office);
  const found = someMatter(office, tab);
  if (!found) return;
  const { row, matter } = found;
  const was = textAt(tab, row, '客户诉求');
  const text = `${matter.request}；改日上门${dice.between(1, 999)}`;
  const { undo, redo } = await clerkOf(office).typeCell(tab, row, '客户诉求', text);
  matter.heard.push(text);
  if (dice.chance(0.3)) await desk.doors.advance('PT2M');
  await undo();
  matter.request = was;
  if (dice.chance(0.3)) {
    await redo();
    matter.request = text;
  }
}

/** A cell that every record has is cleared, and filled in again. */
export async function clear(office: Office): Promise<void> {
  const { dice, desk } = office;
  const tab = await callsTab(office);
  const found = someMatter(office, tab);
  if (!found) return;
  const clerk = clerkOf(office);
  const text = `${found.matter.request}；重填`;
  await clerk.typeCell(tab, found.row, '客户诉求', '');
  if (dice.chance(0.3)) await desk.doors.advance('PT2M');
  await clerk.typeCell(await callsTab(office), found.row, '客户诉求', text);
  found.matter.request = text;
}

/** Two people type into one cell at the same moment: what is later stays, and the history has both. */
export async function typeTogether(office: Office): Promise<void> {
  const tab = await callsTab(office);
  const found = someMatter(office, tab);
  if (!found) return;
  const { row, matter } = found;
  const typed = ['liwei', 'chenjing'].map(async name => {
    const text = `${matter.request}；${name}记`;
    const { seq } = await clerkOf(office, `${name}@sheetdesk.example`).typeCell(tab, row, '客户诉求', text);
    return { seq, text };
  });
  const texts = (await Promise.all(typed)).toSorted((a, b) => a.seq - b.seq).map(({ text }) => text);
  matter.heard.push(...texts);
  matter.request = texts.at(-1) ?? matter.request;
}

/** The functions die, if they have come back since they last did, and somebody types while they are away. */
export async function typeWhileDead(office: Office): Promise<void> {
  if (office.desk.functionsLive) office.desk.killFunctions();
  await office.dice.pick([change, write, retype])(office);
}

export async function elsewhere(office: Office): Promise<void> {
  const { dice, desk } = office;
  const { now } = await desk.doors.clockNow();
  const typed = {
    time: localText(now - dice.between(1, 50) * 60_000),
    type: someType(office),
    person: office.people.get('赵敏') ?? '',
  };
  await writeElsewhere(clerkOf(office), dice, office.writings, typed);
}
