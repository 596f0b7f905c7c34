import { describe, expect, it } from 'vitest';
import { openedCells, openingsOf } from '../../../functions/src/core/decide/child-rows.ts';
import { contextOf } from '../../../functions/src/core/desk/desk.ts';
import { digestOf } from '../../../functions/src/core/lib/digest.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { followUps } from '../../../functions/src/core/tables/follow-ups.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { leads } from '../../../functions/src/core/tables/leads.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { at, deskOf, keyedHere, PEOPLE, storedDesk } from '../../fixtures/core/desk-fixture.ts';
import { clockOf, recordOf } from '../../fixtures/core/record-fixture.ts';

const opened = (record: DeskRecord, before?: DeskRecord) =>
  openingsOf(complaints, record, before, deskOf()).map(({ opening }) => opening.table);
const complaint = recordOf('complaints', { cells: { type: '产品质量' } });

// Template 3.23
describe('a complaint of 产品质量 opens a 售后服务单, and a 改进措施 to look into it', () => {
  it('when it comes to be one', () => {
    expect(opened(complaint)).toEqual(['serviceOrders', 'improvements']);
    expect(opened(recordOf('complaints', { cells: { type: '服务态度' } }))).toEqual([]);
    expect(opened(complaint, recordOf('complaints', { cells: { type: '其他' } }))).toEqual([
      'serviceOrders',
      'improvements',
    ]);
    expect(opened({ ...complaint, version: 2 }, complaint)).toEqual([]);
  });

  it('only one: under the same key in every cycle', () => {
    const second = { ...complaint, cycle: 2 };
    const first = openingsOf(complaints, complaint, undefined, deskOf());
    expect(openingsOf(complaints, second, complaint, deskOf())).toEqual(first);
  });
});

describe('a solved record opens a 回访跟进', () => {
  const solved = recordOf('complaints', { state: '待回访' });
  const running = recordOf('complaints', { state: '方案执行中' });
  const keyOf = (record: DeskRecord) => openingsOf(complaints, record, undefined, deskOf())[0]?.key;

  // Template 0.20, 1.2, 3.12, 3.25
  it('when it comes to be called back, not before, and not once that has been done', () => {
    expect(opened(solved, running)).toEqual(['callbacks']);
    expect(opened(running)).toEqual([]);
    expect(opened({ ...solved, version: 2 }, solved)).toEqual([]);
    expect(opened(recordOf('complaints', { state: '已归档' }), running)).toEqual([]);
  });

  it('one in each cycle, each with a key of its own', () => {
    const again = { ...solved, cycle: 2 };
    expect(opened(again, solved)).toEqual(['callbacks']);
    expect(keyOf(again)).not.toBe(keyOf(solved));
    expect(keyOf({ ...solved, version: 7 })).toBe(keyOf(solved));
    expect(keyOf({ ...solved, key: 'another' })).not.toBe(keyOf(solved));
  });

  it('under keys that a sheet may send', () => {
    const keys = Array.from({ length: 2000 }, (_, index) => keyOf({ ...solved, key: `${index}` }));
    expect(new Set(keys).size).toBe(2000);
    expect(keys.filter(key => !/^[a-z0-9]{26}$/.test(key ?? ''))).toEqual([]);
    expect(digestOf('')).toHaveLength(26);
  });
});

describe('who makes the call of an opened 回访跟进', () => {
  const solved = recordOf('followUps', {
    state: '待回访',
    cells: { handler: '周杰' },
    clocks: { 'followUp.callback': clockOf({ dueAt: at('2026-11-25 09:00') }) },
  });
  /** Of 品控部 with 周杰, and 吴昊 who heads it. */
  const callerWith = (onDuty: Readonly<Record<string, string>>) => {
    const stored = storedDesk();
    for (const { cells } of Object.values(stored.rows))
      Object.assign(cells, { onDuty: onDuty[String(cells['name'])] ?? cells['onDuty'] });
    const desk = contextOf(stored, [], TABLES, keyedHere);
    return openingsOf(followUps, solved, undefined, desk)[0]?.cells['caller'];
  };
  const NOBODY = Object.fromEntries(PEOPLE.map(([name]) => [name, '否']));

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['whom its limit reminds', { 周杰: '是' }, '周杰'],
    ['he as well while he is away: he is represented when the time comes', { 周杰: '否' }, '周杰'],
    ['also while his head is away, and a supervisor hears of it', { 周杰: '否', 吴昊: '否' }, '周杰'],
    ['also while everybody is', NOBODY, '周杰'],
    ['the head in the place of who has left', { 周杰: '离职' }, '吴昊'],
    ['a supervisor where the head is away', { 周杰: '离职', 吴昊: '否' }, '王芳'],
  ])('is %s', (_, onDuty, is) => {
    expect(callerWith(onDuty)).toBe(is);
  });

  it('is nobody yet where only the owner hears of it, in the place of who has left', () => {
    expect(callerWith({ ...NOBODY, 周杰: '离职' })).toBeUndefined();
  });
});

describe('the cells of an opened row', () => {
  // Template 1.12, 3.11
  it('come from the record, full where they are masked there, and name it', () => {
    const record = recordOf('complaints', {
      number: 'CT-2026-0001',
      cells: {
        number: 'CT-2026-0001',
        customer: '张*',
        contact: '138****5678',
        description: '开机无反应',
        place: '门店',
      },
    });
    const [opening] = complaints.opens ?? [];
    const from = { table: complaints, record, privateCells: { customer: '张三', contact: '13812345678' } };
    expect(opening && openedCells(opening, from, serviceOrders)).toEqual({
      source: '投诉记录 CT-2026-0001',
      customer: '张三',
      contact: '13812345678',
      fault: '开机无反应',
    });
    const bare = { ...from, privateCells: { customer: null } };
    expect(opening && openedCells(opening, bare, serviceOrders)).toMatchObject({
      customer: '张*',
      contact: '138****5678',
    });
  });

  it('hold what is the same in each, and only the number where no other table could be meant', () => {
    const called = recordOf('hotline', { cells: { number: '20261120001', handler: '李伟' } });
    const [opening] = hotline.opens ?? [];
    const from = { table: hotline, record: called, privateCells: {} };
    expect(opening && openedCells(opening, from, callbacks)).toMatchObject({
      type: '问题解决后回访',
      record: '热线记录 20261120001',
      contact: null,
    });
    const [lead] = callbacks.opens ?? [];
    const callback = recordOf('callbacks', { cells: { number: 'CB-20261122-001', intent: '有兴趣' } });
    expect(
      lead && openedCells(lead, { table: callbacks, record: callback, privateCells: {} }, leads),
    ).toMatchObject({ callback: 'CB-20261122-001', intent: '有兴趣' });
    // Where two could be meant the title says which.
    const ofTwo = callbacks.columns.map(column =>
      column.key === 'record' && column.owner === 'staff'
        ? { ...column, kind: { type: 'reference' as const, to: ['hotline', 'feedback'] } }
        : column,
    );
    expect(opening && openedCells(opening, from, { ...callbacks, columns: ofTwo })).toMatchObject({
      record: '热线记录 20261120001',
    });
  });
});
