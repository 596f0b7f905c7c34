// Two weeks and a month that were closed while people were renamed, came and left, two files of a customer became one,
// and a call became an order and a complaint: each page is what an implementation finds that goes through the records.
import { expect, test } from 'vitest';
import { closePeriods } from '../../../functions/src/actions/reports/close-periods.ts';
import { readFacts } from '../../../functions/src/actions/reports/read-facts.ts';
import { checkFigures } from '../../../functions/src/actions/reports/recount-figures.ts';
import { ringDesk } from '../../../functions/src/actions/timers/ring-desk.ts';
import type { WireCells } from '../../../functions/src/contract/contract.ts';
import { withPresentNames } from '../../../functions/src/core/identity/carry.ts';
import { showTime } from '../../../functions/src/core/lib/parse-time.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { monthPages } from '../../../functions/src/core/reports/reports.ts';
import { summaryPages } from '../../../functions/src/core/reports/summary-tabs.ts';
import { staffColumns, type Table } from '../../../functions/src/core/schema/table.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import { namesStage } from '../../fixtures/actions/names-stage.ts';
import { at, CLOSING, exampleRow, ZONE } from '../../fixtures/core/desk-fixture.ts';
import { differencesOf } from '../../fixtures/core/plain-pages/grid.ts';
import { type PlainClosing, plainPages } from '../../fixtures/core/plain-pages/pages.ts';

const { stage, saved, rename, row, record, context, carryThrough } = namesStage('closed-weeks');
const closings: PlainClosing[] = [];

const tableNamed = (key: string): Table => {
  const table = tableOf(key);
  if (!table) throw new Error(`no table ${key}`);
  return table;
};

/** Begins a record as somebody types it who says what has to be said, and these cells. */
async function begin(of: string, key: string, time: string, cells: WireCells): Promise<string> {
  stage.now = at(time);
  const example = exampleRow(tableNamed(of));
  const required = staffColumns(tableNamed(of)).filter(column => column.required);
  const said = Object.fromEntries(required.map(({ key: each }) => [each, example[each] ?? null]));
  await saved(of, { key, cells: { ...said, ...cells } });
  return (await record(key)).number;
}

/** Writes some cells of a record anew, as a sheet sends them. */
async function edit(key: string, time: string, cells: WireCells): Promise<void> {
  stage.now = at(time);
  const { table, version, cells: stands } = withPresentNames(await record(key), await context());
  const shown = staffColumns(tableNamed(table)).map(({ key: each, kind }) => {
    const cell = stands[each] ?? null;
    return [each, kind.type === 'time' && typeof cell === 'number' ? showTime(cell, ZONE) : cell] as const;
  });
  await saved(table, {
    key,
    base: String(version),
    edited: Object.keys(cells),
    cells: { ...Object.fromEntries(shown), ...cells },
  });
}

async function allRecords(): Promise<DeskRecord[]> {
  const most = { records: 1_000, bytes: 10_000_000 };
  const { records } = await stage.ports.store.changedSince(stage.deskId, '', most);
  const desk = await context();
  return records.map(each => withPresentNames(each, desk));
}

/** Closes what has ended, and keeps the records as they stand. */
async function close(time: string): Promise<void> {
  stage.now = at(time);
  for (const { document } of await closePeriods(stage.ports, stage.deskId))
    closings.push({ document, at: stage.now, records: await allRecords() });
}

const solved = (respondedAt: string, resolvedAt: string) =>
  ({ ...CLOSING, respondedAt, resolvedAt }) as WireCells;

test('two closed weeks and a closed month stand, the present ones are true, and all adds up', async () => {
  // The first week: a call that becomes an order, and others of two people, one of whom is renamed at noon.
  await begin('customers', 'file-1', '2026-11-20 09:00', { customerNumber: 'C1' });
  await begin('customers', 'file-2', '2026-11-20 09:05', {
    customerNumber: 'C2',
    customer: 'YY商贸有限公司',
  });
  const number = await begin('hotline', 'call', '2026-11-20 09:30', {
    calledAt: '2026-11-20 09:30',
    type: '售后支持',
    handler: '李伟',
  });
  await begin('hotline', 'call-done', '2026-11-20 11:05', {
    calledAt: '2026-11-20 10:00',
    contact: '13900000002',
    type: '售后支持',
    handler: '李伟',
    ...solved('2026-11-20 10:10', '2026-11-20 11:00'),
  });
  await begin('followUps', 'of-2', '2026-11-20 11:10', {
    happenedAt: '2026-11-20 10:30',
    customerNumber: 'C2',
    handler: '王芳',
    closing: '',
  });
  await rename('people', ['person-liwei', '李小伟']);
  await carryThrough();
  await begin('hotline', 'call-renamed', '2026-11-20 14:00', {
    calledAt: '2026-11-20 14:00',
    contact: '13900000003',
    type: '售前咨询',
    handler: '李小伟',
  });
  await begin('serviceOrders', 'order', '2026-11-20 15:00', { source: number });
  await close('2026-11-23 00:02');

  // The second: the order becomes a complaint, somebody comes, somebody leaves, and the two files are one.
  await ringDesk(stage.ports, stage.deskId);
  const order = (await record('order')).number;
  await begin('complaints', 'complaint', '2026-11-24 10:00', {
    source: number,
    earlierOrder: order,
    happenedAt: '2026-11-24 09:00',
    type: '产品质量',
  });
  await rename('people', ['person-wuhao', '吴小昊'], ['person-wangfang', '王小芳']);
  const { cells: like } = await row('person-zhoujie', {});
  const mail = 'xinren@example.com';
  await saved('people', {
    key: 'person-new',
    cells: { ...like, name: '新人', mail, address: mail },
  });
  await begin('hotline', 'call-new', '2026-11-25 09:00', {
    calledAt: '2026-11-25 09:00',
    contact: '13900000004',
    type: '投诉建议',
    handler: '新人',
  });
  await saved('people', await row('person-zhoujie', { standIn: '吴小昊', onDuty: '离职' }));
  await carryThrough();
  await edit('of-2', '2026-11-25 10:00', { customerNumber: 'C1' });
  await edit('file-2', '2026-11-25 10:05', { withdrawn: '作废' });
  // What the first week counted is solved, and solved anew, after it was closed.
  await edit('call-renamed', '2026-11-26 09:00', solved('2026-11-26 08:00', '2026-11-26 08:30'));
  await edit('call-done', '2026-11-26 10:00', { satisfaction: '不满意', comment: '“又坏了”' });
  await close('2026-11-30 00:02');
  await close('2026-12-01 00:02');

  stage.now = at('2026-12-02 17:00');
  await ringDesk(stage.ports, stage.deskId);
  await begin('feedback', 'feedback', '2026-12-02 17:05', { receivedAt: '2026-12-02 17:00', type: '投诉' });
  stage.now = at('2026-12-02 17:10');
  while ((await stage.ports.store.applyChanges(stage.deskId, 100)) > 0);

  const desk = await context();
  expect(closings.map(({ document }) => document)).toEqual([
    'week-2026-W47',
    'week-2026-W48',
    'month-2026-11',
  ]);
  expect((await checkFigures(stage.ports, desk)).differences).toEqual([]);
  const facts = await readFacts(stage.ports, desk, () => false);
  const pages = [...summaryPages(facts), ...monthPages(facts)];
  const expected = plainPages(await allRecords(), stage.now, desk, closings);
  for (const [title, parts] of expected) {
    const page = pages.find(({ tab }) => tab.title === title);
    expect([title, page && differencesOf(page, parts)]).toEqual([title, []]);
  }
  expect(expected.size).toBe(8);
  // Said by hand: four calls and a matter that is followed up; what goes on with one of them is none, and C2 is C1.
  const parts = (title: string, part: string) => expected.get(title)?.get(part) ?? [];
  const counted = (title: string, label: string) =>
    parts(title, '各表').find(([name]) => name === label)?.[1];
  expect([counted('月报 2026-11', '热线记录'), counted('月报 2026-11', '合计')]).toEqual([4, 5]);
  expect([counted('上周周报', '合计'), counted('周报', '合计')]).toEqual([1, 1]);
  const people = parts('月报 2026-11', '人员工作量').map(([name]) => name);
  expect(people).toEqual(expect.arrayContaining(['李小伟', '王小芳', '新人']));
  expect(people.filter(name => name === '李伟' || name === '王芳')).toEqual([]);
});
