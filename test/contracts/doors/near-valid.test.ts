// What is nearly a request of ours: each address with a body that it takes, of which some places were put wrong. It
// passes whatever only looks at the shape, and reaches what reads, decides and stores. Never a fault of ours.
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cells, StaffColumn } from '../../../functions/src/core/schema/column.ts';
import { staffColumns, type Table } from '../../../functions/src/core/schema/table.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { ROUTES } from '../../../functions/src/http/routes.ts';
import { at, exampleRow } from '../../fixtures/core/desk-fixture.ts';
import { often } from '../../fixtures/endurance.ts';
import { DESK_ID, OpenDoors } from './open-doors.ts';

/** Each table has three rows. */
const keysOf = (table: Table): string[] =>
  [1, 2, 3].map(each => `aaaaaaaa-00${String(TABLES.indexOf(table) + 10)}-4000-8000-00000000000${each}`);
const KEYS = TABLES.flatMap(keysOf);
const [KEY = ''] = KEYS;
let doors: OpenDoors;
let token: string;

beforeAll(async () => {
  doors = await OpenDoors.open('doors-near-valid', at('2026-11-20 15:00'));
  // A supervisor, who stays one whoever the desk is given to.
  token = await doors.token({ sub: 'sunli', email: 'sunli@example.com' });
}, 60_000);
afterAll(() => doors.close());

type Path = (typeof ROUTES)[number]['path'];

/** A body that the address takes, where it takes one. */
const BODIES: Partial<Record<Path, readonly object[]>> = {
  '/v1/desks': [{ spreadsheetId: DESK_ID }],
  '/v1/desks/:desk/members': [{ nonce: 'x' }],
  '/v1/desks/:desk/owner': [{ mail: 'sunli@example.com' }],
  '/v1/desks/:desk/records': [{ keys: KEYS.slice(0, 9) }],
  '/v1/desks/:desk/held': [{ cells: KEYS.slice(0, 9).map(key => ({ key, column: 'order', text: 'A-1' })) }],
  '/v1/desks/:desk/retired': [{ after: '', keys: KEYS.slice(0, 9) }],
  '/v1/desks/:desk/search': [{ text: '李小明' }, { text: '13812345678' }, { text: 'C0001' }],
  '/v1/desks/:desk/callers': [{ text: '13812345678' }],
  '/v1/desks/:desk/records/:key/cards/:card': [{ at: '2026-11-20T07:00:00Z' }],
  '/v1/desks/:desk/records/:key/paper': [{ full: true }],
  '/v1/desks/:desk/table-export': [{ table: 'hotline', month: '2026-11', full: true, after: '' }],
  '/v1/desks/:desk/figures': [{ sheetId: 100, row: 3, column: 2 }],
  '/v1/desks/:desk/customer/export': [{ number: 'C0001', after: '1/aaaaaaaa' }, { key: KEY }],
  '/v1/desks/:desk/customer/correct': [
    { number: 'C0001', contact: '13812345678', name: { from: '李小明', to: '李明' } },
    { key: KEY, contact: '13812345678' },
  ],
  '/v1/desks/:desk/customer/erase': [{ number: 'C0001' }, { key: KEY }],
};

/**
 * A row as the notes of the headers show one, with people and times of this desk and without what it has to be tied to.
 */
function rowLike(table: Table): Cells {
  const kept = staffColumns(table).filter(
    ({ key, kind, right }) =>
      !right && !['reference', 'named'].includes(kind.type) && key !== table.withdrawal?.is,
  );
  const shown = exampleRow(table);
  return Object.fromEntries(
    kept.map(({ key, kind }) => {
      if (kind.type === 'person') return [key, '李伟'];
      if (kind.type === 'time') return [key, '2026-11-20 14:00'];
      return [key, kind.type === 'date' ? '2026-11-20' : (shown[key] ?? null)];
    }),
  );
}

const rowOf = (cells: object, key: string) => ({
  key,
  base: '1',
  edited: Object.keys(cells).slice(0, 3),
  cells,
  number: 'RX-20261120-001',
  overwritten: { customer: ['李四'] },
  editor: 'limin@example.com',
});

/** Rows of a table as its notes show one, new and again, and the same as a past record. */
function bodiesOn(path: Path, table: Table): readonly object[] {
  const cells = rowLike(table);
  const [first = '', second = '', third = ''] = keysOf(table);
  if (path.endsWith('/rows'))
    return [
      { editor: 'limin@example.com', rows: [{ ...rowOf(cells, first), base: '' }, rowOf(cells, second)] },
      { rows: [rowOf(cells, first), { key: third, base: `copy:${first}`, edited: [], cells }] },
      // An add-on of the form before tells of one text a cell.
      { rows: [{ ...rowOf(cells, second), base: '', overwritten: { customer: '李四' } }] },
    ];
  const columns = staffColumns(table);
  if (path.includes('/bulk')) return bulkBodies(path, columns, [first, second]);
  const titles = columns.map(({ label }) => label);
  if (path.endsWith('/import-plan')) return [{ rows: [titles, Object.values(cells).map(String)] }];
  return [
    {
      titles,
      columns: columns.map(({ key }) => key),
      fixed: { customer: '李小明' },
      values: { type: { 售后: '售后支持' } },
      dry: false,
      rows: [{ row: 2, cells: columns.map(({ key }) => cells[key] ?? null) }],
    },
  ];
}

/** Many rows given to somebody, only tried and in earnest, and put back. */
function bulkBodies(path: Path, columns: readonly StaffColumn[], keys: readonly string[]): readonly object[] {
  const rows = keys.map(key => ({ key, base: '1' }));
  const change = {
    bulk: KEY,
    column: columns.find(({ kind }) => kind.type === 'person')?.key ?? 'handler',
    value: '李伟',
    rows,
  };
  if (path.endsWith('/bulk')) return [true, false].map(dry => ({ ...change, dry }));
  return [path.endsWith('/bulk-undo') ? { bulk: KEY, rows } : {}];
}

/** What a place is put in stead. */
const wrong: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    0.5,
    1e15,
    1e308,
    253_402_300_800_000,
    '',
    ' ',
    '0',
    '-1',
    '1e400',
    '=1/0',
    '#N/A',
    '同上',
    '__proto__',
    'constructor',
    'toString',
    '__x__',
    '../..',
    'a/b',
    '\ud800',
    '\u0000',
    '\u202e',
    '999999999',
    '999999999;customer=999999999;__proto__=1',
    `copy:${KEY}`,
    'copy:__x__',
    'copy:',
    '9999-12-31T23:59:59.999Z',
    '0001-01-01T00:00:00Z',
    '1899-12-30T06:24:17.000Z',
    '2026-13',
    '12月31日24:00',
    '0.000001m',
    '0001-01-01 至 0001-12-31',
    '9999-12-31',
    '(.*)+$',
    '1/a/b',
    '999/',
    'a'.repeat(256),
    '字'.repeat(50_000),
    '9'.repeat(400),
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(...TABLES.flatMap(table => Object.values(exampleRow(table)))),
  fc.jsonValue({ maxDepth: 2 }),
);
const change = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('put', 'put', 'put', 'drop', 'twice', 'name'),
  value: wrong,
});
type Change = typeof change extends fc.Arbitrary<infer Each> ? Each : never;

/** Every place within a body: what holds it, and by which name. */
function placesIn(holder: object): { holder: Record<string, unknown>; name: string }[] {
  return Object.entries(holder).flatMap(([name, value]) => [
    { holder: holder as Record<string, unknown>, name },
    ...(typeof value === 'object' && value !== null ? placesIn(value as object) : []),
  ]);
}

function changed(body: object, changes: readonly Change[]): string {
  const root = { body: structuredClone(body) };
  for (const { at: index, how, value } of changes) {
    const [whole, ...within] = placesIn(root);
    const place = within[index % within.length] ?? whole;
    if (!place) break;
    const { holder, name } = place;
    const held = holder[name];
    if (how === 'drop') delete holder[name];
    else if (how === 'twice' && Array.isArray(holder)) holder.push(structuredClone(held));
    else if (how === 'name' && typeof value === 'string' && !Array.isArray(holder))
      define(holder, value, held);
    else define(holder, name, value);
  }
  return JSON.stringify(root.body) ?? '';
}

/** `__proto__` as a name like any other, as it comes out of a text. */
const define = (holder: object, name: string, value: unknown): void => {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
};

const CARDS = ['contacts', 'history', 'forecast', 'script', '__proto__'];
/** Those that take cells are asked more often. */
const ASKED = ROUTES.flatMap(route =>
  Array.from({ length: route.path.includes(':table') ? 6 : 1 }, () => route),
);
const request = fc.constantFrom(...ASKED).chain(({ method, path }) =>
  fc.constantFrom(...TABLES).chain(table =>
    fc.record({
      method: fc.constant(method),
      address: fc
        .tuple(fc.constantFrom(...KEYS), fc.constantFrom(...CARDS))
        .map(([key, card]) =>
          path
            .replace(':desk', DESK_ID)
            .replace(':table', table.key)
            .replace(':key', key)
            .replace(':card', card),
        ),
      body: fc
        .tuple(
          fc.constantFrom(...(path.includes(':table') ? bodiesOn(path, table) : (BODIES[path] ?? [{}]))),
          fc.array(change, { maxLength: 3 }),
        )
        .map(([body, changes]) => changed(body, changes)),
    }),
  ),
);

test('what is nearly right is answered, and never by a fault of ours', { timeout: 300_000 }, async () => {
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(request, async ({ method, address, body }) => {
      const { status, code, text } = await doors.knock('api', address, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(method === 'POST' && { body }),
      });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      expect([status < 500 || code === 'workbook_unreachable', text]).toEqual([true, text]);
    }),
    { numRuns: often(200, 1_500), seed: 9 },
  );
  expect(doors.faults).toEqual([]);
  // Else it would be all the same what stands behind the shapes.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(50);
});
