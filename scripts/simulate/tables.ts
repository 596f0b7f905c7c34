// What docs/scale.md and `npm run simulate` show, as tables of Markdown.

import { endpointOf } from '../../functions/src/deploy/endpoints.ts';
import { BUSIEST, DAY, processorSeconds, SAVES, seconds, workOf } from './day.ts';
import {
  DOCUMENT_WRITES_A_SECOND,
  PRICES,
  QUEUE_DISPATCHES_A_SECOND,
  SEQUENTIAL_WRITES_A_SECOND,
  SHEET_WRITES_A_MINUTE,
} from './limits.ts';
import type { Cost, Operations } from './operations.ts';
import { AT_ONCE, type Replayed, replay, type Scene } from './replay.ts';

const SIZES = [10, 1_000, 100_000];
/** Desks whose day says how many tasks and writings of tabs one desk has when nothing holds it up. */
const FREE: Scene = { desks: 20, accounts: 20, atOnce: AT_ONCE, seed: 1 };

const WORDS: Record<keyof Operations, string> = {
  row: 'a new row',
  rowOfHundred: 'a row of a hundred that are pasted',
  edit: 'an edited cell',
  pull: 'a pull that brings nothing',
  look: 'a task for the summaries that may not write',
  follow: '… and takes a row in and compares it (most with many rows alike)',
  tabs: '… and writes the tabs, just after a hundred rows have come',
  followed: 'a task for one edited cell, tabs included, on a desk with a hundred open rows',
  ring: 'a record whose limits pass, with its messages',
  sweep: 'a sweep over all desks that finds nothing',
};

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What was counted. */
export function operationsTable(operations: Operations): string {
  const names = Object.keys(operations) as (keyof Operations)[];
  return table(
    ['work', 'read', 'written', 'deleted', 'index entries', 'waits for Firestore', 'calls to Sheets'],
    names.map(name => {
      const { reads, writes, deletes, entries, trips, sheetWrites } = operations[name];
      return [WORDS[name], ...[reads, writes, deletes, entries, trips, sheetWrites].map(each => show(each))];
    }),
  );
}

/** What so many desks need. */
export function needsTable(operations: Operations): string {
  const work = workOf(operations, freeDay(operations));
  const sum = (of: (cost: Cost) => number) =>
    work.reduce((all, { cost, times }) => all + of(cost) * times, 0);
  const atPeak = (aDay: number) => (aDay * BUSIEST) / 3_600;
  const tabs = freeDay(operations).tabs;
  const rows: [string, (desks: number) => string][] = [
    ['saves a second', desks => show(desks * atPeak(SAVES))],
    ['documents read a second', desks => show(desks * atPeak(sum(cost => cost.reads)))],
    ['documents written a second', desks => show(desks * atPeak(sum(cost => cost.writes + cost.deletes)))],
    ['index entries a second', desks => show(desks * atPeak(sum(cost => cost.entries)))],
    ['tasks a second', desks => show(desks * atPeak(freeDay(operations).looks + DAY.due))],
    ['processors', desks => show(Math.ceil(desks * atPeak(sum(processorSeconds))))],
    ['accounts that write tabs, for tabs as fresh as on one desk', desks => show(accountsFor(desks, tabs))],
    ['accounts, for tabs at most a minute old', desks => show(Math.ceil(desks / SHEET_WRITES_A_MINUTE))],
    ['kept after a year', desks => `${show((desks * DAY.rows * yearDays * DAY.bytesARow) / 2 ** 30)} GiB`],
    ['US$ a month, without what is kept', desks => show(desks * monthOf(operations, sum), 0)],
    ['… of that for Firestore', desks => show(desks * firestoreMonth(sum), 0)],
  ];
  return table(
    ['in the busiest hour', ...SIZES.map(size => `${show(size)} desks`)],
    rows.map(([name, of]) => [name, ...SIZES.map(of)]),
  );
}

const yearDays = 12 * DAY.workingDaysAMonth;

function accountsFor(desks: number, tabsADay: number): number {
  return Math.ceil((desks * tabsADay * BUSIEST) / 60 / SHEET_WRITES_A_MINUTE);
}

type Sum = (of: (cost: Cost) => number) => number;

function firestoreMonth(sum: Sum): number {
  const { read, write } = PRICES;
  const day =
    sum(cost => cost.reads + cost.queries) * read +
    sum(cost => cost.writes) * write +
    sum(cost => cost.deletes) * PRICES.delete;
  return day * DAY.workingDaysAMonth;
}

function monthOf(operations: Operations, sum: Sum): number {
  const { looks } = freeDay(operations);
  const requests = SAVES * 1.5 + DAY.rounds + looks + DAY.due;
  const day = requests * PRICES.request + (looks + DAY.due) * PRICES.task + sum(seconds) * PRICES.second;
  return firestoreMonth(sum) + day * DAY.workingDaysAMonth;
}

/**
 * Each limit and how many desks it holds for, by what a desk takes of it in its busiest hour: who bends first, first.
 */
export function bendsTable(operations: Operations): string {
  const { looks, tabs } = freeDay(operations);
  const perSecond = (aDay: number) => (aDay * BUSIEST) / 3_600;
  const summarise = endpointOf('summarise');
  const api = endpointOf('api');
  if (summarise.trigger.on !== 'queue') throw new Error('summarise has no queue');
  const { maxConcurrentDispatches, maxDispatchesPerSecond } = summarise.trigger.rateLimits;
  const taskSeconds = looks * seconds(operations.look) + tabs * seconds(operations.tabs);
  const rowWrites = SAVES + DAY.due;
  const limits: { name: string; limit: number; takes: number; remedy: string }[] = [
    {
      name: 'Sheets: 60 calls a minute that write, one account, tabs as fresh as on one desk',
      limit: SHEET_WRITES_A_MINUTE / 60,
      takes: perSecond(tabs),
      remedy:
        'tabs are written in turns and get older (nothing else waits); more accounts, or a higher quota',
    },
    {
      name: 'the same, each desk once a minute',
      limit: SHEET_WRITES_A_MINUTE / 60,
      takes: 1 / 60,
      remedy: 'the same',
    },
    {
      name: '`summarise`: tasks at once (ours)',
      limit: maxConcurrentDispatches,
      takes: perSecond(taskSeconds),
      remedy: 'tasks wait; raise `maxConcurrentDispatches` and `maxInstances`',
    },
    {
      name: '`summarise`: tasks a second (ours)',
      limit: maxDispatchesPerSecond,
      takes: perSecond(looks),
      remedy: `raise it, up to Google's ${QUEUE_DISPATCHES_A_SECOND}; then a second queue`,
    },
    {
      name: '`api`: processors (ours, one for each instance)',
      limit: api.maxInstances,
      takes: perSecond(
        DAY.rows * processorSeconds(operations.row) + DAY.edits * processorSeconds(operations.edit),
      ),
      remedy: 'answers wait; raise `maxInstances`',
    },
    {
      name: 'Cloud Tasks: tasks a second of one queue',
      limit: QUEUE_DISPATCHES_A_SECOND,
      takes: perSecond(looks),
      remedy: 'several queues, a desk always in the same one',
    },
    {
      name: 'Firestore: writes a second into the index of `nextActionAt` over all desks',
      limit: SEQUENTIAL_WRITES_A_SECOND,
      takes: perSecond(rowWrites),
      remedy: 'commits get slower; let the sweep ask one index of desks, not of records',
    },
    {
      name: 'Firestore: writes a second of one document, a desk whose people type a row a second',
      limit: DOCUMENT_WRITES_A_SECOND,
      takes: 0,
      remedy: 'a matter of one desk, not of how many there are: its counter; `api` joins what comes together',
    },
  ];
  return table(
    ['limit', 'holds for desks', 'what then'],
    limits
      .toSorted((a, b) => holds(a) - holds(b))
      .map(each => [each.name, Number.isFinite(holds(each)) ? show(holds(each)) : 'any number', each.remedy]),
  );
}

const holds = ({ limit, takes }: { limit: number; takes: number }) => Math.floor(limit / takes);

const days = new WeakMap<Operations, { looks: number; tabs: number }>();

/** Tasks and writings of tabs of one desk's day that nothing holds up. */
function freeDay(operations: Operations): { looks: number; tabs: number } {
  const known = days.get(operations);
  if (known) return known;
  const { looks, tabs } = replay(operations, FREE);
  const day = { looks: Math.round(looks / FREE.desks), tabs: Math.round(tabs / FREE.desks) };
  days.set(operations, day);
  return day;
}

/** How long people wait, by how many accounts write the tabs and how many tasks for the summaries run at once. */
export function lagsTable(days: readonly { scene: Scene; replayed: Replayed }[]): string {
  const rows = days.flatMap(({ scene, replayed: { saved, shown, told, waiting } }) => {
    const line = (what: string, values: readonly number[], more = '') => [
      String(scene.accounts),
      String(scene.atOnce),
      what,
      show(values.length),
      ...quantiles(values).map(each => `${show(each / 1_000)} s`),
      more,
    ];
    return [line('saved', saved), line('in the tabs', shown, show(waiting)), line('told of a limit', told)];
  });
  const header = [
    'accounts',
    'tasks at once',
    'lag',
    'times',
    'p50',
    'p95',
    'p99',
    'most',
    'tasks that waited',
  ];
  return table(header, rows);
}

function quantiles(values: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return [0.5, 0.95, 0.99, 1].map(share => sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
}

/** A number with as many digits as say something. */
function show(value: number, digits = value !== 0 && value < 10 ? 2 : value < 100 ? 1 : 0): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}
