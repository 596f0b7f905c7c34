// Whose records are meant: by a number, by one of his records, by his file with what refers to it; and which are about
// him.
import { describe, expect, test } from 'vitest';
import {
  contactIn,
  isAbout,
  linkedKeys,
  whoseOfRecord,
} from '../../../functions/src/actions/customers/whose.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import type { DeskStore } from '../../../functions/src/ports/store.ts';
import { deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';
import { withOnly } from '../../fixtures/with-only.ts';

const desk = deskOf();
const link = (key: string) => ({ key, number: key, state: '', cycle: 1, told: {}, toldIn: null });

/** Whose records are meant by the first of these. */
function whoseOf(first: DeskRecord | undefined, others: readonly DeskRecord[] = []) {
  const all = first ? [first, ...others] : others;
  const store = withOnly<DeskStore>({
    records: async (_: string, keys: readonly string[]) =>
      new Map(all.filter(({ key }) => keys.includes(key)).map(each => [each.key, each])),
  });
  return whoseOfRecord(withOnly<Ports>({ store }), desk, first?.key ?? 'no-such-row');
}

describe('a number', () => {
  test('is one however it is written', () => {
    expect(contactIn('139-7654-3210')).toBe(contactIn(' 13976543210'));
  });

  test.each(['', '不详', '13976543210、13800001111'])('is none: %s', text => {
    expect(() => contactIn(text)).toThrow(expect.objectContaining({ code: 'number_unclear' }) as Error);
  });
});

describe('by a record', () => {
  const personsIn = { contact: ['m1', 'e3210', 'm2'], customerNumber: ['file'], description: ['another'] };

  test('he is whom it is about, by his numbers and his file, and not who is named in its texts', async () => {
    const call = recordOf('hotline', { key: 'call', personsIn, links: { callbacks: [link('call-back')] } });
    expect(await whoseOf(call)).toEqual({ keys: ['call'], marks: ['m1', 'm2', 'file'] });
  });

  test('of nobody known he is only in that', async () => {
    expect(await whoseOf(recordOf('hotline', { key: 'call' }))).toEqual({ keys: ['call'], marks: [] });
  });

  test('that is his file he is whoever refers to it as well, each number once', async () => {
    const file = recordOf('customers', {
      key: 'file',
      personsIn: { contact: ['m1'], customerNumber: ['c1'] },
      links: { hotline: [link('b'), link('a')], people: [link('person-liwei')], gone: [link('x')] },
    });
    const others = [
      recordOf('people', { key: 'person-liwei' }),
      recordOf('hotline', { key: 'a', personsIn: { contact: ['m2'], customerNumber: ['c1'] } }),
      recordOf('hotline', { key: 'b', personsIn: { contact: ['m1'] } }),
    ];
    expect(await whoseOf(file, others)).toEqual({ keys: ['a', 'b', 'file'], marks: ['c1', 'm1', 'm2'] });
  });

  test('no more than fifty numbers are his', async () => {
    const contact = Array.from({ length: 60 }, (_, index) => `m${index}`);
    const { marks } = await whoseOf(recordOf('hotline', { personsIn: { contact } }));
    expect(marks).toEqual(contact.slice(0, 50));
  });

  test.each<[string, DeskRecord | undefined]>([
    ['is not there', undefined],
    ['is of no table', { ...recordOf('hotline'), table: 'gone' }],
    ['is of somebody of 人员', recordOf('people')],
  ])('that %s nobody is meant', async (_, record) => {
    await expect(whoseOf(record)).rejects.toMatchObject({ code: 'unknown_record' });
  });
});

test('what refers to a record is told for the tables that are asked for', () => {
  const record = recordOf('customers', {
    links: { hotline: [link('a'), link('b')], complaints: [link('c')], gone: [link('x')] },
  });
  expect(linkedKeys(record, desk, () => true)).toEqual(['a', 'b', 'c']);
  expect(linkedKeys(record, desk, table => table.key === 'complaints')).toEqual(['c']);
  expect(linkedKeys(record, desk, () => false)).toEqual([]);
});

describe('a record is about somebody', () => {
  const about = (given: Partial<DeskRecord>, whose: { keys?: string[]; marks?: string[] }) =>
    isAbout(hotline, recordOf('hotline', { key: 'row', ...given }), { keys: [], marks: [], ...whose });

  test('by its key, its customer, or what stands where he is named', () => {
    expect(about({}, { keys: ['other', 'row'] })).toBe(true);
    expect(about({ customer: { column: 'contact', digest: 'd' } }, { marks: ['x', 'd'] })).toBe(true);
    expect(about({ personsIn: { contact: ['m1', 'm2'] } }, { marks: ['m2', 'm3'] })).toBe(true);
    expect(about({ personsIn: { customerNumber: ['c1'] } }, { marks: ['c1'] })).toBe(true);
  });

  test('not by a text in which he is named, the end of a number, or another customer', () => {
    expect(about({}, { keys: ['other'] })).toBe(false);
    expect(about({ personsIn: { description: ['m1'] } }, { marks: ['m1'] })).toBe(false);
    expect(about({ personsIn: { contact: ['e3210'] } }, { marks: ['e3210'] })).toBe(false);
    expect(about({ customer: { column: 'contact', digest: 'd' } }, { marks: ['x'] })).toBe(false);
  });
});
