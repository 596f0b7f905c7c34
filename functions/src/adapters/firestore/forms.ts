// The forms of everything that is stored: in which form each kind of document stands now, and how an older one becomes
// the present one. The only place that knows of forms: nobody else ever sees an old document, or the number.

import type { DocumentData, DocumentSnapshot } from '@google-cloud/firestore';
import { NewerForm } from '../../contract/request-error.ts';
import { FIRST_RENEWAL } from '../../core/desk/desk-state.ts';
import { divided, isUndivided } from '../../core/desk/undivided-desk.ts';
import { floorToMinute } from '../../core/lib/time.ts';
import { proposalShown, shownAsNow } from '../../core/record/older-records.ts';
import type { Cells } from '../../core/schema/column.ts';
import type { DocumentKind, Stored } from './kinds.ts';

/**
 * One form further. Pure; it gets a document as a program of the form before wrote it, and must not change it. A
 * document of a kind whose steps are n stands in form n.
 */
export type FormStep = (data: DocumentData) => DocumentData;

/** Form 1 of every kind is form 0 with its number, which the first programs did not write. */
const numbered: FormStep = data => data;

/**
 * The first programs kept a desk's state in the same document; it is read from there until it is stored apart, see
 * desks.ts.
 */
const undividedToConfiguration: FormStep = data => (isUndivided(data) ? divided(data).desk : data);

/** Nonces were kept until they were used. */
const withoutEnd: FormStep = data => ({ ...data, expireAt: null });

/**
 * Form 2 of a desk has its version in a document beside it: a program that does not know of that must not change the
 * desk.
 */
const versioned: FormStep = data => data;

/** Form 2: turns of limits that repeat are kept once they are over; of those before nothing is known. */
const withTurns: FormStep = data => ({ turns: [], ...data });

/** Form 2: matters are counted apart from work, so all figures are counted anew. */
const countedAnew: FormStep = data => ({ ...data, recountsAsked: Number(data['recountsAsked']) + 1 });

/** Form 3: what is in use includes the workspace's own columns and their options, so all open records say it anew. */
const usesAnew: FormStep = data =>
  Object.fromEntries(Object.entries(data).filter(([key]) => key !== 'usesKnown'));

/** Form 2: by which way of counting a period was closed; those before were the first. */
const countedFirst: FormStep = data => ({ ...data, counting: 1 });

/**
 * Form 2 of figures and form 3 of periods: with the server's time of the write. A program that writes none must not
 * write them any more, or those that keep what they have read would not see it.
 */
const stamped: FormStep = data => data;

/** Form 4: the settings of a period are a list. By category and name, one called `__x__` could not be stored. */
const settingsListed: FormStep = data => {
  const { version, settings } = data['policy'] as { version: number; settings: unknown };
  if (!isMap(settings)) return data;
  const listed = Object.entries(settings).flatMap(([category, named]) =>
    Object.entries(isMap(named) ? named : {}).map(([name, value]) => ({ category, name, value })),
  );
  return { ...data, policy: { version, settings: listed } };
};

/** Form 2: full values are sealed; until they are written next they stand in the clear. */
const clearToSealed: FormStep = data => ({ sealed: null, plain: data });

/** Form 4: what was stored of people in the clear, or by digests that anybody can try numbers on, is to be renewed. */
const toBeRenewed: FormStep = data => ({ ...data, renewal: FIRST_RENEWAL });

/** Form 5: more columns name products by keys, so open records say anew what they use; proposals are written anew. */
const namesAndProposals: FormStep = data => usesAnew(toBeRenewed(data));

/** Form 7: records by which a customer is to be reached say who that is, so all open ones say anew what they use. */
const customersCalled: FormStep = usesAnew;

/** Form 8: a complaint goes on with the order that it names, and a customer counts once a matter. */
const mattersCountedOnce: FormStep = countedAnew;

/** Form 11: what a customer answers counts once, wherever it is written. */
const answersCountedOnce: FormStep = countedAnew;

/**
 * Form 3: what was taken over from a customer's file into `proposed` stood there in full, beside cells that hide it.
 */
const proposalsHidden: FormStep = data => {
  const cells = (data['cells'] ?? {}) as Cells;
  const proposed = Object.entries((data['proposed'] ?? {}) as Cells);
  return {
    ...data,
    proposed: Object.fromEntries(proposed.map(([key, cell]) => [key, proposalShown(key, cell, cells[key])])),
  };
};

/** Form 4: blank cells are left out, those of cycles included. What is no record is left as it is. */
const blanksLeftOut: FormStep = data => {
  const { cells, cycles } = data;
  return {
    ...data,
    ...(isMap(cells) && { cells: filled(cells) }),
    ...(Array.isArray(cycles) && {
      cycles: cycles.map((each: unknown) =>
        isMap(each) && isMap(each['cells']) && isMap(each['standing'])
          ? { ...each, cells: filled(each['cells']), standing: filled(each['standing']) }
          : each,
      ),
    }),
  };
};

export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Cells as they are stored: those in which nothing stands are not there. */
export const filled = <Cell>(cells: Readonly<Record<string, Cell>>): Record<string, Cell> =>
  Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null));

/** Form 2: what was blank before or after a change is not said. */
const blanksNotSaid: FormStep = data => data;

/** Form 6: records are found by the persons whom they are about, so all are marked once. */
const toBeMarked: FormStep = data =>
  data['renewal'] === 'done' ? { ...data, renewal: { what: 'persons', after: '' } } : data;

/** Form 5 of records, 2 of notices: what one has none of yet is not said, and steps of limits stand by their ids. */
const nothingNotSaid: FormStep = data => data;

/** Form 6: a plan has been carried out when it says at what time, and no longer by a word in its progress. */
const carriedOutAt: FormStep = data => {
  const { table, state, cells, closedAt, updatedAt } = data;
  if (table !== 'plans' || state !== '执行完成' || !isMap(cells) || (cells['finishedAt'] ?? null) !== null)
    return data;
  return { ...data, cells: { ...cells, finishedAt: floorToMinute(Number(closedAt ?? updatedAt)) } };
};

/** Form 7: a record says how people are called whom it knows, so that their names are found in its texts. */
const namesKnown: FormStep = data => data;

/** Form 9: names and numbers that stand in texts of older records are hidden there, in parts. */
const textsToBeHidden: FormStep = data =>
  isMap(data['renewal'])
    ? { ...data, renewal: { ...data['renewal'], texts: true } }
    : { ...data, renewal: { what: 'texts', after: '' } };

/** Form 10: complaints and follow-ups count by the time at which they were taken in, not by when they were saved. */
const countedWhenTakenIn: FormStep = countedAnew;

/** Form 8: a record is found by words of its texts; of what was written before they are found by the upkeep. */
const wordsTold: FormStep = data => data;

/** Forms 12, 14 and 15: all records are gone through, for words, ends and what they show. Who is at it begins again. */
const wordsToBeFound: FormStep = data => {
  const { renewal } = data;
  const first = { what: 'persons', after: '' };
  if (!isMap(renewal)) return { ...data, renewal: first };
  if (renewal['what'] === 'texts') return { ...data, renewal: { ...first, texts: true } };
  return renewal['what'] === 'persons' ? { ...data, renewal: { ...renewal, after: '' } } : data;
};

/** Form 9: rows show when they were closed and opened anew, those as well that nobody decides any more. */
const endsShown: FormStep = data => {
  const { table, cells, closedAt, cycles } = data;
  if (!ENDING.includes(String(table)) || !isMap(cells)) return data;
  const last: unknown = Array.isArray(cycles) ? cycles.at(-1) : undefined;
  const ends = {
    ...(typeof closedAt === 'number' && table !== 'complaints' && { closedAt: floorToMinute(closedAt) }),
    ...(isMap(last) && { reopenedAt: floorToMinute(Number(last['endedAt'])) }),
  };
  return { ...data, cells: { ...cells, ...ends } };
};

/** Tables with these columns; 投诉记录 had one of its own for when a record was closed. */
const ENDING = 'hotline feedback followUps serviceOrders complaints callbacks leads improvements'.split(' ');

/** Form 10: contacts and surveys show what they would show now. */
const shownNow: FormStep = data =>
  isMap(data['cells']) ? { ...data, ...shownAsNow(data, data['cells'] as Cells) } : data;

/** Form 13: rows show their nearest limits, so all open records are decided once more. */
const limitsShown: FormStep = data => ({ ...usesAnew(data), deciding: null });

/** The steps of each kind, the oldest first. Steps are only ever added, at the end. */
export const FORM_STEPS: { readonly [K in DocumentKind]: readonly FormStep[] } = {
  desk: [undividedToConfiguration, versioned],
  deskVersion: [numbered],
  deskMembers: [numbered],
  deskPeriods: [numbered],
  deskUpkeep: [
    numbered,
    countedAnew,
    usesAnew,
    toBeRenewed,
    namesAndProposals,
    toBeMarked,
    customersCalled,
    mattersCountedOnce,
    textsToBeHidden,
    countedWhenTakenIn,
    answersCountedOnce,
    wordsToBeFound,
    limitsShown,
    wordsToBeFound,
    wordsToBeFound,
  ],
  record: [
    numbered,
    withTurns,
    proposalsHidden,
    blanksLeftOut,
    nothingNotSaid,
    carriedOutAt,
    namesKnown,
    wordsTold,
    endsShown,
    shownNow,
  ],
  private: [numbered, clearToSealed],
  deskKeys: [numbered],
  event: [numbered, blanksNotSaid],
  notice: [numbered, nothingNotSaid],
  change: [numbered],
  rollup: [numbered, stamped],
  period: [numbered, countedFirst, stamped, settingsListed],
  counter: [numbered],
  bucket: [numbered],
  fingerprint: [numbered],
  comparison: [numbered],
  name: [numbered],
  activityLog: [numbered],
  writeLease: [numbered],
  marks: [numbered],
  rateLimit: [numbered],
  deliveryLease: [numbered],
  failing: [numbered],
  personTask: [numbered],
  joining: [numbered, withoutEnd],
};

/** The field that holds the number. No column may be named like it: the first programs stored cells beside it. */
export const FORM = 'form';

/** The form that a document stands in; 0 where it has no number. */
function formOf(data: DocumentData): number {
  return (data[FORM] as number | undefined) ?? 0;
}

/** Whether this program knows the form of a document. */
export function isKnown(kind: DocumentKind, data: DocumentData): boolean {
  return formOf(data) <= FORM_STEPS[kind].length;
}

/** A document as it is stored: with the number of its form. */
export function toStore<K extends DocumentKind>(kind: K, data: Stored[K]): DocumentData {
  return { ...data, [FORM]: FORM_STEPS[kind].length };
}

/** The number alone, for writes that leave the rest of a document in its present form as it is. */
export function formNow(kind: DocumentKind): DocumentData {
  return { [FORM]: FORM_STEPS[kind].length };
}

/** A stored document in its present form, without the number. @throws NewerForm when a newer program wrote it. */
export function fromStore<K extends DocumentKind>(kind: K, data: DocumentData): Stored[K] {
  return upgraded(kind, data, FORM_STEPS[kind]) as Stored[K];
}

/** A document after those steps that it has not taken yet, without the number. @throws NewerForm */
export function upgraded(kind: DocumentKind, data: DocumentData, steps: readonly FormStep[]): DocumentData {
  const { [FORM]: _, ...fields } = data;
  return stepsFor(kind, data, steps).reduce((each, step) => step(each), fields);
}

/** The same of a document that may not be there. */
export function readStored<K extends DocumentKind>(
  kind: K,
  document: DocumentSnapshot,
): Stored[K] | undefined {
  const data = document.data();
  return data && fromStore(kind, data);
}

/**
 * Whether a document is to be written whole before parts of it are written.
 * @throws NewerForm when a newer program wrote it.
 */
export function isOlder(kind: DocumentKind, data: DocumentData): boolean {
  return stepsFor(kind, data, FORM_STEPS[kind]).length > 0;
}

/** Steps that a document still has to take. */
function stepsFor(kind: DocumentKind, data: DocumentData, steps: readonly FormStep[]): readonly FormStep[] {
  const [found, known] = [formOf(data), steps.length];
  if (found > known) throw new NewerForm(kind, found, known);
  return steps.slice(found);
}
