// 导入: what the menu opens, what its page asks, and an import that goes on by itself.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImportRequest } from '../../../functions/src/contract/exchange.ts';
import type { ImportProgress, ImportStep } from '../../../sheets-addon/src/ui/import-page-data.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';

const SOURCE = 77;
const HOUR = 3_600_000;
let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 20 });
});
afterEach(() => desk.close());

/** A tab of another book with a heading, titles in row 2 and so many rows. */
function source(rows: number, more: string[] = []): void {
  const lines = Array.from({ length: rows }, (_, at) => [
    `客户${at + 1}`,
    `1381234${String(at).padStart(4, '0')}`,
  ]);
  const cells = [['去年的记录'], ['姓名', '电话'], ...lines, ...more.map(text => [text])];
  const sheet = { sheetId: SOURCE, title: '旧台账', rowCount: cells.length, columnCount: 2 };
  desk.workbook.apply([{ type: 'addSheet', ...sheetOp(sheet) }], { by: 'api' });
  write(0, cells);
}
const sheetOp = (properties: { sheetId: number; title: string; rowCount: number; columnCount: number }) => ({
  properties: { ...desk.workbook.data.sheets[0]!.properties, ...properties, index: 1 },
});
const write = (row: number, lines: string[][]) =>
  desk.workbook.apply(
    [
      {
        type: 'cells',
        sheetId: SOURCE,
        row,
        column: 0,
        cells: lines.map(line => line.map(value => ({ value }))),
      },
    ],
    { by: 'api' },
  );

const ORDER = {
  sheetId: SOURCE,
  table: 'cases',
  header: 2,
  mapping: { titles: ['姓名', '电话'], columns: ['name', 'phone'], fixed: {}, values: {} },
};
const ask = <Answer>(name: string, asked?: object) =>
  desk.runtime.run(name, asked === undefined ? [] : [asked]) as Promise<Answer>;
const requests = () =>
  desk.service.calls.filter(({ path }) => path.endsWith('/import')).map(({ body }) => body as ImportRequest);

test('the page offers the tabs that are none of the desk, and its tables', async () => {
  source(1);
  await desk.run('openImport');
  expect(desk.alerts).toEqual([]);
  const [{ title, html } = { title: '', html: '' }] = desk.dialogs;
  expect(title).toBe('导入记录');
  expect(html).toContain('"tabs":[{"sheetId":77,"name":"旧台账"}]');
  expect(html).toContain('"tables":[{"table":"cases","title":"个案"}]');
});

test('the service is shown the first rows, and its proposal comes with letters and examples', async () => {
  source(3);
  desk.service.importPlan = {
    header: 1,
    columns: [
      { title: '姓名', column: 'name', how: 'synonym' },
      { title: '电话', column: 'phone', how: 'synonym' },
    ],
    targets: [],
    problems: [],
  };
  const plan = await ask('planImport', { sheetId: SOURCE, table: 'cases' });
  expect(plan).toMatchObject({
    header: 2,
    last: 5,
    columns: [{ letters: 'A', samples: ['客户1', '客户2'] }, { letters: 'B' }],
    isUnfit: false,
  });
  const sent = desk.service.calls.at(-1)?.body;
  expect(sent).toEqual({
    rows: [
      ['去年的记录', ''],
      ['姓名', '电话'],
      ...[0, 1, 2].map(at => [`客户${at + 1}`, `1381234000${at}`]),
    ],
  });
});

test('a try sends rows without taking them in', async () => {
  source(3);
  const tried = await ask('tryImport', { order: ORDER, first: 3 });
  expect(tried).toMatchObject({ next: 6, last: 5 });
  expect(requests()).toMatchObject([
    { dry: true, rows: [{ row: 3, cells: ['客户1', '13812340000'] }, {}, {}] },
  ]);
});

test('rows go in by pieces, each once, and what is done is remembered', async () => {
  source(250);
  desk.service.importRow = ({ row }) => ({
    row,
    number: '',
    state: '',
    problems: [],
    unknown: [],
    outcome: row === 5 ? 'refused' : 'taken',
  });
  expect(await ask<ImportProgress>('beginImport', ORDER)).toMatchObject({
    from: '旧台账',
    to: '个案',
    next: 3,
  });
  await expect(ask('beginImport', ORDER)).rejects.toThrow('还没有做完');
  expect(await ask<ImportStep>('importNext')).toMatchObject({ next: 103, last: 252, done: false, taken: 99 });
  await desk.run('openImport');
  expect(desk.dialogs.at(-1)?.html).toContain('"underWay":{"from":"旧台账"');
  await ask('importNext');
  expect(await ask<ImportStep>('importNext')).toMatchObject({
    done: true,
    taken: 249,
    refused: 1,
    refusedRows: [5],
  });
  const sent = requests().flatMap(({ rows }) => rows.map(({ row }) => row));
  expect(sent).toEqual(Array.from({ length: 250 }, (_, at) => at + 3));
  await desk.run('openImport');
  expect(desk.dialogs.at(-1)?.html).not.toContain('"underWay"');
});

test('what was left is gone on with by the clock', async () => {
  source(150);
  await ask('beginImport', ORDER);
  await ask('importNext');
  await desk.clock.advance(2 * HOUR);
  await desk.idle();
  expect(requests().flatMap(({ rows }) => rows)).toHaveLength(150);
  await expect(ask('beginImport', ORDER)).resolves.toMatchObject({ done: false });
});

test('a request that fails takes nothing back, and the same rows go again', async () => {
  source(2);
  await ask('beginImport', ORDER);
  desk.service.failure = 'away';
  await expect(ask('importNext')).rejects.toThrow('暂时连接不上');
  desk.service.failure = undefined;
  expect(await ask<ImportStep>('importNext')).toMatchObject({ done: true, taken: 2 });
});

test('a source that grew meanwhile is gone through again', async () => {
  source(2);
  await ask('beginImport', ORDER);
  desk.workbook.apply([{ type: 'insert', sheetId: SOURCE, dimension: 'ROWS', index: 4, count: 1 }], {
    by: 'api',
  });
  write(4, [['客户3', '13900000000']]);
  expect(await ask<ImportStep>('importNext')).toMatchObject({ done: false, next: 3, last: 5, taken: 0 });
  expect(await ask<ImportStep>('importNext')).toMatchObject({ done: true, taken: 3 });
});

test('what was given up, or whose tab is gone, says so', async () => {
  source(2);
  await ask('beginImport', ORDER);
  await ask('dropImport');
  await expect(ask('importNext')).rejects.toThrow('没有正在进行的导入');
  await expect(ask('beginImport', { ...ORDER, sheetId: 5 })).rejects.toThrow('已经不在了');
  await expect(ask('beginImport', { ...ORDER, table: 'x' })).rejects.toThrow('不是服务台的表');
});

test('an order as long as people make them is kept whole, and a longer one is refused', async () => {
  source(1);
  const meant = (words: number) => ({
    name: Object.fromEntries(Array.from({ length: words }, (_, at) => [`很久以前的说法${at}`, '现在的说法'])),
  });
  const order = (words: number) => ({ ...ORDER, mapping: { ...ORDER.mapping, values: meant(words) } });
  await expect(ask('beginImport', order(5_000))).rejects.toThrow('要记住的对应太多');
  await ask('beginImport', order(800));
  await ask('importNext');
  expect(requests().at(-1)?.values).toEqual(meant(800));
});
