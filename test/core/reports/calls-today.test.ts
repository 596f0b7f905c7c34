// The calls of today in 待办提醒: of each caller in order of time.
import { expect, it } from 'vitest';
import { at, deskOf } from '../../fixtures/core/desk-fixture.ts';
import { factsOf, linesOf, pageOf, textsOf } from '../../fixtures/core/page-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const NOW = at('2026-11-20 10:00');
const call = (number: string, caller: string, plannedAt: string, state = '待回访') =>
  recordOf('callbacks', {
    key: number,
    number,
    state,
    cells: { customer: '张*', contact: '138****5678', type: '常规回访', caller, plannedAt: at(plannedAt) },
  });

it('are those that wait until the end of the day, by caller and time', () => {
  const due = [
    call('CB-1', '李敏', '2026-11-20 16:00'),
    call('CB-2', '陈静', '2026-11-20 11:00'),
    call('CB-3', '李敏', '2026-11-19 09:00'),
    call('CB-4', '李敏', '2026-11-20 09:30', '已回访'),
    call('CB-5', '李敏', '2026-11-21 09:00'),
    call('CB-6', '李敏', '2026-11-20 09:45'),
  ];
  const lines = textsOf(linesOf(pageOf('待办提醒', factsOf(deskOf(), NOW, { due })), '今天的回访'));
  expect(lines.map(line => [line[0], line[3], line[5], line[6]])).toEqual([
    ['CB-3', '138****5678', '李敏', at('2026-11-19 09:00')],
    ['CB-6', '138****5678', '李敏', at('2026-11-20 09:45')],
    ['CB-1', '138****5678', '李敏', at('2026-11-20 16:00')],
    ['CB-2', '138****5678', '陈静', at('2026-11-20 11:00')],
  ]);
});

it('take no room where there are none', () => {
  const page = pageOf('待办提醒', factsOf(deskOf(), NOW));
  expect(textsOf(page.grid).flat().map(String)).not.toContain('今天的回访');
});
