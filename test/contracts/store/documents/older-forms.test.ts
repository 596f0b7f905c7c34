// What earlier programs have stored, in the present form: each step by what it changes, and what it leaves.
import type { DocumentData } from '@google-cloud/firestore';
import { describe, expect, it } from 'vitest';
import {
  FORM_STEPS,
  filled,
  fromStore,
  isOlder,
} from '../../../../functions/src/adapters/firestore/forms.ts';
import type { DocumentKind } from '../../../../functions/src/adapters/firestore/kinds.ts';
import { NewerForm } from '../../../../functions/src/contract/request-error.ts';

const now = (kind: DocumentKind, form: number, data: DocumentData): DocumentData =>
  fromStore(kind, { ...data, form });
const record = (form: number, data: DocumentData): DocumentData => now('record', form, data);
/** 20 November 2026, 15:10:42 in Shanghai, and its minute. */
const AT = Date.UTC(2026, 10, 20, 7, 10, 42);
const MINUTE = Date.UTC(2026, 10, 20, 7, 10);

describe('a document', () => {
  it('of the present form is what it is, without its number', () => {
    const form = FORM_STEPS.record.length;
    expect([record(form, { a: 1 }), isOlder('record', { form })]).toEqual([{ a: 1 }, false]);
    expect(isOlder('record', { form: form - 1 })).toBe(true);
    expect(() => record(form + 1, {})).toThrow(NewerForm);
  });
});

describe('a record', () => {
  it('of before turns were kept has none, and keeps those that it has', () => {
    expect(record(1, {})['turns']).toEqual([]);
    expect(record(1, { turns: [1] })['turns']).toEqual([1]);
  });

  it('has proposals hidden as its cells are', () => {
    const cells = { contact: '138****5678', note: '请打 138****5678' };
    const proposed = { contact: '13812345678', customer: '李明', count: 3 };
    expect(record(2, { cells, proposed })['proposed']).toEqual({
      contact: '138****5678',
      customer: '李*',
      count: 3,
    });
    expect(record(2, {})['proposed']).toEqual({});
  });

  it('leaves its blank cells out, those of former cycles as well', () => {
    const cycle = { cells: { a: 1, b: null }, standing: { c: null }, endedAt: AT };
    const { cells, cycles } = record(3, { cells: { a: null, b: 0 }, cycles: [cycle, 'none', { cells: {} }] });
    expect([cells, cycles]).toEqual([
      { b: 0 },
      [{ cells: { a: 1 }, standing: {}, endedAt: AT }, 'none', { cells: {} }],
    ]);
    expect(record(3, { cells: 'none' })['cells']).toBe('none');
    expect(filled({ a: null, b: '', c: 0 })).toEqual({ b: '', c: 0 });
  });

  const plan = { table: 'plans', state: '执行完成', cells: {}, closedAt: AT, updatedAt: AT + 600_000 };
  it.each<[string, DocumentData, unknown]>([
    ['when it was closed', plan, MINUTE],
    ['when it was changed last, where that is not known', { ...plan, closedAt: null }, MINUTE + 600_000],
    ['when it says itself', { ...plan, cells: { finishedAt: 5 } }, 5],
    ['when it was closed, where it has said blank', { ...plan, cells: { finishedAt: null } }, MINUTE],
    ['at no time before it is done', { ...plan, state: '执行中' }, undefined],
    ['at no time where it is no plan', { ...plan, table: 'hotline' }, undefined],
    ['at no time where it has no cells', { ...plan, cells: 'none' }, undefined],
  ])('that is a plan was carried out %s', (_, data, finishedAt) => {
    expect((record(5, data)['cells'] as DocumentData)['finishedAt']).toBe(finishedAt);
  });

  it.each<[string, DocumentData, DocumentData]>([
    ['when it was closed', { table: 'hotline', closedAt: AT }, { closedAt: MINUTE }],
    ['nothing of what is open', { table: 'hotline', closedAt: null }, {}],
    [
      'when it was opened anew last',
      { table: 'hotline', cycles: [{ endedAt: 1 }, { endedAt: AT }] },
      { reopenedAt: MINUTE },
    ],
    ['nothing without a former cycle', { table: 'hotline', cycles: [] }, {}],
    [
      'not when a complaint was closed, which says so itself',
      { table: 'complaints', closedAt: AT, cycles: [{ endedAt: AT }] },
      { reopenedAt: MINUTE },
    ],
    ['nothing in a table without such columns', { table: 'customers', closedAt: AT }, {}],
  ])('shows %s', (_, data, ends) => {
    expect(record(8, { cells: { a: 1 }, ...data })['cells']).toEqual({ a: 1, ...ends });
    expect(record(8, { ...data, cells: 'none' })['cells']).toBe('none');
  });

  it('shows a survey of three points as neither satisfied nor not', () => {
    const survey = (table: string, score: number) =>
      record(9, { table, state: '已满意', cells: { score, state: '已满意' } })['state'];
    expect([survey('surveys', 3), survey('surveys', 4), survey('hotline', 3)]).toEqual([
      '一般',
      '已满意',
      '已满意',
    ]);
    expect(record(9, { cells: 'none' })['cells']).toBe('none');
  });
});

describe('how far a desk has come', () => {
  const upkeep = (form: number, data: DocumentData = {}): DocumentData =>
    now('deskUpkeep', form, { recountsAsked: 1, renewal: 'done', ...data });
  const FIRST = { what: 'persons', after: '' };

  it.each([
    [1, 5],
    [2, 4],
    [7, 4],
    [8, 3],
    [9, 3],
    [10, 2],
    [11, 1],
  ])('from form %d on: figures are counted anew, %d in all', (form, recounts) => {
    expect(upkeep(form)['recountsAsked']).toBe(recounts);
  });

  it.each([
    [2, undefined],
    [6, undefined],
    [12, undefined],
    [13, true],
  ])('in form %d: that all open records say what they use is known as %s', (form, known) => {
    expect(upkeep(form, { usesKnown: true })['usesKnown']).toBe(known);
  });

  it('has open records decided once more where rows show no limits yet', () => {
    const deciding = { version: 1, holidays: '', after: 'k', missed: false };
    expect([upkeep(12, { deciding })['deciding'], upkeep(13, { deciding })['deciding']]).toEqual([
      null,
      deciding,
    ]);
  });

  it.each<[number, unknown, unknown]>([
    [3, 'done', { what: 'private', after: '', texts: true }],
    [4, 'done', { what: 'private', after: '', texts: true }],
    [5, 'done', { ...FIRST, texts: true }],
    [5, { what: 'records', after: 'k' }, { what: 'records', after: 'k', texts: true }],
    [8, 'done', { ...FIRST, texts: true }],
    [8, { what: 'private', after: 'k' }, { what: 'private', after: 'k', texts: true }],
    [11, 'done', FIRST],
    [11, { what: 'texts', after: 'k' }, { ...FIRST, texts: true }],
    [11, { what: 'persons', after: 'k' }, FIRST],
    [11, { what: 'persons', after: 'k', texts: true }, { ...FIRST, texts: true }],
    [11, { what: 'private', after: 'k' }, { what: 'private', after: 'k' }],
    [14, { what: 'persons', after: 'k' }, FIRST],
    [15, { what: 'persons', after: 'k' }, { what: 'persons', after: 'k' }],
    [15, 'done', 'done'],
  ])('from form %d, at %j: is to write anew %j', (form, renewal, expected) => {
    expect(upkeep(form, { renewal })['renewal']).toEqual(expected);
  });
});

describe('other documents', () => {
  it('settings of a period are a list', () => {
    const settings = { 评分: { 差: 2, 好: 4 }, 空: null };
    const policy = (form: number, of: unknown) =>
      now('period', form, { policy: { version: 7, settings: of } })['policy'] as DocumentData;
    expect(policy(3, settings)).toEqual({
      version: 7,
      settings: [
        { category: '评分', name: '差', value: 2 },
        { category: '评分', name: '好', value: 4 },
      ],
    });
    expect(policy(3, [])).toEqual({ version: 7, settings: [] });
    expect(now('period', 1, { policy: { version: 7, settings: [] } })['counting']).toBe(1);
    expect(now('period', 2, { counting: 2, policy: { version: 7, settings: [] } })['counting']).toBe(2);
  });

  it('full values that are not sealed stand in the clear', () => {
    expect(now('private', 1, { contact: '13812345678' })).toEqual({
      sealed: null,
      plain: { contact: '13812345678' },
    });
    expect(now('private', 2, { sealed: 'x', plain: {} })).toEqual({ sealed: 'x', plain: {} });
  });
});
