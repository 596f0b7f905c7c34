// From a figure in a summary tab back to the records that it counts.

import type { CardAnswer, FigureRequest } from '../../contract/cards.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { countName, figuresOf } from '../../core/figures/count.ts';
import { showTime } from '../../core/lib/parse-time.ts';
import { isSound } from '../../core/record/decidable.ts';
import { dueItems, itemsOf } from '../../core/reports/due.ts';
import type { CountedFigure } from '../../core/reports/figure-ref.ts';
import {
  type CountedRecord,
  countedRecord,
  figureRows,
  tablesOf,
} from '../../core/reports/rows/drill-down.ts';
import { countedLines, dueLines, MAX_LISTED, viewLabel } from '../../core/reports/rows/drill-down-lines.ts';
import { summaryPages } from '../../core/reports/summary-tabs.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { memberContext } from '../desk/desk-contexts.ts';
import { readFacts } from './read-facts.ts';
import { showRows } from './show-rows.ts';

/** Records in one reading. */
const PAGE_SIZE = 300;

/** Most records that are looked at for one figure; a desk has this many in a busy month. */
const MAX_READ = 9_000;

/** What the figure in a cell counts, and its records. The tab is made anew: what is told is as of now. */
export async function drillDown(
  ports: Ports,
  account: Account,
  deskId: string,
  { sheetId, row, column }: FigureRequest,
): Promise<CardAnswer> {
  const desk = await memberContext(ports, deskId, account);
  const facts = await readFacts(ports, desk);
  const page = summaryPages(facts).find(({ tab }) => tab.sheetId === sheetId);
  const cell = page?.grid[row - 1]?.[column - 1];
  if (!page || !cell?.figure || typeof cell.text !== 'number')
    return { title: '选中数字的明细', lines: ['请先选中统计页中的一个数字；占比、用时和件数都可以查看。'] };
  const { figure } = cell;
  const title = `${page.tab.title} · ${figure.title}`;
  const until = `截至 ${showTime(facts.now, desk.zone)}。`;
  if ('due' in figure) {
    const items = itemsOf(dueItems(facts), figure);
    const rows = items.map(item => ({ ...item, part: 'counted' as const }));
    const { views, told } = await showRows(ports, desk, account, rows, viewLabel(figure));
    return { title, lines: [until, ...told, ...dueLines(items, facts)], views };
  }
  const found = await recordsOf(ports, desk, figure);
  const { views, told } = await showRows(ports, desk, account, figureRows(found), viewLabel(figure));
  return { title, lines: [until, ...told, ...countedLines(figure, facts.figures, found)], views };
}

/** Records that a figure counts, as far as they are listed. */
async function recordsOf(ports: Ports, desk: DeskContext, figure: CountedFigure): Promise<CountedRecord[]> {
  const found = new Map<string, CountedRecord>();
  let read = 0;
  for (const table of tablesOf(figure)) {
    for (const document of figure.documents) {
      for (let after = ''; ; ) {
        const page = await ports.store.recordsCountedIn(
          desk.desk.id,
          countName(table, document),
          after,
          PAGE_SIZE,
        );
        read += page.length;
        for (const record of page) {
          if (!isSound(record)) continue;
          const counted = countedRecord(table, record, figuresOf(table, record, desk.zone), figure);
          if (counted) found.set(record.key, counted);
        }
        after = page.at(-1)?.key ?? '';
        if (page.length < PAGE_SIZE) break;
        if (found.size > MAX_LISTED || read >= MAX_READ) return [...found.values()];
      }
    }
  }
  return [...found.values()];
}
