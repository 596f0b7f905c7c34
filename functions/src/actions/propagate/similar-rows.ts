// Rows held against others that tell of the same problem, in the commit that saves them: what is kept of them, and what they are told.

import type { RowInput } from '../../contract/contract.ts';
import { type Reading, readTime } from '../../core/lib/parse-time.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { PARAMETERS } from '../../core/schema/parameters.ts';
import type { LikenessRule } from '../../core/schema/similarity-rule.ts';
import type { Table } from '../../core/schema/table.ts';
import { offersOf } from '../../core/similarity/answers.ts';
import { matchesOf } from '../../core/similarity/cluster.ts';
import {
  comparedColumns,
  isOpen,
  lastingShelves,
  reportedAt,
  type Sighting,
  shelfOf,
  shelvesAround,
  sightingOf,
} from '../../core/similarity/fingerprint.ts';
import { titleOf } from '../../core/tables/index.ts';
import type { DeskTransaction } from '../../ports.ts';
import { type Compared, type Comparing, raiseBatches } from './clusters.ts';
import type { Saved } from './following.ts';

/** Where a desk's days begin is known only once it is read; until then times are guessed by this zone. */
const LIKELY_ZONE = 'Asia/Shanghai';
/** Most shelves that are read because rows may want them. */
const MOST_LIKELY = 60;

/** Shelves that these rows will most likely want, so that they can be read along with the records. */
export function likelyShelves({ likeness }: Table, rows: readonly RowInput[], now: Instant): string[] {
  if (!likeness) return [];
  const columns = comparedColumns(likeness);
  const reading: Reading = { zone: LIKELY_ZONE, now, towards: 'past' };
  const wanted = rows.flatMap(({ key, base, edited, cells }) => {
    const told = likeness.texts.some(text => (cells[text] ?? '') !== '');
    if (!told || (base !== '' && !edited.some(each => columns.includes(each)))) return [];
    const cell = likeness.reported && cells[likeness.reported.at];
    const read = typeof cell === 'string' || typeof cell === 'number' ? readTime(cell, reading) : now;
    const at = typeof read === 'number' ? read : now;
    return wantedShelves(likeness, { key, at }, now, PARAMETERS.批量天数.value);
  });
  return [...new Set(wanted)].slice(0, MOST_LIKELY);
}

/** The shelves on which a sighting has its place, and those that it is held against. */
function wantedShelves(
  rule: LikenessRule,
  sighting: Pick<Sighting, 'key' | 'at'>,
  now: Instant,
  days: number,
): string[] {
  return [
    shelfOf(rule, sighting),
    ...(rule.offers ? [] : lastingShelves()),
    ...(rule.raises ? shelvesAround(sighting.at, days, now) : []),
  ];
}

/** Keeps what saved rows tell, tells them what is like them, and raises batches. Answers what else is saved because of that. */
export async function compareRows(
  all: readonly Saved[],
  now: Instant,
  comparing: Comparing,
): Promise<Saved[]> {
  const { shelves, current, transaction } = comparing;
  const changed = changesOf(all).filter(tellsNews);
  if (changed.length === 0) return [];
  const contacts = await contactsOf(changed, transaction);
  const compared = changed.flatMap(({ last, rule, before }): Placed[] => {
    const { table, desk, accepted } = last;
    const record = current.get(accepted.after.key) ?? accepted.after;
    const sighting = sightingOf(table, record, contacts.get(record.key) ?? null, desk);
    if (!sighting) return [];
    const place = shelfOf(rule, sighting);
    const former = before ? shelfOf(rule, { key: before.key, at: reportedAt(rule, before) }) : place;
    const wanted = [former, ...wantedShelves(rule, sighting, now, desk.parameter('批量天数'))];
    return [{ saved: last, rule, sighting, place, former, wanted }];
  });
  await shelves.look(compared.flatMap(({ wanted }) => wanted));
  for (const { sighting, place, former } of compared) {
    if (former !== place) shelves.take(former, sighting.key);
    shelves.put(place, sighting);
  }
  for (const each of compared) offer(each, comparing);
  return raiseBatches(compared, now, comparing);
}

/** A row that is compared, and the shelves for it: where it stands now, where it stood, and all that are read for it. */
interface Placed extends Compared {
  place: string;
  former: string;
  wanted: string[];
}

/** All that a commit does to one record that may be compared: how it was before, and how it is last saved. */
interface Change {
  before: DeskRecord | undefined;
  versions: Saved[];
  last: Saved;
  rule: LikenessRule;
}

function changesOf(all: readonly Saved[]): Change[] {
  const changes = new Map<string, Change>();
  for (const saved of all) {
    const { key } = saved.accepted.after;
    const known = changes.get(key);
    const rule = saved.table.likeness;
    if (known) Object.assign(known, { last: saved, versions: [...known.versions, saved] });
    else if (rule) changes.set(key, { before: saved.before, versions: [saved], last: saved, rule });
  }
  return [...changes.values()];
}

/** Whether anything that records are compared by is new. */
function tellsNews({ before, versions, last, rule }: Change): boolean {
  const { cells } = last.accepted.after;
  const contact = rule.reported?.contact ?? '';
  return (
    versions.some(({ accepted }) => contact in accepted.privateCells) ||
    comparedColumns(rule).some(key => (before?.cells[key] ?? null) !== (cells[key] ?? null))
  );
}

/** The customers' contacts, in full as far as they are known, by row key. */
async function contactsOf(
  changed: readonly Change[],
  transaction: DeskTransaction,
): Promise<Map<string, string>> {
  const written = changed.map(({ versions, last, rule, before }) => {
    const column = rule.reported?.contact ?? '';
    const told = versions.flatMap(({ accepted }) => accepted.privateCells[column] ?? []).at(-1);
    const { key, cells } = last.accepted.after;
    return { key, column, told, shown: cells[column] ?? null, kept: before !== undefined };
  });
  const asked = written.filter(({ told, shown, kept }) => told === undefined && shown !== null && kept);
  const kept = await transaction.privateCells(asked.map(({ key }) => key));
  return new Map(
    written.flatMap(({ key, column, told, shown }) => {
      const contact = told ?? kept.get(key)?.[column] ?? shown;
      return typeof contact === 'string' ? [[key, contact] as const] : [];
    }),
  );
}

/** Tells a row which entries know an answer to what it describes. */
function offer({ saved, rule, sighting }: Compared, { shelves, current }: Comparing): void {
  const { accepted, table, desk } = saved;
  const { after } = accepted;
  if (rule.offers || !isOpen(table, after)) return;
  const offers = offersOf(rule, matchesOf(sighting, shelves.on(lastingShelves()), desk), titleOf);
  const others = after.findings.filter(each => each.code !== 'solution_offered');
  if (offers.length === 0 && others.length === after.findings.length) return;
  accepted.after = { ...after, findings: [...others, ...offers] };
  current.set(after.key, accepted.after);
}
