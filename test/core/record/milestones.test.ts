// When things came about in the life of a record that no column tells: once they hold, and since when.
import { expect, it } from 'vitest';
import { isLasting, type Milestones, milestonesOf } from '../../../functions/src/core/record/milestones.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { stateOf } from '../../../functions/src/core/schema/table.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { followUps } from '../../../functions/src/core/tables/follow-ups.ts';
import { plans } from '../../../functions/src/core/tables/plans.ts';

const [EARLIER, NOW] = [100, 200];
const ALL: Milestones = { solved: EARLIER, rated: EARLIER, judged: EARLIER };
const JUDGED = { liability: '企业内部' };

it.each<[string, Cells, Milestones, boolean, Milestones]>([
  ['已受理', {}, {}, false, {}],
  ['待回访', {}, {}, false, { solved: NOW }],
  ['待回访', {}, { solved: EARLIER }, false, { solved: EARLIER }],
  ['待回访', {}, { solved: EARLIER }, true, { solved: NOW }],
  ['已归档', {}, {}, false, { solved: NOW }],
  ['核实中', {}, { solved: EARLIER }, false, {}],
  ['已受理', { score: 4 }, {}, false, { rated: NOW }],
  ['已受理', { score: 4 }, { rated: EARLIER }, false, { rated: EARLIER }],
  ['已受理', { score: 4 }, { rated: EARLIER }, true, { rated: NOW }],
  ['已受理', { score: null }, { rated: EARLIER }, false, {}],
  ['已判责', JUDGED, {}, false, { judged: NOW }],
  ['已判责', JUDGED, { judged: EARLIER }, false, { judged: EARLIER }],
  // The judgement lasts: in the next cycle it is as old as it was.
  ['已判责', JUDGED, { judged: EARLIER }, true, { judged: EARLIER }],
  ['已判责', { liability: '待定' }, { judged: EARLIER }, false, {}],
  ['已判责', { liability: null }, { judged: EARLIER }, false, {}],
  ['已作废', {}, ALL, false, ALL],
  ['已归档', { ...JUDGED, score: 5 }, {}, false, { solved: NOW, rated: NOW, judged: NOW }],
])('of a complaint that is %s with %j, after %j (next cycle: %s): %j', (state, cells, before, fresh, is) => {
  const reached = { cells, state: stateOf(complaints, state), now: NOW };
  expect(milestonesOf(complaints, reached, before, fresh)).toEqual(is);
});

it('a state beside the way solves nothing', () => {
  const reached = { cells: {}, state: stateOf(followUps, '需升级'), now: NOW };
  expect(milestonesOf(followUps, reached, {}, false)).toEqual({});
});

it('a table that nobody judges or rates knows only what is solved', () => {
  const reached = { cells: { score: 5, liability: '企业内部' }, state: stateOf(plans, '执行完成'), now: NOW };
  expect(milestonesOf(plans, reached, {}, false)).toEqual({ solved: NOW });
});

it.each([
  ['liability', true],
  ['score', false],
  ['number', false],
])('whether %s lasts when a complaint reopens: %s', (key, is) => {
  expect(isLasting(complaints, key)).toBe(is);
});
