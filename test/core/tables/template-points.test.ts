// Points of the templates that are a clerk's work from cell to cell: what was found, what is to be done, what the
// customer says to it, and what is no after-sales matter at all.
import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../../functions/src/core/figures/count.ts';
import { eventId } from '../../../functions/src/core/record/record.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { followUps } from '../../../functions/src/core/tables/follow-ups.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { Book, shownIn } from '../../fixtures/core/book.ts';
import { at, by, exampleDesk, exampleRow, ZONE } from '../../fixtures/core/desk-fixture.ts';

/** A row of a table as a clerk types it on, cell after cell. */
class Typed {
  readonly #table: Table;
  readonly #book: Book;
  #cells: Cells;
  #base = '';
  #minute = 0;

  constructor(table: Table, cells: Cells) {
    this.#table = table;
    this.#book = new Book(table, exampleDesk());
    this.#cells = cells;
  }

  type(more: Cells = {}) {
    this.#minute += 1;
    const now = at('2026-11-20 15:00') + this.#minute * 60_000;
    const sent = { ...this.#cells, ...more };
    const answered = this.#book.submit({ cells: sent, base: this.#base }, by('limin'), now);
    const { record, problems, outcome } = answered;
    if (!record) throw new Error(JSON.stringify(problems));
    this.#base = answered.base;
    // What is refused stays as it is typed until somebody mends it.
    this.#cells = outcome === 'refused' ? sent : { ...sent, ...shownIn(this.#table, record) };
    const event = this.#book.events.get(eventId(record.key, record.version));
    return { record, event, outcome, codes: problems.map(({ code, column }) => `${column}: ${code}`) };
  }
}

/** The example of 售后跟进 as it comes in: nothing is analysed yet. */
function followUp(): Typed {
  const {
    analysis: _a,
    solution: _s,
    opinion: _o,
    opinionWords: _ow,
    execution: _e,
    executedAt: _ea,
    calledBackAt: _c,
    score: _sc,
    comment: _cm,
    suggestion: _sg,
    closing: _cl,
    ...cells
  } = exampleRow(followUps);
  return new Typed(followUps, { ...cells, contact: '13812345678' });
}

// Template 0.11
describe('the cause of a follow-up', () => {
  it.each(['产品缺陷：内存模块批次不良', '操作失误：误按了恢复出厂', '流程漏洞：发货前没有老化测试'])(
    'waits for its cause, and goes on with %s',
    analysis => {
      const row = followUp();
      expect(row.type().record.state).toBe('分析中');
      expect(row.type({ solution: '更换内存模块' }).record.state).toBe('分析中');
      const vague = row.type({ analysis: '已分析' });
      expect([vague.record.state, vague.codes]).toEqual([
        '分析中',
        expect.arrayContaining(['analysis: work_vague']),
      ]);
      expect(row.type({ analysis }).record).toMatchObject({ state: '方案待确认', cells: { analysis } });
    },
  );
});

// Template 0.14
describe('the solution of a follow-up', () => {
  it.each([
    '维修：李伟5月12日前更换内存模块',
    '更换同型号新机一台',
    '操作指导：远程演示备份步骤',
    '流程优化：发货前加一次老化测试',
    '补偿：延保三个月',
  ])('takes any kind of solution: %s', solution => {
    const row = followUp();
    expect(row.type({ analysis: '产品缺陷：内存模块批次不良', solution }).record).toMatchObject({
      state: '方案待确认',
      cells: { solution },
    });
  });

  it.each(['1', 'ok', '已处理', '/', '无', '同上', '。', '111'])('has no solution with %s', solution => {
    const row = followUp();
    row.type({ analysis: '产品缺陷：内存模块批次不良' });
    expect(row.type({ solution }).record.state).toBe('分析中');
    expect(row.type({ solution: '更换内存模块' }).record.state).toBe('方案待确认');
  });
});

describe('a follow-up', () => {
  // Template 0.16, 0.17
  it('whose plan the customer objects to is planned again until they agree, and keeps what was planned before', () => {
    const row = followUp();
    row.type({ analysis: '产品缺陷：内存模块批次不良', solution: '返厂维修，约十天' });
    const objected = row.type({ opinion: '异议', opinionWords: '“十天太久，影响开店”' });
    expect(objected.record.state).toBe('方案待确认');
    const changed = row.type({ solution: '先送备用机，原机返厂维修' });
    expect(changed.record.state).toBe('方案待确认');
    expect(changed.event?.changes).toContainEqual(
      expect.objectContaining({
        column: 'solution',
        before: '返厂维修，约十天',
        after: '先送备用机，原机返厂维修',
      }),
    );
    expect(row.type({ opinion: '修改建议' }).record.state).toBe('方案待确认');
    expect(row.type({ opinion: '同意' }).record.state).toBe('执行中');
  });

  // Template 0.20, 0.21
  it('keeps what the customer said of it, in their words, with the score that they gave', () => {
    const row = followUp();
    row.type({ analysis: '产品缺陷：内存模块批次不良', solution: '更换内存模块', opinion: '同意' });
    row.type({ execution: '更换完成，客户试用正常', executedAt: '2026-11-20 14:00' });
    const unquoted = row.type({ calledBackAt: '2026-11-20 15:00', score: '5', comment: '服务很及时' });
    expect(unquoted.codes).toContain('comment: quote_missing');
    const { record } = row.type({ comment: '“服务很及时”', closing: '已关闭' });
    expect(record).toMatchObject({ state: '已关闭', cells: { score: 5, comment: '“服务很及时”' } });
    // A bad one opens it again, and what was said of the first time is kept with it.
    const again = row.type({ score: '1', comment: '“又死机了”' });
    expect(again.record).toMatchObject({
      cycle: 2,
      state: '分析中',
      cycles: [{ cells: { score: 1, comment: '“又死机了”' } }],
    });
    expect(again.record.cells).toMatchObject({ score: null, comment: null });
  });
});

describe('售后服务单', () => {
  const order = (more: Cells) => {
    const { inspection: _i, cause: _c, solution: _s, appointment: _a, ...cells } = exampleRow(serviceOrders);
    return new Typed(serviceOrders, {
      customer: cells.customer ?? null,
      contact: '13712345678',
      product: '净水器',
      fault: cells.fault ?? null,
      voucher: cells.voucher ?? null,
      request: '维修',
      ...more,
    });
  };

  // Template 3.3
  it('of what is no after-sales matter is withdrawn, counts for nothing, and comes back if it is one', () => {
    const row = order({ purchasedOn: '2026-05-10' });
    const open = row.type();
    expect(Object.keys(figuresOf(serviceOrders, open.record, ZONE))).not.toEqual([]);
    const out = row.type({ withdrawn: '作废', remark: '不属于售后：客户自行加装的配件' });
    expect(out.record).toMatchObject({ state: '已作废', dueAt: null, nextActionAt: null });
    expect(figuresOf(serviceOrders, out.record, ZONE)).toEqual({});
    expect(row.type({ withdrawn: null }).record.state).toBe(open.record.state);
  });

  it.each([
    ['2026-05-10', '保修期内'],
    ['2019-05-10', '已过保'],
  ])('bought on %s is said to be %s before anybody promises anything', (purchasedOn, warranty) => {
    expect(order({ purchasedOn }).type().record.cells.warranty).toBe(warranty);
  });
});
