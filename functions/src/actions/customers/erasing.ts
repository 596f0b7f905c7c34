// Records whose person goes: from the record, from all that is told of it, and from the list of latest changes.

import { endOfErased } from '../../core/record/awaited.ts';
import {
  type Erasing,
  erasedEvent,
  erasedRecord,
  type Scrub,
  scrubbed,
  scrubOf,
} from '../../core/record/erase.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { Table } from '../../core/schema/table.ts';
import type { Ports } from '../../ports/ports.ts';
import { endErased } from '../propagate/erased-calls.ts';
import { readWhole, rewrite } from './rewrite.ts';
import { hasContacts, linkedKeys } from './whose.ts';

/** Changes records one by one, and what goes with all of them at the end. */
export interface PersonWork {
  change(key: string): Promise<void>;
  /** Answers how many records were changed. */
  end(): Promise<number>;
}

/** What else an erasure goes by. */
interface EraseRules {
  /** Whether a record is meant at all, as it stands. */
  isMeant: (record: DeskRecord) => boolean;
  /** Whether it is about the person; else he is only named in it. */
  isAbout: (table: Table, record: DeskRecord) => boolean;
  /** Whether it goes because the system opened it for another that goes, though it is not meant by itself. */
  comesOf: (record: DeskRecord, key: string) => boolean;
}

/** Why a record is gone through: it is one of those that are asked for, is about the same, or came of one of them. */
type Asked = 'by itself' | 'with another' | { of: string };

export function eraser(
  ports: Ports,
  id: string,
  erasing: Erasing,
  { isMeant, isAbout, comesOf }: EraseRules,
): PersonWork {
  const scrubs = new Map<string, Scrub>();
  /** Records whose linked ones are gone through: records may refer to each other in a circle. */
  const going = new Set<string>();
  const erase = async (key: string, asked: Asked): Promise<void> => {
    const found = await readWhole(ports, id, key);
    if (!found) return;
    const { desk, table, record, full } = found;
    const { marks, keyed, by } = erasing;
    const isAsked = typeof asked === 'object' ? comesOf(record, asked.of) : isMeant(record);
    if (!isAsked) return;
    const whole = asked === 'with another' || isAbout(table, record);
    // What waits to reach him ends while the record can still be told from one that was done before.
    if (whole && endOfErased(table, record) && (await endErased(ports, id, key, by)))
      return erase(key, asked);
    // Rows without a customer of their own are about that of the record they refer to. They go before it: whoever dies
    // between the two finds them by it once more.
    const linked = (isAsked: (of: Table) => boolean) =>
      (whole ? linkedKeys(record, desk, isAsked) : []).filter(each => !going.has(each));
    // One that was only named in it before is gone through once more with what it refers to.
    if (whole) going.add(key);
    for (const other of linked(of => !hasContacts(of) && of.role === 'work'))
      await erase(other, 'with another');
    for (const other of linked(hasContacts)) await erase(other, { of: key });
    const scrub = scrubOf(table, record, full, { whole, marks, keyed });
    // Whoever dies after this finds the record as it was, and does the same again.
    await ports.persons.rewriteTold(id, key, {
      event: event => erasedEvent(table, event, scrub),
      text: text => scrubbed(text, scrub),
    });
    const isDone = await rewrite(ports, id, key, now =>
      now.record.version === record.version
        ? { ...erasedRecord(table, now.record, now.full, scrub, erasing), isCompared: !whole }
        : undefined,
    );
    if (!isDone) return erase(key, asked);
    scrubs.set(key, scrub);
  };
  const end = async () => {
    await eraseLines(ports, id, scrubs);
    return scrubs.size;
  };
  return { change: key => erase(key, 'by itself'), end };
}

/** The list of latest changes, without what goes. */
async function eraseLines(
  { store }: Ports,
  deskId: string,
  scrubs: ReadonlyMap<string, Scrub>,
): Promise<void> {
  const log = scrubs.size > 0 ? await store.activityLog(deskId) : undefined;
  if (!log) return;
  const lines = log.lines.map(line => {
    const scrub = scrubs.get(line.key);
    return scrub ? { ...line, text: scrubbed(line.text, scrub) } : line;
  });
  await store.keepActivityLog(deskId, { ...log, lines });
}
