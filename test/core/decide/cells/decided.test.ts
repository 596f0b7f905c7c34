// What a decision keeps of a row beside its cells: by what it is found, what it says, and whom it has called.
import { describe, expect, it } from 'vitest';
import { notesOf } from '../../../../functions/src/core/decide/cell-notes.ts';
import { openingsOf } from '../../../../functions/src/core/decide/child-rows.ts';
import { type Accepted, decide } from '../../../../functions/src/core/decide/decide.ts';
import { contextOf } from '../../../../functions/src/core/desk/desk.ts';
import type { DeskRecord } from '../../../../functions/src/core/record/record.ts';
import type { Cells } from '../../../../functions/src/core/schema/column.ts';
import { type Problem, problem } from '../../../../functions/src/core/schema/problem.ts';
import { callbacks } from '../../../../functions/src/core/tables/callbacks.ts';
import { complaints } from '../../../../functions/src/core/tables/complaints.ts';
import { TABLES } from '../../../../functions/src/core/tables/index.ts';
import {
  at,
  by,
  CALL_TODAY,
  deskOf,
  hotline,
  keyedHere,
  storedDesk,
} from '../../../fixtures/core/desk-fixture.ts';
import { clockOf, cycleOf, recordOf } from '../../../fixtures/core/record-fixture.ts';

const desk = deskOf();
const NOW = at('2026-11-20 15:00');

describe('a call', () => {
  const usedBy = (cells: Cells) => {
    const decided = decide(
      {
        table: callbacks,
        key: 'row',
        before: undefined,
        row: {
          values: { customer: '李小明', contact: '13812345678', type: '问题解决后回访', ...cells },
          problems: [],
        },
        origin: { table: 'hotline', key: 'h', number: '1' },
        by: by('limin'),
        now: NOW,
      },
      desk,
    ) as Accepted;
    const { uses = [], customer } = decided.after;
    return customer !== null && uses.includes(customer.digest);
  };

  it.each<[string, Cells, boolean]>([
    ['that waits', {}, true],
    ['in which he wanted none', { reached: '拒访', calledAt: NOW - 60_000 }, true],
    ['that was made', { reached: '已接通', calledAt: NOW - 60_000, score: 9, class: '无' }, false],
  ])('%s is found by its customer: %s', (_, cells, is) => {
    expect(usedBy(cells)).toBe(is);
  });
});

it.each<[string, Problem[], number]>([
  ['nothing', [], 1],
  ['just that', [problem('request', 'data_hidden')], 1],
  ['that of another column', [problem('remark', 'data_hidden')], 2],
  ['something else of it', [problem('request', 'asked_for')], 1],
])('that a name is hidden is said once where %s was said already', (_, said, count) => {
  const values = { ...CALL_TODAY, calledAt: NOW, request: '李小明要换新' };
  const row = { values, problems: said };
  const decided = decide(
    { table: hotline, key: 'row', before: undefined, row, by: by('limin'), now: NOW },
    desk,
  );
  expect(decided.problems.filter(({ code }) => code === 'data_hidden')).toHaveLength(count);
});

it('what a cycle that is over had come to is said of the state, without what it left blank', () => {
  const cells = {
    resolution: '换新',
    satisfaction: '不满意',
    comment: null,
    respondedAt: at('2026-11-20 10:00'),
  };
  const record = recordOf('hotline', {
    cycle: 2,
    cycles: [cycleOf({ cells: { cause: '旧' } }), cycleOf({ cycle: 2, cells })],
  });
  const found = notesOf(hotline, record, desk).filter(({ code }) => code === 'reopened');
  expect(found).toEqual([
    problem('state', 'reopened', {
      cycle: 3,
      previous:
        '响应时间 2026-11-20 10:00；解决方案/处理结果 换新；客户满意度 不满意（2026-11-20 12:00 重开）',
    }),
  ]);
  expect(notesOf(hotline, recordOf('hotline'), desk).filter(({ code }) => code === 'reopened')).toEqual([]);
});

describe('whom a row that the desk opens has call', () => {
  const caller = (person: Cells, given: Partial<DeskRecord> = {}) => {
    const stored = storedDesk();
    Object.assign(stored.rows['person-limin']?.cells ?? {}, person);
    const of = contextOf(stored, [], TABLES, keyedHere);
    const clocks = { 'complaint.callback': clockOf({ startedAt: NOW, dueAt: NOW + 86_400_000 }) };
    const record = recordOf('complaints', { state: '待回访', clocks, ...given });
    const opened = openingsOf(complaints, record, undefined, of).find(
      ({ opening }) => opening.table === 'callbacks',
    );
    return opened?.cells['caller'];
  };

  it.each<[string, Cells, Partial<DeskRecord>, string | undefined]>([
    ['who wrote the record', {}, {}, '李敏'],
    [
      'who did and is away: he is represented when the time comes',
      { onDuty: '否', standIn: '李伟' },
      {},
      '李敏',
    ],
    ['who stands in for one that has left', { onDuty: '离职', standIn: '李伟' }, {}, '李伟'],
    ['who supervises, of one whom nobody knows', {}, { createdBy: by('stranger') }, '王芳'],
    ['nobody where no limit asks for it', {}, { clocks: {} }, undefined],
  ])('is %s', (_, person, given, is) => {
    expect(caller(person, given)).toBe(is);
  });

  it('is still to be done of a record of the past while its limit is ahead', () => {
    const opened = (pastAt: number, dueAt: number | null) => {
      const clocks = { 'complaint.callback': clockOf({ startedAt: NOW, dueAt }) };
      const record = recordOf('complaints', { state: '待回访', clocks, cells: { type: '产品质量' } });
      return openingsOf(complaints, record, undefined, desk, pastAt).map(({ opening }) => opening.table);
    };
    expect([opened(NOW, NOW + 1), opened(NOW, NOW), opened(NOW, null)]).toEqual([['callbacks'], [], []]);
  });
});
