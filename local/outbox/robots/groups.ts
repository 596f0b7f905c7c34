// The groups that stand ready on this machine, and their robots' addresses as vendors give them, but for the host.

import type { Robot } from './robots.ts';

export const ROBOTS = [
  { vendor: 'wecom', key: 'local-wecom', group: '企业微信·客服群' },
  { vendor: 'dingtalk', key: 'local-dingtalk', secret: 'SEClocal-dingtalk', group: '钉钉·技术群' },
  { vendor: 'feishu', key: 'local-feishu', secret: 'local-feishu-secret', group: '飞书·品控群' },
  { vendor: 'googleChat', key: 'local-chat', group: 'Google Chat·管理群' },
] as const satisfies readonly Robot[];

const PATHS: Record<Robot['vendor'], (key: string) => string> = {
  wecom: key => `/cgi-bin/webhook/send?key=${key}`,
  dingtalk: key => `/robot/send?access_token=${key}`,
  feishu: key => `/open-apis/bot/v2/hook/${key}`,
  googleChat: key => `/v1/spaces/local/messages?key=${key}&token=local`,
};

/** Channels by the group's name. */
export function channelsOf(
  origin: string,
  robots: readonly Robot[] = ROBOTS,
): Record<string, { kind: Robot['vendor']; url: string; secret?: string }> {
  return Object.fromEntries(
    robots.map(({ vendor, key, secret, group }) => [
      group,
      { kind: vendor, url: `${origin}${PATHS[vendor](key)}`, ...(secret !== undefined && { secret }) },
    ]),
  );
}
