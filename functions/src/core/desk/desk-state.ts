// What a desk keeps about itself: how far it has come with what nobody types. Kept apart from the configuration, and
// never with it.

import type { Instant } from '../lib/time.ts';
import type { PeriodKind } from '../schema/period.ts';
import type { Desk } from './desk.ts';

/**
 * Most accounts that join by opening the spreadsheet: more than Google lets one be shared with, and few enough to read
 * them with each request. Rows of people are not among them.
 */
export const MAX_MEMBERS = 1_000;

/** Accounts that belong to the desk though no row of the people tab has them. */
export interface Members {
  /** Mails of accounts that joined by opening the spreadsheet. */
  readonly mails: readonly string[];
}

/** How far the desk has come with its weeks and months. */
export interface Periods {
  /** When the week or month ends whose figures have to be kept next as they are then. */
  readonly endsAt: Instant;
  /** The last week and the last month whose report has gone out. */
  readonly reported: Readonly<Record<PeriodKind, string>>;
}

/** How far all open records have been decided again. */
export interface Deciding {
  /** Version of the configuration, and holidays, that they are decided with: for others it begins anew. */
  readonly version: number;
  readonly holidays: string;
  /** Key of the last one that had its turn. */
  readonly after: string;
  /** Whether one of them could not be decided: then all have to be looked at once more. */
  readonly missed: boolean;
}

/** How far what older programs and keys stored of people has been written anew. */
export type Renewal =
  | 'done'
  | {
      readonly what: 'private' | 'fingerprints' | 'records' | 'persons' | 'texts';
      readonly after: string;
      /** That texts follow: records whose names and numbers were not looked for when they were written. */
      readonly texts?: true;
    };

/** Where writing anew begins. */
export const FIRST_RENEWAL: Renewal = { what: 'private', after: '' };

/** What has been done for the whole desk. */
export interface Upkeep {
  /** Whether the rows that a new desk starts with are all there. */
  readonly seeded: boolean;
  /**
   * The layout that the workbook has, see `layoutDigest`; blank before it was laid out. A day behind it is that of the
   * last attempt, where some tabs are protected and lack it.
   */
  readonly laidOut: string;
  /** Version of the configuration that open records were last decided with. */
  readonly decided: number;
  /** Which holidays they were decided with, see `holidaysVersion`; missing before that was kept. */
  readonly holidays?: string;
  /** How far open records have been decided again, while that is going on. */
  readonly deciding?: Deciding | null;
  /** The last year without an announced calendar that supervisors have been told of; missing before there was one. */
  readonly toldYear?: number;
  /** When the triggers that send for the desk were last known to work; missing before they told. */
  readonly heardAt?: Instant;
  /** A silence that was noticed, by its `heardAt`, and when: it is looked at once more before anybody is told. */
  readonly suspected?: { readonly heardAt: Instant; readonly at: Instant };
  /** The `heardAt` of the silence that supervisors were told of last. */
  readonly toldSilent?: Instant;
  /** The day on which supervisors were last told that the spreadsheet cannot be reached. */
  readonly toldUnreachable?: string;
  /** The day and the tabs of which supervisors were last told that they are protected from the service. */
  readonly toldProtected?: string;
  /** Whether all open records have their `uses`: an older program saved none. */
  readonly usesKnown?: true;
  /** How many recounts have been asked for, and how many of these have been carried out. */
  readonly recountsAsked: number;
  readonly recountsDone: number;
  /** Counts up with every recount that was begun: one that another has overtaken comes to nothing. */
  readonly recountsBegun: number;
  readonly renewal: Renewal;
  /** When the last of those erasures was asked for that have been carried out here: what a back-up lacks is later. */
  readonly erasedUpTo?: Instant;
  /** Up to which closed records people have been erased whose time was over, by table. */
  readonly expired?: Readonly<Record<string, { readonly at: Instant; readonly key: string }>>;
}

/** Each part is kept and written by itself: who moves one on waits for nobody who moves another. */
export interface DeskState {
  readonly members: Members;
  readonly periods: Periods;
  readonly upkeep: Upkeep;
}

export type StatePart = keyof DeskState;

/** What changes of a desk's state, and nothing else of it. */
export interface StateChange {
  /** An account that joins. */
  joined?: string;
  periods?: { endsAt?: Instant; reported?: Partial<Record<PeriodKind, string>> };
  upkeep?: Partial<Upkeep>;
}

/** A desk that begins with these periods. */
export function newState(periods: Periods): DeskState {
  return {
    members: { mails: [] },
    periods,
    upkeep: {
      usesKnown: true,
      seeded: false,
      laidOut: '',
      decided: 1,
      recountsAsked: 0,
      recountsDone: 0,
      recountsBegun: 0,
      renewal: 'done',
    },
  };
}

/** The state once something of it has changed; parts that do not change are the same objects. */
export function withChange(
  state: DeskState,
  { joined, periods: moved, upkeep: carriedOut }: StateChange,
): DeskState {
  const { members, periods, upkeep } = state;
  const isNew = joined !== undefined && !members.mails.includes(joined);
  return {
    members: isNew ? { mails: [...members.mails, joined] } : members,
    periods: moved
      ? { endsAt: moved.endsAt ?? periods.endsAt, reported: { ...periods.reported, ...moved.reported } }
      : periods,
    upkeep: carriedOut ? { ...upkeep, ...carriedOut } : upkeep,
  };
}

/** The state without accounts that belong to the desk no more. */
export function withoutMembers(state: DeskState, mails: readonly string[]): DeskState {
  const kept = state.members.mails.filter(each => !mails.includes(each.toLowerCase()));
  return kept.length === state.members.mails.length ? state : { ...state, members: { mails: kept } };
}

/** Whether what somebody has changed or asked for has not been carried out for the whole desk yet. */
export function isUnfinished(
  { version }: Pick<Desk, 'version'>,
  { decided, usesKnown, recountsAsked, recountsDone, renewal }: Upkeep,
): boolean {
  const isRenewed = renewal === 'done';
  return decided < version || !usesKnown || !isRenewed || isRecountAsked({ recountsAsked, recountsDone });
}

/** Whether somebody waits for a recount. */
export function isRecountAsked({
  recountsAsked,
  recountsDone,
}: Pick<Upkeep, 'recountsAsked' | 'recountsDone'>): boolean {
  return recountsDone < recountsAsked;
}
