// The page's server without a browser: who may ask, what an edit does, how the feed resumes.
import { type IncomingHttpHeaders, request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rebaseEdits } from '../../local/page/rebase.ts';
import { parseTable } from '../../local/page/web/grid/table-text.ts';
import type { Op } from '../../local/workbook/model.ts';
import { BarePage, FEEDBACK } from '../fixtures/page/bare-page.ts';

let server: BarePage;

beforeEach(async () => {
  server = await BarePage.start();
});

afterEach(() => server.stop());

const post = (path: string, body: unknown) =>
  fetch(new URL(path, server.url), { method: 'POST', body: JSON.stringify(body) });

const typed = (text: string) => ({ type: 'typed', sheetId: FEEDBACK, row: 1, column: 1, texts: [[text]] });

/** The status that a request with these headers gets. */
function statusOf(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ port: server.port, host: '127.0.0.1', path: '/api/workbook', headers }, answer => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('who may ask', () => {
  test.each([
    ['this machine', { host: '127.0.0.1:8080' }, 200],
    ['this machine by name', { host: 'localhost' }, 200],
    ['a name that was pointed here', { host: 'evil.example' }, 403],
    ['a page of another site', { host: 'localhost:1', origin: 'https://evil.example' }, 403],
    ['a page of another port', { host: 'localhost:1', origin: 'http://localhost:2' }, 403],
  ])('%s', async (_, headers, status) => {
    expect(await statusOf(headers)).toBe(status);
  });
});

test.each(['/', '/assets/main.js', '/api/workbook', '/print'])(
  '%s is shown in no other site’s frame, and taken for what it is only',
  async path => {
    const { headers } = await fetch(new URL(path, server.url));
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': "frame-ancestors 'self'",
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
  },
);

describe('what is loaded', () => {
  /** Status, headers and bytes on the wire; `fetch` would unpack them. */
  const load = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: Buffer }>(
      (resolve, reject) => {
        request({ port: server.port, host: '127.0.0.1', path, headers }, answer => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () =>
            resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }),
          );
        })
          .on('error', reject)
          .end();
      },
    );
  const packed = { 'accept-encoding': 'gzip, deflate, br' };
  const zipped = { 'accept-encoding': 'gzip, deflate' };

  test('is sent compressed to whoever takes that: a megabyte and a half for the first picture', async () => {
    const [script, plain] = [await load('/assets/main.js', packed), await load('/assets/main.js')];
    const older = await load('/assets/main.js', zipped);
    expect([script.status, script.headers['content-encoding']]).toEqual([200, 'br']);
    expect([older.status, older.headers['content-encoding']]).toEqual([200, 'gzip']);
    expect([plain.status, plain.headers['content-encoding']]).toEqual([200, undefined]);
    expect(brotliDecompressSync(script.body).equals(plain.body)).toBe(true);
    expect(gunzipSync(older.body).equals(plain.body)).toBe(true);
    const style = await load('/assets/page.css', packed);
    expect(script.body.length + style.body.length).toBeLessThan(1_500_000);
  });

  test('is not sent again to whoever has it', async () => {
    for (const headers of [{}, packed, zipped]) {
      const { etag = '' } = (await load('/assets/main.js', headers)).headers;
      const again = await load('/assets/main.js', { ...headers, 'if-none-match': etag });
      expect([again.status, again.body.length]).toEqual([304, 0]);
      const other = await load('/assets/main.js', { ...headers, 'if-none-match': '"another"' });
      expect(other.status).toBe(200);
    }
  });

  test('of a large workbook is compressed, of a small one is not', async () => {
    const small = await load('/api/workbook', packed);
    expect(small.headers['content-encoding']).toBeUndefined();
    const text = '一行很长的描述'.repeat(100);
    server.write(
      FEEDBACK,
      1,
      0,
      Array.from({ length: 150 }, (_, row) => [{ value: `${row} ${text}` }]),
    );
    const large = await load('/api/workbook', packed);
    expect(large.headers['content-encoding']).toBe('br');
    const whole = (await load('/api/workbook')).body;
    expect(brotliDecompressSync(large.body).equals(whole)).toBe(true);
    const older = await load('/api/workbook', zipped);
    expect(older.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(older.body).equals(whole)).toBe(true);
  });
});

describe('an edit', () => {
  test('sent twice is applied once', async () => {
    const edit = { window: 'w', edit: 1, base: 0, edits: [typed('一次')] };
    expect(await (await post('/api/edit', edit)).json()).toEqual({ seq: 1 });
    expect(await (await post('/api/edit', edit)).json()).toEqual({ seq: 1 });
    expect(server.workbook.seq).toBe(1);
  });

  test('made before others inserted rows lands where its row is now', async () => {
    server.push({ type: 'insert', sheetId: FEEDBACK, dimension: 'ROWS', index: 0, count: 3 });
    await post('/api/edit', { window: 'w', edit: 1, base: 0, edits: [typed('移下')] });
    expect(server.value(4, 1)).toBe('移下');
  });

  test('of rows on top of moved rows is refused, and so is one the workbook cannot take', async () => {
    server.push({ type: 'insert', sheetId: FEEDBACK, dimension: 'ROWS', index: 0, count: 1 });
    const removal = { type: 'delete', sheetId: FEEDBACK, dimension: 'ROWS', index: 5, count: 1 };
    const stale = await post('/api/edit', { window: 'w', edit: 1, base: 0, edits: [removal] });
    expect(stale.status).toBe(409);
    const outside = { ...removal, index: 10_000 };
    const refused = await post('/api/edit', { window: 'w', edit: 2, base: 1, edits: [outside] });
    expect(refused.status).toBe(400);
    const malformed = await post('/api/edit', {
      window: 'w',
      edit: 3,
      base: 1,
      edits: [{ type: 'nonsense' }],
    });
    expect(malformed.status).toBe(400);
    expect(server.workbook.seq).toBe(1);
  });
});

describe('a sort', () => {
  const column = (at: number) => [1, 2, 3].map(row => server.value(row, at));
  const sortOf = (edit: number, base: number, rows: number[]) => ({
    window: 'w',
    edit,
    base,
    edits: [{ type: 'reorder', sheetId: FEEDBACK, column: 0, columns: 2, rows }],
  });

  test('moves what stands there when it arrives, notes and formats too, and its undo moves it back', async () => {
    server.write(FEEDBACK, 1, 0, [
      [{ value: '丙', note: '丙的批注' }, {}, { value: 'x' }],
      [{ value: '甲', format: { bold: true } }, {}, { value: 'y' }],
      [{ value: '乙' }, {}, { value: 'z' }],
    ]);
    // The page had looked before this key was written.
    server.write(FEEDBACK, 1, 1, [[{ value: 'key-of-丙' }]]);
    expect((await post('/api/edit', sortOf(1, 1, [2, 3, 1]))).status).toBe(200);
    expect([column(0), column(1), column(2)]).toEqual([
      ['甲', '乙', '丙'],
      [undefined, undefined, 'key-of-丙'],
      ['x', 'y', 'z'],
    ]);
    const [first, , third] = [1, 2, 3].map(row => server.workbook.data.sheets[0]?.cells[row]?.[0]);
    expect([first?.format, third?.note]).toEqual([{ bold: true }, '丙的批注']);
    server.write(FEEDBACK, 1, 1, [[{ value: 'key-of-甲' }]]);
    await post('/api/edit', sortOf(2, 3, [3, 1, 2]));
    expect([column(0), column(1)]).toEqual([
      ['丙', '甲', '乙'],
      ['key-of-丙', 'key-of-甲', undefined],
    ]);
  });

  test('leaves rows between those that it moves, finds them after an insertion, and goes on without a deleted one', async () => {
    server.write(FEEDBACK, 1, 0, [
      [{ value: '丙' }],
      [{ value: '藏' }],
      [{ value: '甲' }],
      [{ value: '乙' }],
    ]);
    server.push({ type: 'insert', sheetId: FEEDBACK, dimension: 'ROWS', index: 0, count: 1 });
    server.push({ type: 'delete', sheetId: FEEDBACK, dimension: 'ROWS', index: 5, count: 1 });
    await post('/api/edit', sortOf(1, 1, [3, 4, 1]));
    expect([2, 3, 4].map(row => server.value(row, 0))).toEqual(['甲', '藏', '丙']);
  });

  test('is refused where a row stands in the new order twice', async () => {
    expect((await post('/api/edit', sortOf(1, 0, [1, 1]))).status).toBe(400);
    expect(server.workbook.seq).toBe(0);
  });
});

test('what a page computed counts where there is a formula, and fires no edit', async () => {
  server.write(FEEDBACK, 0, 0, [[{ formula: '=1+1' }, { value: '=1+1' }]]);
  const cells = [[{ value: 2 }, { value: 2 }]];
  const edits = [{ type: 'cells', sheetId: FEEDBACK, row: 0, column: 0, cells }];
  await post('/api/edit', { window: 'w', edit: 1, base: 1, edits, computed: true });
  expect(server.cell(0, 0)).toEqual({ formula: '=1+1', value: 2 });
  expect(server.value(0, 1)).toBe('=1+1');
  expect(server.userChanges()).toEqual([]);
});

test('the clock takes ISO 8601 and minutes, and refuses to go back', async () => {
  expect(await (await post('/clock', { advance: 'PT24H' })).json()).toMatchObject({ offsetMs: 86_400_000 });
  expect(await (await post('/clock', { advance: 30 })).json()).toMatchObject({ offsetMs: 88_200_000 });
  expect((await post('/clock', { advance: -5 })).status).toBe(400);
  expect((await post('/clock', { advance: 'soon' })).status).toBe(400);
  // Nobody could set it back from there, and no date lies beyond some of these.
  for (const advance of ['P40000D', 'P99999999D', 99_999_999_999, 1e300])
    expect((await post('/clock', { advance })).status).toBe(400);
});

test('the feed resumes after the last change that was seen', async () => {
  server.write(FEEDBACK, 0, 0, [[{ value: '一' }]]);
  server.write(FEEDBACK, 0, 0, [[{ value: '二' }]]);
  const abort = new AbortController();
  const headers = { 'last-event-id': '1' };
  const answer = await fetch(new URL('/api/events', server.url), { headers, signal: abort.signal });
  let text = '';
  for await (const chunk of answer.body ?? []) {
    text += new TextDecoder().decode(chunk);
    if (text.includes('event: clock')) break;
  }
  abort.abort();
  expect(text.match(/^id: .*/gm)).toEqual(['id: 2']);
});

test('a moved block takes edits of its cells along, a deleted row drops them', () => {
  const edit: Op = {
    type: 'cells',
    sheetId: 0,
    row: 4,
    column: 0,
    cells: [[{ value: 'a' }], [{ value: 'b' }]],
  };
  const move: Op = { type: 'move', sheetId: 0, dimension: 'ROWS', index: 4, count: 1, to: 0 };
  const remove: Op = { type: 'delete', sheetId: 0, dimension: 'ROWS', index: 5, count: 1 };
  expect(rebaseEdits([edit], [move, remove])).toEqual([{ ...edit, row: 0, cells: [[{ value: 'a' }]] }]);
});

test('a sort keeps to its rows and columns where others inserted, moved or deleted some', () => {
  const sort = { type: 'reorder' as const, sheetId: 0, column: 2, columns: 3, rows: [5, 3, 4] };
  const insert = { type: 'insert', sheetId: 0, dimension: 'COLUMNS', index: 3, count: 1 } as const;
  const remove = { type: 'delete', sheetId: 0, dimension: 'ROWS', index: 3, count: 1 } as const;
  expect(rebaseEdits([sort], [insert, remove])).toEqual([{ ...sort, columns: 4, rows: [4, 3] }]);
  const gone = { type: 'delete', sheetId: 0, dimension: 'COLUMNS', index: 2, count: 3 } as const;
  expect(rebaseEdits([sort], [gone])).toEqual([]);
});

test('pasted text is cut into cells, quotes holding line breaks', () => {
  expect(parseTable('a\t"b\nc"\n"d ""e"""\t\n')).toEqual([
    ['a', 'b\nc'],
    ['d "e"', ''],
  ]);
});
