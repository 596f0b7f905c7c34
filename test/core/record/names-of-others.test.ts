// Whom a row knows by name from the records that it refers to: as long as it refers to them, and no longer.
import { expect, it } from 'vitest';
import { namesOfOthers } from '../../../functions/src/core/record/known-names.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { References } from '../../../functions/src/core/record/references.ts';
import { staffColumns } from '../../../functions/src/core/schema/table.ts';
import { leads } from '../../../functions/src/core/tables/leads.ts';
import { at } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const COLUMN = staffColumns(leads).find(({ kind }) => kind.type === 'reference')?.key ?? '';
const [NUMBER, OTHER] = ['20261120001', '20261120002'];
const KNOWN = ['王 abc'];
const FOUND = ['李 def'];

const lead = (given: Partial<DeskRecord> = {}) =>
  recordOf('leads', { cells: { [COLUMN]: NUMBER }, namesIn: { [COLUMN]: KNOWN }, ...given });

/** The names that a lead knows which refers to this now; both numbers are looked up, and there or not. */
function named(number: string | null, before: DeskRecord, isThere: boolean): string[] | undefined {
  const references = new References(title => title);
  const records = [NUMBER, OTHER].map(each =>
    recordOf('callbacks', { key: each, number: each, namesIn: { name: FOUND } }),
  );
  references.add([NUMBER, OTHER], isThere ? records : []);
  return namesOfOthers(leads, { [COLUMN]: number }, { before, references })[COLUMN];
}

it.each([
  ['the same, which is gone', NUMBER, false, KNOWN],
  ['the same', NUMBER, true, FOUND],
  ['another, which is not there', OTHER, false, undefined],
  ['another', OTHER, true, FOUND],
  ['nothing', null, true, undefined],
])('where it refers to %s', (_, number, isThere, names) => {
  expect(named(number, lead(), isThere)).toEqual(names);
});

it('a record that somebody was erased from does not learn his name again while it refers to the same', () => {
  const erased = lead({ erasedAt: at('2026-11-20 10:00'), namesIn: {} });
  expect(named(NUMBER, erased, true)).toBeUndefined();
  expect(named(OTHER, erased, true)).toEqual(FOUND);
});
