// By what a record is found: contacts, the last digits of numbers, numbers of things, and what is unique.
import { describe, expect, it } from 'vitest';
import { isOfOne, marksOf, marksSaid, personsOf } from '../../../functions/src/core/record/persons.ts';
import { staffColumns, type Table } from '../../../functions/src/core/schema/table.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { feedback } from '../../../functions/src/core/tables/feedback.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { people } from '../../../functions/src/core/tables/people.ts';
import { keyedHere } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

function marksIn(table: Table, key: string, value: string): string[] {
  const column = staffColumns(table).find(each => each.key === key);
  if (!column) throw new Error(`no column ${key}`);
  return marksOf(column, value, keyedHere);
}
const said = (text: string) => marksSaid([hotline, customers], text, keyedHere);
/** Whether a record whose column holds this is found by what somebody says. */
const isFound = (table: Table, key: string, value: string, text: string) =>
  marksIn(table, key, value).some(mark => said(text).includes(mark));

it.each<[Table, string, string, string, boolean]>([
  [hotline, 'contact', '13812345678', '138-1234-5678', true],
  [hotline, 'contact', '13812345678', '5678', true],
  [hotline, 'contact', '13812345678', ' ５６７８ ', true],
  [hotline, 'contact', '13812345678', '678', false],
  [hotline, 'contact', '13812345678', '45678', false],
  [hotline, 'contact', '13812345678', '13812345679', false],
  [hotline, 'contact', '+81 90-1234-5678', '5678', true],
  [hotline, 'contact', '010-88886666', '6666', true],
  // Who is reached by a name or a mail is not found by its last four signs.
  [hotline, 'contact', 'user2024@example.com', 'user2024@example.com', true],
  [hotline, 'contact', 'user@example1234', '1234', false],
  [hotline, 'description', '请打13812345678', '13812345678', true],
  [hotline, 'description', '请打13812345678', '5678', true],
  [hotline, 'description', '订单ORD20230928', 'ORD20230928', false],
  [hotline, 'order', 'ORD20230928', 'ord 20230928', true],
  [hotline, 'order', 'ORD20230928', 'ＯＲＤ20230928', true],
  [hotline, 'order', 'A123', 'a123', true],
  [hotline, 'order', 'A12', 'A12', false],
  [hotline, 'order', 'A001，B0002、C0003;D0004；E0005/F0006', 'E0005', true],
  [hotline, 'order', 'A001，B0002、C0003;D0004；E0005/F0006', 'F0006', false],
  [hotline, 'subtype', 'ORD20230928', 'ORD20230928', false],
  [hotline, 'customer', '李小明王', '李小明王', false],
  [hotline, 'type', '售后支持', '售后支持', false],
  [customers, 'customerNumber', 'C001', 'c 001', true],
  [hotline, 'customerNumber', 'C001', 'C001', true],
  [hotline, 'customerNumber', 'C001', 'C00', false],
])('a record of %o whose %s holds %s is found by %s: %s', (table, key, value, text, is) => {
  expect(isFound(table, key, value, text)).toBe(is);
});

it('nothing is meant by nothing', () => {
  expect([said(''), said('  ')]).toEqual([[], []]);
});

it('a number has a mark of its own and one that it shares with all that end alike', () => {
  const marks = marksIn(hotline, 'contact', '13812345678');
  expect(marks.map(isOfOne)).toEqual([true, false]);
  expect(marksIn(hotline, 'contact', '13912345678')[1]).toBe(marks[1]);
  expect(marksIn(hotline, 'contact', '13912345678')[0]).not.toBe(marks[0]);
});

describe('the marks of a record', () => {
  const cells = { customer: '李*', contact: '138****5678', description: '请打138****5678', type: '售后支持' };
  const full = { customer: '李小明', contact: '13812345678', description: '请打13812345678' };
  const customer = { column: 'contact', digest: 'k-him' };
  const marksAll = (
    given: Parameters<typeof personsOf>[1],
    values = {},
    before?: ReturnType<typeof recordOf>,
  ) => personsOf(hotline, given, values, { before }, keyedHere);
  const first = marksAll({ cells, customer }, full);

  it('are each once, by column and together, with who its customer is', () => {
    expect(Object.keys(first.personsIn ?? {})).toEqual(['contact', 'description']);
    expect(first.personsIn?.['contact']).toEqual(marksIn(hotline, 'contact', '13812345678'));
    expect(first.persons).toEqual(['k-him', ...(first.personsIn?.['contact'] ?? [])]);
    expect(first.namesIn?.['customer']).toEqual([expect.stringMatching(/^李 ./)]);
    const twice = marksAll({ cells: { contact: '13812345678/13812345678' }, customer: null });
    expect(twice.personsIn?.['contact']).toEqual(first.personsIn?.['contact']);
  });

  it('stay while a cell does, and its full value is not given anew', () => {
    const before = recordOf('hotline', { cells, ...first });
    expect(marksAll({ cells, customer }, {}, before)).toEqual(first);
    const other = marksAll(
      { cells: { ...cells, contact: '139****5678', customer: '王*' }, customer },
      {},
      before,
    );
    expect(other.personsIn?.['contact']).not.toEqual(first.personsIn?.['contact']);
    expect(other.personsIn?.['description']).toEqual(first.personsIn?.['description']);
    expect(other.namesIn?.['customer']).toEqual(['王']);
    const given = marksAll({ cells, customer }, { contact: '13912345678', customer: '李大明' }, before);
    expect(given.personsIn?.['contact']).toEqual(marksIn(hotline, 'contact', '13912345678'));
    expect(given.namesIn?.['customer']).not.toEqual(first.namesIn?.['customer']);
  });

  it('are none where there is nobody', () => {
    expect(marksAll({ cells: {}, customer: null })).toEqual({});
    expect(marksAll({ cells: { contact: null, type: '其他' }, customer: null })).toEqual({});
    expect(marksAll({ cells: {}, customer })).toEqual({ persons: ['k-him'] });
    expect(
      personsOf(
        people,
        { cells: { mail: 'a@example.com' }, customer: null },
        {},
        { before: undefined },
        keyedHere,
      ),
    ).toEqual({});
  });

  it('of a column that says of which record it is are those of the record', () => {
    const call = personsOf(
      hotline,
      { cells: { customerNumber: 'c001' }, customer: null },
      {},
      { before: undefined },
      keyedHere,
    );
    expect(call.persons).toEqual(marksIn(customers, 'customerNumber', 'C001'));
    expect(
      personsOf(
        feedback,
        { cells: { tags: 'VIP 加急' }, customer: null },
        {},
        { before: undefined },
        keyedHere,
      ),
    ).toEqual({});
  });
});
