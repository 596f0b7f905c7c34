// An entry is its row: whatever it, or another, has been called since, a record stays with what it named when it was
// saved.
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type NamingRow, namedSince, namesOf } from '../../../functions/src/core/desk/names.ts';
import { nameIn, namingColumns, presentCells } from '../../../functions/src/core/desk/naming-columns.ts';
import { carry, countedAnew, usesOf } from '../../../functions/src/core/identity/carry.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { TABLES, tableOf } from '../../../functions/src/core/tables/index.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { Book } from '../../fixtures/core/book.ts';
import { at, by, CALL, deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';

/** Rows of a desk whose entries are renamed version by version. */
class Renamed {
  rows: Record<string, NamingRow> = {};
  version = 1;

  /** Saves rows together: what each is called from now on, `null` takes it out. */
  save(category: string, names: Record<string, string | null>): this {
    this.version += 1;
    for (const [key, name] of Object.entries(names)) {
      const { [key]: was, ...others } = this.rows;
      const row: NamingRow =
        category === '人员'
          ? { table: 'people', cells: { name, mail: `${key}@example.com` } }
          : { table: 'settings', cells: { category, name } };
      this.rows =
        name === null ? others : { ...others, [key]: { ...row, ...namedSince(key, was, row, this.version) } };
    }
    return this;
  }

  get names() {
    return namesOf(this.rows);
  }

  get naming() {
    return { names: this.names, tableOf, desk: { version: this.version } };
  }
}

const types = (names: Record<string, string | null>) => new Renamed().save('问题类型', names);
/** What a call of this type, saved in that version, is of now. */
const typeNow = (desk: Renamed, type: string, version: number) =>
  presentCells(hotline, { type }, version, desk.names).type;

describe('a cell that was saved under a former name', () => {
  it.each<[string, Renamed, string, string]>([
    ['renamed', types({ a: '甲' }).save('问题类型', { a: '乙' }), '甲', '乙'],
    [
      'renamed twice',
      types({ a: '甲' }).save('问题类型', { a: '乙' }).save('问题类型', { a: '丙' }),
      '甲',
      '丙',
    ],
    [
      'renamed and back',
      types({ a: '甲' }).save('问题类型', { a: '乙' }).save('问题类型', { a: '甲' }),
      '甲',
      '甲',
    ],
    ['swapped', types({ a: '甲', b: '乙' }).save('问题类型', { a: '乙', b: '甲' }), '甲', '乙'],
    ['swapped, the other', types({ a: '甲', b: '乙' }).save('问题类型', { a: '乙', b: '甲' }), '乙', '甲'],
    ['chained', types({ a: '甲', b: '乙' }).save('问题类型', { b: '丙', a: '乙' }), '甲', '乙'],
    ['chained, the other', types({ a: '甲', b: '乙' }).save('问题类型', { b: '丙', a: '乙' }), '乙', '丙'],
    [
      'whose word a new one took',
      types({ a: '甲' }).save('问题类型', { a: '乙' }).save('问题类型', { c: '甲' }),
      '甲',
      '乙',
    ],
    [
      'whose word a new one took and gave up again',
      types({ a: '甲' })
        .save('问题类型', { a: '乙' })
        .save('问题类型', { c: '甲' })
        .save('问题类型', { c: '丁' }),
      '甲',
      '乙',
    ],
    ['written in another width', types({ a: 'A型' }).save('问题类型', { a: 'Ａ型' }), 'A型', 'Ａ型'],
    ['taken out', types({ a: '甲' }).save('问题类型', { a: null }), '甲', '甲'],
    ['that nobody ever had', types({ a: '甲' }).save('问题类型', { a: '乙' }), '戊', '戊'],
    [
      'of a department called the same',
      types({ a: '甲' }).save('部门', { b: '甲' }).save('部门', { b: '乙' }),
      '甲',
      '甲',
    ],
  ])('%s', (_, desk, saved, now) => {
    expect(typeNow(desk, saved, 2)).toBe(now);
    // What was saved after all of it means what it says.
    expect(typeNow(desk, saved, desk.version)).toBe(saved);
  });
});

test('a product keeps its place among other words', () => {
  const desk = new Renamed().save('产品', { a: '净水器', b: '净水器X2' }).save('产品', { b: '净水器X3' });
  const now = (product: string) => presentCells(serviceOrders, { product }, 2, desk.names).product;
  expect(now('净水器X2 白色')).toBe('净水器X3 白色');
  expect(now('净水器 白色')).toBe('净水器 白色');
  expect(usesOf(serviceOrders, { product: '旧的净水器X2' }, desk)).toEqual(['b']);
});

test.each([
  ['净水器x2白色', '净水器 Z9白色'],
  ['净水器 Ｘ２', '净水器 Z9'],
  ['净水器-X-2（白）', '净水器 Z9（白）'],
  ['X2、净水器X20', 'X2、净水器X20'],
  ['净水器AX2', '净水器AX2'],
  ['𠮷牌净水器X2', '𠮷牌净水器 Z9'],
  ['空调', '空调'],
])('a product is renamed where it stands, however it is typed: %s becomes %s', (product, now) => {
  const desk = new Renamed().save('产品', { b: '净水器X2' }).save('产品', { b: '净水器 Z9' });
  expect(presentCells(customers, { product, recommended: product }, 2, desk.names)).toEqual({
    product: now,
    recommended: now,
  });
});

test('every column that tells of a product follows the products', () => {
  const telling = TABLES.flatMap(table =>
    table.columns.flatMap(({ key }) => (key === 'product' ? [`${table.key}.${key}`] : [])),
  );
  const following = TABLES.flatMap(table =>
    namingColumns(table).flatMap(({ key, list }) => (list === 'products' ? [`${table.key}.${key}`] : [])),
  );
  expect(telling.length).toBeGreaterThan(5);
  expect(following).toEqual(expect.arrayContaining(telling));
  expect(following).toContain('customers.recommended');
});

test('a word means who has it now, however it is typed, else who had it last', () => {
  const desk = types({ a: '甲', b: '乙' })
    .save('问题类型', { a: 'A 型' })
    .save('问题类型', { b: '甲' })
    .save('问题类型', { b: '丙' });
  const holder = (text: string) => desk.names.holder('problemTypes', text)?.key;
  expect(['Ａ型', 'a型', '甲', '乙', '丙', '丁'].map(holder)).toEqual(['a', 'a', 'b', 'b', 'b', undefined]);
});

test('every column that offers names of people or settings is among those that follow them', () => {
  const offering = TABLES.flatMap(({ key: table, columns }) =>
    columns.flatMap(column =>
      column.owner === 'staff' &&
      (column.kind.type === 'person' || (column.kind.type === 'option' && 'from' in column.kind))
        ? [`${table}.${column.key}`]
        : [],
    ),
  );
  const following = TABLES.flatMap(table => namingColumns(table).map(({ key }) => `${table.key}.${key}`));
  expect(offering.filter(each => !following.includes(each))).toEqual([]);
  expect(following).toEqual(expect.arrayContaining(['settings.value', 'serviceOrders.product']));
  const value = namingColumns(tableOf('settings') as (typeof TABLES)[number]).find(
    ({ key }) => key === 'value',
  );
  expect(value && nameIn(value, { category: '部门', value: '客服群' })).toBe('客服群');
  expect(value && nameIn(value, { category: '问题类型', value: '48h' })).toBeUndefined();
});

describe('carrying through', () => {
  const desk = deskOf();
  const record = () => {
    const { record: saved } = new Book(hotline, desk).submit(
      { cells: CALL },
      by('limin'),
      at('2026-11-20 15:00'),
    );
    if (!saved) throw new Error('the row was not saved');
    return saved;
  };
  const rename = (key: string, name: string) => {
    const was = desk.desk.rows[key] as NamingRow;
    const row = { ...was, cells: { ...was.cells, name } };
    const version = desk.desk.version + 1;
    const rows = { ...desk.desk.rows, [key]: { ...row, ...namedSince(key, was, row, version) } };
    return { names: namesOf(rows), tableOf, desk: { version } };
  };

  it('changes names only: limits, state and times stay, and so does who changed the record last', () => {
    const before = record();
    const carried = carry(before, at('2026-11-20 16:00'), rename('setting-问题类型-售后支持', '维修'));
    const { namesAt, version, cells, ...rest } = carried?.after ?? before;
    expect([namesAt, version, cells]).toEqual([2, before.version + 1, { ...before.cells, type: '维修' }]);
    expect(rest).toEqual(
      Object.fromEntries(
        Object.entries(before).filter(([key]) => !['namesAt', 'version', 'cells'].includes(key)),
      ),
    );
    expect(carried?.event.changes).toEqual([
      { column: 'type', label: '问题类型', before: '售后支持', after: '维修' },
    ]);
    expect([carried?.event.why, carried?.left]).toEqual([expect.stringContaining('改了名称'), undefined]);
  });

  it('hands to the stand-in what was of somebody who has left, and tells what it was called before', () => {
    const before = { ...record(), cells: { ...record().cells, handler: '李伟' } };
    const was = desk.desk.rows['person-liwei'] as NamingRow;
    const version = desk.desk.version + 1;
    const cells = { ...was.cells, name: '李大伟', onDuty: '离职' };
    const row: NamingRow = { ...was, cells, left: { at: version, heir: 'person-wangfang' } };
    const rows = {
      ...desk.desk.rows,
      'person-liwei': { ...row, ...namedSince('person-liwei', was, row, version) },
    };
    const carried = carry(before, at('2026-11-20 16:00'), {
      names: namesOf(rows),
      tableOf,
      desk: { version },
    });
    expect(carried?.after.cells['handler']).toBe('王芳');
    expect(carried?.left?.['handler']).toBe('李大伟');
    expect(carried?.event.why).toContain('由代理人接手');
  });

  it('goes to what the system has proposed, and to what cycles that are over count by', () => {
    const before: DeskRecord = {
      ...record(),
      proposed: { handler: '李伟' },
      cycles: [
        {
          cycle: 1,
          endedAt: 1,
          state: '已关闭',
          clocks: {},
          milestones: {},
          closedAt: null,
          cells: { comment: '一' },
          standing: { handler: '李伟' },
        },
      ],
    };
    const after = carry(before, 2, rename('person-liwei', '李大伟'))?.after;
    expect([after?.proposed, after?.cycles[0]?.standing, after?.cycles[0]?.cells]).toEqual([
      { handler: '李大伟' },
      { handler: '李大伟' },
      { comment: '一' },
    ]);
  });

  it('is nothing where no renaming touches the record, or nothing was renamed', () => {
    expect(carry(record(), 2, rename('person-sunli', '孙小丽'))).toBeUndefined();
    expect(carry(record(), 2, desk)).toBeUndefined();
  });

  it('leaves what is closed as it was, but for what the figures go by, until it is called as before', () => {
    const before = record();
    const renamed = rename('setting-问题类型-售后支持', '维修');
    const after = countedAnew(before, renamed);
    expect(after).toEqual({ ...before, countsAs: { type: '维修' } });
    expect(after && countedAnew(after, renamed)).toBeUndefined();
    expect(after && countedAnew(after, desk)).toEqual(before);
  });
});

/** A step of somebody who renames, or saves a record that names an entry. */
const step = fc.oneof(
  fc.record({ do: fc.constant('rename' as const), who: fc.nat(3), to: fc.nat(5) }),
  fc.record({ do: fc.constant('swap' as const), who: fc.nat(3), to: fc.nat(3) }),
  fc.record({ do: fc.constant('add' as const), who: fc.nat(3), to: fc.nat(5) }),
  fc.record({ do: fc.constant('record' as const), who: fc.nat(3), to: fc.nat(3) }),
  fc.record({ do: fc.constant('carry' as const), who: fc.nat(9), to: fc.nat(3) }),
);
const WORDS = ['甲', '乙', '丙', '丁', '戊', '己'];

test('after any renamings, each carried through at any time or never, every record is with its entry', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), steps => {
      const desk = new Renamed();
      const called = new Map<string, string>();
      const saved: { type: string; version: number; entry: string }[] = [];
      const isFree = (name: string) => ![...called.values()].includes(name);
      const save = (names: Record<string, string>) => {
        for (const [key, name] of Object.entries(names)) called.set(key, name);
        desk.save('问题类型', names);
      };
      for (const { do: what, who, to } of steps) {
        const [key, other] = [`entry-${who}`, `entry-${to}`];
        const [name, others] = [called.get(key), called.get(other)];
        const word = WORDS[to] ?? '';
        if (what === 'add' && !name && isFree(word)) save({ [key]: word });
        if (what === 'rename' && name && isFree(word)) save({ [key]: word });
        if (what === 'swap' && name && others && key !== other) save({ [key]: others, [other]: name });
        if (what === 'record' && name) saved.push({ type: name, version: desk.version, entry: key });
        const carried = what === 'carry' ? saved[who] : undefined;
        if (carried) {
          carried.type = String(typeNow(desk, carried.type, carried.version));
          carried.version = desk.version;
        }
        for (const { type, version, entry } of saved)
          expect(typeNow(desk, type, version)).toBe(called.get(entry));
      }
    }),
    { numRuns: 300 },
  );
});
