// The message in which notices travel: greeting, what they say, and where to go. Knows nothing of how it is carried.

import { MAIL } from '../schema/channel.ts';
import { ESCALATIONS } from '../schema/clock-rule.ts';
import { ANNOUNCEMENTS, type Notice, STEP_WORDS } from './notice.ts';
import type { NoticeRoute } from './route.ts';

/** What a messenger carries to one person. */
export interface Message {
  /** `邮件`, or a channel's name as settings have it. */
  channel: string;
  /**
   * The address is a mail address; in a group chat, the name by which the robot mentions the person there, or blank.
   */
  to: { name: string; address: string };
  subject: string;
  text: string;
}

/** Addresses that a message leads to. */
export interface MessageLinks {
  /** The row that a notice is about. */
  row(notice: Notice): string | undefined;
  /** Where this person takes note of an escalation, for a notice that asks for it. */
  acknowledge(notice: Notice, person: string): string | undefined;
  /** Where this person, and nobody else, sees to what a notice is about, on a phone and without the sheet. */
  work(notice: Notice, person: string): string | undefined;
  /** Everything that is due. */
  todo: string;
}

/** Notices that one message lists; the rest are counted. In a chat fewer, and without links: its messages are short. */
const MAX_LISTED = { mail: 20, chat: 10 };

/** The message of one notice, or the digest of several, on its route. */
export function messageOf(
  notices: readonly [Notice, ...Notice[]],
  { name, channel, address, ...route }: NoticeRoute,
  links: MessageLinks,
): Message {
  const [only] = notices;
  const standsIn = route.for === undefined ? [] : [`${route.for} 不在岗，由您代理。`, ''];
  const { subject, lines } =
    notices.length === 1
      ? single(only, name, channel === MAIL, links)
      : digest(notices, name, channel === MAIL, links);
  const text = [`${name}，您好：`, '', ...standsIn, ...lines].join('\n');
  return { channel, to: { name, address }, subject, text };
}

function single(
  notice: Notice,
  person: string,
  isMail: boolean,
  links: MessageLinks,
): { subject: string; lines: string[] } {
  const row = links.row(notice);
  const acknowledge = links.acknowledge(notice, person);
  // A chat is read by others as well.
  const work = isMail ? links.work(notice, person) : undefined;
  return {
    subject: notice.subject,
    lines: [
      notice.text,
      ...(row === undefined ? [] : ['', `打开这一行：${row}`]),
      ...(work === undefined ? [] : ['', `在手机上处理（只给您，七天内有效，请勿转发）：${work}`]),
      ...(acknowledge === undefined ? [] : ['', `我已知悉，不再升级：${acknowledge}`]),
    ],
  };
}

/** The order in which a digest lists: what has waited longest first, and what is not late yet last. */
const ORDER: readonly string[] = [
  ...ESCALATIONS.toReversed(),
  'due',
  ...Object.keys(ANNOUNCEMENTS),
  'warning',
];

const sortOf = ({ step, kind }: Notice): string => step ?? kind;
const placeOf = (notice: Notice): number => {
  const at = ORDER.indexOf(sortOf(notice));
  return at < 0 ? ORDER.length : at;
};

function wordOf(sort: string): string {
  const words: Record<string, string> = { ...ANNOUNCEMENTS, ...STEP_WORDS };
  return words[sort] ?? sort;
}

function digest(
  notices: readonly Notice[],
  person: string,
  isMail: boolean,
  links: MessageLinks,
): { subject: string; lines: string[] } {
  const sorted = notices.toSorted((a, b) => placeOf(a) - placeOf(b));
  const counts = new Map<string, number>();
  for (const each of sorted) counts.set(sortOf(each), (counts.get(sortOf(each)) ?? 0) + 1);
  const counted = [...counts].map(([sort, count]) => `${wordOf(sort)} ${count} 条`).join('、');
  const listed = sorted.slice(0, isMail ? MAX_LISTED.mail : MAX_LISTED.chat);
  const rest = sorted.length - listed.length;
  return {
    subject: `【提醒汇总】${sorted.length} 条：${counted}`,
    lines: [
      `以下 ${sorted.length} 件事同时需要您处理：${counted}。`,
      '',
      ...listed.flatMap((notice, at) => {
        const row = isMail ? links.row(notice) : undefined;
        const acknowledge = isMail ? links.acknowledge(notice, person) : undefined;
        const work = isMail ? links.work(notice, person) : undefined;
        return [
          `${at + 1}. ${notice.subject}`,
          ...(row === undefined ? [] : [`   ${row}`]),
          ...(work === undefined ? [] : [`   在手机上处理：${work}`]),
          ...(acknowledge === undefined ? [] : [`   我已知悉，不再升级：${acknowledge}`]),
        ];
      }),
      ...(rest > 0 ? [`…另有 ${rest} 条。`] : []),
      '',
      `全部待办：${links.todo}`,
      '',
      '您收到这封汇总，是因为这些记录由您负责，或按规则通知到您；处理后提醒自动停止。',
    ],
  };
}
