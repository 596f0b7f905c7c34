// What one edit costs the summaries: reads and writes of Firestore, calls and bytes to Sheets, on desks of growing
// size.

import { join } from 'node:path';
import { summariseDesk } from '../../../functions/src/actions/reports/summarise-desk.ts';
import { MIN_INTERVAL_MS } from '../../../functions/src/core/workbook/write-lease.ts';
import { startFirestore } from '../../../local/google/firestore/server.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { inFolder } from '../place.ts';
import { printTable, say, showNumber } from '../report.ts';
import { countWire, type WireCounter } from '../wire-counter.ts';
import { grow } from './fill.ts';

const RECORDS = [100, 10_000, 100_000];
/** Lines of 待办提醒, the same on each desk: what is due grows with the work, not with the records. */
const DUE = 30;
const EDITS = 3;
/** What a sheet sends of cells that nobody touched: a number in full would be another, and be compared. */
const AS_SHOWN = { customer: '李*', contact: '138****5678' };
/** Cost may differ by what happens to be in a call; more than this is growth. */
const ALLOWED = 1.2;

interface Cost {
  records: number;
  reads: number;
  writes: number;
  bytes: number;
  sheetsCalls: number;
  sheetsBytes: number;
}

export async function benchSummaries(): Promise<void> {
  say(
    `Cost of one edit to the summaries, with ${DUE} records due (aim: it does not grow with the number of records)`,
  );
  const costs: Cost[] = [];
  for (const records of RECORDS) costs.push(...(await measure(records)));
  print(costs);
}

async function measure(records: number): Promise<Cost[]> {
  return inFolder(async folder => {
    const file = join(folder, 'firestore.sqlite');
    // The database's time goes on with the desk's: an edit of this minute finds those of the last one settled.
    let ahead = () => 0;
    const firestore = await startFirestore({ file, now: () => Date.now() + ahead() });
    const counter = await countWire(firestore.address);
    const stage = await SummaryStage.open(counter.address);
    const begun = stage.now;
    ahead = () => stage.now - begun;
    try {
      const keys = Array.from({ length: DUE }, (_, index) => `row-due-${String(index).padStart(4, '0')}`);
      const [first] = await stage.save(keys);
      // A new desk decides its records once more; those that are put in below are none that it could decide.
      await summariseDesk(stage.ports, stage.desk);
      stage.now += 2 * MIN_INTERVAL_MS;
      await grow(
        stage,
        { address: firestore.address, file },
        { key: keys[0] ?? '', count: records - DUE, counted: DUE },
      );
      await summariseDesk(stage.ports, stage.desk);
      let base = first?.base ?? '';
      const costs: Cost[] = [];
      for (let edit = 0; edit < EDITS; edit += 1) {
        stage.now += 2 * MIN_INTERVAL_MS;
        const urgency = edit % 2 === 0 ? '高' : '低';
        const [answer] = await stage.save(keys.slice(0, 1), { ...AS_SHOWN, urgency }, base);
        base = answer?.base ?? base;
        counter.reset();
        stage.takeCalls();
        await summariseDesk(stage.ports, stage.desk);
        costs.push(costOf(records, counter, stage));
      }
      return costs;
    } finally {
      await stage.close();
      await counter.close();
      await firestore.close();
    }
  });
}

function costOf(records: number, { counts }: WireCounter, stage: SummaryStage): Cost {
  const calls = stage.takeCalls();
  return {
    records,
    reads: counts.reads,
    writes: counts.writes,
    bytes: counts.requestBytes,
    sheetsCalls: calls.length,
    sheetsBytes: calls.reduce((sum, each) => sum + each.bytes, 0),
  };
}

function print(costs: readonly Cost[]): void {
  const least = (pick: (cost: Cost) => number, records: number) =>
    Math.min(...costs.filter(each => each.records === records).map(pick));
  const columns: [string, (cost: Cost) => number][] = [
    ['documents read', each => each.reads],
    ['documents written', each => each.writes],
    ['bytes to Firestore', each => each.bytes],
    ['calls to Sheets', each => each.sheetsCalls],
    ['bytes to Sheets', each => each.sheetsBytes],
  ];
  const [smallest = 0] = RECORDS;
  printTable(
    ['records', 'edits', ...columns.map(([name]) => name), 'grows'],
    RECORDS.map(records => {
      const grows = columns.some(([, pick]) => least(pick, records) > ALLOWED * least(pick, smallest));
      return [
        showNumber(records),
        String(EDITS),
        ...columns.map(([, pick]) => showNumber(least(pick, records))),
        grows ? 'yes' : 'no',
      ];
    }),
  );
}
