// How far a record has come, what the next state still needs, and when something happened that others told of.
import { describe, expect, it } from 'vitest';
import {
  deriveState,
  type HeardLinks,
  happenedTime,
  hasReached,
  isMet,
  type Link,
  linksIn,
  reopeningOf,
  toldTime,
  waitingProblems,
} from '../../../functions/src/core/record/states.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import type { Need } from '../../../functions/src/core/schema/condition.ts';
import { type State, stateOf, type Table } from '../../../functions/src/core/schema/table.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { feedback } from '../../../functions/src/core/tables/feedback.ts';
import { followUps } from '../../../functions/src/core/tables/follow-ups.ts';

const link = (given: Partial<Link> = {}): Link => ({
  key: 'k',
  number: 'n',
  state: '执行完成',
  cycle: 1,
  told: {},
  toldIn: null,
  ...given,
});

/** A feedback whose states on the way are these, each with what it needs. */
const withStates = (...needs: Need[][]): Table => ({
  ...feedback,
  states: needs.map(
    (each, index): State => ({
      ...(feedback.states[0] as State),
      name: `第${index}步`,
      needs: each,
    }),
  ),
});

describe('a record', () => {
  const table = withStates([], ['startedAt'], ['answeredAt', 'answer'], ['informedAt']);
  it.each<[Cells, string]>([
    [{}, '第0步'],
    [{ startedAt: 1 }, '第1步'],
    [{ answeredAt: 1, answer: '好' }, '第0步'],
    [{ startedAt: 1, answeredAt: 1 }, '第1步'],
    [{ startedAt: 1, answeredAt: 1, answer: '好' }, '第2步'],
    [{ startedAt: 1, answeredAt: 1, answer: '好', informedAt: 1 }, '第3步'],
  ])('with %j has come to %s', (cells, name) => {
    expect(deriveState(table, cells).name).toBe(name);
  });

  it.each<[Table, Cells, string]>([
    [followUps, { withdrawn: '作废' }, '已作废'],
    [followUps, { withdrawn: '作废', closing: '需升级' }, '已作废'],
    [followUps, { closing: '需升级' }, '需升级'],
    [followUps, { closing: '处理中' }, '已受理'],
  ])('that somebody withdrew or put aside is there: %#', (of, cells, name) => {
    expect(deriveState(of, cells).name).toBe(name);
  });

  it('of a table without states is none', () => {
    expect(() => deriveState({ ...feedback, states: [] }, {})).toThrow('declares no states');
  });

  it.each([
    ['第1步', '第2步', false],
    ['第2步', '第2步', true],
    ['第3步', '第2步', true],
  ])('at %s has reached %s: %s', (state, goal, is) => {
    expect(hasReached(table, state, goal)).toBe(is);
  });
});

describe('what the next state waits for', () => {
  const said = (needs: Need[], cells: Cells, links: HeardLinks = {}) => {
    const table = withStates([], needs, ['informedAt']);
    const [found] = waitingProblems(table, { informedAt: 1, ...cells }, table.states[0] as State, links);
    return found?.facts['labels'];
  };
  const kind: Need = { all: [{ is: 'type', values: ['咨询'] }, 'answer'] };

  it.each<[string, Need[], Cells, string]>([
    ['a cell', ['answer'], {}, '“解答内容”'],
    ['those that are blank', ['answer', 'answeredAt'], { answer: '好' }, '“答复时间”'],
    ['several', ['answer', 'answeredAt'], {}, '“解答内容”、“答复时间”'],
    ['a blank cell', [{ blank: 'answer' }], { answer: '好' }, '“解答内容”留空'],
    ['a value', [{ is: 'adopted', values: ['采纳', '不采纳'] }], {}, '“是否采纳”为采纳或不采纳'],
    ['one of two', [{ any: ['answer', 'answeredAt'] }], {}, '“解答内容”或“答复时间”'],
    ['both of two', [{ all: ['answer', 'answeredAt'] }], {}, '“解答内容”，“答复时间”'],
    // Of what is for records of another kind only those hear that are of it.
    ['what is for its kind', [{ any: [kind, 'answeredAt'] }], { type: '咨询' }, '“解答内容”或“答复时间”'],
    ['what is for another', [{ any: [kind, 'answeredAt'] }], { type: '建议' }, '“答复时间”'],
    ['its kind, too', [kind], { type: '建议' }, '“反馈类型”为咨询，“解答内容”'],
    ['a state of another', [{ linked: 'plans', states: ['甲', '乙'] }], {}, '关联记录进入“甲”或“乙”'],
    [
      'what another tells',
      [{ reported: 'plans', column: 'opinion', values: ['接受'] }],
      {},
      '关联记录说明“接受”',
    ],
    [
      'nothing that another has to tell where there is another way',
      [{ any: [{ reported: 'plans', column: 'opinion', values: ['接受'] }, 'answer'] }],
      {},
      '“解答内容”',
    ],
    ['any of all', [{ any: [{ all: [] }, 'answer'] }], {}, ''],
  ])('%s', (_, needs, cells, labels) => {
    expect(said(needs, cells) ?? '').toBe(labels);
  });

  it('is said where what comes after it is filled in, and at the state', () => {
    const table = withStates([], ['startedAt'], ['answer'], ['informedAt']);
    const waiting = (cells: Cells, at = 0) => waitingProblems(table, cells, table.states[at] as State);
    expect(waiting({})).toEqual([]);
    expect(waiting({ answer: '好' })).toMatchObject([
      { column: 'state', code: 'state_waits', facts: { state: '第1步', labels: '“启动时间”' } },
    ]);
    expect(waiting({ informedAt: 1 })).toHaveLength(1);
    expect(waiting({ startedAt: 1, answer: '好', informedAt: 1 }, 3)).toEqual([]);
    expect(waitingProblems(followUps, { execution: '好' }, stateOf(followUps, '需升级'))).toEqual([]);
  });
});

describe('links in a cycle', () => {
  const links = {
    plans: [
      link({ cycle: 2, told: { opinion: '拒绝' }, toldIn: 2 }),
      link({ told: { opinion: '接受' }, toldIn: 1 }),
    ],
  };

  it('are those that came to their state in it, and what was told in it', () => {
    expect(linksIn(1, links)).toEqual({
      plans: [
        { state: null, told: {} },
        { state: '执行完成', told: { opinion: '接受' } },
      ],
    });
  });

  it.each<[Need, number, boolean]>([
    [{ linked: 'plans', states: ['执行完成'] }, 1, true],
    [{ linked: 'plans', states: ['执行完成'] }, 3, false],
    [{ linked: 'plans', states: ['已确认'] }, 1, false],
    [{ linked: 'surveys', states: ['执行完成'] }, 1, false],
    [{ reported: 'plans', column: 'opinion', values: ['接受'] }, 1, true],
    [{ reported: 'plans', column: 'opinion', values: ['接受'] }, 2, false],
    [{ reported: 'plans', column: 'opinion', values: ['拒绝'] }, 2, true],
    [{ reported: 'plans', column: 'other', values: ['接受'] }, 1, false],
  ])('meet %j in cycle %i: %s', (need, cycle, is) => {
    expect(isMet(need, {}, linksIn(cycle, links))).toBe(is);
  });
});

describe('when something happened', () => {
  const MINUTE = 60_000;
  const NOW = 100 * MINUTE + 1;
  const told = { by: 'plans', column: 'finishedAt' };
  const at = (finishedAt: number | null, given: Partial<Link> = {}) =>
    link({ told: { finishedAt }, ...given });
  const within = (links: readonly Link[], cycle = 1) => ({
    links: { plans: links },
    cycle,
    began: MINUTE,
    now: NOW,
  });

  it.each<[string, readonly Link[], number | undefined]>([
    ['the last that tells', [at(2 * MINUTE), at(3 * MINUTE), at(null)], 3 * MINUTE],
    ['none of another cycle', [at(2 * MINUTE, { cycle: 2 })], undefined],
    ['just as the cycle began', [at(MINUTE)], MINUTE],
    ['not before', [at(MINUTE - 1)], undefined],
    ['not in this minute', [at(100 * MINUTE)], undefined],
    ['in the last one', [at(99 * MINUTE)], 99 * MINUTE],
    ['nobody tells', [], undefined],
  ])('%s', (_, links, is) => {
    expect(happenedTime(told, {}, within(links))).toBe(is);
  });

  it('is what the record says itself, or nothing where no column does', () => {
    expect(happenedTime('askedAt', { askedAt: 2 * MINUTE }, within([]))).toBe(2 * MINUTE);
    expect(happenedTime('askedAt', { askedAt: '昨天' }, within([]))).toBeUndefined();
    expect(happenedTime(undefined, { askedAt: 2 * MINUTE }, within([]))).toBeUndefined();
  });

  it('is of those states alone that are named, and else what the record says', () => {
    const source = {
      from: 'stateEnteredAt',
      state: '待回访',
      told: { ...told, states: ['执行完成'] },
      happened: 'informedAt',
    } as const;
    const toldOf = (links: readonly Link[], cells: Cells = {}) =>
      toldTime(source, cells, 1, { plans: links });
    expect(toldOf([at(2), at(3, { state: '已确认' })])).toBe(2);
    expect(toldOf([at(3, { state: '已确认' })], { informedAt: 9 })).toBe(9);
    expect(toldOf([at(2)], { informedAt: 9 })).toBe(2);
    expect(toldOf([])).toBeUndefined();
    expect(
      toldTime({ from: 'stateEnteredAt', state: '待回访' }, { informedAt: 9 }, 1, { plans: [at(2)] }),
    ).toBeUndefined();
  });
});

it.each<['solved' | 'any', string, Cells, boolean]>([
  ['solved', '已关闭', { opinion: '异议' }, true],
  ['solved', '待二次回访', { opinion: '异议' }, true],
  ['solved', '处理中', { opinion: '异议' }, false],
  ['solved', '已关闭', { opinion: '同意' }, false],
  ['any', '处理中', { opinion: '异议' }, true],
  ['any', '已关闭', { opinion: '异议' }, true],
  ['any', '已作废', { opinion: '异议' }, false],
  ['any', '处理中', {}, false],
])('from %s: a record in %s with %j asks for another cycle: %s', (from, state, cells, is) => {
  const reopenings = [{ when: { is: 'opinion', values: ['异议'] }, from, to: '处理中' }] as const;
  const found = reopeningOf({ ...callbacks, reopenings }, cells, stateOf(callbacks, state));
  expect(found).toBe(is ? reopenings[0] : undefined);
});
