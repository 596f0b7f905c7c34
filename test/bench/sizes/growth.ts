// How long each piece of work takes on desks of growing size: what people wait for must not grow with what is there.

import { summariseDesk } from '../../../functions/src/actions/reports/summarise-desk.ts';
import { pullChanges } from '../../../functions/src/actions/submit/pull-changes.ts';
import { sweep } from '../../../functions/src/actions/sweep.ts';
import { ringDesk } from '../../../functions/src/actions/timers/ring-desk.ts';
import { showTime } from '../../../functions/src/core/lib/parse-time.ts';
import { HOUR } from '../../../functions/src/core/lib/time.ts';
import { MIN_INTERVAL_MS } from '../../../functions/src/core/workbook/write-lease.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { ZONE } from '../../fixtures/core/desk-fixture.ts';
import { quantile } from '../figures.ts';
import type { Settings } from '../options.ts';
import { inFolder, OURS } from '../place.ts';
import { printTable, say, showNumber } from '../report.ts';
import { someTrouble } from '../rows.ts';
import { grow } from './fill.ts';

/** Whatever is slower than on the smallest desk by more than this has grown. */
const ALLOWED = 1.2;
const [BATCH, RINGING] = [100, 1_000];
const RING_AIM_MS = 3_000;
const CLERK = 'limin@example.com';
const ACCOUNT = { subject: CLERK, mail: CLERK };

/** Milliseconds of each piece of work. */
type Times = Readonly<Record<string, number>>;

/** @throws Error when a row is not saved: what fails is quick */
export async function benchGrowth({ records }: Settings): Promise<void> {
  say('Milliseconds of each piece of work on desks of so many records (aim: not above 1.2 of the smallest)');
  const sizes: Times[] = [];
  for (const size of records) sizes.push(await measure(size));
  print(records, sizes);
}

async function measure(records: number): Promise<Times> {
  return inFolder(async folder => {
    const firestore = await OURS.start(folder);
    const stage = await SummaryStage.open(firestore.address);
    const ports = { ...stage.ports, messenger: { send: async () => {} } };
    try {
      const [first] = await saveAll(stage, ['row-first']);
      const row = { base: first?.base ?? '', urgent: true };
      // Compared and counted: its copies have all that it has.
      await summariseDesk(ports, stage.desk);
      await askAll(stage, ports, row);
      const filled = performance.now();
      await grow(stage, firestore, { key: 'row-first', count: records - 1, counted: 1 });
      const seconds = showNumber((performance.now() - filled) / 1_000);
      say(`  ${showNumber(records)} records were put there in ${seconds} s.`);
      return await timesOf(stage, ports, row);
    } finally {
      await stage.close();
      await firestore.end();
    }
  });
}

/** The row that is edited: what the sheet knows of it, and how pressing it is. */
interface Edited {
  base: string;
  urgent: boolean;
}

/**
 * Asks once for all that is measured later, while there is little: our Firestore makes an index when it is first asked
 * for one, and a desk that has grown by itself has had them from its first day. A new desk decides its records once
 * more as well; the copies are none that it could decide.
 */
async function askAll(stage: SummaryStage, ports: Ports, row: Edited): Promise<void> {
  await pullChanges(ports, ACCOUNT, stage.desk, String(Date.now()));
  for (let time = 0; time < 2; time += 1) {
    await edit(stage, row);
    await summariseDesk(ports, stage.desk);
  }
  await sweep(ports);
  await ringDesk(ports, stage.desk);
}

/** Makes the row more pressing or less, when the tabs may be written again. */
async function edit(stage: SummaryStage, row: Edited): Promise<void> {
  stage.now += 2 * MIN_INTERVAL_MS;
  row.urgent = !row.urgent;
  const asShown = { customer: '李*', contact: '138****5678', urgency: row.urgent ? '高' : '低' };
  row.base = (await stage.save(['row-first'], asShown, row.base))[0]?.base ?? row.base;
}

async function timesOf(stage: SummaryStage, ports: Ports, edited: Edited): Promise<Times> {
  let rows = 0;
  const keys = (count: number) => Array.from({ length: count }, () => `row-measured-${(rows += 1)}`);
  const row = await median(60, () => saveAll(stage, keys(1)));
  const batch = await median(7, () => saveAll(stage, keys(BATCH)));
  let { cursor } = await pullChanges(ports, ACCOUNT, stage.desk, String(Date.now()));
  const pull = await median(30, async () => {
    ({ cursor } = await pullChanges(ports, ACCOUNT, stage.desk, cursor));
  });
  await summariseDesk(ports, stage.desk);
  const follow = await median(
    5,
    () => summariseDesk(ports, stage.desk),
    () => edit(stage, edited),
  );
  const swept = await median(10, () => sweep(ports));
  stage.now += 240 * HOUR;
  await ringDesk(ports, stage.desk);
  for (let saved = 0; saved < RINGING; saved += BATCH)
    await saveAll(stage, keys(BATCH), { calledAt: showTime(stage.now, ZONE) });
  await summariseDesk(ports, stage.desk);
  stage.now += 4 * HOUR;
  const rung = await median(1, () => ringDesk(ports, stage.desk));
  return {
    'a new row': row,
    'a batch of 100': batch,
    'a pull of nothing new': pull,
    'one edit into the summaries': follow,
    'a sweep': swept,
    'a ring of 1,000': rung,
  };
}

/** Saves rows of many customers, none of whom has another's trouble: that would be one matter. */
async function saveAll(stage: SummaryStage, keys: readonly string[], cells: Record<string, string> = {}) {
  const answers = await stage.saveRows(
    keys.map(key => ({
      key,
      cells: { ...cells, contact: someNumber(), description: `产品使用10天后${someTrouble()}` },
    })),
  );
  const refused = answers.find(({ outcome }) => outcome !== 'saved');
  if (refused) throw new Error(`A row of the bench is ${JSON.stringify(refused)}`);
  return answers;
}

const someNumber = () => `138${String(Math.floor(Math.random() * 100_000_000)).padStart(8, '0')}`;

/** The median of so many times. @param before what has to be done each time and is not measured */
async function median(
  times: number,
  work: () => Promise<unknown>,
  before: () => Promise<unknown> = () => Promise.resolve(),
): Promise<number> {
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    await before();
    const begin = performance.now();
    await work();
    taken.push(performance.now() - begin);
  }
  return quantile(taken, 0.5);
}

function print(records: readonly number[], sizes: readonly Times[]): void {
  const [smallest = {}] = sizes;
  printTable(
    ['work', ...records.map(size => showNumber(size)), 'largest / smallest', 'aim'],
    Object.entries(smallest).map(([work, least]) => {
      const all = sizes.map(times => times[work] ?? Number.NaN);
      const ratio = (all.at(-1) ?? Number.NaN) / least;
      const aims = [
        `${ALLOWED} ${ratio <= ALLOWED ? 'met' : 'missed'}`,
        ...(work === 'a ring of 1,000'
          ? [`${RING_AIM_MS / 1_000} s ${Math.max(...all) <= RING_AIM_MS ? 'met' : 'missed'}`]
          : []),
      ];
      return [work, ...all.map(ms => showNumber(ms, 1)), showNumber(ratio, 2), aims.join(', ')];
    }),
  );
}
