// Random histories of records: figures counted up from changes, in any order and however often a change is repeated,
// are those of a recount, and those of the plain way.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ring } from '../../../functions/src/core/decide/fire.ts';
import { figureChange, figuresOf } from '../../../functions/src/core/figures/count.ts';
import { addFigures, type Figures } from '../../../functions/src/core/figures/figures.ts';
import { bucketOf } from '../../../functions/src/core/figures/histogram.ts';
import { documentsAt, periodAt } from '../../../functions/src/core/figures/periods.ts';
import { breakdownOf, entriesOf, readFigures } from '../../../functions/src/core/figures/read.ts';
import { compare, mendingOf } from '../../../functions/src/core/figures/recount.ts';
import { applied, type Totals, totalsOf, touchedBy } from '../../../functions/src/core/figures/totals.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { PERIOD_KINDS } from '../../../functions/src/core/schema/period.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { Book } from '../../fixtures/core/book.ts';
import {
  at,
  by,
  CALL,
  CLOSING,
  exampleDesk,
  exampleRow,
  FEEDBACK,
  feedback,
  hotline,
  ZONE,
} from '../../fixtures/core/desk-fixture.ts';
import { type Part, plainFigures } from '../../fixtures/core/plain-figures.ts';
import { plainCustomers, plainProblems } from '../../fixtures/core/plain-problems.ts';
import { often } from '../../fixtures/endurance.ts';

const desk = exampleDesk();
const TABLES: Table[] = [hotline, feedback, complaints, serviceOrders];

const part = (row: Cells, ...keys: string[]): Cells =>
  Object.fromEntries(keys.map(key => [key, row[key] ?? null]));
const COMPLAINT = exampleRow(complaints);
const ORDER = exampleRow(serviceOrders);
const incoming = (row: Cells, table: Table): Cells =>
  Object.fromEntries(
    table.columns.flatMap(column =>
      column.owner === 'staff' && column.required ? [[column.key, row[column.key] ?? null]] : [],
    ),
  );

/** What people do to the rows of each table: fill in, correct, move, close, say that it is not solved. */
const EDITS: Record<string, Cells[]> = {
  hotline: [
    CALL,
    { ...CALL, urgency: '高' },
    { handler: '孙丽' },
    { handler: '李伟', type: '投诉建议' },
    { contact: '13900001111' },
    { contact: '13812345678' },
    CLOSING,
    { ...CLOSING, satisfaction: '不满意' },
    { satisfaction: null },
    { respondedAt: null, resolvedAt: null },
    { calledAt: '2026-10-31 23:50' },
    { calledAt: '2026-11-01 00:10', respondedAt: '2026-11-01 00:40', resolvedAt: '2026-11-02 08:00' },
    { remark: '客户催问' },
  ],
  feedback: [
    FEEDBACK,
    { ...FEEDBACK, priority: '紧急', tags: '质量-噪音，物流-延误' },
    { department: '品控部', startedAt: '2026-11-20 15:00' },
    { tags: '物流-延误' },
    { startedAt: null },
    { contact: '13812345678', receivedAt: '2026-11-02 10:00' },
  ],
  complaints: [
    incoming(COMPLAINT, complaints),
    COMPLAINT,
    part(COMPLAINT, 'verification', 'finding', 'cause', 'liability', 'department'),
    { liability: '待定' },
    { liability: '第三方', department: '品控部' },
    part(COMPLAINT, 'plan', 'accepted', 'result', 'finishedAt'),
    { accepted: '不接受' },
    { ...part(COMPLAINT, 'calledBackAt', 'score'), score: '2' },
    part(COMPLAINT, 'calledBackAt', 'score'),
    { score: null },
    { contact: '13812345678', type: '服务态度' },
  ],
  serviceOrders: [
    incoming(ORDER, serviceOrders),
    ORDER,
    { solved: '否' },
    { solved: '是', calledBackAt: null },
    { technician: '吴昊', cause: '使用不当' },
    part(ORDER, 'inspection', 'solution', 'finishedAt', 'solved', 'calledBackAt', 'score'),
    { finishedAt: null },
  ],
};

/** What may become of any row: it is withdrawn, and comes back. */
const ANYWHERE: Cells[] = [{ withdrawn: '作废' }, { withdrawn: null }];

interface Step {
  table: number;
  row: number;
  edit: number;
  hours: number;
  rings: boolean;
}
const steps = fc.array(
  fc.record({
    table: fc.nat(TABLES.length - 1),
    row: fc.nat(2),
    edit: fc.nat(20),
    hours: fc.nat(100),
    rings: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
);

interface History {
  records: DeskRecord[];
  changes: Figures[];
  contacts: Map<string, string>;
}

/** Lives through a history, as the service would. */
function live(all: readonly Step[]): History {
  const books = TABLES.map(table => new Book(table, desk));
  const changes: Figures[] = [];
  let now = at('2026-10-30 15:00');
  for (const { table: at, row, edit, hours, rings } of all) {
    const [book, table] = [books[at], TABLES[at]];
    if (!book || !table) throw new Error('no table');
    now += hours * 3_600_000;
    const edits = [...(EDITS[table.key] ?? []), ...ANYWHERE];
    const key = `${table.key}-${row}`;
    const before = book.records.get(key);
    const asked = edits[edit % edits.length] ?? {};
    const cells = before ? asked : { ...edits[0], ...asked };
    changes.push(book.submit({ key, cells, base: String(before?.version ?? '') }, by('limin'), now).change);
    for (const record of rings ? [...book.records.values()] : []) {
      const rung = ring(table, record, now, desk);
      if (!rung) continue;
      changes.push(figureChange(table, record, rung.after, ZONE));
      book.records.set(record.key, rung.after);
    }
  }
  const contacts = books.flatMap(book =>
    [...book.privateCells].map(([key, cells]) => [key, String(cells['contact'])] as const),
  );
  return { records: books.flatMap(book => [...book.records.values()]), changes, contacts: new Map(contacts) };
}

const tableOf = (record: DeskRecord): Table => {
  const table = TABLES.find(each => each.key === record.table);
  if (!table) throw new Error(`no table ${record.table}`);
  return table;
};

/** Takes changes in one after the other, as the documents are kept. */
function takeIn(figures: Figures, changes: readonly Figures[]): Figures {
  let standing = figures;
  for (const change of changes) {
    const known = new Map(
      [...touchedBy(change)].map(([document, keys]): [string, Totals] => {
        const entries = Object.entries(standing[document] ?? {}).filter(([key]) => keys.has(key));
        return [document, { entries: Object.fromEntries(entries), bytes: 0 }];
      }),
    );
    const next = { ...standing };
    for (const [document, { entries }] of applied(known, change)) {
      next[document] = { ...next[document], ...entries };
    }
    standing = addFigures(next);
  }
  return standing;
}

const sumsOf = (records: readonly DeskRecord[]) =>
  addFigures(...records.map(record => figuresOf(tableOf(record), record, ZONE)));

describe('figures over random histories', () => {
  it('come to the recount, in whatever order the changes are taken in', () => {
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.nat(1_000)), (all, order) => {
        const { records, changes } = live(all);
        const shuffled = changes
          .map(change => ({ change, place: Number(order.next().value) }))
          .sort((a, b) => a.place - b.place)
          .map(({ change }) => change);
        const counted = totalsOf(sumsOf(records));
        expect(takeIn({}, shuffled)).toEqual(counted);
        expect(takeIn({}, [addFigures(...changes)])).toEqual(counted);
      }),
      { numRuns: often(25, 100) },
    );
  });

  it('are mended by a recount, whatever has been lost, repeated or is still waiting', () => {
    fc.assert(
      fc.property(
        steps,
        fc.infiniteStream(fc.constantFrom('once', 'lost', 'twice', 'waits')),
        (all, fates) => {
          const { records, changes } = live(all);
          const marked = changes.map(change => ({ change, fate: String(fates.next().value) }));
          const times = ({ change, fate }: { change: Figures; fate: string }) =>
            fate === 'once' ? [change] : fate === 'twice' ? [change, change] : [];
          const figures = takeIn({}, marked.flatMap(times));
          const pending = addFigures(
            ...marked.flatMap(({ change, fate }) => (fate === 'waits' ? [change] : [])),
          );
          const sums = sumsOf(records);
          const differences = compare(sums, figures, pending);
          const mended = takeIn(figures, [mendingOf(differences, figures, pending), pending]);
          expect(mended).toEqual(totalsOf(sums));
          expect(compare(sums, mended, {})).toEqual([]);
          const lost = marked.some(({ change, fate }) => fate === 'lost' && Object.keys(change).length > 0);
          const repeated = marked.some(
            ({ change, fate }) => fate === 'twice' && Object.keys(change).length > 0,
          );
          expect(lost || repeated ? [] : differences).toEqual([]);
        },
      ),
      { numRuns: often(20, 80) },
    );
  });

  it('are those of the plain way, in every week and month, for all, for each table and for each person', () => {
    fc.assert(
      fc.property(steps, all => {
        const { records, contacts } = live(all);
        const figures = totalsOf(sumsOf(records));
        const moments = [at('2026-10-31 12:00'), at('2026-11-02 12:00'), at('2026-11-20 12:00')];
        const periods = moments.flatMap(moment => PERIOD_KINDS.map(kind => periodAt(kind, moment, ZONE)));
        for (const period of periods) {
          const entries = entriesOf(figures, period.document);
          const plain = plainFigures(records, period);
          const { respond, solve, customers, ...counts } = readFigures(entries, { tables: TABLES });
          const { respond: responses, solve: solutions, ...expected } = plain;
          expect(counts).toEqual(expected);
          for (const [read, minutes] of [
            [respond, responses],
            [solve, solutions],
          ] as const) {
            expect([read.n, read.sum]).toEqual([
              minutes.length,
              minutes.reduce((sum, each) => sum + each, 0),
            ]);
            const ranked = [0.5, 0.9].map(share => minutes[Math.ceil(minutes.length * share) - 1]);
            const buckets = (each: number | undefined) => (each === undefined ? undefined : bucketOf(each));
            expect([read.median, read.p90].map(buckets)).toEqual(ranked.map(buckets));
          }
          expect(customers).toBe(plainCustomers(records, period, ({ key }) => contacts.get(key)));
          expect(
            breakdownOf(entries, TABLES, 'problem', 'problem').map(({ value, count }) => [value, count]),
          ).toEqual(plainProblems(records, period));
          for (const table of TABLES) {
            const own = records.filter(record => record.table === table.key);
            expect(readFigures(entries, { tables: [table] }).created).toBe(plainFigures(own, period).created);
          }
          const people: Part['column'] = { hotline: 'handler', serviceOrders: 'technician' };
          for (const value of ['李伟', '孙丽', '吴昊']) {
            const {
              respond: _,
              solve: __,
              customers: ___,
              ...own
            } = readFigures(entries, {
              tables: TABLES,
              by: 'person',
              value,
            });
            const {
              respond: ____,
              solve: _____,
              ...wanted
            } = plainFigures(records, period, {
              column: people,
              value,
            });
            expect(own).toEqual(wanted);
          }
        }
      }),
      { numRuns: often(15, 60) },
    );
  });

  it('belong to the periods of their moments', () => {
    expect(documentsAt(at('2026-10-31 23:50'), ZONE)).toEqual(['week-2026-W44', 'month-2026-10']);
    expect(documentsAt(at('2026-11-01 00:10'), ZONE)).toEqual(['week-2026-W44', 'month-2026-11']);
  });
});
