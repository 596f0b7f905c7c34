// One matter that was written down twice: what joining two records comes to, and what is said of it.
import { describe, expect, it } from 'vitest';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Column } from '../../../functions/src/core/schema/column.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import {
  type Joining,
  joiningLines,
  joiningOf,
  numberIn,
  withdrawnCells,
} from '../../../functions/src/core/similarity/duplicate.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { improvements } from '../../../functions/src/core/tables/improvements.ts';
import { people } from '../../../functions/src/core/tables/people.ts';
import { hotline } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const record = (of: string, number: string, given: Partial<DeskRecord> = {}): DeskRecord =>
  recordOf(of, { key: `key-${number}`, number, ...given });
const GONE = record('hotline', '002');
const KEPT = record('hotline', '001');
const call = (cells: DeskRecord['cells'], given: Partial<DeskRecord> = {}) => ({
  table: callbacks,
  record: record('callbacks', 'CB-1', { cells, state: '已回访', ...given }),
});
const joined = (
  referring: Parameters<typeof joiningOf>[2],
  of = { gone: GONE, kept: KEPT },
  table: Table = hotline,
) => joiningOf(table, of, referring, ({ value }) => numberIn(value) === of.gone.number);

describe('a row that can be withdrawn', () => {
  it('is so by its first value for that', () => {
    expect(withdrawnCells(hotline)).toEqual({ withdrawn: '作废' });
    expect(withdrawnCells(people)).toBeUndefined();
    expect(joined([]).gone.cells).toEqual({ withdrawn: '作废' });
    expect(() => joined([], undefined, people)).toThrow('cannot be withdrawn');
  });
});

describe('whatever refers to the record that goes', () => {
  const moved = (...referring: Parameters<typeof joined>[0][number][]) =>
    joined(referring).moved.map(({ record: { number }, cells }) => [number, cells]);

  it.each<[string, ReturnType<typeof call>, object | undefined]>([
    ['by its name', call({ record: '热线记录 002' }), { record: '热线记录 001' }],
    [
      'among others, which stay',
      call({ record: '投诉记录 CT-1、热线记录 002' }),
      { record: '投诉记录 CT-1、热线记录 001' },
    ],
    [
      'beside the one that is kept',
      call({ record: '热线记录 001、热线记录 002' }),
      { record: '热线记录 001' },
    ],
    ['to neither', call({ record: '投诉记录 CT-1' }), undefined],
    ['but is withdrawn', call({ record: '热线记录 002' }, { state: '已作废' }), undefined],
    ['but waits for the customer', call({ record: '热线记录 002' }, { state: '待回访' }), undefined],
  ])('%s', (_, referring, cells) => {
    expect(moved(referring)).toEqual(cells ? [['CB-1', cells]] : []);
  });

  it('and is the kept one stays what it was made from', () => {
    expect(moved({ table: hotline, record: KEPT })).toEqual([]);
  });

  it('ends with it where it waits for the customer to be reached', () => {
    const waiting = call({ record: '热线记录 002' }, { state: '待回访' });
    const made = call({ record: '热线记录 002' });
    expect(joined([waiting, made]).ending).toEqual([waiting]);
  });

  it('by its name as soon as it can be of two tables', () => {
    const columns = callbacks.columns.map(
      (column): Column =>
        column.key === 'record' && column.owner === 'staff'
          ? { ...column, kind: { type: 'reference', to: ['hotline', 'feedback'] } }
          : column,
    );
    const of = { ...call({ record: '002' }), table: { ...callbacks, columns } };
    expect(joined([of]).moved[0]?.cells).toEqual({ record: '热线记录 001' });
  });

  it('by number alone where it can be of one table only, by what names it where that is so', () => {
    const file = {
      gone: record('customers', 'KH-2'),
      kept: record('customers', 'KH-1', { cells: { customerNumber: 'C1' } }),
    };
    const byNumber = joiningOf(customers, file, [call({ file: 'KH-2' })], ({ value }) => value === 'KH-2');
    expect(byNumber.moved[0]?.cells).toEqual({ file: 'KH-1' });
    const of = {
      table: complaints,
      record: record('complaints', 'CT-1', { cells: { customerNumber: 'C2' } }),
    };
    const byName = joiningOf(
      customers,
      file,
      [of],
      ({ by, value }) => by === 'customerNumber' && value === 'C2',
    );
    expect(byName.moved[0]?.cells).toEqual({ customerNumber: 'C1' });
  });
});

describe('the record that is kept takes over', () => {
  const adopted = (table: Table, gone: DeskRecord['cells'], kept: DeskRecord['cells']) => {
    const of = (number: string, cells: DeskRecord['cells']) => record(table.key, number, { cells });
    return joined([], { gone: of('002', gone), kept: of('001', kept) }, table).kept.cells;
  };

  it.each<[string, Table, DeskRecord['cells'], DeskRecord['cells'], object]>([
    ['a reference that it lacks', improvements, { source: '热线记录 009' }, {}, { source: '热线记录 009' }],
    ['none in place of its own', improvements, { source: '热线记录 009' }, { source: '热线记录 008' }, {}],
    ['none to itself', callbacks, { record: '热线记录 009' }, {}, { record: '热线记录 009' }],
    [
      'more where there is room for several',
      callbacks,
      { record: '热线记录 009' },
      { record: '热线记录 008' },
      { record: '热线记录 008、热线记录 009' },
    ],
    ['nothing that it has', callbacks, { record: '热线记录 009' }, { record: '热线记录 009' }, {}],
    ['what names a file', complaints, { customerNumber: 'C2' }, {}, { customerNumber: 'C2' }],
    ['no other text of a matter', hotline, { remark: '老客户', urgency: '高', product: '净水器' }, {}, {}],
    [
      'of a file what that says whole',
      customers,
      { level: 'VIP', purchasedOn: '2024-03-15', orders: -50, product: '净水器', recommended: 'A3' },
      {},
      { level: 'VIP', purchasedOn: '2024-03-15', orders: -50, product: '净水器', recommended: 'A3' },
    ],
    [
      'of a file nothing that may be hidden',
      customers,
      { customer: '李*', contact: '138****5678', withdrawn: '作废' },
      {},
      {},
    ],
    ['of a file nothing in place of its own', customers, { level: 'VIP' }, { level: '普通' }, {}],
  ])('%s', (_, table, gone, kept, cells) => {
    expect(adopted(table, gone, kept)).toEqual(cells);
  });

  it('nothing by which it would refer to itself', () => {
    const of = {
      gone: record('complaints', '002', { cells: { source: '热线记录 001' } }),
      kept: record('complaints', '001'),
    };
    expect(joined([], of, complaints).kept.cells).toEqual({});
  });
});

describe('what is done is said before', () => {
  const customer = (digest: string): Partial<DeskRecord> => ({
    customer: { digest } as DeskRecord['customer'],
  });
  const lines = (given: Partial<Joining>, one: Partial<DeskRecord> = {}, other: Partial<DeskRecord> = {}) =>
    joiningLines({
      gone: { table: hotline, record: { ...GONE, ...one }, cells: {} },
      kept: { table: hotline, record: { ...KEPT, ...other }, cells: {} },
      moved: [],
      ending: [],
      ...given,
    });
  const BOTH = ['保留：热线记录 001（已登记）', '作废：热线记录 002（已登记）'];
  const CHECK = '请核对：两行的客户不是同一个号码。';

  it('of the two, and of all others that are changed for it', () => {
    const calls = call({});
    expect(lines({})).toEqual(BOTH);
    expect(
      lines({
        kept: { table: hotline, record: KEPT, cells: { product: '净水器', remark: '老客户' } },
        moved: [{ ...calls, cells: {} }],
        ending: [{ table: callbacks, record: record('callbacks', 'CB-2') }],
      }),
    ).toEqual([
      ...BOTH,
      '转到保留的一行：回访跟进 CB-1',
      expect.stringMatching(/^保留的一行补上：.+、.+$/) as string,
      '不再为作废的一行回访：回访跟进 CB-2',
    ]);
  });

  it.each([
    ['of two customers', customer('a'), customer('b'), [CHECK]],
    ['of one customer', customer('a'), customer('a'), []],
    ['of whom one is not known', customer('a'), {}, []],
    ['of whom the other is not known', {}, customer('b'), []],
  ])('with a warning where they are %s, or without', (_, one, other, more) => {
    expect(lines({}, one, other)).toEqual([...BOTH, ...more]);
  });
});
