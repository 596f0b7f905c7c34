// Records that may be one matter written down twice: of one customer, of one type, both worked on or of one day.
import { describe, expect, it } from 'vitest';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { problem } from '../../../functions/src/core/schema/problem.ts';
import {
  movesRepeats,
  repeatFindings,
  repeatsNamed,
} from '../../../functions/src/core/similarity/repeats.ts';
import { at, deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const desk = deskOf();
const named = (category: 'open' | 'closed', isVoid: boolean) =>
  hotline.states.find(state => state.category === category && (state.void ?? false) === isVoid)?.name ?? '';
const [OPEN, CLOSED] = [named('open', false), named('closed', false)];
const CELLS = { type: '售后支持', product: '净水器', calledAt: at('2026-11-20 09:00') };
const call = (key: string, cells: DeskRecord['cells'] = {}, given: Partial<DeskRecord> = {}): DeskRecord =>
  recordOf('hotline', { key, number: key, state: OPEN, cells: { ...CELLS, ...cells }, ...given });
const mine = call('mine');
const told = (others: readonly DeskRecord[], record = mine) =>
  repeatFindings(hotline, record, others, desk)?.map(({ column, code, facts }) => [
    column,
    code,
    facts['rows'],
  ]);
const link = { key: 'mine', number: 'mine', state: OPEN, cycle: 1, told: {}, toldIn: null };

describe('a record', () => {
  it.each<[string, DeskRecord, boolean]>([
    ['of the same', call('a'), true],
    ['of another type', call('a', { type: '其他' }), false],
    ['of another product', call('a', { product: '热水器' }), false],
    ['that names no product', call('a', { product: null }), true],
    ['of another table', call('a', {}, { table: 'feedback' }), false],
    ['that is closed, of the same day', call('a', {}, { state: CLOSED }), true],
    [
      'that is closed, of the day before',
      call('a', { calledAt: at('2026-11-19 23:59') }, { state: CLOSED }),
      false,
    ],
    ['that is open, of the day before', call('a', { calledAt: at('2026-11-19 23:59') }), true],
    ['that refers to it', call('a', {}, { links: { hotline: [link] } }), false],
    ['of a state that is none any more', call('a', {}, { state: '旧状态' }), false],
    ['that is the same one', call('mine'), false],
  ])('%s may be the same matter or not', (_, other, is) => {
    const rows = `热线记录 ${other.number}（${other.state}）`;
    expect(told([other])).toEqual(is ? [['contact', 'maybe_repeat', rows]] : undefined);
  });

  it('that it refers to is another', () => {
    const referring = call('mine', {}, { links: { hotline: [{ ...link, key: 'a' }] } });
    expect(told([call('a')], referring)).toBeUndefined();
  });

  it('says nothing once it is closed itself, and takes back what it said', () => {
    const said = problem('contact', 'maybe_repeat', { rows: '热线记录 a', what: '' });
    expect(told([call('a')], call('mine', {}, { state: CLOSED }))).toBeUndefined();
    expect(told([call('a')], call('mine', {}, { state: CLOSED, findings: [said] }))).toEqual([]);
  });

  it('tells of five at most, the latest first, and of more nothing', () => {
    const others = [1, 2, 3, 4, 5].map(index => call(`a${index}`, {}, { createdAt: index }));
    const rows = [5, 4, 3, 2, 1].map(index => `热线记录 a${index}（${OPEN}）`).join('、');
    expect(told(others)).toEqual([['contact', 'maybe_repeat', rows]]);
    expect(told([...others, call('a6')])).toBeUndefined();
    const same = ['b', 'a'].map(key => call(key, {}, { createdAt: 1 }));
    expect(told(same)?.[0]?.[2]).toBe(`热线记录 a（${OPEN}）、热线记录 b（${OPEN}）`);
  });

  it('is not written again where it says so already', () => {
    const [finding] = repeatFindings(hotline, mine, [call('a')], desk) ?? [];
    const saying = call('mine', {}, { findings: finding ? [finding] : [] });
    expect(told([call('a')], saying)).toBeUndefined();
    expect(told([call('b')], saying)).toHaveLength(1);
  });
});

it('the numbers that a record names are read back from what it says, and from nothing else', () => {
  const numbers = ['KF-2026-0007', '20261120002', 'a'];
  const others = numbers.map((number, index) => call(`k${index}`, {}, { number, createdAt: 9 - index }));
  const findings = repeatFindings(hotline, mine, others, desk) ?? [];
  expect(repeatsNamed({ findings })).toEqual(numbers);
  const another = problem('contact', 'copied_row', { rows: '热线记录 20261120003（已分派）' });
  expect(repeatsNamed({ findings: [another, ...findings] })).toEqual(numbers);
  expect(repeatsNamed({ findings: [] })).toEqual([]);
});

describe('what is said of repeats', () => {
  const closed = call('mine', {}, { state: CLOSED });
  const saying = [problem('contact', 'maybe_repeat', { rows: '', what: '' })];
  it.each<[string, DeskRecord | undefined, DeskRecord, boolean]>([
    ['new', undefined, mine, false],
    ['still open', mine, mine, false],
    ['still closed', closed, closed, false],
    ['opened anew', closed, mine, true],
    ['closed, and says nothing', mine, closed, false],
    ['closed, and says something', mine, { ...closed, findings: saying }, true],
  ])('is looked at again with a record that is %s: %s', (_, before, after, is) => {
    expect(movesRepeats(hotline, before, after)).toBe(is);
  });
});
