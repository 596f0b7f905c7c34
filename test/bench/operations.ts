// Counts what each piece of the desk's work asks of Google, and keeps it for the model of many desks.

import { writeFile } from 'node:fs/promises';
import { summariseDesk } from '../../functions/src/actions/reports/summarise-desk.ts';
import { pullChanges } from '../../functions/src/actions/submit/pull-changes.ts';
import { sweep } from '../../functions/src/actions/sweep.ts';
import { ringDesk } from '../../functions/src/actions/timers/ring-desk.ts';
import { showTime } from '../../functions/src/core/lib/parse-time.ts';
import { HOUR, MINUTE } from '../../functions/src/core/lib/time.ts';
import { MIN_INTERVAL_MS } from '../../functions/src/core/workbook/write-lease.ts';
import { startFirestore } from '../../local/google/firestore/server.ts';
import { type Cost, OPERATIONS_FILE, type Operations } from '../../scripts/simulate/operations.ts';
import { SummaryStage } from '../fixtures/actions/summary-stage.ts';
import { ZONE } from '../fixtures/core/desk-fixture.ts';
import { printTable, say } from './report.ts';
import { countWire } from './wire-counter.ts';

const MANY = 100;
const DUE = 20;

/** Long after whatever is stored: nothing is newer. */
const LATER_CURSOR = String(Date.UTC(2999, 0));

export async function benchOperations(): Promise<void> {
  say('What each piece of work asks of Google (counted; the model of many desks goes by it)');
  const operations = await countOperations();
  const columns = ['reads', 'writes', 'deletes', 'entries', 'trips', 'queries', 'sheetWrites'] as const;
  printTable(
    ['work', ...columns],
    Object.entries(operations).map(([name, cost]: [string, Cost]) => [
      name,
      ...columns.map(column => String(cost[column])),
    ]),
  );
  await writeFile(OPERATIONS_FILE, `${JSON.stringify(operations, null, 2)}\n`);
}

/** Counts each of them once, on a desk of its own. */
export async function countOperations(): Promise<Operations> {
  // The database's time goes on with the desk's: what was written minutes ago is settled.
  let ahead = () => 0;
  const firestore = await startFirestore({ file: ':memory:', now: () => Date.now() + ahead() });
  const wire = await countWire(firestore.address);
  const stage = await SummaryStage.open(wire.address);
  const begun = stage.now;
  ahead = () => stage.now - begun;
  try {
    const ports = { ...stage.ports, messenger: { send: async () => {} } };
    const mail = 'limin@example.com';
    const costOf = async (work: () => Promise<unknown>): Promise<Cost> => {
      wire.reset();
      stage.takeCalls();
      await work();
      const { calls, reads, writes, deletes, entries } = wire.counts;
      return {
        reads,
        writes: writes - deletes,
        deletes,
        entries,
        trips: [...calls.values()].reduce((sum, times) => sum + times, 0),
        queries: calls.get('RunQuery') ?? 0,
        sheetWrites: stage.takeCalls().filter(({ method }) => method === 'POST').length,
      };
    };
    const summarise = () => costOf(() => summariseDesk(ports, stage.desk));
    let rows = 0;
    const keys = (count: number) => Array.from({ length: count }, () => `counted-row-${(rows += 1)}`);

    // The first of each kind reads the configuration and makes what is there only once.
    const [first] = await stage.save(keys(1));
    await summariseDesk(ports, stage.desk);
    let base: string | undefined;
    let followed: Cost | undefined;
    const row = await costOf(async () => {
      base = (await stage.save(keys(1)))[0]?.base;
    });
    const hundred = await costOf(() => stage.save(keys(MANY)));
    const urgent = { urgency: '高' };
    const edit = await costOf(() => stage.save(['counted-row-1'], urgent, first?.base));
    const pull = await costOf(() => pullChanges(ports, { subject: mail, mail }, stage.desk, LATER_CURSOR));
    await summariseDesk(ports, stage.desk);
    // With the right to write, and a row that has to be taken in; the same without the right; and without the row.
    stage.now += 2 * MIN_INTERVAL_MS;
    await stage.save(keys(1));
    const whole = await summarise();
    await stage.save(keys(1));
    const refused = await summarise();
    const look = await summarise();
    // One edit on a desk whose hundred rows of this day stay open, some minutes after the one before.
    const asShown = { customer: '李*', contact: '138****5678' };
    for (const remark of ['已回电', '已再次回电']) {
      stage.now += 10 * MINUTE;
      base = (await stage.save(['counted-row-2'], { ...asShown, remark }, base))[0]?.base;
      followed = await summarise();
    }
    // Nothing of what is there is due; then the limits of twenty pass.
    stage.now += 240 * HOUR;
    await ringDesk(ports, stage.desk);
    await stage.save(keys(DUE), { calledAt: showTime(stage.now, ZONE) });
    await summariseDesk(ports, stage.desk);
    stage.now += 4 * HOUR;
    const rung = await costOf(() => ringDesk(ports, stage.desk));
    stage.now += 2 * MIN_INTERVAL_MS;
    await summariseDesk(ports, stage.desk);
    return {
      row,
      rowOfHundred: share(hundred, MANY),
      edit,
      pull,
      look,
      follow: less(refused, look),
      tabs: less(whole, refused),
      followed: followed ?? look,
      ring: share(rung, DUE),
      sweep: await costOf(() => sweep(ports)),
    };
  } finally {
    await stage.close();
    await wire.close();
    await firestore.close();
  }
}

function each(cost: Cost, change: (amount: number, of: keyof Cost) => number): Cost {
  const names = Object.keys(cost) as (keyof Cost)[];
  return names.reduce((changed, name) => ({ ...changed, [name]: change(cost[name], name) }), cost);
}

const share = (cost: Cost, parts: number) => each(cost, amount => Math.round((100 * amount) / parts) / 100);
const less = (cost: Cost, other: Cost) => each(cost, (amount, of) => Math.max(0, amount - other[of]));
