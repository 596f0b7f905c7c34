// What becomes of notices that wait: which go out now and together in one message, which wait for the morning, which
// are no longer true.

import { isRunning } from '../clocks/clock-state.ts';
import type { DeskContext } from '../desk/desk.ts';
import { quietUntil } from '../lib/quiet-hours.ts';
import type { Instant } from '../lib/time.ts';
import type { DeskRecord } from '../record/record.ts';
import { MAIL } from '../schema/channel.ts';
import { assignedNow } from './assigned.ts';
import { type Message, type MessageLinks, messageOf } from './message.ts';
import type { Notice, StepNotice } from './notice.ts';
import { type NoticeRoute, routeOf } from './route.ts';

/** A notice on its way. */
export interface PendingNotice {
  id: string;
  notice: Notice;
  /** Tries so far, this one included. */
  attempt: number;
  /** The pass that first took it: what was taken together goes together, however often it is tried. */
  claim: string;
}

/** Notices of one pass for one person through one channel: one message. */
export interface Outgoing {
  /** The same whenever these notices go out again. */
  id: string;
  notices: [PendingNotice, ...PendingNotice[]];
  message: Message;
  /** The same by mail, for a channel that refuses for good; none where it goes by mail already. */
  byMail: Message | undefined;
}

/**
 * Why a notice is not said after all: what it is about was done or taken note of, waits, has another time now, or is no
 * longer there.
 */
export type DropReason = 'done' | 'paused' | 'moved' | 'gone';

export interface Delivery {
  send: Outgoing[];
  hold: { ids: string[]; until: Instant }[];
  drop: { ids: string[]; reason: DropReason }[];
}

/** Decides on notices that wait, by the records that they are about as these stand now. */
export function planDelivery(
  pending: readonly PendingNotice[],
  records: ReadonlyMap<string, DeskRecord>,
  { desk, now, links }: { desk: DeskContext; now: Instant; links: MessageLinks },
): Delivery {
  const dropped = new Map<DropReason, string[]>();
  const held = new Map<Instant, string[]>();
  const going = new Map<string, { route: NoticeRoute; notices: [PendingNotice, ...PendingNotice[]] }>();
  for (const each of pending) {
    const { id } = each;
    const notice = asItStands(each.notice, records, now, desk);
    if (typeof notice === 'string') {
      add(dropped, notice, id);
      continue;
    }
    const route = routeOf(notice.to, desk);
    const until = notice.urgent
      ? undefined
      : (outOfWork(notice, now, desk) ?? quietUntil(route.quiet, now, desk.zone));
    const together = [each.claim, route.channel, route.address, route.name, route.for ?? ''].join('|');
    const there = going.get(together);
    if (until !== undefined) add(held, until, id);
    else if (there) there.notices.push({ ...each, notice });
    else going.set(together, { route, notices: [{ ...each, notice }] });
  }
  return {
    send: [...going].map(([id, { route, notices }]) => outgoing(id, route, notices, links)),
    hold: [...held].map(([until, ids]) => ({ ids, until })),
    drop: [...dropped].map(([reason, ids]) => ({ ids, reason })),
  };
}

/** Work is given in working time: what was given outside it waits for the next opening, and goes in one message. */
function outOfWork({ kind }: Notice, now: Instant, { calendar }: DeskContext): Instant | undefined {
  const opening = kind === 'assigned' ? calendar.addWorking(now, 0) : now;
  return typeof opening === 'number' && opening > now ? opening : undefined;
}

function outgoing(
  id: string,
  route: NoticeRoute,
  notices: Outgoing['notices'],
  links: MessageLinks,
): Outgoing {
  const [first, ...rest] = notices.map(({ notice }) => notice) as [Notice, ...Notice[]];
  const on = (way: NoticeRoute) => messageOf([first, ...rest], way, links);
  const byMail = { ...route, channel: MAIL, address: route.mail };
  return { id, notices, message: on(route), byMail: route.channel === MAIL ? undefined : on(byMail) };
}

/**
 * A notice with what is to be said now, or why it is not said. An announcement tells what has happened, but for that of
 * work that is somebody's only as long as it is.
 */
function asItStands(
  notice: Notice,
  records: ReadonlyMap<string, DeskRecord>,
  now: Instant,
  desk: DeskContext,
): Notice | DropReason {
  if (notice.kind !== 'step' && notice.kind !== 'assigned') return notice;
  const record = records.get(notice.about?.key ?? '');
  if (!record) return 'gone';
  return notice.kind === 'step'
    ? (untrue(notice, record, desk) ?? notice)
    : assignedNow(notice, record, now, desk);
}

/** A step is true while its clock runs towards the time that it told, in the same cycle. */
function untrue({ clock, told }: StepNotice, record: DeskRecord, desk: DeskContext): DropReason | undefined {
  const stands = record.clocks[clock];
  if (!stands || !isRunning(stands) || stands.cycle !== told.cycle || stands.acknowledgedAt !== null)
    return 'done';
  if (stands.pausedAt !== null && stands.dueAt === null) return 'paused';
  // A limit that comes again has gone on to its next occurrence when this one was told.
  const repeats = desk.tableOf(record.table)?.clocks.find(({ id }) => id === clock)?.repeats;
  const same = stands.startedAt === told.startedAt && (repeats || stands.plannedAt === told.plannedAt);
  return same ? undefined : 'moved';
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const there = map.get(key);
  if (there) there.push(value);
  else map.set(key, [value]);
}
