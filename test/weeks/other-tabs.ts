// Rows that the staff of a simulated desk write in other tabs than that of the calls, and what of them has to be
// recorded.
import { expect, vi } from 'vitest';
import { columnOf, type Table } from '../../functions/src/core/schema/table.ts';
import { feedback } from '../../functions/src/core/tables/feedback.ts';
import { followUps } from '../../functions/src/core/tables/follow-ups.ts';
import type { DeskDoors } from '../fixtures/journeys/desk-doors.ts';
import { documentsOf, fullValuesOf } from '../fixtures/journeys/record-book.ts';
import type { Dice } from '../simulation/dice.ts';
import { type SheetClerk, unsavedRows } from './sheet-clerk.ts';
import { rowsOf, textAt } from './tab.ts';

/** A row of another tab, by the mark in its long text. */
export interface Writing {
  table: string;
  mark: string;
  contact: string;
}

const MARK = /N\d{5}/;

/** What is typed as it is called now, at a time as people write it. */
interface Now {
  time: string;
  /** A problem type. */
  type: string;
  /** Who takes it. */
  person: string;
}

interface OtherTab {
  table: Table;
  /** Key of the column whose text holds the mark. */
  text: string;
  /** What is typed beside the contact. */
  cellsOf: (mark: string, now: Now) => Record<string, string>;
}

const OTHERS: readonly OtherTab[] = [
  {
    table: feedback,
    text: 'content',
    cellsOf: (mark, { time }) => ({
      '客户名称/联系人': `客户${mark}`,
      反馈渠道: '电话',
      反馈类型: '投诉',
      接收时间: time,
      反馈内容: `今天上午收到的净水器外壳开裂，开机后漏水，无法使用，编号${mark}`,
    }),
  },
  {
    table: followUps,
    text: 'description',
    cellsOf: (mark, { time, type, person }) => ({
      客户编号: `C${mark}`,
      客户名称: `客户${mark}`,
      初步对接人: person,
      '购买产品/服务': '净水器A3',
      问题发生时间: time,
      问题描述: `今天上午开机后设备频繁停机，客户已重启三次无效，编号${mark}`,
      优先级: '一般',
      问题类型: type,
    }),
  },
];

/** The tabs in which rows are written beside the calls. */
export const OTHER_TABS: readonly Table[] = OTHERS.map(({ table }) => table);

/** Writes a row into one of the other tabs, below its last one. */
export async function writeElsewhere(
  clerk: SheetClerk,
  dice: Dice,
  writings: Writing[],
  now: Now,
): Promise<void> {
  const { table, cellsOf } = dice.pick([...OTHERS]);
  const mark = nextMark(writings);
  const contact = `13${String(700_000_001 + writings.length)}`;
  writings.push({ table: table.key, mark, contact });
  const tab = await clerk.tab(table.sheetId);
  await clerk.pasteLines(tab, tab.last + 1, [{ 联系方式: contact, ...cellsOf(mark, now) }]);
}

/** Copies a row whole below the last one of its tab, for another matter of the same customer. */
export async function copyElsewhere(clerk: SheetClerk, dice: Dice, writings: Writing[]): Promise<void> {
  const { table, text } = dice.pick([...OTHERS]);
  const { label } = columnOf(table, text);
  const tab = await clerk.tab(table.sheetId);
  const from = rowsOf(tab).filter(row => textAt(tab, row, '保存状态') === '已保存');
  if (from.length === 0) return;
  const row = dice.pick(from);
  const was = textAt(tab, row, label);
  const original = writings.find(({ mark }) => was.includes(mark));
  if (!original) return;
  const mark = nextMark(writings);
  writings.push({ ...original, mark });
  await clerk.copyRows(tab, row, tab.last + 1);
  await clerk.type(await clerk.tab(table.sheetId), tab.last + 1, {
    [label]: was.replace(original.mark, mark),
  });
}

const nextMark = ({ length }: readonly Writing[]): string => `N${String(length + 1).padStart(5, '0')}`;

/** Holds the desk to it that each of these rows is one record, with the full contact that was typed beside its mark. */
export async function expectWrittenElsewhere(
  doors: DeskDoors,
  writings: readonly Writing[],
  timeout: number,
): Promise<void> {
  await vi.waitFor(
    async () => {
      const [records, full] = await Promise.all([documentsOf(doors, 'records'), fullValuesOf(doors)]);
      const found = OTHERS.flatMap(({ table, text }) =>
        records
          .filter(each => each.get('table') === table.key)
          .map(each => ({
            table: table.key,
            mark: MARK.exec(String(each.get(`cells.${text}`) ?? ''))?.[0] ?? '',
            contact: full.get(each.id)?.['contact'] ?? '',
          }))
          .filter(({ mark }) => mark !== ''),
      );
      const inOrder = (all: readonly Writing[]) => all.toSorted((a, b) => (a.mark < b.mark ? -1 : 1));
      const isWriting = (cells: Record<string, string>) => Object.values(cells).some(text => MARK.test(text));
      const unsaved = OTHERS.map(({ table }) => unsavedRows(doors, table, isWriting));
      expect({ found: inOrder(found), unsaved: (await Promise.all(unsaved)).flat() }).toEqual({
        found: inOrder(writings),
        unsaved: [],
      });
    },
    { timeout, interval: 500 },
  );
}
