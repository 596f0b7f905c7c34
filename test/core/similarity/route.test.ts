// Where a feedback goes by its words: not where they praise or deny.
import { describe, expect, it } from 'vitest';
import { autofill } from '../../../functions/src/core/decide/autofill.ts';
import { at, deskOf, FEEDBACK, feedback, newSettings, PEOPLE } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const desk = deskOf(PEOPLE, newSettings());

// Case D.2
describe('a word of a route', () => {
  const routed = (content: string, type = '投诉') =>
    autofill(
      feedback,
      { ...FEEDBACK, type, content },
      { desk, now: NOW, before: undefined, references: undefined },
    ).values.department;
  it.each([
    ['服务态度很好，但是净水器老是漏水', '品控部'],
    ['质量没问题，就是等了十天才送到', '运营部'],
    ['不是质量问题，是送货员态度差', '运营部'],
    ['与质量无关，就是客服一直不回复', '运营部'],
    ['安装师傅很热情，可是机器一开就跳闸', '品控部'],
    ['约好周三来，师傅放了鸽子', '运营部'],
    ['质量不好，用两天就开裂', '品控部'],
    ['服务不好，问了三次没人理', '运营部'],
  ])('that praises or denies sends nobody there: %s', (content, department) => {
    expect(routed(content)).toBe(department);
  });
});
