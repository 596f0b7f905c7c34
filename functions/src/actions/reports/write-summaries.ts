// Writes the summary tabs when the desk has the lease: what changed since the last time, in one call to the
// spreadsheet. Knows nothing of what is in them.

import { RequestError } from '../../contract/request-error.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { endOfDay } from '../../core/reports/due.ts';
import type { SummaryPage, SummaryTab } from '../../core/reports/page.ts';
import { isMonthTab, monthPages } from '../../core/reports/reports.ts';
import { summaryPages } from '../../core/reports/summary-tabs.ts';
import { planAnew } from '../../core/workbook/page-layout.ts';
import { type PageMarks, type PagePlan, planPage } from '../../core/workbook/page-requests.ts';
import type { TabRequests } from '../../core/workbook/sheet-request.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Steps } from '../desk/steps.ts';
import { compareSaved } from '../propagate/compare-saved.ts';
import { applyNewLayout } from './apply-layout.ts';
import { applyByTab } from './by-tab.ts';
import { readFacts } from './read-facts.ts';

/** Changes taken into the figures in one transaction. */
const BATCH_SIZE = 200;

/**
 * Characters of requests in one call: Google recommends two megabytes at most, and Chinese takes three bytes a
 * character.
 */
const MAX_CHARACTERS = 700_000;

interface Wish {
  /** Among which the layout is one of its own: without, it has been seen to. */
  steps?: Steps;
  /** A person waits for it: every cell is written, and at once unless somebody is writing. */
  urgent?: boolean;
  /** Charts that people took away come back. */
  restore?: boolean;
  /** The layout that the workbook had a moment ago, where somebody has read it. */
  laidOut?: string;
}

/**
 * Takes pending changes into the figures, and brings the tabs up to date if this desk has the lease; if not, they are
 * brought up to date when it is. Answers the titles of tabs that are protected from the service.
 */
export async function writeSummaries(
  ports: Ports,
  desk: DeskContext,
  { urgent = false, restore = false, steps, laidOut }: Wish = {},
): Promise<string[]> {
  const { id } = desk.desk;
  // Before the changes are gone: from here on the desk owes its tabs, whatever becomes of this process.
  const lease = await ports.writeLeases.take(id, ports.now(), urgent);
  const applyAll = async () => {
    while ((await ports.store.applyChanges(id, BATCH_SIZE)) === BATCH_SIZE);
  };
  await applyAll();
  await steps?.run('compare_saved', async () => {
    await compareSaved(ports, id);
    await applyAll();
  });
  if (!lease.write) {
    await ports.alarms.plantSummary(id, lease.at, ports.now());
    return [];
  }
  const held = new Set<string>();
  const note = (titles: readonly string[]) => {
    for (const title of titles) held.add(title);
  };
  // Options and people may have changed: drop-downs follow, within the lease as whatever is written.
  await steps?.run('lay_out', async () => note(await applyNewLayout(ports, desk, laidOut)));
  const whole = lease.whole || urgent;
  const written = await write(ports, desk, whole, restore).catch(async (cause: unknown) => {
    await ports.writeLeases.end(id, lease.number, ports.now());
    throw cause;
  });
  note(written.held);
  const again = await ports.writeLeases.end(id, lease.number, ports.now(), { whole, marks: written.marks });
  const now = ports.now();
  await Promise.all([
    again === null ? undefined : ports.alarms.plantSummary(id, again, now),
    // What is due today is another list tomorrow.
    ports.alarms.plantSummary(id, endOfDay(now, desk.zone), now),
  ]);
  return [...held];
}

/** What stands in the tabs now, and the titles of those that are protected from the service. */
interface Written {
  marks: PageMarks;
  held: string[];
}

/** Writes the pages. */
async function write(ports: Ports, desk: DeskContext, whole: boolean, restore: boolean): Promise<Written> {
  const { id } = desk.desk;
  const marks = await ports.writeLeases.written(id);
  const isWritten = ({ sheetId }: SummaryTab) => marks[sheetId] !== undefined;
  const facts = await readFacts(ports, desk, isWritten);
  // A month's report is written once, when it has ended, and is the people's from then on.
  const filed = monthPages(facts).filter(({ tab }) => !isWritten(tab));
  const pages = [...summaryPages(facts), ...filed];
  const anew = async () => {
    const { tabs } = await ports.workbooks.inspect(id);
    return apply(ports, id, pages, planAnew(pages, marks, tabs, desk.zone, restore));
  };
  const changes = async () => {
    const plans = pages.map(page => planPage(page, marks[page.tab.sheetId], { zone: desk.zone, whole }));
    try {
      return await apply(ports, id, pages, plans);
    } catch (error) {
      if (!(error instanceof RequestError) || error.code !== 'workbook_refused') throw error;
      // People may have deleted a tab, rows of it or a chart.
      ports.log.error('tabs_not_as_expected', error, { deskId: id });
      return anew();
    }
  };
  const isKnown = pages.every(({ tab }) => isWritten(tab));
  const { held, ...written } = await (restore || !isKnown ? anew() : changes());
  // What a protected tab shows is what it has shown: when it may be written, all that differs comes.
  return {
    marks: { ...marksOfMonths(marks), ...keptOf(marks, held), ...written.marks },
    held: titlesOf(held),
  };
}

const titlesOf = (pages: readonly SummaryPage[]) => pages.map(({ tab }) => tab.title);

const keptOf = (marks: PageMarks, held: readonly SummaryPage[]): PageMarks =>
  Object.fromEntries(
    held.flatMap(({ tab: { sheetId } }) => {
      const mark = marks[sheetId];
      return mark ? [[sheetId, mark]] : [];
    }),
  );

/** That a month was written is kept; what stands in its tab is nobody's to compare. */
function marksOfMonths(marks: PageMarks): PageMarks {
  const months = Object.keys(marks).filter(sheetId => isMonthTab(Number(sheetId)));
  return Object.fromEntries(months.map(sheetId => [sheetId, { rows: [], charts: {} }]));
}

async function apply(
  ports: Ports,
  deskId: string,
  pages: readonly SummaryPage[],
  plans: readonly PagePlan[],
): Promise<{ marks: PageMarks; held: SummaryPage[] }> {
  const parts = pages.flatMap((page, index) => {
    const plan = plans[index];
    return plan ? [{ ...plan, page, title: page.tab.title }] : [];
  });
  const held = new Set<SummaryPage>();
  for (const some of calls(parts))
    for (const { page } of await applyByTab(ports, deskId, some)) held.add(page);
  const done = parts.filter(({ page }) => !held.has(page));
  return {
    marks: Object.fromEntries(done.map(({ page, mark }) => [page.tab.sheetId, mark])),
    held: [...held],
  };
}

/**
 * One call for all tabs, unless they are too much for one: a tab is never parted, so that none is ever half written.
 */
function calls<Part extends TabRequests>(plans: readonly Part[]): Part[][] {
  const parts: Part[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const plan of plans) {
    const own = JSON.stringify(plan.requests).length;
    if (size + own > MAX_CHARACTERS) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(plan);
    size += own;
  }
  return parts;
}
