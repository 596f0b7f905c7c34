// Scores: whole numbers from 1 on; nothing is a 0.
import { expect, it } from 'vitest';
import { check } from '../../../functions/src/core/cells/validate-row.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { surveys } from '../../../functions/src/core/tables/surveys.ts';
import { at, deskOf } from '../../fixtures/core/desk-fixture.ts';

it.each<[unknown, number | 'score_out_of_range']>([
  ['1', 1],
  [10, 10],
  ['１０分', 10],
  ['8/10', 8],
  ['9星', 9],
  ['8 分', 8],
  ['8 / 10', 8],
  ['8分/10分', 8],
  ['八分', 8],
  ['十', 10],
  ['8星好评', 8],
  ['满分', 10],
  ['9分（满分10分）', 9],
  ['★★★★★★★★', 8],
  ['★★★★★★★★☆☆', 8],
  // Of five, as stars are drawn.
  ['★★★★★', 'score_out_of_range'],
  ['5分（满分5分）', 'score_out_of_range'],
  ['零分', 'score_out_of_range'],
  ['1 0', 'score_out_of_range'],
  ['4/5', 'score_out_of_range'],
  ['0', 'score_out_of_range'],
  [0, 'score_out_of_range'],
  ['-1', 'score_out_of_range'],
  ['11', 'score_out_of_range'],
  ['9.5', 'score_out_of_range'],
  [true, 'score_out_of_range'],
  ['好', 'score_out_of_range'],
])('%j of ten', (score, judged) => {
  const { values, problems } = check(callbacks, { score }, at('2026-11-20 15:00'), deskOf());
  const [told] = problems.filter(({ column }) => column === 'score');
  expect(told?.code ?? values['score']).toBe(judged);
  expect(values['score']).toBe(typeof judged === 'number' ? judged : null);
});

it.each<[unknown, number | 'score_out_of_range']>([
  ['★★★★★', 5],
  ['★★★★☆', 4],
  ['★ ★ ★', 3],
  ['⭐️⭐️⭐️⭐️⭐️', 5],
  ['🌟🌟', 2],
  ['★', 1],
  ['★5', 5],
  ['5★', 5],
  ['5星好评', 5],
  ['满分', 5],
  ['打4分', 4],
  ['5分（满分5分）', 5],
  ['4/5', 4],
  ['☆☆☆☆☆', 'score_out_of_range'],
  ['★★★★★★', 'score_out_of_range'],
  ['★★★★★★★★☆☆', 'score_out_of_range'],
  ['★☆★', 'score_out_of_range'],
])('%j of five', (score, judged) => {
  const { values, problems } = check(surveys, { score }, at('2026-11-20 15:00'), deskOf());
  const [told] = problems.filter(({ column }) => column === 'score');
  expect(told?.code ?? values['score']).toBe(judged);
});
