// Sends the notices that wait, each under a lease: those of one person together, none that is no longer true, none at
// night unless it is urgent; what fails is tried again later, at growing distances, and at last kept as a dead letter
// that supervisors are told of.

import type { DeskContext } from '../../core/desk/desk.ts';
import { HOUR, type Instant, MINUTE } from '../../core/lib/time.ts';
import { type Outgoing, type PendingNotice, planDelivery } from '../../core/notices/delivery.ts';
import { NotSent } from '../../core/notices/not-sent.ts';
import { announceDesk } from '../../core/notices/notice.ts';
import { supervisorsOf } from '../../core/notices/recipients.ts';
import type { Ports } from '../../ports/ports.ts';
import { deskContext } from '../desk/desk-contexts.ts';
import { linksOf } from './notice-links.ts';
import { noticedRecords } from './noticed-records.ts';

/**
 * Notices in one pass: of those due at the same minute, all that are for one person go in one message, and a record
 * that several are about is read once.
 */
const BATCH_SIZE = 2_000;

/** How long a sender may take before another may try. */
const LEASE_MS = 5 * MINUTE;

/** Distances between tries; after the last one it is a dead letter. */
const RETRIES_MS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 24 * HOUR];

/** Messages under way by one channel at a time. */
const CONCURRENCY = 3;

/**
 * Sends what waits, and plants the ring for what has to wait longer. Nobody else does so for this desk meanwhile, or a
 * person would get in several messages what several have found; when others take too long, it is looked at again in a
 * minute.
 * @throws AggregateError for faults of ours, once everything else has been sent.
 */
export async function deliverNotices(ports: Ports, deskId: string): Promise<void> {
  const faults: unknown[] = [];
  let next: Instant | undefined;
  const isDone = await ports.store.delivering(deskId, ports.uuid(), async () => {
    for (;;) {
      const now = ports.now();
      const terms = { now, leaseMs: LEASE_MS, limit: BATCH_SIZE };
      const claimed = await ports.store.leaseNotices(deskId, ports.uuid(), terms);
      if (claimed.length === 0) break;
      const delivered = await deliver(ports, deskId, claimed, now);
      faults.push(...delivered.faults);
      next = earliest(next, delivered.next);
    }
  });
  if (!isDone) next = ports.now() + MINUTE;
  if (next !== undefined) await ports.alarms.plantRing(deskId, next, ports.now());
  if (faults.length > 0)
    throw new AggregateError(faults, `${faults.length} messages failed by a fault of ours`);
}

/** What came of one pass: when to look again, and faults of ours. */
interface Delivered {
  next: Instant | undefined;
  faults: unknown[];
}

/** Delivers notices of one pass, the channels beside each other: a slow one keeps no other waiting. */
async function deliver(
  ports: Ports,
  deskId: string,
  claimed: readonly PendingNotice[],
  now: Instant,
): Promise<Delivered> {
  const { store } = ports;
  const desk = deskContext(ports, await store.desk(deskId));
  const keys = new Set(claimed.flatMap(({ notice }) => notice.about?.key ?? []));
  const { records, newer } = await noticedRecords(ports, deskId, [...keys]);
  const isUnread = ({ notice: { about } }: PendingNotice) => about !== null && newer.has(about.key);
  const links = linksOf(ports, desk, now);
  const readable = claimed.filter(each => !isUnread(each));
  const { send, hold, drop } = planDelivery(readable, records, { desk, now, links });
  const unread = claimed.filter(isUnread).map(({ id }) => id);
  if (unread.length > 0) hold.push({ ids: unread, until: now + HOUR });
  await Promise.all([
    ...hold.map(({ ids, until }) => store.recordDelivery(deskId, ids, { heldUntil: until })),
    ...drop.map(({ ids, reason }) => store.recordDelivery(deskId, ids, { droppedAt: now, reason })),
  ]);
  const channels = Map.groupBy(send, ({ message }) => message.channel);
  const sent = await Promise.all([...channels.values()].map(each => sendByChannel(ports, desk, each)));
  const again = [...hold.map(({ until }) => until), ...sent.map(each => each.next)];
  return { next: again.reduce(earliest, undefined), faults: sent.flatMap(each => each.faults) };
}

/**
 * Sends the messages of one channel, a few at a time; once it gives no answer at all, the rest is not tried before the
 * next minute.
 */
async function sendByChannel(
  ports: Ports,
  desk: DeskContext,
  messages: readonly Outgoing[],
): Promise<Delivered> {
  const waiting = [...messages];
  const delivered: Delivered = { next: undefined, faults: [] };
  let silent = false;
  const work = async () => {
    for (let each = waiting.shift(); each; each = waiting.shift()) {
      const sent = silent ? await putOff(ports, desk, each) : await sendOne(ports, desk, each);
      silent ||= sent.silent;
      delivered.next = earliest(delivered.next, sent.again);
      delivered.faults.push(...sent.faults);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return delivered;
}

/** What came of one message. */
interface Sent {
  again: Instant | undefined;
  /** Whether its channel gave no answer. */
  silent: boolean;
  faults: unknown[];
}

/** Leaves a message for later without having tried it. */
async function putOff(ports: Ports, desk: DeskContext, { notices }: Outgoing): Promise<Sent> {
  const until = ports.now() + MINUTE;
  const ids = notices.map(({ id }) => id);
  await ports.store.recordDelivery(desk.desk.id, ids, { heldUntil: until });
  return { again: until, silent: true, faults: [] };
}

/** Sends one message and notes what became of it. */
async function sendOne(ports: Ports, desk: DeskContext, outgoing: Outgoing): Promise<Sent> {
  const { id: deskId } = desk.desk;
  const ids = outgoing.notices.map(({ id }) => id);
  try {
    await handOn(ports, deskId, outgoing);
  } catch (cause) {
    const [{ attempt }] = outgoing.notices;
    ports.log.error('notice_not_sent', cause, { deskId, notices: ids.length, attempt });
    const faults = cause instanceof NotSent ? [] : [cause];
    const {
      again,
      silent,
      message: reason,
    } = cause instanceof NotSent ? cause : new NotSent('later', '服务台出了故障', { cause });
    const distance = again === 'never' ? undefined : RETRIES_MS[attempt - 1];
    if (distance === undefined) {
      await ports.store.recordDelivery(deskId, ids, { deadAt: ports.now(), reason });
      await tellOfDead(ports, desk, outgoing, reason);
      return { again: undefined, silent, faults };
    }
    const retryAt = ports.now() + (typeof again === 'number' ? Math.max(again, distance) : distance);
    await ports.store.recordDelivery(deskId, ids, { retryAt, reason });
    return { again: retryAt, silent, faults };
  }
  await ports.store.recordDelivery(deskId, ids, { sentAt: ports.now() });
  return { again: undefined, silent: false, faults: [] };
}

/**
 * By the person's own channel; by mail when that refuses for good, so that nobody goes without because a robot was
 * taken off.
 */
async function handOn(ports: Ports, deskId: string, { id, message, byMail }: Outgoing): Promise<void> {
  const name = `${deskId}/${id}`;
  try {
    await ports.messenger.send(name, message);
  } catch (cause) {
    if (!byMail || !(cause instanceof NotSent) || cause.again !== 'never') throw cause;
    ports.log.error('channel_refuses', cause, { deskId });
    const told = { ...byMail, text: `${byMail.text}\n\n（${cause.message}，改用邮件。）` };
    await ports.messenger.send(name, told).catch((failure: unknown) => {
      // That the mail server is silent says nothing of this channel.
      throw failure instanceof NotSent
        ? new NotSent(failure.again, failure.message, { cause: failure })
        : failure;
    });
  }
}

/** Supervisors hear of what could not be sent; not of what could not be sent to tell them so. */
async function tellOfDead(
  ports: Ports,
  desk: DeskContext,
  { notices, message: { to, subject } }: Outgoing,
  reason: string,
): Promise<void> {
  const [{ notice, id }] = notices;
  if (notice.kind === 'deadLetter') return;
  const others = supervisorsOf(desk).filter(({ name }) => name !== to.name);
  const announced = announceDesk(
    {
      kind: 'deadLetter',
      occasion: `${id}/${ports.now()}`,
      title: `发给 ${to.name} 的通知没有送达`,
      what: `发给 ${to.name} 的“${subject}”没有送达：${reason}。请核对“人员”中的通知方式和通知地址，再从菜单重新发送。`,
      why: '您收到这封通知，是因为您是主管。',
    },
    others,
  );
  if (announced.length === 0) return;
  await ports.store.transaction(desk.desk.id, async transaction => {
    transaction.write({ notices: announced });
  });
}

function earliest(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}
