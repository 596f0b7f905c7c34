// The rules of template 002 on a call: how pressing it is, and to whom it goes when its type comes to be another.
import { describe, expect, it } from 'vitest';
import { autofill } from '../../../functions/src/core/decide/autofill.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { Book, shownIn } from '../../fixtures/core/book.ts';
import { at, by, CALL, deskOf, hotline, newSettings, PEOPLE } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const desk = deskOf(PEOPLE, newSettings());

// Case D.1
describe('a call of the hotline', () => {
  const CALM = { ...CALL, urgency: null, description: '11月19日在家里使用净水器，出水比以前小，其他正常' };
  const filled = (cells: Cells) =>
    autofill(hotline, { ...CALM, ...cells }, { desk, now: NOW, before: undefined, references: undefined });

  it('of somebody who is beside himself is 高, and who chose less is told so', () => {
    expect(filled({ mood: '激动' }).values.urgency).toBe('高');
    expect(filled({ mood: '平和' }).values.urgency).toBeNull();
    const { values, problems } = filled({ mood: '激动', urgency: '低' });
    expect([
      values.urgency,
      problems.filter(({ column }) => column === 'urgency').map(({ code }) => code),
    ]).toEqual(['低', ['priority_lower']]);
  });

  it.each([
    '净水器漏水把地板泡坏，损失两万多',
    '冷库停电，海鲜全部化冻，损失惨重',
    '仓库进水，货物受潮，造成十多万元损失',
  ])('that tells of a great loss is 高: %s', description => {
    expect(filled({ description }).values.urgency).toBe('高');
  });

  it.each(['损失不大，只是想换一个滤芯', '万一损失了怎么赔', '担心以后损失几万，想问保修多久'])(
    'that tells of none is not: %s',
    description => {
      expect(filled({ description }).values.urgency).toBeNull();
    },
  );
});

// Case D.4
describe('the handler of a call whose type comes to be another', () => {
  /** Types into one call, as a sheet that knows what it was answered, and answers who handles it. */
  const opened = (cells: Cells = {}) => {
    const book = new Book(hotline, desk);
    let base = '';
    let record: DeskRecord | undefined;
    const type = (more: Cells) => {
      const known = record ? shownIn(hotline, record) : {};
      ({ base, record } = book.submit({ base, cells: { ...known, ...more } }, by('limin'), NOW));
      return record?.cells.handler;
    };
    type({ ...CALL, calledAt: '2026-11-20 14:50', type: '售后支持', ...cells });
    return type;
  };

  it('is another as well, as long as nobody chose one and nobody has begun', () => {
    const type = opened();
    expect(type({ type: '投诉建议' })).toBe('赵强');
    expect(type({ type: '售后支持' })).toBe('李伟');
  });

  it('stays whom somebody chose, and who has answered the customer', () => {
    expect(opened({ handler: '李敏' })({ type: '投诉建议' })).toBe('李敏');
    const type = opened();
    type({ respondedAt: '2026-11-20 14:55' });
    expect(type({ type: '投诉建议' })).toBe('李伟');
  });
});
