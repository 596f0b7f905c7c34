// Figures as links: one that counts rows of one table opens these in the filter view that shows them, one of several
// tables leads to the part of its page that tells it table by table.

import { momentOf, type Span, spanViewKey } from '../../desk/span-views.ts';
import { tabViews, type ViewKey } from '../../desk/tab-views.ts';
import { type Entries, OPEN } from '../../figures/figures.ts';
import { entriesOf } from '../../figures/read.ts';
import type { PeriodKind } from '../../schema/period.ts';
import type { Table } from '../../schema/table.ts';
import { COMPLAINT_ANALYSIS } from '../complaint-analysis.ts';
import { periodsUpTo, type SummaryFacts } from '../facts.ts';
import {
  amountOf,
  type CountedFigure,
  type Counting,
  type DueFigure,
  type FigureRef,
} from '../figure-ref.ts';
import type { SummaryCell, SummaryPage } from '../page.ts';
import { DUE_LABELS } from '../person-table.ts';
import { TODO } from '../todo.ts';

type LinkFacts = Pick<SummaryFacts, 'figures' | 'now' | 'desk'>;
type Target = SummaryCell['to'];

/**
 * Pages with their figures as links. Views go by the present day, so this is for pages that are made anew day by day
 * only: a report that is kept would lead to other rows a month later.
 */
export function withFigureLinks(pages: readonly SummaryPage[], facts: LinkFacts): SummaryPage[] {
  const read = new Map<string, Entries>();
  const entries = (document: string): Entries => {
    const known = read.get(document) ?? entriesOf(facts.figures, document);
    read.set(document, known);
    return known;
  };
  const linking = { desk: facts.desk, spans: spansOf(facts), entries, lists: listsOf(pages) };
  return pages.map(page => linked(page, linking));
}

/** What links are made from, once for all pages. */
interface Linking {
  desk: SummaryFacts['desk'];
  spans: ReadonlyMap<string, Span>;
  entries: (document: string) => Entries;
  /** Where 待办提醒 lists what is due, one by one. */
  lists: ReadonlyMap<DueFigure['due'], Target>;
}

function linked(page: SummaryPage, linking: Linking): SummaryPage {
  const parts = pageParts(page);
  const grid = page.grid.map((row, at) =>
    row.map(cell => {
      // Nothing to see of none.
      if (!cell.figure || cell.to || typeof cell.text !== 'number' || cell.text === 0) return cell;
      const to = rowsOf(cell.figure, linking) ?? partTelling(cell.figure, page, parts, at);
      return to ? { ...cell, to } : cell;
    }),
  );
  return { ...page, grid };
}

/** The documents of each span that views know, joined. */
function spansOf({ now, desk }: LinkFacts): ReadonlyMap<string, Span> {
  const documents = (kind: PeriodKind, from: number, until: number) =>
    periodsUpTo(kind, now, desk.zone)
      .slice(from, until)
      .map(({ document }) => document)
      .join();
  return new Map([
    [documents('week', 0, 1), '本周'],
    [documents('week', 1, 2), '上周'],
    [documents('month', 0, 1), '本月'],
    [documents('month', 1, 2), '上月'],
    [documents('month', 0, 3), '近 3 个月'],
    [documents('month', 3, 6), '此前 3 个月'],
  ]);
}

/** The view of the one table whose rows a figure counts. */
function rowsOf(figure: FigureRef, { desk, spans, entries, lists }: Linking): Target {
  if ('due' in figure) return dueRowsOf(figure, desk) ?? lists.get(figure.due);
  const { documents, counted, of = counted } = figure;
  const [table, ...others] = of.tables.filter(each =>
    documents.some(document => amountOf(entries(document), { ...of, tables: [each] }) !== 0),
  );
  if (!table || others.length > 0) return undefined;
  return viewOf(table, keyOf(figure, of, table, spans), desk);
}

/** Views tell what is late or due of a table, but not whose it is: who has to act stands in no column. */
function dueRowsOf({ due, table, who, department }: DueFigure, desk: SummaryFacts['desk']): Target {
  if (!table || due === 'escalated' || who !== undefined || department !== undefined) return undefined;
  return viewOf(table, due === 'overdue' ? 'late' : 'today', desk);
}

/** The lists of 待办提醒 by what they list. */
function listsOf(pages: readonly SummaryPage[]): Map<DueFigure['due'], Target> {
  const todo = pages.find(({ tab }) => tab.sheetId === TODO.tab.sheetId);
  const parts = todo ? [...pageParts(todo)] : [];
  const dues = Object.entries(DUE_LABELS) as [DueFigure['due'], string][];
  return new Map(
    dues.flatMap(([due, label]) => {
      const row = parts.find(([headline]) => headline.startsWith(label))?.[1];
      return row === undefined ? [] : [[due, { sheetId: TODO.tab.sheetId, row: row + 1 }] as const];
    }),
  );
}

function keyOf(
  { documents }: CountedFigure,
  of: Counting,
  table: Table,
  spans: ReadonlyMap<string, Span>,
): ViewKey | undefined {
  if (documents.join() === OPEN) return of.by === undefined || of.by === 'state' ? 'open' : undefined;
  const span = spans.get(documents.join());
  const moment = momentOf(of.measures);
  return span && moment && spanViewKey(table, span, moment, typeIn(of, table));
}

/** The one type that a figure is of, where its table's problems are its types as well. */
function typeIn({ by, value }: Counting, { dimensions, measures }: Table): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const type = dimensions.find(({ name }) => name === 'type')?.column;
  const [problem] = measures?.problems ?? [];
  const isType = by === 'type' || (by === 'problem' && problem?.column === type && type !== undefined);
  return isType ? value : undefined;
}

/** A view of a table; of a type that is offered no more there is none, and the view of all types shows its rows. */
function viewOf(table: Table, key: ViewKey | undefined, desk: SummaryFacts['desk']): Target {
  const views = tabViews(table, desk);
  const [, span, type] = /^type\/([^/]+)\/(.*)$/.exec(key ?? '') ?? [];
  const view =
    key && (views.get(key) ?? (type ? views.get(spanViewKey(table, span as Span, 'came')) : undefined));
  return view && { table, view: view.id };
}

/** The parts of a page, by headline, with the row that each begins at. */
function pageParts({ grid }: SummaryPage): Map<string, number> {
  return new Map(
    grid.flatMap(([cell], row) => (cell?.style === 'section' ? [[String(cell.text), row] as const] : [])),
  );
}

/** Parts that tell a figure table by table; limits have one of their own. */
const BY_TABLE = ['各表', '按表'];
const BY_LIMIT = ['各时限'];
/** The tab that tells of complaints. */
const COMPLAINTS = COMPLAINT_ANALYSIS.tab.sheetId;

/** Parts whose figures are of the page's own period and of several tables. Those of single months are of others. */
const OF_ALL = new Set(['主要数据', '用时', '按责任人', '按部门', '按状态']);
const OF_LIMITS = new Set([...OF_ALL, '各表', '各类型', '工作', '人员工作量']);

/** The part of the page that tells a figure of several tables table by table, or limit by limit. */
function partTelling(
  figure: FigureRef,
  { tab }: SummaryPage,
  parts: ReadonlyMap<string, number>,
  at: number,
): Target {
  if ('due' in figure || figure.counted.by !== undefined) return undefined;
  const { measures } = figure.counted;
  const isLimits = measures.some(each => each === 'kept' || each === 'missed');
  const [own = ''] = [...parts].findLast(([, row]) => row < at) ?? [];
  if (!(isLimits ? OF_LIMITS : OF_ALL).has(own)) return undefined;
  if (measures.includes('complaint')) return { sheetId: COMPLAINTS, row: 1 };
  const row = (isLimits ? BY_LIMIT : BY_TABLE).flatMap(part => parts.get(part) ?? [])[0];
  return row === undefined ? undefined : { sheetId: tab.sheetId, row: row + 1 };
}
