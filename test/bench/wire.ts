// What a batch costs on the wire: round trips to Firestore, documents read and written for each row.

import { Agent } from 'node:http';
import type { RowInput, SubmitAnswer } from '../../functions/src/contract/contract.ts';
import { doorOf } from './door/sample.ts';
import { post } from './load.ts';
import { inFolder, OURS, type Place, withDesk } from './place.ts';
import { withQueuesHeld } from './queues.ts';
import { printTable, say, showNumber } from './report.ts';
import { bodyOf, newRows } from './rows.ts';
import { countWire, type WireCounter } from './wire-counter.ts';

const ROWS = [1, 10, 100, 500];

interface Cost {
  name: string;
  rows: number;
  calls: string;
  roundTrips: number;
  reads: number;
  writes: number;
  bytes: number;
}

export async function benchWire(): Promise<void> {
  say('Cost of one batch on the wire to Firestore (aim: two round trips; at most 3 writes and 1 read a row)');
  await inFolder(async folder => {
    const firestore = await OURS.start(folder);
    const counter = await countWire(firestore.address);
    try {
      await withDesk(folder, counter.address, async place => {
        print(await withQueuesHeld(place, () => measure(place, counter)));
      });
    } finally {
      await counter.close();
      await firestore.end();
    }
  });
}

async function measure(place: Place, counter: WireCounter): Promise<Cost[]> {
  const agent = new Agent({ keepAlive: true });
  const token = await place.token();
  const costs: Cost[] = [];
  const send = async (name: string, rows: readonly RowInput[]): Promise<SubmitAnswer> => {
    counter.reset();
    const { status, text } = await post(agent, doorOf(place), token, bodyOf(rows));
    if (status !== 200) throw new Error(`The desk answered ${status}: ${text}`);
    costs.push({ name, rows: rows.length, ...costOf(counter, rows.length) });
    return JSON.parse(text) as SubmitAnswer;
  };
  // The first request of a process makes its clients and the day's counter.
  await send('first', newRows(1));
  costs.length = 0;
  for (const count of ROWS) {
    const rows = newRows(count);
    const answer = await send(`${count} new`, rows);
    const bases = new Map(answer.rows.map(row => [row.key, row.base]));
    const known = rows.map(row => ({ ...row, base: bases.get(row.key) ?? '' }));
    const edited = known.map(row => ({
      ...row,
      edited: ['remark'],
      cells: { ...row.cells, remark: '客户希望上午联系' },
    }));
    await send(`${count} edited`, edited);
    await send(`${count} repeated`, edited);
  }
  agent.destroy();
  return costs;
}

function costOf({ counts }: WireCounter, rows: number): Omit<Cost, 'name' | 'rows'> {
  const calls = [...counts.calls]
    .map(([name, times]) => (times === 1 ? name : `${times} ${name}`))
    .join(' + ');
  const roundTrips = [...counts.calls.values()].reduce((sum, times) => sum + times, 0);
  return {
    calls,
    roundTrips,
    reads: counts.reads / rows,
    writes: counts.writes / rows,
    bytes: counts.requestBytes / rows,
  };
}

function print(costs: readonly Cost[]): void {
  printTable(
    ['batch', 'round trips', 'reads/row', 'writes/row', 'bytes/row', 'calls'],
    costs.map(({ name, calls, roundTrips, reads, writes, bytes }) => [
      name,
      String(roundTrips),
      showNumber(reads, 2),
      showNumber(writes, 2),
      showNumber(bytes),
      calls,
    ]),
  );
}
