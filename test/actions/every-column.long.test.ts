// A customer's number, mail and name in every column of every table, one at a time, by every door by which something
// can be written: whatever is taken in is found nowhere but in what is sealed.
import type { Firestore } from '@google-cloud/firestore';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { printRecord } from '../../functions/src/actions/cards/print-record.ts';
import { showCard } from '../../functions/src/actions/cards/show-card.ts';
import { deskContext } from '../../functions/src/actions/desk/desk-contexts.ts';
import { callList } from '../../functions/src/actions/reports/call-list.ts';
import { summariseDesk } from '../../functions/src/actions/reports/summarise-desk.ts';
import { fillCase, showCase } from '../../functions/src/actions/road/case.ts';
import { callers } from '../../functions/src/actions/submit/callers.ts';
import { exportRecords } from '../../functions/src/actions/submit/export-records.ts';
import { importRows } from '../../functions/src/actions/submit/import-rows.ts';
import { searchRecords } from '../../functions/src/actions/submit/search-records.ts';
import { submitRows } from '../../functions/src/actions/submit/submit-rows.ts';
import { ringDesk } from '../../functions/src/actions/timers/ring-desk.ts';
import type { RowAnswer, WireCells } from '../../functions/src/contract/contract.ts';
import { workspaceKey } from '../../functions/src/core/desk/custom-columns.ts';
import { DAY } from '../../functions/src/core/lib/time.ts';
import type { StaffColumn } from '../../functions/src/core/schema/column.ts';
import { staffColumns, type Table } from '../../functions/src/core/schema/table.ts';
import { TABLES, tableOf } from '../../functions/src/core/tables/index.ts';
import type { Ports } from '../../functions/src/ports/ports.ts';
import { open } from '../fixtures/actions/action-place.ts';
import { type HeardStage, heardStage } from '../fixtures/actions/heard-stage.ts';
import type { SummaryStage } from '../fixtures/actions/summary-stage.ts';
import { at, EXAMPLE_PEOPLE, OWNER, storedDesk, storedState } from '../fixtures/core/desk-fixture.ts';
import { dumpAll } from '../fixtures/stored-desk/dump.ts';

const owner = { subject: OWNER, mail: OWNER };
const NAME = '欧阳璟珩';
/** Whatever a customer would be found by; each number is another's. */
const TRACE = /1397654\d{4}|gaoke\d*\.x@kunde|璟珩/g;
const number = (turn: number) => `1397654${String(1000 + turn)}`;
const mail = (turn: number) => `gaoke${turn}.x@kunde.example`;

/** Columns of colleagues' own addresses, which colleagues see. */
const OF_STAFF: ReadonlySet<StaffColumn['kind']['type']> = new Set(['mail', 'address']);
/** A workspace's own columns, by the key of the settings row that has them. */
const CUSTOM = { free: '文本', choice: '选项：华东、华南' };

let heard: HeardStage | undefined;
let stage: SummaryStage;
let ports: Ports;
let db: Firestore;
let said: HeardStage['said'];
const answers: RowAnswer[] = [];
/** What was typed, by whether it could be taken in. */
const typed: { where: string; outcome: string; kind: string }[] = [];
let turn = 0;

/** What is typed into a column to write a customer down there. */
function planted({ key, kind, example }: StaffColumn, knows: boolean): string[] {
  turn += 1;
  const [digits, address] = [number(turn), mail(turn)];
  const apart = `${digits.slice(0, 3)}-${digits.slice(3, 7)}-${digits.slice(7)}`;
  if (kind.type === 'contact') return [digits, address];
  if (kind.type === 'customer') return [NAME];
  // Eleven digits in a row may be the number of a thing where such a number stands.
  if (kind.type === 'text' && kind.verbatim) return [`${example} ${apart}`, `${example} ${address}`];
  if (kind.type === 'long' || kind.type === 'text')
    return [`${example}，${knows ? `${NAME}来电` : ''}，可打${digits}，或写信到${address}，或 ${apart}`];
  return key === 'calendarVersion' ? [digits] : [apart, digits, address];
}

async function submit(table: Table, cells: WireCells): Promise<RowAnswer | undefined> {
  const rows = [{ key: crypto.randomUUID(), base: '', edited: Object.keys(cells), cells }];
  const [answer] = (await submitRows(ports, owner, stage.desk, table, { rows })).rows;
  if (answer) answers.push(answer);
  return answer;
}

const numbers = new Map<string, string>();

/** A row with what is required, as its examples have it; what it refers to is there. */
async function rowOf(table: Table): Promise<WireCells> {
  const cells: WireCells = {};
  for (const { key, kind, example, required, unique } of staffColumns(table)) {
    if (!required) continue;
    if (kind.type === 'reference') cells[key] = await numberIn(kind.to[0] ?? '');
    else cells[key] = unique ? `C-${(turn += 1)}` : example;
  }
  if (table.key === 'people')
    return {
      ...cells,
      name: `同事${'甲乙丙丁戊己庚辛壬癸'[turn % 10]}${turn}`,
      mail: `p${turn}@example.com`,
    };
  return table.key === 'settings' ? { ...cells, category: '产品', name: `机型 ${turn}`, value: '12' } : cells;
}

async function numberIn(key: string): Promise<string> {
  const table = tableOf(key);
  if (!table) throw new Error(`no table ${key}`);
  const found = numbers.get(key) ?? String((await submit(table, await rowOf(table)))?.cells.number ?? '');
  numbers.set(key, found);
  return found;
}

beforeAll(async () => {
  heard = await heardStage();
  ({ stage, ports, db, said } = heard);
  stage.now = at('2026-11-23 09:00');
  await open(ports, storedDesk(EXAMPLE_PEOPLE), storedState({ endsAt: at('2026-11-30 00:00') }));
  for (const [key, value] of Object.entries(CUSTOM)) {
    const settings = tableOf('settings');
    if (!settings) throw new Error('no settings');
    const rows = TABLES.filter(({ role }) => role === 'work').map(({ title, key: of }) => ({
      key: `${key}-${of}`,
      base: '',
      edited: [],
      cells: { category: '自定义列', name: `${title}·${key}`, value },
    }));
    await submitRows(ports, owner, stage.desk, settings, { rows });
  }
  await everyColumn();
  await byImport();
  await onThePhone();
  for (let day = 0; day < 4; day += 1) {
    stage.now += DAY;
    await ringDesk(ports, stage.desk);
    await summariseDesk(ports, stage.desk);
  }
}, 300_000);
afterAll(() => heard?.close());

/** Columns that say who the customer is. */
const namesOf = (table: Table) =>
  staffColumns(table).flatMap(({ key, kind }) => (kind.type === 'customer' ? [key] : []));

async function everyColumn(): Promise<void> {
  for (const { key } of TABLES) {
    const table = deskContext(ports, await ports.store.desk(stage.desk)).tableOf(key);
    if (!table) throw new Error(`no table ${key}`);
    for (const column of staffColumns(table)) {
      if (OF_STAFF.has(column.kind.type)) continue;
      for (const cell of planted(column, namesOf(table).length > 0)) {
        const named = Object.fromEntries(namesOf(table).map(each => [each, NAME]));
        const answer = await submit(table, { ...(await rowOf(table)), ...named, [column.key]: cell });
        typed.push({
          where: `${key}.${column.key}`,
          outcome: answer?.outcome === 'saved' ? 'saved' : JSON.stringify(answer?.problems),
          kind: column.kind.type,
        });
      }
    }
  }
}

async function byImport(): Promise<void> {
  const table = deskContext(ports, await ports.store.desk(stage.desk)).tableOf('hotline');
  if (!table) throw new Error('no hotline');
  const columns = ['calledAt', 'customer', 'contact', 'type', 'description', 'request', 'urgency', 'remark'];
  const cells = [
    '2025-11-20 09:00',
    NAME,
    number((turn += 1)),
    '售后支持',
    `11月19日买的产品B在家无法开机，${NAME}说打${number(turn)}`,
    `${NAME}女士要退款，写信到${mail(turn)}`,
    '中',
    `另有 ${number(turn).replace(/(\d{3})(\d{4})/, '$1 $2 ')}`,
  ];
  const request = { titles: columns, columns, fixed: {}, values: {}, dry: false, rows: [{ row: 2, cells }] };
  const answer = await importRows(ports, owner, stage.desk, table, request);
  expect(answer.rows.map(({ outcome }) => outcome)).toEqual(['taken']);
  expect(found(answer)).toEqual([]);
}

/** Fills in on the phone what a technician writes down there, with the customer in it. */
async function onThePhone(): Promise<void> {
  const hotline = tableOf('hotline');
  if (!hotline) throw new Error('no hotline');
  const answer = await submit(hotline, {
    ...(await rowOf(hotline)),
    customer: NAME,
    handler: '李伟',
    contact: number((turn += 1)),
  });
  const until = stage.now + DAY;
  const link = {
    to: 'case',
    deskId: stage.desk,
    key: answer?.key ?? '',
    person: 'person-liwei',
    version: 1,
    until,
  } as const;
  const page = await showCase(ports, link);
  const texts = page.fields.filter(({ input }) => input === 'text' || input === 'line');
  expect(texts.length).toBeGreaterThan(0);
  const cells = new Map(
    texts.map(({ column }) => [
      column,
      { shown: '', typed: `上门前找${NAME}，打${number(turn)}，或${mail(turn)}` },
    ]),
  );
  const after = await fillCase(ports, link, { base: page.base, cells });
  expect(after.done[0]).toBe('已保存。');
  expect([found(page), found(after), found(await showCase(ports, link))]).toEqual([[], [], []]);
}

/** What is found of customers, and around what. Digits that somebody parted are together again. */
function found(what: unknown): string[] {
  const joined = JSON.stringify(what).replaceAll(/(?<=\d)[- ](?=\d)/g, '');
  return [...joined.matchAll(TRACE)].map(({ index }) => joined.slice(Math.max(0, index - 60), index + 20));
}

describe('a customer in every column of every table', () => {
  test('was typed into all of them, and taken in where people write of customers', () => {
    const declared = TABLES.flatMap(table =>
      staffColumns(table)
        .filter(({ kind }) => !OF_STAFF.has(kind.type))
        .map(({ key }) => `${table.key}.${key}`),
    );
    const custom = TABLES.filter(({ role }) => role === 'work').flatMap(({ key }) =>
      Object.keys(CUSTOM).map(each => `${key}.${workspaceKey(`${each}-${key}`)}`),
    );
    expect([...new Set(typed.map(({ where }) => where))].toSorted()).toEqual(
      [...declared, ...custom].toSorted(),
    );
    const free = typed.filter(({ kind }) => kind === 'long' || kind === 'contact' || kind === 'customer');
    expect(free.length).toBeGreaterThan(60);
    expect(free.filter(({ outcome }) => outcome !== 'saved')).toEqual([]);
    // Nothing is lost: whatever was taken in is known in full to those who may see it.
    expect(typed.filter(({ outcome }) => outcome === 'saved').length).toBeGreaterThan(100);
  });

  test('stands in no document but sealed', async () => {
    const all = await dumpAll(db);
    expect(Object.keys(all).filter(path => path.includes('/private/')).length).toBeGreaterThan(80);
    expect(
      Object.entries(all).flatMap(([path, data]) => found([path, data]).map(each => `${path}: ${each}`)),
    ).toEqual([]);
  });

  test('is in no answer, notice, log line and tab', () => {
    expect([found(answers), found(said), found(stage.workbook.data)]).toEqual([[], [], []]);
  });

  test('is on no card, list, paper and in no file unless it is asked for in full', async () => {
    const saved = answers.filter(({ outcome, cells }) => outcome === 'saved' && cells.number);
    const keys = saved.map(({ key }) => key);
    for (const key of keys.filter((_, index) => index % 4 === 0)) {
      const shown = [];
      for (const name of ['history', 'forecast'] as const)
        shown.push(await showCard(ports, owner, stage.desk, { key, name }).catch(String));
      shown.push(await printRecord(ports, owner, stage.desk, { key, full: false }).catch(String));
      expect(found(shown)).toEqual([]);
    }
    expect(found(await callList(ports, owner, stage.desk))).toEqual([]);
    const asked = { text: number(turn) };
    const caller = await callers(ports, owner, stage.desk, asked.text);
    expect(caller.records.length).toBeGreaterThan(0);
    expect(found([caller, await searchRecords(ports, owner, stage.desk, asked.text)])).toEqual([]);
    let rows = 0;
    for (let after: string | null = ''; after !== null; ) {
      const page = await exportRecords(ports, owner, stage.desk, {
        full: false,
        ...(after !== '' && { after }),
      });
      rows += page.tables.length;
      expect(found(page)).toEqual([]);
      after = page.next;
    }
    expect(rows).toBeGreaterThan(10);
  });
});
