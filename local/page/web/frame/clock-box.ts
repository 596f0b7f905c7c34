// The desk's clock in the top bar: shows desk time in the workbook's zone, and moves it forward.
import { MINUTE_MS } from '../../../clock/duration.ts';
import type { ClockAnswer } from '../../wire.ts';
import { advanceClock } from '../server.ts';
import { byId, element } from './element.ts';
import { reasonOf } from './failure.ts';

const STEPS = [
  { label: '+1 小时', title: '前进 1 小时', advance: 'PT1H' },
  { label: '+2 小时', title: '前进 2 小时', advance: 'PT2H' },
  { label: '+1 天', title: '前进 1 天', advance: 'P1D' },
] as const;

const TICK_MS = 1000;

export class ClockBox {
  readonly #time = element('time');
  readonly #ahead = element('span', { class: 'ahead' });
  readonly #format: Intl.DateTimeFormat;
  /** Desk time when it was last told, and the browser's own count of ms at that moment. */
  #told = { now: 0, at: 0 };

  /** @param onFailure hears why the clock was not moved */
  constructor(timeZone: string, onFailure: (message: string) => void) {
    this.#format = new Intl.DateTimeFormat('zh-CN', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    const move = (advance: string) =>
      advanceClock(advance).catch((error: unknown) => onFailure(`时钟没有拨动：${reasonOf(error)}。`));
    const input = element('input', {
      name: 'advance',
      placeholder: '90 或 PT90M',
      title: '要前进的分钟数，或 ISO 8601 时长，如 PT2H30M、P3D',
      pattern: '\\s*(\\d+|P.*\\d[DHMS])\\s*',
    });
    const form = element(
      'form',
      {
        onsubmit: event => {
          event.preventDefault();
          const text = input.value.trim();
          if (text) void move(text).then(() => form.reset());
        },
      },
      input,
    );
    byId('clock').replaceChildren(
      this.#time,
      this.#ahead,
      ...STEPS.map(({ label, title, advance }) =>
        element(
          'button',
          { type: 'button', title, 'data-advance': advance, onclick: () => void move(advance) },
          label,
        ),
      ),
      form,
    );
    setInterval(() => this.#draw(), TICK_MS);
  }

  show({ now, offsetMs }: ClockAnswer): void {
    this.#told = { now, at: performance.now() };
    this.#ahead.textContent = offsetMs >= MINUTE_MS ? `快 ${durationText(offsetMs)}` : '';
    this.#draw();
  }

  /** Desk time in ms, as far as the page knows. */
  now(): number {
    return this.#told.now + performance.now() - this.#told.at;
  }

  #draw(): void {
    if (this.#told.now === 0) return;
    const now = this.now();
    const part = Object.fromEntries(this.#format.formatToParts(now).map(({ type, value }) => [type, value]));
    const { year, month, day, weekday, hour, minute, second } = part;
    this.#time.textContent = `${year}-${month}-${day} ${weekday} ${hour}:${minute}:${second}`;
  }
}

function durationText(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  const parts = [
    [Math.floor(minutes / 1440), '天'],
    [Math.floor((minutes % 1440) / 60), '小时'],
    [minutes % 60, '分'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}
