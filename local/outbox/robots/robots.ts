// Stands in for the group robots of 企业微信, 钉钉, 飞书 and Google Chat: checks key, signature and rate as they do, keeps
// every message.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { MINUTE_MS } from '../../clock/duration.ts';
import type { NewMail } from '../mail/outbox.ts';
import { type Answer, VENDORS, type VendorName } from './vendors.ts';

/** A robot in a group. */
export interface Robot {
  vendor: VendorName;
  /** The last part of its address, or the key in it. */
  key: string;
  /** Signs what is sent to it; without one nothing is signed. */
  secret?: string;
  /** The group, as it is shown. */
  group: string;
}

/** What a test may have happen instead: an answer, a redirect to another place, or no answer at all. */
export type Fault = Answer | { redirectTo: string } | 'silence';

export interface RobotsOptions {
  robots: readonly Robot[];
  now(): number;
  keep(message: NewMail): void;
  fault?: () => Fault | undefined;
}

/** Handles requests to robots; false for a path that is none of theirs. */
export function robotsHandler(
  options: RobotsOptions,
): (req: IncomingMessage, res: ServerResponse) => boolean {
  const sent = new Map<Robot, number[]>();
  const known = new Map<string, Answer>();

  const take = (robot: Robot, url: URL, body: unknown): Answer => {
    const vendor = VENDORS[robot.vendor];
    const now = options.now();
    const read = vendor.read(robot, url, body, now);
    if ('status' in read) return read;
    const { text, mentions, requestId } = read;
    const earlier = requestId === undefined ? undefined : known.get(`${robot.key}/${requestId}`);
    if (earlier) return earlier;
    const recent = (sent.get(robot) ?? []).filter(at => at > now - MINUTE_MS);
    if (recent.length >= vendor.mostAMinute) return vendor.limited;
    sent.set(robot, [...recent, now]);
    options.keep({
      channel: robot.group,
      messageId: '',
      receivedAt: now,
      from: robot.group,
      to: mentions,
      subject: '',
      text,
    });
    const answer = vendor.taken();
    if (requestId !== undefined) known.set(`${robot.key}/${requestId}`, answer);
    return answer;
  };

  const serve = async (vendor: VendorName, url: URL, req: IncomingMessage, res: ServerResponse) => {
    const fault = options.fault?.();
    if (fault === 'silence') return;
    if (fault && 'redirectTo' in fault) {
      res.writeHead(302, { location: fault.redirectTo }).end();
      return;
    }
    const body: unknown = await json(req).catch(() => undefined);
    const robot = options.robots.find(
      each => each.vendor === vendor && each.key === VENDORS[vendor].keyOf(url),
    );
    const answer = fault ?? (robot ? take(robot, url, body) : VENDORS[vendor].unknown);
    res
      .writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
      .end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  };

  return (req, res) => {
    const url = new URL(req.url ?? '/', 'http://robots.invalid');
    const vendor = VENDOR_NAMES.find(name => VENDORS[name].path.test(url.pathname));
    if (!vendor || req.method !== 'POST') return false;
    void serve(vendor, url, req, res);
    return true;
  };
}

const VENDOR_NAMES: readonly VendorName[] = ['wecom', 'dingtalk', 'feishu', 'googleChat'];
