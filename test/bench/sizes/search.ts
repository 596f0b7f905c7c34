// How long who is on the phone waits until it is known who calls or what was told, on a desk of 100,000 records.

import { memberContext } from '../../../functions/src/actions/desk/desk-contexts.ts';
import { summariseDesk } from '../../../functions/src/actions/reports/summarise-desk.ts';
import { callers } from '../../../functions/src/actions/submit/callers.ts';
import { searchRecords } from '../../../functions/src/actions/submit/search-records.ts';
import { customerOf } from '../../../functions/src/core/figures/customer.ts';
import { MINUTE } from '../../../functions/src/core/lib/time.ts';
import { personsOf } from '../../../functions/src/core/record/persons.ts';
import { wordsTold } from '../../../functions/src/core/record/told-words.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { quantile } from '../figures.ts';
import { inFolder, OURS, type OurStarted } from '../place.ts';
import { printTable, say, showNumber } from '../report.ts';
import { grow } from './fill.ts';

const RECORDS = 100_000;
/** Each of them has called two or three times. */
const CUSTOMERS = 40_000;
const TIMES = 100;
/** Asked before anything is measured: a service that has just started is another thing. */
const WARM_UP = 10;
const AIM_MS = 300;
const ACCOUNT = { subject: 'limin@example.com', mail: 'limin@example.com' };

/** @throws Error when something is not found: what fails is quick */
export async function benchSearch(): Promise<void> {
  say(
    `Milliseconds until it is known who calls or what was told, of ${showNumber(RECORDS)} records (aim: ${AIM_MS} at most)`,
  );
  await inFolder(async folder => {
    const firestore = await OURS.start(folder);
    const stage = await SummaryStage.open(firestore.address);
    try {
      await stage.save(['row-first'], { contact: numberOf(CUSTOMERS) });
      await summariseDesk(stage.ports, stage.desk);
      await growOfCustomers(stage, firestore);
      await printTimes(stage);
    } finally {
      await stage.close();
      await firestore.end();
    }
  });
}

const numberOf = (customer: number) =>
  `138${String(customer * 2_003)
    .padStart(8, '0')
    .slice(-8)}`;

const THINGS = ['净水器', '洗衣机', '空调', '电饭煲', '热水器', '油烟机', '冰箱', '电视', '投影仪', '扫地机'];
const FAULTS = ['漏水', '不通电', '异响', '制冷很慢', '屏幕闪烁', '按键失灵', '报警停机', '外壳开裂'];
const PLACES = 1_000;

/** Common words and rare ones: each thing stands in a tenth of all, each place in a thousandth. */
const descriptionOf = (at: number) =>
  `客户反映第${at}台${THINGS[at % THINGS.length]}${FAULTS[at % FAULTS.length]}，装在${placeOf(at)}，要求周末上门检修`;
const placeOf = (at: number) =>
  `${LETTERS[Math.floor(at / 7) % 26]}区${LETTERS[at % 26]}栋仓库K${at % PLACES}`;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

async function growOfCustomers(stage: SummaryStage, firestore: OurStarted): Promise<void> {
  const { keyed } = await memberContext(stage.ports, stage.desk, ACCOUNT);
  const vary = (at: number) => {
    const full = { contact: numberOf(at % CUSTOMERS) };
    const customer = customerOf(hotline, full, full, undefined, keyed);
    const persons = personsOf(hotline, { cells: full, customer }, full, { before: undefined }, keyed);
    const cells = { description: descriptionOf(at) };
    // A word that many have, a minute apart: as a desk has that took years to come to them.
    const createdAt = stage.now - (RECORDS - at) * MINUTE;
    return { customer, ...persons, ...wordsTold(hotline, { cells }), cells, createdAt };
  };
  await grow(stage, firestore, { key: 'row-first', count: RECORDS - 1, counted: 1, vary });
}

async function printTimes({ ports, desk }: SummaryStage): Promise<void> {
  const found = async (text: string) => (await searchRecords(ports, ACCOUNT, desk, text)).rows.length;
  const called = async (text: string) => (await callers(ports, ACCOUNT, desk, text)).records.length;
  const asked: [what: string, ask: (at: number) => Promise<number>][] = [
    ['a number in full, in the call form', at => called(numberOf(at * 97))],
    ['a number in full', at => found(numberOf(at * 89))],
    ['the last four digits', at => found(numberOf(at * 83).slice(-4))],
    ['a record’s number', at => found(`F${at * 79 + 1}`)],
    [
      'ten records’ numbers',
      at => found(Array.from({ length: 10 }, (_, of) => `F${at * 71 + of}`).join(' ')),
    ],
    ['a common word of a text', at => found(FAULTS[at % FAULTS.length] ?? '')],
    ['two common words', at => found(`${THINGS[at % THINGS.length]} ${FAULTS[(at * 3) % FAULTS.length]}`)],
    ['a common and a rare word', at => found(`检修 K${at * 7}`)],
    ['common words, in the call form', at => called(`${THINGS[at % THINGS.length]} 检修`)],
    ['words that stand nowhere together', at => found(`上门 ${at}检修`)],
    ['a number that nobody has', at => found(`1390000${1_000 + at}`)],
  ];
  const lines: string[][] = [];
  for (const [what, ask] of asked) {
    const times: number[] = [];
    let records = 0;
    for (let at = 0; at < WARM_UP; at += 1) await ask(TIMES + at);
    for (let at = 0; at < TIMES; at += 1) {
      const begin = performance.now();
      records += await ask(at);
      times.push(performance.now() - begin);
    }
    if (records === 0 && !/nobody|nowhere/.test(what)) throw new Error(`Nothing is found by ${what}`);
    const slow = quantile(times, 0.95);
    lines.push([
      what,
      showNumber(records / TIMES, 1),
      showNumber(quantile(times, 0.5), 1),
      showNumber(slow, 1),
      slow <= AIM_MS ? 'met' : 'missed',
    ]);
  }
  printTable(['asked by', 'records each', 'median', '95 of 100', 'aim'], lines);
}
