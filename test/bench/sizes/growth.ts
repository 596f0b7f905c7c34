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
      // Compared and counted: its copies have all that it has.
      await summariseDesk(ports, stage.desk);
      // A new desk decides its records once more; the copies are none that it could decide.
      stage.now += 2 * MIN_INTERVAL_MS;
      await summariseDesk(ports, stage.desk);
      const filled = performance.now();
      await grow(stage, firestore, { key: 'row-first', count: records - 1, counted: 1 });
      say(
        `  ${showNumber(records)} records were put there in ${showNumber((performance.now() - filled) / 1_000)} s.`,
      );
      return await timesOf(stage, ports, first?.base ?? '');
    } finally {
      await stage.close();
      await firestore.end();
    }
  });
}

async function timesOf(stage: SummaryStage, ports: Ports, firstBase: string): Promise<Times> {
  const account = { subject: CLERK, mail: CLERK };
  let rows = 0;
  const keys = (count: number) => Array.from({ length: count }, () => `row-measured-${(rows += 1)}`);
  const row = await median(60, () => saveAll(stage, keys(1)));
  const batch = await median(7, () => saveAll(stage, keys(BATCH)));
  let { cursor } = await pullChanges(ports, account, stage.desk, String(Date.now()));
  const pull = await median(30, async () => {
    ({ cursor } = await pullChanges(ports, account, stage.desk, cursor));
  });
  await summariseDesk(ports, stage.desk);
  let base = firstBase;
  let urgent = true;
  const follow = await median(
    5,
    () => summariseDesk(ports, stage.desk),
    async () => {
      stage.now += 2 * MIN_INTERVAL_MS;
      urgent = !urgent;
      const asShown = { customer: '李*', contact: '138****5678', urgency: urgent ? '高' : '低' };
      base = (await stage.save(['row-first'], asShown, base))[0]?.base ?? base;
    },
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
