// One messenger over all channels of a place: mail, and the robots that it knows by name.

import type { Instant } from '../../core/lib/time.ts';
import type { Message } from '../../core/notices/message.ts';
import { NotSent } from '../../core/notices/not-sent.ts';
import { MAIL } from '../../core/schema/channel.ts';
import type { Messenger } from '../../ports/messenger.ts';
import { DINGTALK } from './dingtalk-robot.ts';
import { FEISHU } from './feishu-robot.ts';
import { GOOGLE_CHAT } from './google-chat-robot.ts';
import { type RobotAddress, RobotMessenger, type Vendor } from './robot.ts';
import { WECOM } from './wecom-robot.ts';

export const VENDORS = {
  wecom: WECOM,
  dingtalk: DINGTALK,
  feishu: FEISHU,
  googleChat: GOOGLE_CHAT,
} as const satisfies Record<string, Vendor>;

export interface RobotChannel extends RobotAddress {
  kind: keyof typeof VENDORS;
}

export class ChannelMessenger implements Messenger {
  private readonly channels: ReadonlyMap<string, Messenger>;

  constructor(
    mail: Messenger,
    robots: Readonly<Record<string, RobotChannel>>,
    now: () => Instant,
    patienceMs?: number,
  ) {
    const named = Object.entries(robots).map(
      ([name, robot]) => [name, new RobotMessenger(robot, VENDORS[robot.kind], now, patienceMs)] as const,
    );
    this.channels = new Map<string, Messenger>([...named, [MAIL, mail]]);
  }

  async send(id: string, message: Message): Promise<void> {
    const channel = this.channels.get(message.channel);
    if (!channel) throw new NotSent('never', `服务没有配置通知渠道“${message.channel}”`);
    await channel.send(id, message);
  }
}
