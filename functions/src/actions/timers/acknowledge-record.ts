// Taking note of an escalation by the link in its notice: what the page shows before, and what it does when its button
// is pressed.

import { RequestError } from '../../contract/request-error.ts';
import { acknowledge } from '../../core/decide/acknowledge.ts';
import { personNoted } from '../../core/desk/find-person.ts';
import type { Person } from '../../core/desk/person.ts';
import { withPresentNames } from '../../core/identity/carry.ts';
import { announce, recordLines } from '../../core/notices/notice.ts';
import { isAbove } from '../../core/schema/clock-rule.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Snapshot } from '../../ports/transaction.ts';
import { inDesk } from '../desk/carrying.ts';
import { deskContext } from '../desk/desk-contexts.ts';
import { type KnownRecord, knownRecord } from '../desk/known-record.ts';

/** Which record, and who takes note: the row of the person, or in links of former days the name. */
export interface Noting {
  deskId: string;
  key: string;
  person: string;
}

/** What the page behind the link says. */
export interface NotingPage {
  title: string;
  lines: string[];
  /** Whether there is something to take note of. */
  waits: boolean;
}

interface Escalated extends KnownRecord {
  person: Person;
}

/** The record as it stands. Changes nothing. @throws RequestError as `escalated` does. */
export async function escalationOf(ports: Ports, noting: Noting): Promise<NotingPage> {
  const { deskId, key } = noting;
  const [desk, records] = await Promise.all([ports.store.desk(deskId), ports.store.records(deskId, [key])]);
  const found = escalated(ports, noting, { desk, records });
  const waits = found.record.escalatedAt !== null;
  return pageOf(
    found,
    waits,
    waits ? '确认后不再继续升级，记录由您跟进。' : '没有需要知悉的升级：已处理，或已有人知悉。',
  );
}

/**
 * Takes note, in the name of the person whom the notice went to. Doing it again changes nothing.
 * @throws RequestError as `escalated` does.
 */
export async function acknowledgeRecord(ports: Ports, noting: Noting): Promise<NotingPage> {
  const { deskId, key } = noting;
  const now = ports.now();
  const page = await inDesk(ports, deskId, async transaction => {
    const found = escalated(ports, noting, await transaction.read([key], []));
    const { desk, table, record, person } = found;
    const decision = acknowledge(
      { table, before: record, person: person.name, by: { account: person.mail, editor: null }, now },
      desk,
    );
    if (decision?.outcome !== 'saved')
      return pageOf(found, false, '没有需要知悉的升级：已处理，或已有人知悉。');
    transaction.write({
      records: [decision],
      change: { at: now, figures: decision.change },
      notices: announce(decision.announcements, decision.after, table, desk),
    });
    return pageOf(
      { ...found, record: decision.after },
      false,
      `已记下：${person.name} 已知悉，不再继续升级。`,
    );
  });
  // The sweep finds what is lost here.
  await ports.alarms
    .plantSummary(deskId, now, now)
    .catch((cause: unknown) => ports.log.error('alarm_not_planted', cause, { deskId }));
  return page;
}

/** @throws RequestError 404 without desk or record, 410 when the person is gone, or no longer above. */
function escalated(
  ports: Ports,
  { key, person: noted }: Noting,
  { desk: stored, records }: Pick<Snapshot, 'desk' | 'records'>,
): Escalated {
  const desk = deskContext(ports, stored);
  const found = knownRecord(desk, records, key);
  // Links that were given out before people had keys in them hold the name of that day.
  const person = desk.people.find(({ key }) => key === noted) ?? personNoted({ name: noted }, desk);
  if (!person || person.left || !isAbove(person.role)) throw new RequestError('link_over');
  return { ...found, record: withPresentNames(found.record, desk), person };
}

function pageOf({ table, record, desk }: Escalated, waits: boolean, sentence: string): NotingPage {
  const title = `${table.title} ${record.number}`;
  return { title, lines: [recordLines(table, record, desk.zone).join('\n'), sentence], waits };
}
