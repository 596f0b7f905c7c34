import { describe, expect, it } from 'vitest';
import { knows, linkedTo, unlinkedFrom } from '../../../functions/src/core/record/heard-links.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { References, redirectedCells, referencesOf } from '../../../functions/src/core/record/references.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { plans } from '../../../functions/src/core/tables/plans.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { surveys } from '../../../functions/src/core/tables/surveys.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';
import { titleOf } from '../../fixtures/core/walker.ts';

const called = recordOf('hotline', { number: '20261120001' });
const received = recordOf('feedback', { number: '20261120001' });
const complained = recordOf('complaints', { number: 'CT-2026-0001' });

function known(...records: DeskRecord[]): References {
  const references = new References(titleOf);
  references.add(
    records.map(record => record.number),
    records,
  );
  return references;
}

describe('a reference', () => {
  const all = known(called, received, complained);
  const to = ['hotline', 'feedback', 'complaints'];

  it.each([
    ['CT-2026-0001', complained],
    [' CT-2026-0001 ', complained],
    ['ＣＴ-2026-0001', complained],
    ['投诉记录 CT-2026-0001', complained],
    ['热线记录 20261120001', called],
    ['客户反馈 20261120001', received],
    ['售后跟进 CT-2026-0001', undefined],
    ['20261120001', undefined],
    ['CT-2026-0002', undefined],
    ['', undefined],
  ])('“%s” means one record or none', (value, record) => {
    expect(all.find({ value, to })).toBe(record);
  });

  it('means a record of a table that the column names', () => {
    expect(all.find({ value: '20261120001', to: ['feedback'] })).toBe(received);
    expect(all.find({ value: 'CT-2026-0001', to: ['feedback'] })).toBeUndefined();
  });

  it('is refused at its cell when there is no such record, and when there are several', () => {
    const problems = (table: typeof callbacks, column: string, value: string) =>
      all.problems(table, { [column]: value });
    expect(problems(surveys, 'feedback', '20261120001')).toEqual([]);
    expect(problems(surveys, 'feedback', 'CT-2026-0001')).toMatchObject([
      { column: 'feedback', code: 'reference_unknown', severity: 'error', facts: { tables: '客户反馈' } },
    ]);
    expect(problems(callbacks, 'record', '20261120001')).toMatchObject([
      {
        column: 'record',
        code: 'reference_ambiguous',
        severity: 'error',
        facts: { forms: '热线记录 20261120001”或“客户反馈 20261120001' },
      },
    ]);
    expect(all.problems(callbacks, { record: null })).toEqual([]);
  });

  it('does not go back to what refers to this record itself', () => {
    const opened = recordOf('serviceOrders', {
      key: 'opened',
      number: 'SR-2026-0002',
      cells: { source: '投诉记录 CT-2026-0001' },
    });
    const earlier = recordOf('serviceOrders', {
      key: 'earlier',
      number: 'SR-2026-0001',
      cells: { source: null },
    });
    const references = known(opened, earlier, complained);
    const links = linkedTo(complained, { child: opened, of: serviceOrders, isAnswer: false });
    const told = (value: string) =>
      references
        .problems(complaints, { earlierOrder: value }, { ...complained, links })
        .map(({ code }) => code);
    expect(told('SR-2026-0001')).toEqual([]);
    expect(told('SR-2026-0002')).toEqual(['reference_mutual']);
    expect(references.problems(complaints, { earlierOrder: 'SR-2026-0002' })).toEqual([]);
    expect(told('SR-2026-0009')).toEqual(['reference_unknown']);
  });

  it('is found as well when it has just been numbered, beside those that are looked up', () => {
    const references = known(received);
    references.addFresh([called]);
    expect(references.find({ value: '热线记录 20261120001', to })).toBe(called);
    expect(references.candidates({ value: '20261120001', to })).toEqual([received, called]);
    expect(references.unknown([{ value: 'CT-2026-0001', to }])).toEqual(['CT-2026-0001']);
  });

  it('is looked up once, whether it was found or not', () => {
    const references = new References(titleOf);
    const wanted = referencesOf(surveys, { feedback: '20261120001', remark: 'x' });
    const again = [...wanted, ...wanted, { value: '客户反馈 20261120001', to }, { value: ' ', to }];
    expect(references.unknown(again)).toEqual(['20261120001']);
    references.add(['20261120001'], []);
    expect(references.unknown(again)).toEqual([]);
  });
});

describe('what a record knows of those that refer to it', () => {
  const heard = (child: DeskRecord, of: Table = surveys, isAnswer = true) => ({ child, of, isAnswer });
  const parent = recordOf('feedback', { cycle: 2 });
  const survey = recordOf('surveys', { number: 'HF-1', state: '未满意' });
  const told = { ...parent, links: linkedTo(parent, heard(survey)) };

  it('is number, state and the cycle in which it was heard of', () => {
    expect(told.links).toEqual({
      surveys: [
        {
          key: 'surveys-1',
          number: 'HF-1',
          state: '未满意',
          cycle: 2,
          told: { calledAt: null, score: null },
          toldIn: 2,
        },
      ],
    });
    expect([knows(parent, heard(survey)), knows(told, heard(survey))]).toEqual([false, true]);
  });

  it('is who handles it as well, where its table tells, and hears of another', () => {
    const plan = recordOf('plans', { number: 'FA-1', cells: { owner: '周丽' } });
    const planned = { ...parent, links: linkedTo(parent, heard(plan, plans)) };
    expect(planned.links.plans).toMatchObject([{ number: 'FA-1', person: '周丽' }]);
    expect(knows(planned, heard(plan, plans))).toBe(true);
    expect(knows(planned, heard({ ...plan, cells: { owner: '吴昊' } }, plans))).toBe(false);
  });

  it('speaks again when it has come to another state, not when it is merely corrected', () => {
    const later = { ...told, cycle: 3 };
    expect(linkedTo(later, heard(survey)).surveys?.map(link => link.cycle)).toEqual([2]);
    expect(linkedTo(later, heard({ ...survey, state: '已满意' })).surveys?.map(link => link.cycle)).toEqual([
      3,
    ]);
    expect(knows(later, heard({ ...survey, state: '已满意' }))).toBe(false);
  });

  it('keeps its order, and goes when it refers to another', () => {
    const second = recordOf('surveys', { key: 'surveys-2', number: 'HF-2' });
    const both = { ...told, links: linkedTo(told, heard(second)) };
    const numbers = (links: DeskRecord['links']) => links.surveys?.map(link => link.number);
    expect(numbers(linkedTo(both, heard({ ...survey, state: '已满意' })))).toEqual(['HF-1', 'HF-2']);
    expect(numbers(unlinkedFrom(both, survey))).toEqual(['HF-2']);
  });

  it('hears what is told in the cycle in which that is new, and not while it is still being worked on', () => {
    const says = (verdict: string) => recordOf('callbacks', { cells: { verdict } });
    const toldIn = (before: DeskRecord, verdict: string, isAnswer = true) =>
      linkedTo(before, heard(says(verdict), callbacks, isAnswer)).callbacks?.map(link => link.toldIn);
    const low = { ...parent, links: linkedTo(parent, heard(says('不满意'), callbacks)) };
    expect(low.links.callbacks).toMatchObject([{ told: { verdict: '不满意' }, toldIn: 2, cycle: 2 }]);
    const later = { ...low, cycle: 3 };
    expect(toldIn(later, '不满意')).toEqual([2]);
    expect(toldIn(later, '未解决')).toEqual([3]);
    expect(toldIn(later, '未解决', false)).toEqual([null]);
    const known = (verdict: string) => knows(low, heard(says(verdict), callbacks));
    expect([known('不满意'), known('满意')]).toEqual([true, false]);
  });
});

describe('references to a record that was joined to another', () => {
  const meant = ({ value }: { value: string }) =>
    value.includes('CT-2026-0001') ? 'CT-2026-0009' : undefined;
  it.each([
    ['CT-2026-0001', 'CT-2026-0009'],
    ['投诉记录 CT-2026-0001', 'CT-2026-0009'],
    ['热线记录 20261120001、CT-2026-0001', '热线记录 20261120001、CT-2026-0009'],
    ['CT-2026-0001，CT-2026-0009', 'CT-2026-0009'],
    ['热线记录 20261120001', undefined],
    [null, undefined],
  ])('“%s” comes to be “%s”', (was, is) => {
    const cells = redirectedCells(callbacks, { record: was }, meant);
    expect(cells).toEqual(is === undefined ? {} : { record: is });
  });
});

it('names are looked up once, whether anybody has them or not', () => {
  const references = new References(title => title);
  references.addNamed('held', recordOf('customers'));
  references.addNamed('free', undefined);
  expect(references.unknownNames([], ['held', 'free', 'new', 'new'])).toEqual(['new']);
});
