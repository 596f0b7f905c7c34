// What two records remember of their being joined, and what they are undone to.
import { describe, expect, it } from 'vitest';
import type { DeskRecord, RecordEvent } from '../../../functions/src/core/record/record.ts';
import { problem } from '../../../functions/src/core/schema/problem.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import {
  cellsBefore,
  changePlace,
  goneFindings,
  joinedTo,
  keptFindings,
  nameOf,
  numberIn,
  withoutJoined,
} from '../../../functions/src/core/similarity/duplicate.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { at, deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const record = (of: string, number: string, given: Partial<DeskRecord> = {}): DeskRecord =>
  recordOf(of, { key: `key-${number}`, number, ...given });
const GONE = record('hotline', '002');
const KEPT = record('hotline', '001');

describe('what two records remember of their joining', () => {
  const NOW = at('2026-11-20 15:00');
  const { zone } = deskOf();
  const other = problem('contact', 'maybe_repeat', { rows: '', what: '' });
  const gone = { table: hotline, record: { ...GONE, findings: [other] }, cells: { withdrawn: '作废' } };
  const kept = { table: hotline, record: { ...KEPT, findings: [other] }, cells: {} };
  const places = [changePlace({ key: 'a', version: 3 }), changePlace({ key: 'b', version: 1 })];
  const went = { ...GONE, state: '已作废', findings: goneFindings({ gone, kept }, places) };

  it('is, of the one that went, what it was joined to, at the cell by which it is withdrawn', () => {
    expect(went.findings).toEqual([
      other,
      problem('withdrawn', 'merged_into', { other: '热线记录 001', kept: 'key-001', places: 'a:3 b:1' }),
    ]);
    expect(joinedTo(hotline, went)).toEqual({
      other: '热线记录 001',
      kept: 'key-001',
      places: [
        { key: 'a', version: 3 },
        { key: 'b', version: 1 },
      ],
    });
    const alone = { ...went, findings: goneFindings({ gone, kept }, []) };
    expect(joinedTo(hotline, alone)?.places).toEqual([]);
  });

  it('is nothing once it is withdrawn no more, or where it never was joined', () => {
    expect(joinedTo(hotline, { ...went, state: '已登记' })).toBeUndefined();
    expect(joinedTo(hotline, { ...went, state: '没有的状态' })).toBeUndefined();
    expect(joinedTo(hotline, { ...went, findings: [other] })).toBeUndefined();
  });

  it('is, of the kept one, each that was joined to it, once, at its number', () => {
    const [first, second] = [
      keptFindings({ gone, kept }, NOW, { zone }),
      (number: string) => ({ ...gone, record: record('hotline', number) }),
    ];
    const facts = { other: '热线记录 002', gone: 'key-002', at: '2026-11-20 15:00' };
    expect(first).toEqual([other, problem('number', 'merged_from', facts)]);
    const again = { ...kept, record: { ...KEPT, findings: first } };
    expect(keptFindings({ gone, kept: again }, NOW, { zone })).toEqual(first);
    expect(keptFindings({ gone: second('003'), kept: again }, NOW, { zone })).toHaveLength(3);
  });

  it('is taken back by itself', () => {
    const from = (key: string) => problem('number', 'merged_from', { other: key, gone: key, at: '' });
    const said = {
      ...KEPT,
      findings: [other, from('a'), from('b'), problem('withdrawn', 'merged_into', {})],
    };
    expect(withoutJoined(said)).toEqual([other, from('a'), from('b')]);
    expect(withoutJoined(said, 'a')).toEqual([other, from('b'), problem('withdrawn', 'merged_into', {})]);
  });
});

describe('what a change is undone to', () => {
  const change = (column: string, before: string | null, after: string) => ({
    column,
    label: column.toUpperCase(),
    before,
    after,
  });
  const undone = (table: Table, cells: DeskRecord['cells'], ...changes: RecordEvent['changes']) =>
    cellsBefore(record(table.key, '001', { cells }), { changes }, table);

  it.each<[string, Table, DeskRecord['cells'], RecordEvent['changes'][number], ReturnType<typeof undone>]>([
    [
      'a reference',
      callbacks,
      { record: '2' },
      change('record', '1', '2'),
      { cells: { record: '1' }, stay: [] },
    ],
    [
      'a file',
      complaints,
      { customerNumber: '2' },
      change('customerNumber', '1', '2'),
      { cells: { customerNumber: '1' }, stay: [] },
    ],
    [
      'one that was changed since',
      callbacks,
      { record: '3' },
      change('record', '1', '2'),
      { cells: {}, stay: ['RECORD'] },
    ],
    [
      'one that was blanked since',
      callbacks,
      {},
      change('record', '1', '2'),
      { cells: {}, stay: ['RECORD'] },
    ],
    [
      'a fact that a file lacked',
      customers,
      { level: 'VIP' },
      change('level', null, 'VIP'),
      { cells: { level: null }, stay: [] },
    ],
    [
      'no fact that it had',
      customers,
      { level: 'VIP' },
      change('level', '普通', 'VIP'),
      { cells: {}, stay: [] },
    ],
    [
      'no fact of a matter',
      hotline,
      { urgency: '高' },
      change('urgency', null, '高'),
      { cells: {}, stay: [] },
    ],
    [
      'nothing of the system’s',
      callbacks,
      { state: 'b' },
      change('state', 'a', 'b'),
      { cells: {}, stay: [] },
    ],
  ])('%s', (_, table, cells, changed, wanted) => {
    expect(undone(table, cells, changed)).toEqual(wanted);
  });
});

it.each([
  ['热线记录 20260601002', '20260601002'],
  [' 20260601002 ', '20260601002'],
  ['热线记录　２０２６', '2026'],
  ['', ''],
])('the number in %j is %j', (value, number) => {
  expect(numberIn(value)).toBe(number);
  expect(nameOf(hotline, { number })).toBe(`热线记录 ${number}`);
});
