// 热线记录 as the simulated staff look at it: which of its rows are saved, whose they are, and when it is at rest.
import { expect, vi } from 'vitest';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import type { Matter } from './matters.ts';
import { clerkOf, type Office } from './office.ts';
import { rowsOf, type Tab, textAt } from './tab.ts';

/** How long a row may wait for its answer on a busy machine, behind all that was typed before. */
export const ANSWER_MS = 60_000;
/**
 * How often it is looked for: each look reads the whole spreadsheet, on the processor that the desk would answer with.
 */
export const LOOK_MS = 500;

/** Where the mark of a matter stands. */
export const MARK = '订单号/会员号';

export const callsTab = (office: Office): Promise<Tab> => clerkOf(office).tab(hotline.sheetId);

/** Rows that are saved and belong to a matter, counted from 0. */
export const savedRows = (tab: Tab): number[] =>
  rowsOf(tab).filter(row => textAt(tab, row, '保存状态') === '已保存' && textAt(tab, row, MARK) !== '');

/** The first of some saved rows that follow each other, where there are so many. */
export function savedBlock({ dice }: Office, tab: Tab, count: number): number | undefined {
  const saved = new Set(savedRows(tab));
  const firsts = [...saved].filter(row =>
    Array.from({ length: count }, (_, index) => row + index).every(each => saved.has(each)),
  );
  return firsts.length === 0 ? undefined : dice.pick(firsts);
}

export const matterAt = ({ matters }: Office, tab: Tab, row: number): Matter | undefined =>
  matters.find(textAt(tab, row, MARK));

/** A saved row and its matter. */
export function someMatter(office: Office, tab: Tab): { row: number; matter: Matter } | undefined {
  const rows = savedRows(tab);
  if (rows.length === 0) return undefined;
  const row = office.dice.pick(rows);
  const matter = matterAt(office, tab, row);
  return matter && { row, matter };
}

/**
 * The tab once every row that was typed has been answered: what is cut or copied is sent as the cells that were read
 * before. Where the service was away rows wait for the next edit or the round of the hour, which 刷新 stands for.
 */
export function tabAtRest(office: Office): Promise<Tab> {
  return vi.waitFor(
    async () => {
      const tab = await callsTab(office);
      const open = rowsOf(tab).filter(
        row => textAt(tab, row, MARK) !== '' && ['', '待同步'].includes(textAt(tab, row, '保存状态')),
      );
      if (open.length > 0) await clerkOf(office).run('refresh');
      expect(open).toEqual([]);
      return tab;
    },
    { timeout: ANSWER_MS, interval: LOOK_MS },
  );
}
