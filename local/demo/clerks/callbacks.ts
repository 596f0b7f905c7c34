// 回访跟进 and 潜在客户 at the demo desk: rows that the system opened, and what the caller hears.

import { HOUR_MS } from '../../clock/duration.ts';
import { type Clerk, type Deed, type Scene, type Seen, textOf, within } from '../clerk.ts';

interface Call {
  reached?: string;
  withdrawn?: string;
  score?: number;
  class?: string;
  intent?: string;
}

const CALLS: readonly Call[] = [
  { reached: '已接通', score: 9, class: '无', intent: '无' },
  { reached: '未接通' },
  { reached: '已接通', score: 8, class: '建议', intent: '有兴趣' },
  { reached: '已接通', score: 10, class: '无', intent: '无' },
  { reached: '改约' },
  { reached: '已接通', score: 9, class: '潜在销售机会', intent: '有明确意向' },
  { reached: '已接通', score: 3, class: '需立即解决', intent: '无' },
  { reached: '拒访' },
  { reached: '已接通', score: 6, class: '投诉', intent: '无' },
  { reached: '已接通', score: 8, intent: '无' },
  { withdrawn: '作废' },
];

export const callbacks: Clerk = {
  table: 'callbacks',
  moves: {
    待回访: {
      after(row, scene) {
        const planned = Date.parse(textOf(row, 'callAt') || textOf(row, 'plannedAt'));
        return Math.max(0, (planned - Date.parse(scene.ago(0))) / HOUR_MS) + within(0.2, 5)(row, scene);
      },
      act(row, scene) {
        const call = scene.random.deal('callbacks.call', CALLS);
        const { reached, ...heard } = call;
        if (reached === undefined) return { cells: { ...heard } };
        return {
          cells: {
            calledAt: scene.ago(2),
            reached,
            ...(row.cells.caller === null && { caller: '陈静' }),
            ...(reached === '改约' && { rescheduledAt: scene.ago(-26 * 60) }),
            ...(reached === '已接通' && { ...heard, scoreReason: reasonOf(heard.score ?? 0) }),
            ...(heard.intent !== undefined && heard.intent !== '无' && { wishes: '想了解新款的以旧换新' }),
          },
        };
      },
    },
    已回访: { after: within(1, 20), act: () => ({ cells: { class: '建议' } }) },
    处理中: {
      after: within(4, 40),
      act: (row, scene) => handled(row, scene),
    },
    待二次回访: {
      after: within(2, 30),
      act(row, { random }): Deed {
        const fails = row.visits === 0 && random.deal('callbacks.second', [0, 0, 0, 0, 1]) === 1;
        return fails
          ? { cells: { secondResult: '“今天早上又报警了”', resolution: '未解决' } }
          : { cells: { secondResult: '“一直正常，谢谢”' } };
      },
    },
  },
};

const reasonOf = (score: number) => (score > 7 ? '处理快，讲得清楚' : '等了好几天，问题拖着');

function handled(row: Seen, { random }: Scene): Deed {
  const progress = `${textOf(row, 'class')}：已联系客户并${random.pick(['安排上门', '答复方案', '发送资料'])}`;
  return { cells: { progress, resolution: '已解决' } };
}

export const leads: Clerk = {
  table: 'leads',
  moves: {
    待联系: {
      after: within(5, 50),
      act: (_, { random, ago }) => ({
        cells:
          random.deal('leads.withdrawn', [0, 0, 0, 0, 1]) === 1
            ? { withdrawn: '作废' }
            : { notes: '已发送资料，客户比较两款', nextAt: ago(-7 * 24 * 60) },
      }),
    },
    跟进中: {
      after: within(40, 300),
      act: (_, { random }) => ({
        cells: { result: random.deal('leads.result', ['已成交', '已放弃', '已成交']) },
      }),
    },
  },
};
