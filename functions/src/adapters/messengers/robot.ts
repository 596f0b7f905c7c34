// What the chat robots have in common: one guarded POST, and an answer that may be a refusal although its status is
// 200.

import type { Instant } from '../../core/lib/time.ts';
import { MINUTE } from '../../core/lib/time.ts';
import type { Message } from '../../core/notices/message.ts';
import { NotSent } from '../../core/notices/not-sent.ts';
import type { Messenger } from '../../ports/messenger.ts';

/** Longest that a vendor may take to answer. */
const PATIENCE_MS = 10_000;

/** Where a robot is, and the key that signs what is sent to it, where it has one. */
export interface RobotAddress {
  url: string;
  secret?: string | undefined;
}

/** How one vendor's robots are spoken to. */
export interface Vendor {
  /** Most bytes of a text in UTF-8. */
  mostBytes: number;
  /** The request that carries a text. `id` is the same for the same message. */
  request(
    robot: RobotAddress,
    content: { id: string; text: string; mention: string; name: string },
    now: Instant,
  ): {
    url: string;
    body: object;
  };
  /** What the vendor's own code means: `undefined` when the message was taken. */
  refusal(answer: Record<string, unknown>): NotSent | undefined;
}

/** Carries messages through one robot. */
export class RobotMessenger implements Messenger {
  private readonly robot: RobotAddress;
  private readonly vendor: Vendor;
  private readonly now: () => Instant;
  private readonly patienceMs: number;

  constructor(robot: RobotAddress, vendor: Vendor, now: () => Instant, patienceMs = PATIENCE_MS) {
    this.robot = robot;
    this.vendor = vendor;
    this.now = now;
    this.patienceMs = patienceMs;
  }

  async send(id: string, { to, subject, text }: Message): Promise<void> {
    const full = cut(`${subject}\n${text}`, this.vendor.mostBytes);
    const content = { id, text: full, mention: to.address, name: to.name };
    const { url, body } = this.vendor.request(this.robot, content, this.now());
    const refusal = this.vendor.refusal(await this.post(url, body));
    if (refusal) throw refusal;
  }

  /**
   * Posts JSON and reads JSON. A redirect is not followed: it would carry the message to a host that nobody allowed.
   */
  private async post(url: string, body: object): Promise<Record<string, unknown>> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(this.patienceMs),
    }).catch((cause: unknown) => {
      // The cause of fetch names the host and no more; its own message may repeat the address with its key.
      const reason = cause instanceof Error ? cause.name : 'unknown';
      throw new NotSent('later', `通知渠道没有应答（${reason}）`, {
        cause: cause instanceof Error ? cause.cause : undefined,
        silent: true,
      });
    });
    const { status } = response;
    const answered: unknown = await response.json().catch(() => undefined);
    if (status === 429)
      throw new NotSent(waitOf(response.headers.get('retry-after')), '通知渠道限制了发送频率');
    if (status >= 500) throw new NotSent('later', `通知渠道出了故障（${status}）`);
    if (status >= 300) throw new NotSent('never', `通知渠道不接受（${status}）`);
    if (typeof answered !== 'object' || answered === null)
      throw new NotSent('later', '通知渠道的应答无法识别');
    return { ...answered };
  }
}

/** Longest that a channel may have a message wait: as long as the longest distance between tries. */
const MAX_WAIT_MS = 24 * 60 * MINUTE;

/** A Retry-After in seconds as ms, at most a day; a minute when there is none. */
function waitOf(retryAfter: string | null): number {
  const seconds = /^\d+$/.test(retryAfter ?? '') ? Number(retryAfter) : 0;
  return seconds > 0 ? Math.min(seconds * 1000, MAX_WAIT_MS) : MINUTE;
}

const ELLIPSIS = '\n…（内容过长，其余请在表格中查看）';

/** A text of at most so many bytes in UTF-8; no character is cut in two. */
function cut(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text;
  const room = most - Buffer.byteLength(ELLIPSIS);
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > room) break;
    kept += character;
  }
  return kept + ELLIPSIS;
}
