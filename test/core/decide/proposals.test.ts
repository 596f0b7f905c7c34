import { describe, expect, it } from 'vitest';
import { type AutofillContext, autofill } from '../../../functions/src/core/decide/autofill.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { References } from '../../../functions/src/core/record/references.ts';
import type { Cell, Cells } from '../../../functions/src/core/schema/column.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import { knowledge } from '../../../functions/src/core/tables/knowledge.ts';
import { plans } from '../../../functions/src/core/tables/plans.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { at, deskOf, PEOPLE, type PersonRow, SETTINGS } from '../../fixtures/core/desk-fixture.ts';
import { clockOf, recordOf } from '../../fixtures/core/record-fixture.ts';

const desk = deskOf();
// A Friday afternoon.
const NOW = at('2026-11-20 15:10');

function proposed(table: Table, values: Cells, by: Partial<AutofillContext> = {}): Cells {
  return autofill(table, values, { desk, now: NOW, before: undefined, references: undefined, ...by })
    .proposed;
}

function referring(...records: DeskRecord[]): References {
  const references = new References(key => tableOf(key)?.title ?? key);
  references.add(
    records.map(record => record.number),
    records,
  );
  return references;
}

describe('计划回访时间', () => {
  it.each<[string, string | null, string | null]>([
    ['常规回访', '2026-11-18', '2026-11-25 09:00'],
    // A Saturday moves to Monday.
    ['常规回访', '2026-11-14', '2026-11-23 09:00'],
    // The seventh day has passed: it is now, and a Friday afternoon is working time.
    ['常规回访', '2026-01-05', '2026-11-20 15:10'],
    ['常规回访', null, null],
    ['问题解决后回访', null, '2026-11-23 09:00'],
    ['重要客户回访', '2026-10-31', '2026-11-30 09:00'],
    ['重要客户回访', '2026-11-30', '2026-12-30 09:00'],
    ['新产品推广回访', null, '2026-11-23 09:00'],
    ['流失客户挽回', null, '2026-11-20 15:10'],
    // Lunar new year lies ahead of what is announced: nine o'clock as it is.
    ['常规回访', '2026-12-28', '2027-01-04 09:00'],
  ])('%s, bought on %s: %s', (type, purchasedOn, expected) => {
    const { plannedAt } = proposed(callbacks, { type, purchasedOn });
    expect(plannedAt ?? null).toBe(expected === null ? null : at(expected));
  });

  it('of what comes in after work is the next opening, and never within a minute that has begun', () => {
    const evening = proposed(callbacks, { type: '流失客户挽回' }, { now: at('2026-11-20 19:30') });
    expect(evening.plannedAt).toBe(at('2026-11-23 09:00'));
    const seconds = proposed(callbacks, { type: '流失客户挽回' }, { now: NOW + 20_000 });
    expect(seconds.plannedAt).toBe(at('2026-11-20 15:11'));
  });

  it('is told with its reason, and left alone where a person wrote one', () => {
    const by = { desk, now: NOW, before: undefined, references: undefined };
    const { problems } = autofill(callbacks, { type: '流失客户挽回', caller: '李伟' }, by);
    expect(problems).toMatchObject([
      {
        column: 'plannedAt',
        code: 'proposed',
        facts: { reason: '按“流失客户挽回”定于 2026-11-20 15:10。' },
      },
    ]);
    expect(proposed(callbacks, { type: '常规回访', plannedAt: 5, caller: '李伟' })).toEqual({});
  });
});

describe('责任人 of a call-back', () => {
  const sold = deskOf([...PEOPLE, ['刘洋', 'liuyang', '运营部', '销售', '是']]);

  it.each([
    ['需立即解决', '王芳'],
    ['建议', '孙丽'],
    ['投诉', '王芳'],
    ['潜在销售机会', '刘洋'],
    ['无', undefined],
    [null, undefined],
  ])('%s: %s', (type, name) => {
    expect(proposed(callbacks, { class: type }, { desk: sold }).responsible).toBe(name);
  });

  it('passes over those who are away, and goes to a supervisor when nobody of the role is there', () => {
    const away = PEOPLE.map(([name, mail, department, role, onDuty]): PersonRow => {
      return [name, mail, department, role, name === '李伟' ? '否' : onDuty];
    });
    expect(proposed(callbacks, { class: '需立即解决' }, { desk: deskOf(away) }).responsible).toBe('王芳');
    expect(proposed(callbacks, { class: '潜在销售机会' }).responsible).toBe('王芳');
    expect(proposed(callbacks, { class: '潜在销售机会' }, { desk: deskOf([]) }).responsible).toBeUndefined();
  });
});

describe('费用承担 after template 003', () => {
  const desk12 = deskOf(PEOPLE, [...SETTINGS, ['产品', '音箱', { value: '12' }]]);

  it.each<[string, string | null, string, string | undefined]>([
    ['音箱', '2026-05-10', '质量问题', '免费'],
    ['智能音箱 X2', '2026-05-10', '质量问题', '免费'],
    // The last day of the warranty counts, the day after does not.
    ['音箱', '2025-11-20', '质量问题', '免费'],
    ['音箱', '2025-11-19', '质量问题', '客户承担'],
    ['音箱', '2026-05-10', '人为损坏', '客户承担'],
    ['音箱', '2026-05-10', '使用不当', '客户承担'],
    ['音箱', '2026-05-10', '自然老化', '协商'],
    ['音箱', '2026-05-10', '其他', '协商'],
    ['音箱', null, '质量问题', '协商'],
    ['台灯', '2026-05-10', '质量问题', '协商'],
    ['台灯', '2026-05-10', '人为损坏', '客户承担'],
    ['音箱', '2026-05-10', '', undefined],
  ])('%s bought on %s, %s: %s', (product, purchasedOn, cause, cost) => {
    expect(proposed(serviceOrders, { product, purchasedOn, cause }, { desk: desk12 }).cost).toBe(cost);
  });

  it('goes by the day on which the order was registered, however late the cause is found', () => {
    const before = recordOf('serviceOrders', { createdAt: at('2025-05-01 10:00') });
    const values = { product: '音箱', purchasedOn: '2024-05-10', cause: '质量问题' };
    expect(proposed(serviceOrders, values, { desk: desk12, before }).cost).toBe('免费');
    expect(proposed(serviceOrders, values, { desk: desk12 }).cost).toBe('客户承担');
  });
});

describe('what a reference brings', () => {
  const called = recordOf('hotline', {
    number: '20231001001',
    cells: { type: '售后支持', description: '设备频繁卡顿', cause: '内存', resolution: '更换内存' },
  });
  const complained = recordOf('complaints', {
    number: 'CT-2024-0001',
    cells: { type: '服务态度', description: '店员态度冷漠', cause: '未培训', plan: '再次培训' },
  });
  const entry = (source: Cell, ...records: DeskRecord[]) =>
    proposed(knowledge, { source }, { references: referring(...records) });

  it('are the columns that the table of the record has for it', () => {
    expect(entry('20231001001', called)).toEqual({
      type: '售后支持',
      symptom: '设备频繁卡顿',
      cause: '内存',
      solution: '更换内存',
    });
    // 投诉类型 is no problem type.
    expect(entry('CT-2024-0001', complained)).toEqual({
      symptom: '店员态度冷漠',
      cause: '未培训',
      solution: '再次培训',
    });
  });

  it('is nothing from a record that is not there, or that could be two', () => {
    expect(entry('CT-2024-0002', complained)).toEqual({});
    expect(entry(null, complained)).toEqual({});
    const twin = recordOf('feedback', { number: '20231001001', cells: { content: '漏水' } });
    expect(entry('20231001001', called, twin)).toEqual({});
    expect(entry('客户反馈 20231001001', called, twin)).toEqual({ symptom: '漏水' });
  });

  it('is the limit of the feedback for a plan', () => {
    const dueAt = at('2026-11-22 14:30');
    const feedback = recordOf('feedback', {
      number: '20261120001',
      clocks: { 'feedback.resolve': clockOf({ dueAt }) },
    });
    const values = { feedback: '20261120001' };
    expect(proposed(plans, values, { references: referring(feedback) }).promisedAt).toBe(dueAt);
    expect(proposed(plans, values).promisedAt).toBeUndefined();
  });
});
