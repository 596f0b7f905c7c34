// The card that tells what the limits of a record are, and who would hear of what if nobody did anything. It plants and
// says nothing.

import { type ClockForecast, forecastOf, type NoticeAhead } from '../../core/decide/forecast.ts';
import { showTime } from '../../core/lib/parse-time.ts';
import { DAY } from '../../core/lib/time.ts';
import { STEP_WORDS } from '../../core/notices/notice.ts';
import type { Card } from './card.ts';

/** How far it looks when nobody says: what repeats every few hours would fill pages. */
const AHEAD_MS = 3 * DAY;

export const forecast: Card = {
  title: '时限与提醒预告',
  lines({ table, record, desk, now, until = now + AHEAD_MS }) {
    const { clocks, says, more } = forecastOf(table, record, { now, until }, desk);
    if (clocks.length === 0) return ['这条记录现在没有时限。'];
    const end = showTime(until, desk.zone);
    const sayings = says.map(saying => noticeText(saying, desk.zone));
    const ahead =
      sayings.length === 0
        ? [`到 ${end} 为止，不会有提醒。`]
        : [`如果一直无人处理，到 ${end} 会发出：`, ...sayings, ...(more ? ['……'] : [])];
    return [...clocks.map(clock => clockText(clock, desk.zone)), ahead.join('\n')];
  },
};

function clockText(
  { label, dueAt, pausedAt, stoppedAt, explanation, steps }: ClockForecast,
  zone: string,
): string {
  const due = dueAt === null ? (pausedAt === null ? '暂无法计算' : '暂停') : showTime(dueAt, zone);
  const stands = stoppedAt === null ? '' : '（已完成）';
  const lines = steps.map(each => `${showTime(each.at, zone)} ${STEP_WORDS[each.step]}：${whoText(each)}`);
  return [`${label}：${due}${stands}`, `${explanation.join('；')}。`, ...lines].join('\n');
}

/** Who was really told, or would be: what was said to one is not claimed of another who has it now. */
function whoText({ said, to, told }: ClockForecast['steps'][number]): string {
  const would = to.map(({ name }) => name).join('、') || '无人';
  if (!said) return would;
  if (told === undefined) return '已过，当时的责任人已提醒';
  return told.length > 0 ? `${told.join('、')}（已提醒）` : '已过，没有单独提醒';
}

const noticeText = ({ at, label, step, to }: NoticeAhead, zone: string) =>
  `${showTime(at, zone)} ${label} ${STEP_WORDS[step]} → ${to.name}`;
