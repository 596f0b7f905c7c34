// The clock goes three months on in one go: of what has passed each person hears once, of what was done nobody.

import { expect, test } from 'vitest';
import { at } from '../fixtures/core/desk-fixture.ts';
import { configure } from './play.ts';
import { SimulatedDesk } from './simulated-desk.ts';

const BEGINS = at('2026-08-31 09:00');
const LATER = at('2026-11-30 10:00');

const CALL = {
  calledAt: BEGINS,
  customer: '张三',
  contact: '13812345678',
  type: '售后支持',
  description: '今天早上在家里打开净水器，屏幕不亮，全家没有水喝',
  request: '要求上门维修',
  urgency: '低',
  handler: '李伟',
};
const FEEDBACK = {
  customer: 'XX贸易公司 赵女士',
  contact: '13912345678',
  channel: '邮件',
  type: '投诉',
  receivedAt: BEGINS,
  content: '昨天收到的净水器外壳有裂缝，装上后一直渗水，希望换一台新的',
  priority: '一般',
  department: '品控部',
  startedAt: BEGINS,
};

const up = (number: string, clock: string, ...more: string[]) =>
  ['escalation → 王芳', 'escalation → 赵强', 'escalation2 → 孙丽', ...more].map(
    each => `${number} ${clock} ${each}`,
  );

test.each([11, 12, 13])(
  'seed %i: no flood, nothing lost, nothing twice, nothing of what is done',
  async seed => {
    const desk = await SimulatedDesk.start(seed, {
      begins: BEGINS,
      until: at('2026-12-07 00:00'),
      inMemory: true,
    });
    try {
      await configure(desk);
      await desk.redecided();
      const answered = await desk.type('hotline', 'call-answered', 'limin', {
        ...CALL,
        contact: '13812345679',
      });
      const done = {
        respondedAt: BEGINS,
        resolution: '已更换',
        resolvedAt: BEGINS,
        cause: '老化',
        satisfaction: '满意',
      };
      await desk.type('hotline', 'call-answered', 'limin', done);
      const late = await desk.type('hotline', 'call-forgotten', 'limin', CALL);
      const feedback = await desk.type('feedback', 'feedback-forgotten', 'chenjing', FEEDBACK);
      const said = async () =>
        (await desk.notices())
          .filter(({ notice }) => notice.clock !== null)
          .map(({ notice: { about, clock, step, to } }) => `${about?.number} ${clock} ${step} → ${to.name}`)
          .toSorted();
      desk.now = LATER;
      await desk.settle();
      const wanted = [
        ...['hotline.respond', 'hotline.resolve'].flatMap(clock => [
          `${late} ${clock} due → 李伟`,
          ...up(late, clock, 'escalation3 → 钱进'),
        ]),
        `${feedback} feedback.resolve due → 吴昊`,
        ...up(feedback, 'feedback.resolve', 'escalation3 → 钱进'),
        // Ninety turns have passed: the latest alone is told, as far as it has come by nine in the morning and one
        // hour.
        `${feedback} feedback.progress due → 陈静`,
      ].toSorted();
      expect(await said()).toEqual(wanted);
      expect(wanted.some(each => each.startsWith(`${answered} hotline`))).toBe(false);
      await desk.passUntil(LATER + 4 * 3_600_000);
      expect(await said()).toEqual(wanted);
      const settled = await desk.notices();
      expect(settled.every(({ sentAt, droppedAt = null }) => (sentAt ?? droppedAt) !== null)).toBe(true);
      // Whoever is told of several things at once gets one message.
      const ofLimits = [...desk.messages.values()].filter(({ subject }) => !subject.startsWith('【交给您】'));
      expect(new Set(ofLimits.map(({ to }) => to.name)).size).toBe(ofLimits.length);
    } finally {
      await desk.close();
    }
  },
);
