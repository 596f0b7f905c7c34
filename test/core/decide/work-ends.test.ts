// When work has ended: at the time that is written, whatever words say of it.
import { describe, expect, it } from 'vitest';
import { decide } from '../../../functions/src/core/decide/decide.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { deriveState } from '../../../functions/src/core/record/states.ts';
import { followUps } from '../../../functions/src/core/tables/follow-ups.ts';
import { plans } from '../../../functions/src/core/tables/plans.ts';
import { Book, shownIn } from '../../fixtures/core/book.ts';
import {
  at,
  by,
  deskOf,
  exampleDesk,
  exampleRow,
  FEEDBACK,
  feedback,
  newSettings,
  PEOPLE,
} from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const desk = deskOf(PEOPLE, newSettings());

describe('work', () => {
  // Template 0.18
  // Case D.6
  it('ends when it is said to have ended, not with the first word about it', () => {
    const { executedAt, closing: _, calledBackAt: __, score: ___, ...cells } = exampleRow(followUps);
    const book = new Book(followUps, exampleDesk());
    const words = { ...cells, contact: '13812345678', execution: '已预约维修时间，客户确认方便' };
    const first = book.submit({ cells: words }, by('limin'), NOW);
    expect(first.record?.state).toBe('执行中');
    expect(first.record?.clocks).not.toHaveProperty(['followUp.callback']);
    const sent = { ...shownIn(followUps, first.record), executedAt };
    expect(book.submit({ base: first.base, cells: sent }, by('limin'), NOW).record?.state).toBe('待回访');
  });

  // Template 4.22
  it('on a plan ends at the time that is written, and not by a word in its progress', () => {
    const said = { confirmed: '已确认', opinion: '接受', progress: '已发货；全部做完，已完成' };
    expect(deriveState(plans, said, {}).name).toBe('客户已接受');
    const done = { ...said, progress: null, finishedAt: at('2026-11-20 14:20') };
    expect(deriveState(plans, done, {}).name).toBe('执行完成');
  });

  it('for a feedback ended when its plan says so, however late that is typed', () => {
    const links = (told: string): DeskRecord['links'] => ({
      plans: [
        {
          key: 'p',
          number: 'FA-1',
          state: '执行完成',
          cycle: 1,
          told: { finishedAt: at(told) },
          toldIn: null,
        },
      ],
    });
    const typed = { ...FEEDBACK, receivedAt: at('2026-11-10 09:00'), startedAt: at('2026-11-10 10:00') };
    const decided = (told: string, before?: DeskRecord) =>
      decide(
        {
          table: feedback,
          key: 'row',
          before,
          row: { values: { ...typed, priority: '一般', department: '品控部' }, problems: [] },
          links: links(told),
          by: by('limin'),
          now: NOW,
        },
        desk,
      );
    const first = decided('2026-11-20 11:00');
    if (first.outcome !== 'saved') throw new Error(first.outcome);
    expect(first.after.cells).toMatchObject({ state: '待回访', executedAt: at('2026-11-20 11:00') });
    // A time that was written wrong and mended.
    const mended = decided('2026-11-11 11:00', first.after);
    if (mended.outcome !== 'saved') throw new Error(mended.outcome);
    const clock = mended.after.clocks['feedback.callback'];
    expect(clock).toMatchObject({ startedAt: at('2026-11-11 11:00'), dueAt: at('2026-11-16 11:00') });
    // Over days ago: nobody is told of what is past.
    expect(clock?.steps.filter(({ at: when }) => when <= NOW)).toEqual([]);
    expect(clock?.steps.map(({ id }) => id)).not.toContain('due');
  });

  // Template 0.10, 4.20
  // Case D.7
  it('that needs somebody above, and a plan that is refused, are told at once', () => {
    expect(followUps.announces).toMatchObject([{ when: { is: 'closing', values: ['需升级'] } }]);
    const refused = plans.reopenings?.find(({ notifies }) => notifies);
    expect(refused).toMatchObject({
      when: { is: 'opinion', values: ['拒绝'] },
      notifies: [{ roleIn: 'escalatedTo' }],
    });
  });
});
