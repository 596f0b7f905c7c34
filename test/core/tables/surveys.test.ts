// What a survey says of the customer: the same as 客户满意度 counts.
import { describe, expect, it } from 'vitest';
import { isMet } from '../../../functions/src/core/record/states.ts';
import { feedback } from '../../../functions/src/core/tables/feedback.ts';
import { surveys } from '../../../functions/src/core/tables/surveys.ts';
import { exampleDesk } from '../../fixtures/core/desk-fixture.ts';
import { Walker } from '../../fixtures/core/walker.ts';

const desk = exampleDesk();
const asked = (score: string, solved = '是') =>
  new Walker(surveys, desk).type({ feedback: '20261120001', solved, score, caller: '陈静' }).record;

// Template 4.23, 4.25
describe('a survey of this score', () => {
  it.each([
    ['1', '未满意'],
    ['2', '未满意'],
    ['3', '一般'],
    ['4', '已满意'],
    ['5', '已满意'],
  ])('%s says %s, and counts as satisfied only when it says so', (score, state) => {
    const { state: said, cells } = asked(score);
    expect(said).toBe(state);
    const { rated } = surveys.measures ?? {};
    expect(rated?.satisfied.includes(String(cells.score))).toBe(said === '已满意');
  });

  it('of a matter that is not solved says 未满意, whatever the score', () => {
    expect(['3', '5'].map(score => asked(score, '否').state)).toEqual(['未满意', '未满意']);
  });

  it.each([
    ['3', true],
    ['4', true],
    ['2', false],
  ])('%s leaves nothing to be done about the feedback: %s', (score, isClosed) => {
    const { state } = asked(score);
    const links = { surveys: [{ key: 's', number: 'HF-1', state, cycle: 1 }] };
    const needs = feedback.states.find(({ name }) => name === '已关闭')?.needs ?? [];
    expect(needs.every(need => isMet(need, { type: '投诉' }, links))).toBe(isClosed);
    const reopened = (feedback.reopenings ?? []).some(({ when }) => isMet(when, { type: '投诉' }, links));
    expect(reopened).toBe(!isClosed);
  });
});
