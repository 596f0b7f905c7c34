// What is kept of a record so that others can be held against it, and what is asked for to find those.

import type { DeskContext } from '../desk/desk.ts';
import { contactForm, contactKey } from '../lib/contact.ts';
import { keyedDigest } from '../lib/digest.ts';
import { DAY, type Instant } from '../lib/time.ts';
import type { DeskRecord } from '../record/record.ts';
import type { Cells } from '../schema/column.ts';
import type { Facts } from '../schema/problem-sentences.ts';
import { SAME_PROBLEM, type SimilarityRule } from '../schema/similarity-rule.ts';
import { stateOf, type Table } from '../schema/table.ts';
import { blocksAround, type Group, MAX_CANDIDATES, MAX_HELD, type Probe, probesFor } from './blocking.ts';
import type { Nearby } from './candidates.ts';
import { type Adopted, MAX_COMPARED, productsIn, type Traits } from './similarity.ts';
import { vocabularyOf } from './vocabulary.ts';

export interface Fingerprint extends Traits {
  key: string;
  table: string;
  /** A person has said that it is not the same as others: it is held against none. */
  apart: boolean;
  number: string;
  /** When the problem was reported; of what is compared for ever, when it was written. */
  at: Instant;
  /**
   * Keyed digest of the customer's contact, never the contact itself; null where it is not known in full: it could be
   * anybody's.
   */
  customer: string | null;
  /** Whether it has been taken for part of a batch. */
  counted: boolean;
  /** The beginning of what is offered to like records. */
  answer: string | null;
}

/** Longest answer that is offered, in UTF-16 units: the entry itself has the whole. */
const MAX_ANSWERED = 150;
const MAX_PRODUCTS = 3;
const MAX_KINDS = 5;

/**
 * What is kept of a record, or `undefined` when it tells of no problem. `contact` is the customer's, in full where it
 * is known.
 */
export function fingerprintOf(
  table: Table,
  record: DeskRecord,
  contact: string | null,
  desk: DeskContext,
): Fingerprint | undefined {
  const { similarity } = table;
  const traits = similarity && traitsOf(similarity, record.cells, desk);
  // What the system opened tells what its origin has told.
  if (!traits || record.origin !== null) return undefined;
  return {
    ...traits,
    key: record.key,
    table: table.key,
    number: record.number,
    at: reportedAt(similarity, record),
    customer:
      contact === null || isMasked(contact)
        ? null
        : keyedDigest(`${desk.desk.id}|${contactKey(contact)}`, desk.keyed),
    counted: record.findings.some(each => each.code === 'batch_found'),
    ...judgedOf(similarity, record),
    answer: similarity.offers ? textOf(record.cells, similarity.offers.answer).slice(0, MAX_ANSWERED) : null,
  };
}

/** What a person has said of a record, as it is kept beside what the record tells. */
function judgedOf(
  { judged }: SimilarityRule,
  { cells, findings }: DeskRecord,
): Pick<Fingerprint, 'apart' | 'adopted'> {
  const said = judged === undefined ? null : (cells[judged] ?? null);
  const isYes = said === SAME_PROBLEM.yes;
  const adopted = findings.find(each => each.code === 'same_confirmed')?.facts;
  return {
    apart: !isYes && (said !== null || findings.some(each => each.code === 'batch_dissolved')),
    ...(isYes && adopted && { adopted: readAdopted(adopted) }),
  };
}

/** What a record has adopted from another one, as a finding keeps it. */
export const adoptedFacts = ({ faults, thing }: Adopted): Facts => ({
  faults: faults.join('|'),
  thing: thing ?? '',
});

const readAdopted = ({ faults = '', thing = '' }: Facts): Adopted => ({
  faults: String(faults).split('|'),
  thing: thing === '' ? null : String(thing),
});

/** What cells are compared by; `undefined` without a text. */
export function traitsOf(
  { texts, product, type, tags }: SimilarityRule,
  cells: Cells,
  desk: DeskContext,
): Traits | undefined {
  const text = texts
    .map(key => textOf(cells, key))
    .join('\n')
    .trim();
  if (text === '') return undefined;
  const own = product ? textOf(cells, product) : '';
  const named = productsIn(desk.options.products, [own, text]);
  const products = named.length > 0 || own === '' ? named : [own.normalize('NFKC').slice(0, 40)];
  const words = (tags ? textOf(cells, tags) : '').split(/[-—,，、;；\s]+/);
  const kinds = [type ? textOf(cells, type) : '', ...words].filter(word => word !== '');
  return {
    products: products.slice(0, MAX_PRODUCTS),
    kinds: kinds.slice(0, MAX_KINDS).map(kind => kind.slice(0, 20)),
    text: text.slice(0, MAX_COMPARED).toWellFormed(),
  };
}

/** The columns by which records of a table are compared. */
export function comparedColumns({
  texts,
  product,
  type,
  tags,
  reported,
  judged,
  offers,
}: SimilarityRule): string[] {
  const rest = [product, type, tags, judged, reported?.at, reported?.contact, offers?.answer];
  return [...texts, ...rest.filter(each => each !== undefined)];
}

/** When a record's problem was reported, or else when it was written. */
export function reportedAt({ reported }: SimilarityRule, { cells, createdAt }: DeskRecord): Instant {
  const at = reported && cells[reported.at];
  return typeof at === 'number' ? at : createdAt;
}

/** Whether a record is still worked on: what is closed is neither raised nor offered anything. */
export function isOpenRecord(table: Table, record: DeskRecord): boolean {
  return stateOf(table, record.state).category !== 'closed';
}

const isMasked = (contact: string) => contactForm(contact) === 'masked';

/** Whether records of a table are compared by the time of their report, or for ever. */
export function groupOf({ reported }: SimilarityRule): Group {
  return reported ? 'dated' : 'lasting';
}

/**
 * What is asked for to find the fingerprints that tell of the same problem around a time; nothing has been reported
 * after now.
 */
export function probeAround(fingerprint: Fingerprint, days: number, now: Instant, desk: DeskContext): Probe {
  const { at } = fingerprint;
  const to = Math.min(at + days * DAY, now + DAY) + 1;
  const blocks = blocksAround('dated', fingerprint, vocabularyOf(desk.faults));
  return { blocks, from: at - days * DAY, to, limit: MAX_CANDIDATES };
}

/**
 * Which of all that one transaction knows a fingerprint is held against. A batch of more grows without each of its rows
 * being compared with every other: it is found by those beside it in time, which are in.
 */
export function nearby(fingerprint: Fingerprint, days: number, desk: DeskContext): Nearby {
  const { at } = fingerprint;
  const blocks = () => blocksAround('dated', fingerprint, vocabularyOf(desk.faults));
  return { blocks, from: at - days * DAY, to: at + days * DAY + 1, limit: MAX_HELD };
}

/** Which of what is compared for ever a fingerprint is held against. */
export function nearbyLasting(fingerprint: Fingerprint, desk: DeskContext): Nearby {
  const blocks = () => blocksAround('lasting', fingerprint, vocabularyOf(desk.faults));
  return { blocks, from: 0, to: Number.MAX_SAFE_INTEGER, limit: MAX_HELD };
}

/** What is asked for to find what is compared for ever. */
function probeLasting(fingerprint: Fingerprint, desk: DeskContext): Probe {
  const blocks = blocksAround('lasting', fingerprint, vocabularyOf(desk.faults));
  return { blocks, from: 0, to: Number.MAX_SAFE_INTEGER, limit: MAX_CANDIDATES };
}

/** What is asked for to find what tells of the same problem as any of these, around its time. */
export function probesAround(
  all: readonly Fingerprint[],
  days: number,
  now: Instant,
  desk: DeskContext,
): Probe[] {
  return probesFor('dated', all, vocabularyOf(desk.faults), {
    probeOf: each => probeAround(each, days, now, desk),
    when: ({ at }) => Math.floor(at / DAY),
  });
}

/** What is asked for to find what is compared for ever with any of these. */
export function probesLasting(all: readonly Fingerprint[], desk: DeskContext): Probe[] {
  return probesFor('lasting', all, vocabularyOf(desk.faults), {
    probeOf: each => probeLasting(each, desk),
    when: () => 0,
  });
}

const textOf = (cells: Cells, key: string) => {
  const cell = cells[key] ?? null;
  return cell === null ? '' : String(cell);
};
