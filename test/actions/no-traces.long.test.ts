// Days at a desk whose customers leave numbers, mails and names in every column that takes them: nothing of it is
// found outside of what is sealed, whoever looks and wherever.
import type { Firestore } from '@google-cloud/firestore';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { showCard } from '../../functions/src/actions/cards/show-card.ts';
import { deskContext } from '../../functions/src/actions/desk/desk-contexts.ts';
import { drillDown } from '../../functions/src/actions/reports/drill-down.ts';
import { readFacts } from '../../functions/src/actions/reports/read-facts.ts';
import { summariseDesk } from '../../functions/src/actions/reports/summarise-desk.ts';
import { pullChanges } from '../../functions/src/actions/submit/pull-changes.ts';
import { submitRows } from '../../functions/src/actions/submit/submit-rows.ts';
import { calendarText } from '../../functions/src/actions/timers/person-calendar.ts';
import { ringDesk } from '../../functions/src/actions/timers/ring-desk.ts';
import type { RowInput, WireCells } from '../../functions/src/contract/contract.ts';
import { DAY } from '../../functions/src/core/lib/time.ts';
import { summaryPages } from '../../functions/src/core/reports/summary-tabs.ts';
import { columnOf, staffColumns, type Table } from '../../functions/src/core/schema/table.ts';
import { TABLES, tableOf } from '../../functions/src/core/tables/index.ts';
import type { Ports } from '../../functions/src/ports/ports.ts';
import { CLERKS } from '../../local/demo/clerks/index.ts';
import { Office } from '../../local/demo/office.ts';
import { Random } from '../../local/demo/random.ts';
import { open } from '../fixtures/actions/action-place.ts';
import { type HeardStage, heardStage } from '../fixtures/actions/heard-stage.ts';
import type { SummaryStage } from '../fixtures/actions/summary-stage.ts';
import { at, OWNER, storedDesk, storedState } from '../fixtures/core/desk-fixture.ts';
import { SAMPLE_STAFF, STAFF_MAILS } from '../fixtures/core/sample-staff.ts';
import { often } from '../fixtures/endurance.ts';
import { dumpAll } from '../fixtures/stored-desk/dump.ts';

const PEOPLE = 40;
/** How long they come and go. */
const DAYS = often(14, 30);
/** Rows that each table is begun with, at most. */
const ROWS = 3;
const SURNAMES = [...'赵钱孙周吴郑冯陈'];
const GIVEN = ['璟珩', '翊琰', '昀霁', '弈柠', '樾澍'];

/** Somebody who must not be found. */
interface Customer {
  number: string;
  mail: string;
  name: string;
}
const CUSTOMERS: readonly Customer[] = Array.from({ length: PEOPLE }, (_, at) => ({
  number: `139${String(10_203_040 + at * 1_021_117).padStart(8, '0')}`,
  mail: `customer${at}.${GIVEN.length}x${at * 7}@kunde.example`,
  name: `${SURNAMES[at % SURNAMES.length]}${GIVEN[Math.floor(at / SURNAMES.length)]}`,
}));
/** What one of them would be found by. */
const tracesOf = ({ number, mail, name }: Customer) => [number, mail, name];

const RECORD_TABLES = TABLES.filter(({ key }) => key !== 'people' && key !== 'settings');
const account = (mail: string) => ({ subject: mail, mail });
const used = new Set<Customer>();
let said: HeardStage['said'];
const answers: unknown[] = [];
const keys = new Set<string>();
let turn = 0;

let heard: HeardStage | undefined;
let stage: SummaryStage;
let ports: Ports;
let db: Firestore;

/** The next of them, who is known to have been here. */
function nextCustomer(): Customer {
  const customer = CUSTOMERS[turn % PEOPLE] as Customer;
  turn += 1;
  used.add(customer);
  return customer;
}

/** A number as people write it. */
function written(number: string): string {
  const [a, b, c] = [number.slice(0, 3), number.slice(3, 7), number.slice(7)];
  return [number, `${a}-${b}-${c}`, `${a} ${b} ${c}`, `+86 ${number}`][turn % 4] as string;
}

/** What is typed into a cell, with a customer in it where the column takes one. */
function withCustomer(table: Table, column: string, typed: string, { who, knows }: Caller): string {
  const found = columnOf(table, column);
  if (found.owner !== 'staff' || found.unique) return typed;
  const { kind } = found;
  if (kind.type === 'contact') return turn % 3 === 0 ? who.mail : written(who.number);
  if (kind.type === 'customer') return who.name;
  const isFree = kind.type === 'long' || (kind.type === 'text' && !kind.verbatim);
  const reached = `可打${written(who.number)}或写信到 ${who.mail}`;
  return isFree ? `${typed}，${asSpoken(who, knows)}，${reached}` : typed;
}

/** What is written of whom a row knows by name; of others the number and the mail only. */
function asSpoken(who: Customer, knows: boolean): string {
  const { name } = who;
  return knows
    ? ([`${name}来电`, `已回电${name}`, `本周${name}先生说过`, `${name}(${name[0]}先生)`][turn % 4] ?? name)
    : '来电';
}

/** Whom a row is about, and whether it, or what it refers to, knows him by name. */
interface Caller {
  who: Customer;
  knows: boolean;
}
const callers = new Map<string, Caller>();
let spoken = 0;

/** A row as a clerk types it who writes everything down: always of the same customer. */
function talkative(table: Table, row: RowInput): RowInput {
  // Tables number alike: where several may be meant, the title stands before the number.
  const referred = staffColumns(table).flatMap(({ key, kind }) => {
    const to = kind.type === 'reference' ? kind.to : kind.type === 'named' ? [kind.table] : [];
    const [number = '', title] = String(row.cells[key] ?? '')
      .split(' ')
      .toReversed();
    const of = to.filter(each => title === undefined || tableOf(each)?.title === title);
    return of.flatMap(each => callers.get(`${each} ${number}`) ?? []);
  })[0];
  const caller = callers.get(row.key) ?? referred ?? { who: nextCustomer(), knows: false };
  turn += 1;
  const names = staffColumns(table).some(
    ({ key, kind }) =>
      kind.type === 'customer' && typeof row.cells[key] === 'string' && row.cells[key] !== '',
  );
  const known = { ...caller, knows: caller.knows || names };
  callers.set(row.key, known);
  if (known.knows) spoken += 1;
  const cells = Object.entries(row.cells).map(([column, cell]) => [
    column,
    typeof cell === 'string' && cell !== '' ? withCustomer(table, column, cell, known) : cell,
  ]);
  return { ...row, cells: Object.fromEntries(cells) as WireCells };
}

async function submit(tableKey: string, mail: string, rows: readonly RowInput[]) {
  const table = tableOf(tableKey);
  if (!table) throw new Error(`no table ${tableKey}`);
  const typed = rows.map(row => talkative(table, row));
  const answer = await submitRows(ports, account(mail), stage.desk, table, { rows: typed });
  for (const { key, outcome, cells } of answer.rows) {
    const caller = callers.get(key);
    if (outcome === 'saved') keys.add(key);
    if (caller && cells.number) callers.set(`${tableKey} ${String(cells.number)}`, caller);
  }
  answers.push(answer);
  return answer.rows;
}

async function advanceTo(instant: number): Promise<void> {
  for (;;) {
    const next = await ports.store.nextActionAt(stage.desk);
    if (next === undefined || next > instant) break;
    stage.now = Math.max(stage.now, next);
    await ringDesk(ports, stage.desk);
  }
  const isNewDay = Math.floor(instant / DAY) !== Math.floor(stage.now / DAY);
  stage.now = instant;
  if (isNewDay) await summariseDesk(ports, stage.desk);
}

async function changes(mail: string, cursor: { at: string }) {
  const changed = [];
  for (let more = true; more; ) {
    const page = await pullChanges(ports, account(mail), stage.desk, cursor.at);
    changed.push(...page.rows);
    ({ more } = page);
    cursor.at = page.cursor;
  }
  return changed;
}

beforeAll(async () => {
  heard = await heardStage();
  ({ stage, ports, db, said } = heard);
  stage.now = at('2026-09-01 09:00');
  await open(ports, storedDesk(SAMPLE_STAFF), storedState({ endsAt: at('2026-09-07 00:00') }));
  await everyColumn();
  const cursor = { at: '' };
  const office = new Office({
    clerks: CLERKS.map(clerk =>
      clerk.begins
        ? { ...clerk, begins: { ...clerk.begins, rows: Math.min(ROWS, clerk.begins.rows) } }
        : clerk,
    ),
    random: new Random(3),
    rush: new Random(4),
    staff: STAFF_MAILS,
    now: () => stage.now,
    advanceTo,
    door: { submit, changes: mail => changes(mail, cursor) },
  });
  await office.work(stage.now + DAYS * DAY, { from: stage.now + DAY, to: stage.now + 4 * DAY });
  await summariseDesk(ports, stage.desk);
}, 300_000);
afterAll(() => heard?.close());

/** Types a customer into each column of each table by itself, whatever the column is for. */
async function everyColumn(): Promise<void> {
  for (const table of RECORD_TABLES) {
    const rows = staffColumns(table).flatMap(({ key, kind }) => {
      if (kind.type === 'text' && kind.verbatim) return [];
      const who = nextCustomer();
      const cell = kind.type === 'customer' ? who.name : written(who.number);
      return [{ key: `alone-${table.key}-${key}`, base: '', edited: [key], cells: { [key]: cell } }];
    });
    const answer = await submitRows(ports, account(OWNER), stage.desk, table, { rows });
    for (const each of answer.rows) if (each.outcome === 'saved') keys.add(each.key);
  }
}

/** Anything that a customer would be found by; all of them have been here. */
const TRACE = new RegExp(
  CUSTOMERS.flatMap(tracesOf)
    .map(trace => trace.replaceAll('.', '\\.'))
    .join('|'),
  'g',
);

/** What is found of customers in a text, and around what. Digits that somebody parted are together again. */
function found(text: string): string[] {
  const joined = text.replaceAll(/(?<=\d)[- ](?=\d)/g, '');
  return [...joined.matchAll(TRACE)].map(({ index }) => joined.slice(Math.max(0, index - 80), index + 20));
}

describe('of forty customers who left their numbers, mails and names', () => {
  test('all were here, and what they left is known to whoever may see it', async () => {
    expect(used.size).toBe(PEOPLE);
    expect([keys.size > often(20, 30), spoken > often(40, 60)]).toEqual([true, true]);
    const cells = await ports.store.transaction(stage.desk, each => each.privateCells([...keys]));
    const full = JSON.stringify([...cells.values()]).replaceAll(/(?<=\d)[- ](?=\d)/g, '');
    const known = [...used].filter(customer => tracesOf(customer).some(trace => full.includes(trace)));
    expect(known.length).toBeGreaterThan(PEOPLE / 2);
  });

  test('nothing stands in any document, sealed ones among them', async () => {
    const all = await dumpAll(db);
    const traces = Object.entries(all).flatMap(([path, data]) =>
      found(JSON.stringify([path, data])).map(each => `${path}: ${each}`),
    );
    expect(traces).toEqual([]);
  });

  test('nothing stands in the tabs, and nothing is sent to those that staff type in', async () => {
    expect(found(JSON.stringify(stage.workbook.data))).toEqual([]);
    expect(found(JSON.stringify(await changes(OWNER, { at: '' })))).toEqual([]);
    expect(found(JSON.stringify(answers))).toEqual([]);
  });

  test('nothing is said in messages and log lines', () => {
    expect(said.length).toBeGreaterThan(50);
    expect(found(JSON.stringify(said))).toEqual([]);
  });

  test('nothing is shown in calendars and on cards but that which is asked for', async () => {
    const person = (await ports.store.desk(stage.desk))?.rows ?? {};
    const people = Object.keys(person).filter(key => person[key]?.table === 'people');
    const feeds = await Promise.all(
      people.map(key => calendarText(ports, { deskId: stage.desk, person: key, version: 1 }).catch(String)),
    );
    expect(found(feeds.join('\n'))).toEqual([]);
    for (const key of [...keys].slice(0, 60)) {
      for (const name of ['history', 'forecast'] as const) {
        const card = await showCard(ports, account(OWNER), stage.desk, { key, name });
        expect(found(JSON.stringify(card))).toEqual([]);
      }
    }
  });

  test('nothing stands in what figures are traced to', async () => {
    const desk = deskContext(ports, await ports.store.desk(stage.desk));
    const places = summaryPages(await readFacts(ports, desk)).flatMap(({ tab: { sheetId }, grid }) =>
      grid
        .flatMap((cells, row) =>
          cells.flatMap(({ figure, text }, column) =>
            figure && typeof text === 'number' && text > 0
              ? [{ sheetId, row: row + 1, column: column + 1 }]
              : [],
          ),
        )
        .slice(0, 4),
    );
    const cards = [];
    for (const place of places) cards.push(await drillDown(ports, account(OWNER), stage.desk, place));
    expect(cards.filter(({ lines }) => lines.length > 1).length).toBeGreaterThan(5);
    expect(found(JSON.stringify(cards))).toEqual([]);
  });
});
