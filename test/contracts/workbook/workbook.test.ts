import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Op } from '../../../local/workbook/model.ts';
import { dataText, opText, readChange, readData } from '../../../local/workbook/packed.ts';
import { Workbook, WorkbookError } from '../../../local/workbook/workbook.ts';
import { acceptedAfter, anyOp, bookOf, SHEET } from './arbitrary-ops.ts';

const API = { by: 'api' } as const;
const cellOf = (sheetId: number, row: number, value: string | number): Op => ({
  type: 'cells',
  sheetId,
  row,
  column: 0,
  cells: [[{ value }]],
});
const cell = (row: number, value: string): Op => cellOf(SHEET, row, value);

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'workbook-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'book.sqlite');
}

describe('whole or not at all', () => {
  test('whatever was done before a refused operation is undone to the letter', () => {
    const ops = fc.array(anyOp, { maxLength: 12 });
    fc.assert(
      fc.property(ops, ops, (first, second) => {
        const book = bookOf(first);
        const before = structuredClone(book.data);
        const { seq } = book;
        const accepted = acceptedAfter(first, second);
        const refused: Op = { type: 'deleteSheet', sheetId: 999 };
        expect(() => book.apply([...accepted, refused], API)).toThrow('No sheet with id: 999');
        expect(book.data).toEqual(before);
        expect(book.seq).toBe(seq);
        expect(book.apply([{ type: 'workbook', properties: { title: 'still works' } }], API).seq).toBe(
          seq + 1,
        );
        book.close();
      }),
      { numRuns: 300 },
    );
  });

  test('a refusal says whether the tab is missing or the operation is wrong', () => {
    const book = bookOf([]);
    const codeOf = (op: Op) => {
      try {
        book.apply([op], API);
      } catch (error) {
        return error instanceof WorkbookError ? error.code : error;
      }
      return 'accepted';
    };
    expect(codeOf({ ...cell(0, 'x'), sheetId: 5 } as Op)).toBe('NOT_FOUND');
    expect(codeOf(cell(10, 'past the grid'))).toBe('INVALID');
    expect(codeOf(cell(0, 'x'.repeat(50_001)))).toBe('INVALID');
    expect(
      codeOf({ type: 'cells', sheetId: SHEET, row: 0, column: 0, cells: [[{ value: Number.NaN }]] }),
    ).toBe('INVALID');
    expect(codeOf({ type: 'workbook', properties: { timeZone: 'Mars/Base' } })).toBe('INVALID');
    book.close();
  });

  test('work that reads what it wrote is taken back when it throws', () => {
    const book = bookOf([]);
    expect(() =>
      book.transact(API, write => {
        write(cell(0, 'written'));
        expect(book.data.sheets[0]?.cells[0]?.[0]?.value).toBe('written');
        throw new Error('changed my mind');
      }),
    ).toThrow('changed my mind');
    expect(book.data.sheets[0]?.cells).toEqual({});
    book.close();
  });

  test('what a caller does to its operations afterwards changes nothing', () => {
    const book = bookOf([]);
    const format = { background: '#ffffff' };
    book.apply([{ type: 'cells', sheetId: SHEET, row: 0, column: 0, cells: [[{ value: 1, format }]] }], API);
    format.background = '#000000';
    expect(book.data.sheets[0]?.cells[0]?.[0]?.format?.background).toBe('#ffffff');
    book.close();
  });
});

describe('the feed', () => {
  test('changes are numbered and told in order, also those that a listener makes', () => {
    const book = bookOf([]);
    const heard: number[] = [];
    book.subscribe(change => {
      if (change.seq === 1) book.apply([cell(1, 'answer')], { by: 'script' });
    });
    const stop = book.subscribe(change => heard.push(change.seq));
    book.apply([cell(0, 'question')], API);
    expect(heard).toEqual([1, 2]);
    stop();
    book.apply([cell(2, 'unheard')], API);
    expect(heard).toEqual([1, 2]);
    expect(book.changesSince(1)?.map(change => [change.seq, change.origin])).toEqual([
      [2, { by: 'script' }],
      [3, API],
    ]);
    expect(book.changesSince(3)).toEqual([]);
    expect(book.changesSince(4)).toBeUndefined();
    book.close();
  });

  test('a reader who was away for too long has to read anew', () => {
    const book = bookOf([]);
    for (let n = 0; n < 3_000; n += 1) book.apply([cell(0, String(n))], API);
    expect(book.changesSince(0)).toBeUndefined();
    expect(book.changesSince(2_000)).toHaveLength(1_000);
    book.close();
  });

  test('following the feed from a snapshot gives the same workbook', () => {
    fc.assert(
      fc.property(fc.array(anyOp, { minLength: 1, maxLength: 15 }), ops => {
        const book = bookOf(ops);
        const follower = bookOf([]);
        for (const change of book.changesSince(0) ?? []) follower.apply(change.ops, change.origin);
        expect(follower.data).toEqual(book.data);
        book.close();
        follower.close();
      }),
    );
  });

  test('so it does where all was done in one change', () => {
    fc.assert(
      fc.property(fc.array(anyOp, { minLength: 2, maxLength: 15 }), ops => {
        const book = bookOf([]);
        const { change } = book.transact(API, write => write(...acceptedAfter([], ops)));
        const follower = bookOf([]);
        follower.apply(change.ops, API);
        expect(follower.data).toEqual(book.data);
        book.close();
        follower.close();
      }),
    );
  });
});

describe('durability', () => {
  test('a workbook is opened as it was closed, snapshot and later changes together', () => {
    const file = temporaryFile();
    const create = { title: 'T', locale: 'zh_CN', timeZone: 'Asia/Shanghai' };
    const book = Workbook.open({ file, create });
    for (let n = 0; n < 600; n += 1) {
      book.apply([{ type: 'cells', sheetId: 0, row: n, column: 0, cells: [[{ value: n }]] }], API);
    }
    const before = structuredClone(book.data);
    book.close();
    const again = Workbook.open({ file });
    expect(again.data).toEqual(before);
    expect(again.seq).toBe(600);
    expect(again.changesSince(590)).toHaveLength(10);
    again.close();
  });

  test('large changes are not kept as long, so that the file stays small', () => {
    const file = temporaryFile();
    const book = Workbook.open({ file, create: { title: 'T', locale: 'zh_CN', timeZone: 'Asia/Shanghai' } });
    const write = (text: string) =>
      book.apply(
        [
          {
            type: 'cells',
            sheetId: 0,
            row: 0,
            column: 0,
            // Each its own: what is the same in several cells is kept once.
            cells: Array.from({ length: 20 }, (_, row) => [{ value: `${row} ${text}` }]),
          },
        ],
        API,
      );
    for (let n = 0; n < 45; n += 1) write(String(n).padStart(49_000, '0'));
    expect(book.changesSince(0) === undefined).toBe(true);
    expect(book.changesSince(43)).toHaveLength(2);
    const before = structuredClone(book.data);
    book.close();
    const again = Workbook.open({ file });
    expect(again.data).toEqual(before);
    again.close();
  });

  test('lists of rules that a change replaces one after the other are told and kept once for each tab', () => {
    const file = temporaryFile();
    const book = Workbook.open({ file, create: { title: 'T', locale: 'zh_CN', timeZone: 'Asia/Shanghai' } });
    const viewOf = (filterViewId: number) => ({
      filterViewId,
      title: `视图${filterViewId}`,
      range: { sheetId: 0, startRow: 0, endRow: 9, startColumn: 0, endColumn: 9 },
      criteria: {},
    });
    const views: ReturnType<typeof viewOf>[] = [];
    const { change } = book.transact(API, write => {
      for (let id = 1; id <= 100; id += 1) {
        views.push(viewOf(id));
        write({ type: 'rules', sheetId: 0, rules: { filterViews: [...views] } });
      }
      write({ type: 'rules', sheetId: 0, rules: { protectedRanges: [] } });
    });
    const rules = { filterViews: views, protectedRanges: [] };
    expect(change.ops).toEqual([{ type: 'rules', sheetId: 0, rules }]);
    expect(book.changesSince(0)).toEqual([change]);
    const before = structuredClone(book.data);
    book.close();
    const again = Workbook.open({ file });
    expect(again.data).toEqual(before);
    expect(again.data.sheets[0]?.filterViews).toEqual(views);
    again.close();
  });

  test('what many cells have in common is kept once', () => {
    const file = temporaryFile();
    const book = Workbook.open({ file, create: { title: 'T', locale: 'zh_CN', timeZone: 'Asia/Shanghai' } });
    const format = { background: '#ffffff', numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' } } as const;
    const cells = Array.from({ length: 1_000 }, () => Array.from({ length: 26 }, () => ({ format })));
    book.apply([{ type: 'cells', sheetId: 0, row: 0, column: 0, cells }], API);
    for (let n = 0; n < 500; n += 1) book.apply([cellOf(0, n, n)], API);
    const before = structuredClone(book.data);
    book.close();
    expect(statSync(file).size).toBeLessThan(300_000);
    const again = Workbook.open({ file });
    expect(again.data).toEqual(before);
    // Cells that were read as one are changed apart.
    again.apply([cellOf(0, 700, 'x')], API);
    expect(again.data.sheets[0]?.cells[701]).toEqual(before.sheets[0]?.cells[701]);
    again.close();
  });

  test('whatever was written is read back, from the feed and from a snapshot', () => {
    fc.assert(
      fc.property(fc.array(anyOp, { minLength: 1, maxLength: 10 }), ops => {
        const book = bookOf(ops);
        expect(readData(dataText(book.data))).toEqual(book.data);
        for (const change of book.changesSince(0) ?? []) {
          const ops = change.ops.map(op => opText(op));
          expect(readChange(`{"seq":1,"origin":{"by":"api"},"ops":[${ops.join()}]}`).ops).toEqual(change.ops);
        }
        book.close();
      }),
    );
  });

  test('a file of an earlier program, with its cells one by one, is opened', () => {
    const file = temporaryFile();
    const create = { title: 'T', locale: 'zh_CN', timeZone: 'Asia/Shanghai' };
    Workbook.open({ file, create }).close();
    const book = bookOf([]);
    book.apply([cell(0, 'in the snapshot')], API);
    const op = cell(1, 'in the feed');
    const db = new DatabaseSync(file);
    db.prepare('UPDATE snapshot SET seq = 1, data = ?').run(JSON.stringify(book.data));
    const change = JSON.stringify({ seq: 2, origin: API, ops: [op] });
    db.prepare('INSERT INTO feed (seq, change) VALUES (2, ?)').run(change);
    db.close();
    book.apply([op], API);
    const again = Workbook.open({ file });
    expect(again.data).toEqual(book.data);
    expect(again.changesSince(1)).toEqual([{ seq: 2, origin: API, ops: [op] }]);
    again.close();
    book.close();
  });

  test('a file without a workbook is refused when nothing says what to make', () => {
    expect(() => Workbook.open({ file: ':memory:' })).toThrow(WorkbookError);
  });

  test('what was acknowledged before a SIGKILL is there after it', async () => {
    const file = temporaryFile();
    const writer = spawn(process.execPath, [new URL('writer.ts', import.meta.url).pathname, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void writer.kill('SIGKILL'));
    let acknowledged = 0;
    for await (const line of createInterface({ input: writer.stdout })) {
      acknowledged = Number(line);
      if (acknowledged >= 700) writer.kill('SIGKILL');
    }
    if (writer.signalCode === null) await once(writer, 'exit');
    const book = Workbook.open({ file });
    expect(acknowledged).toBeGreaterThanOrEqual(700);
    expect(book.seq).toBeGreaterThanOrEqual(acknowledged);
    expect(book.data.sheets[0]?.cells[0]?.[0]?.value).toBe(book.seq);
    book.close();
  });
});
