// Where the time of a desk stands when it starts, and whether a folder can hold a demo.

import { SettableClock } from '../clock/clock.ts';
import { StartRefusal } from '../desk/refusal.ts';
import { DEMO_MS } from './fill.ts';

/** Kept once a desk is enabled and, where that was asked for, filled. */
export interface Ready {
  demo: boolean;
}

interface Beginning {
  /** Folder that keeps everything between runs. */
  data: string;
  demo?: boolean;
  /** Desk time at which a new desk begins, ms. */
  beginsAt?: number;
}

/**
 * How far desk time is from real time, ms: as kept, and a demo lives through its past first.
 * @throws StartRefusal when the folder holds a desk without the demo, or a demo that was not finished
 */
export function offsetOf(
  { demo, data, beginsAt }: Beginning,
  ready: Ready | undefined,
  kept: unknown,
): number {
  if (beginsAt !== undefined && kept === undefined) return beginsAt - new SettableClock().now();
  const offsetMs = Number(kept ?? 0);
  if (!ready && offsetMs < 0) {
    throw new StartRefusal(
      `${data} 里的演示数据没有生成完就被中断了。请删除这个文件夹后重试，或用 --data 指定另一个文件夹。`,
      `The demo in ${data} was interrupted. Remove the folder and try again, or name another one with --data.`,
    );
  }
  if (!demo) return offsetMs;
  if (ready && !ready.demo) {
    throw new StartRefusal(
      `${data} 里已经有一个服务台，不能再放演示数据。请用 --data 为演示指定另一个文件夹。`,
      `${data} holds a desk already; give the demo another folder with --data.`,
    );
  }
  return ready ? offsetMs : -DEMO_MS;
}
