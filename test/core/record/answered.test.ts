// A call that answered an earlier cycle: what is corrected of it is no answer to the present one.
import { expect, it } from 'vitest';
import { answeredAgain, hasAnswered } from '../../../functions/src/core/record/answered.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Link } from '../../../functions/src/core/record/states.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { surveys } from '../../../functions/src/core/tables/surveys.ts';
import { at } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const CALLED = { calledAt: at('2026-11-20 10:00') };
const parent = recordOf('feedback', { cycle: 2 });
const link = (key: string, given: Partial<Link>): Link => ({
  key,
  number: key,
  state: '已完成',
  cycle: 1,
  told: CALLED,
  toldIn: 1,
  ...given,
});

it.each<[string, boolean, Partial<Link>, DeskRecord['cells']]>([
  ['told in an earlier cycle', true, {}, {}],
  ['told in this cycle', false, { toldIn: 2 }, {}],
  ['told while the work still went on', false, { toldIn: null }, {}],
  ['not made yet', false, { told: { calledAt: null } }, {}],
  ['of which no time is known', false, { told: {} }, {}],
  ['whose matter has been concluded since', false, {}, { resolution: '已解决' }],
  ['whose conclusion was taken out', true, {}, { resolution: null }],
])('a call %s has answered an earlier cycle: %s', (_, is, given, cells) => {
  const child = recordOf('callbacks', { cells });
  expect(hasAnswered(link('HF-1', given), parent, callbacks, child)).toBe(is);
});

it('what is no call answers nothing of the kind', () => {
  expect(hasAnswered(link('DC-1', {}), parent, surveys, recordOf('surveys'))).toBe(false);
});

it('one that is the answer to this cycle as well is so alone of its table', () => {
  const links = { callbacks: [link('a', {}), link('b', {})], surveys: [link('a', {})] };
  const child = recordOf('callbacks', { key: 'b' });
  expect(answeredAgain({ ...parent, links }, child)).toEqual({
    callbacks: [link('a', {}), link('b', { toldIn: 2 })],
    surveys: [link('a', {})],
  });
  expect(answeredAgain({ ...parent, links: {} }, child)).toEqual({ callbacks: [] });
});
