// What people who type at the same time wait for, and what it costs: the whole desk, with Apps Script as slow and as
// narrow as at Google.

import { setTimeout as sleep } from 'node:timers/promises';
import { hotline } from '../../functions/src/core/tables/hotline.ts';
import { type LocalDesk, startDesk } from '../../local/desk/desk.ts';
import { SAMPLE_PEOPLE } from '../../local/desk/sample-people.ts';
import type { Spending } from '../../local/google/apps-script/economy.ts';
import { CASE_CELLS, HotlineTab } from '../fixtures/journeys/hotline-tab.ts';
import type { Settings } from './options.ts';
import { inFolder } from './place.ts';
import { printTable, say, showNumber } from './report.ts';

/** Each person types a cell every so often. */
const CELL_MS = 3_000;
const PASTED = 500;
/** How long a row may take to be answered before it counts as lost. */
const PATIENCE_MS = 180_000;

/** Resolves with the milliseconds until something holds; nothing where it does not in time. */
async function until(holds: () => boolean): Promise<number | undefined> {
  const begin = performance.now();
  while (!holds()) {
    if (performance.now() - begin > PATIENCE_MS) return undefined;
    await sleep(20);
  }
  return performance.now() - begin;
}

export async function benchCrowd({ people, rows }: Settings): Promise<void> {
  say(
    `People at the table ${hotline.title}, each a cell every ${CELL_MS / 1_000} s, with Google's latencies and limits`,
  );
  await inFolder(async folder => {
    const desk = await startDesk(
      { port: 0, data: folder, firestore: undefined, economy: { slow: true, account: 'workspace' } },
      () => {},
    );
    try {
      const tab = new HotlineTab(desk.workbook);
      await desk.idle();
      await oneAlone(desk, tab);
      await manyAtOnce(desk, tab, people, rows);
      await bigPaste(desk, tab);
    } finally {
      await desk.close();
    }
  });
}

const emails = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, index) => SAMPLE_PEOPLE[index]?.mail ?? `clerk${index}@sheetdesk.example`,
  );

async function oneAlone(desk: LocalDesk, tab: HotlineTab): Promise<void> {
  const [email = ''] = emails(1);
  const since = desk.scripts.spendings().length;
  const waits: number[] = [];
  for (const row of [2, 3])
    for (const { label, textOf } of CASE_CELLS) {
      const spent = desk.scripts.spendings().length;
      tab.type(email, row, label, [[textOf(row)]]);
      const wait = await until(() =>
        edits(desk, spent).some(({ functionName }) => functionName === 'onSheetEdit'),
      );
      waits.push(wait ?? Number.NaN);
      await sleep(CELL_MS - Math.min(wait ?? 0, CELL_MS));
    }
  await desk.scripts.idle();
  const spendings = edits(desk, since);
  const typed = spendings.filter(({ functionName }) => functionName === 'onSheetEdit');
  const calls = typed.map(each => each.callsToWritten);
  printTable(
    ['one person', 'figure', 'aim'],
    [
      ['from a cell to its answer, p50', `${showNumber(percentile(waits, 0.5))} ms`, '< 1500 ms'],
      [
        'calls of services up to the painted answer, p50 / most',
        `${percentile(calls, 0.5)} / ${Math.max(...calls)}`,
        '≤ 12',
      ],
      [
        'all calls of an edit, p50',
        String(
          percentile(
            typed.map(each => each.calls),
            0.5,
          ),
        ),
        '',
      ],
      ['trigger time a row', seconds(total(spendings) / 2), ''],
      ["of it Google's own time", seconds(counted(spendings) / 2), ''],
    ],
  );
  say(`  ${kinds(spendings.filter(({ functionName }) => functionName === 'onSheetEdit'))}`);
}

async function manyAtOnce(desk: LocalDesk, tab: HotlineTab, people: number, rowsEach: number): Promise<void> {
  const since = desk.scripts.spendings().length;
  const waits: (number | undefined)[] = [];
  await Promise.all(
    emails(people).map(async (email, person) => {
      await sleep((CELL_MS / people) * person);
      const seen: Promise<void>[] = [];
      for (let turn = 0; turn < rowsEach; turn += 1) {
        const row = 10 + person * rowsEach + turn;
        for (const [index, { label, textOf }] of CASE_CELLS.entries()) {
          tab.type(email, row, label, [[textOf(row)]]);
          if (index === CASE_CELLS.length - 1)
            seen.push(until(() => tab.isSaved(row)).then(wait => void waits.push(wait)));
          await sleep(CELL_MS);
        }
      }
      await Promise.all(seen);
    }),
  );
  await desk.scripts.idle();
  const spendings = edits(desk, since);
  const rows = people * rowsEach;
  const saved = waits.flatMap(wait => wait ?? []);
  const starts = spendings.length * 0.4;
  printTable(
    [`${people} people, ${rows} rows of ${CASE_CELLS.length} cells`, 'figure', 'aim'],
    [
      ['rows saved', `${saved.length} of ${rows}`, 'all'],
      ['from the last cell to the painted answer, p50', `${showNumber(percentile(saved, 0.5))} ms`, ''],
      ['the same, p95', `${showNumber(percentile(saved, 0.95))} ms`, '< 6000 ms'],
      ['trigger time a row', seconds(total(spendings) / rows), '≤ 3 s'],
      ["of it Google's own time", seconds(counted(spendings) / rows), ''],
      [
        'of it the starts of executions: an edit fires two triggers, 0.4 s each',
        seconds((starts * 1_000) / rows),
        '',
      ],
      [
        'trigger time without the starts of executions',
        seconds((total(spendings) - starts * 1_000) / rows),
        '',
      ],
      ['executions a row', showNumber(spendings.length / rows, 1), ''],
      ['executions that failed', String(desk.scripts.failures().length), '0'],
    ],
  );
  say(`  ${kinds(spendings.filter(({ functionName }) => functionName === 'onSheetEdit'))}`);
}

async function bigPaste(desk: LocalDesk, tab: HotlineTab): Promise<void> {
  const [email = ''] = emails(1);
  const first = 100;
  const since = desk.scripts.spendings().length;
  const [column] = CASE_CELLS;
  if (!column) return;
  const rows = Array.from({ length: PASTED }, (_, index) => first + index);
  const begin = performance.now();
  tab.type(email, first, column.label, rows.map(adjacent));
  const sign = await until(() => rows.some(row => tab.state(row) !== ''));
  const some = await until(() => rows.some(row => tab.isSaved(row)));
  await until(() => rows.every(row => tab.isSaved(row)));
  const all = performance.now() - begin;
  await desk.scripts.idle();
  const saved = rows.filter(row => tab.isSaved(row)).length;
  printTable(
    [`a paste of ${PASTED} rows`, 'figure', 'aim'],
    [
      ['rows saved', `${saved} of ${PASTED}`, 'all'],
      ['until the rows say that they are on their way', seconds(sign ?? Number.NaN), ''],
      ['until the first is saved', seconds((sign ?? 0) + (some ?? 0)), ''],
      ['until all are', seconds(all), '< 15 s'],
      ['trigger time', seconds(total(edits(desk, since))), ''],
    ],
  );
}

/** A case's texts over all staff columns from the first to the last that is needed, as one block. */
function adjacent(row: number): string[] {
  const labels = hotline.columns.map(({ label }) => label);
  const at = CASE_CELLS.map(({ label }) => labels.indexOf(label));
  return labels
    .slice(Math.min(...at), Math.max(...at) + 1)
    .map(label => CASE_CELLS.find(cell => cell.label === label)?.textOf(row) ?? '');
}

const edits = (desk: LocalDesk, since: number): Spending[] =>
  desk.scripts
    .spendings()
    .slice(since)
    .filter(({ kind }) => kind === 'trigger');

const total = (spendings: readonly Spending[]): number =>
  spendings.reduce((sum, { tookMs }) => sum + tookMs, 0);

/** What the calls and the starts take at Google's, whatever else this machine does; without the service's own time. */
const counted = (spendings: readonly Spending[]): number =>
  spendings.reduce((sum, { countedMs }) => sum + countedMs, 0);

const seconds = (ms: number): string => `${showNumber(ms / 1_000, 2)} s`;

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Calls by kind for an execution, as they are on average. */
function kinds(spendings: readonly Spending[]): string {
  const sums = new Map<string, number>();
  for (const { byName } of spendings)
    for (const [name, count] of Object.entries(byName)) sums.set(name, (sums.get(name) ?? 0) + count);
  const shown = [...sums]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${showNumber(count / Math.max(1, spendings.length), 1)}`);
  return `calls an execution, on average: ${shown.join(', ')}`;
}
