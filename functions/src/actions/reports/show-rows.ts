// Rows of a figure in their tabs: filter views of whoever asks, made anew each time.

import type { CardAnswer } from '../../contract/cards.ts';
import { RequestError } from '../../contract/request-error.ts';
import { isRetired } from '../../core/decide/retired.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import type { ViewPart } from '../../core/desk/tab-views.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { Table } from '../../core/schema/table.ts';
import { figureViews } from '../../core/workbook/figure-views.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';

/**
 * Makes the views, and answers what leads to them. What cannot be shown now is told in a sentence: the card lists the
 * records all the same.
 */
export async function showRows(
  ports: Ports,
  desk: DeskContext,
  account: Account,
  rows: readonly { table: Table; record: DeskRecord; part: ViewPart }[],
  label: (table: Table, part: ViewPart, rows: number) => string,
): Promise<{ views: NonNullable<CardAnswer['views']>; told: string[] }> {
  if (rows.length === 0) return { views: [], told: [] };
  const { id } = desk.desk;
  const who = { id: account.subject, name: desk.personOfMail(account.mail)?.name ?? account.mail };
  const make = async () => {
    const { tabs } = await ports.workbooks.inspect(id);
    const numbers = rows.map(({ record: { number }, ...row }) => ({ ...row, number }));
    const { views, requests } = figureViews(numbers, tabs, who);
    await ports.workbooks.apply(id, requests);
    return views;
  };
  try {
    // Where an answer was lost, or the layout changed meanwhile, the tab has other views than it had.
    const made = await make().catch((error: unknown) =>
      isWorkbookRefused(error) ? make() : Promise.reject(error),
    );
    const isGone = rows.some(({ record }) => isRetired(record, desk, ports.now()));
    return {
      views: made.map(({ table, view, part, rows: count }) => ({
        label: label(table, part, count),
        url: ports.links.view(id, table.sheetId, view),
      })),
      told: isGone ? ['关闭已久、移出了表格的行不在筛选里：点下面的那一条，把它放回表中。'] : [],
    };
  } catch (error) {
    ports.log.error('rows_not_shown', error, { deskId: id });
    return { views: [], told: ['现在不能在表里只列出这些行，请稍后再试；下面逐条列出。'] };
  }
}

const isWorkbookRefused = (error: unknown) =>
  error instanceof RequestError && error.code === 'workbook_refused';
