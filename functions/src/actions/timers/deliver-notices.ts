// Sends the notices that wait, each under a lease: those of one person together, none that is no longer true, none at night unless it is
// urgent; what fails is tried again later, at growing distances, and at last kept as a dead letter that supervisors are told of.

import type { DeskContext } from '../../core/desk/desk.ts';
import { HOUR, type Instant, MINUTE } from '../../core/lib/time.ts';
import { type Outgoing, type PendingNotice, planDelivery } from '../../core/notices/delivery.ts';
import { announceDesk } from '../../core/notices/notice.ts';
import { supervisorsOf } from '../../core/notices/recipients.ts';
import { NotSent, type Ports } from '../../ports.ts';
import { deskContext } from '../desk/desk-contexts.ts';
import { linksOf } from './notice-links.ts';

/** Notices in one pass: of those due at the same minute, all that are for one person go in one message. */
const AT_ONCE = 500;

/** How long a sender may take before another may try. */
const LEASE_MS = 5 * MINUTE;

/** Distances between tries; after the last one it is a dead letter. */
const RETRIES_MS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 24 * HOUR];

/** Sends what waits, and plants the ring for what has to wait longer. */
export async function deliverNotices(ports: Ports, deskId: string): Promise<void> {
  let next: Instant | undefined;
  for (;;) {
    const now = ports.now();
    const claimed = await ports.store.claimNotices(deskId, ports.uuid(), {
      now,
      leaseMs: LEASE_MS,
      limit: AT_ONCE,
    });
    if (claimed.length === 0) break;
    next = earliest(next, await deliver(ports, deskId, claimed, now));
  }
  if (next !== undefined) await ports.alarms.plantRing(deskId, next, ports.now());
}

/** Delivers notices of one pass. Answers when some of them are to be looked at again. */
async function deliver(
  ports: Ports,
  deskId: string,
  claimed: readonly PendingNotice[],
  now: Instant,
): Promise<Instant | undefined> {
  const { store } = ports;
  const desk = deskContext(ports, await store.desk(deskId));
  const keys = new Set(
    claimed.flatMap(({ notice }) => (notice.clock === null ? [] : (notice.about?.key ?? []))),
  );
  const records = await store.records(deskId, [...keys]);
  const links = linksOf(ports, desk, now);
  const { send, hold, drop } = planDelivery(claimed, records, { desk, now, links });
  await Promise.all([
    ...hold.map(({ ids, until }) => store.settleNotices(deskId, ids, { heldUntil: until })),
    ...drop.map(({ ids, reason }) => store.settleNotices(deskId, ids, { droppedAt: now, reason })),
  ]);
  const again = await Promise.all(send.map(each => sendOne(ports, desk, each)));
  return [...hold.map(({ until }) => until), ...again].reduce(earliest, undefined);
}

/** Sends one message and notes what became of it. Answers when it is to be tried again. */
async function sendOne(ports: Ports, desk: DeskContext, outgoing: Outgoing): Promise<Instant | undefined> {
  const { id: deskId } = desk.desk;
  const ids = outgoing.notices.map(({ id }) => id);
  try {
    await carry(ports, deskId, outgoing);
  } catch (cause) {
    const [{ attempt }] = outgoing.notices;
    ports.log.error('notice_not_sent', cause, { deskId, notices: ids.length, attempt });
    const { again, message: reason } =
      cause instanceof NotSent ? cause : new NotSent('later', '发送时出了故障');
    const distance = again === 'never' ? undefined : RETRIES_MS[attempt - 1];
    if (distance === undefined) {
      await ports.store.settleNotices(deskId, ids, { deadAt: ports.now(), reason });
      await tellSupervisors(ports, desk, outgoing, reason);
      return undefined;
    }
    const retryAt = ports.now() + (typeof again === 'number' ? Math.max(again, distance) : distance);
    await ports.store.settleNotices(deskId, ids, { retryAt, reason });
    return retryAt;
  }
  await ports.store.settleNotices(deskId, ids, { sentAt: ports.now() });
  return undefined;
}

/** By the person's own channel; by mail when that refuses for good, so that nobody goes without because a robot was taken off. */
async function carry(ports: Ports, deskId: string, { id, message, byMail }: Outgoing): Promise<void> {
  const name = `${deskId}/${id}`;
  try {
    await ports.messenger.send(name, message);
  } catch (cause) {
    if (!byMail || !(cause instanceof NotSent) || cause.again !== 'never') throw cause;
    ports.log.error('channel_refuses', cause, { deskId });
    await ports.messenger.send(name, {
      ...byMail,
      text: `${byMail.text}\n\n（${cause.message}，改用邮件。）`,
    });
  }
}

/** Supervisors hear of what could not be sent; not of what could not be sent to tell them so. */
async function tellSupervisors(
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
