// Sends rows of one tab and paints the answers, until what stands in the sheet is what was answered.
import type {
  DeskDescription,
  Problem,
  RowAnswer,
  RowInput,
  SubmitAnswer,
  TableDescription,
} from '../../../functions/src/contract/contract.ts';
import { nowMs } from '../platform/clock.ts';
import { flushWrites, withLock } from '../platform/lock.ts';
import type { Spreadsheet } from '../platform/platform.ts';
import { ServiceFailure, submitRows } from '../platform/service.ts';
import { openTab, rowsByKey, type Tab } from '../sheet/tab.ts';
import { TEXTS } from '../texts.ts';
import type { Choice, Touch } from './choice.ts';
import { fetchDesk, isOtherRelease } from './desk.ts';
import { type Found, gather, gatherHeld, isJoint, type OutgoingRow } from './gather.ts';
import { noteNotBefore, recallNotBefore } from './in-flight.ts';
import { type SentAgain, wantedAgain } from './keys/taken.ts';
import { rememberWaiting } from './memory.ts';
import { metAgain, type Opened, settle, settleUnanswered } from './settle.ts';
import { takeAlong } from './take-along.ts';

/** Rows that keep changing while they are sent are left to the next retry after so many rounds. */
const ROUNDS = 5;
/**
 * After so many the lock is kept. Others leave word of a row that is on its way and go; should this execution go as
 * well, nobody would tell of it until the next hour.
 */
const FREE_ROUNDS = 3;

/** With so many rows people wait long enough to be told how far it is. */
const MANY = 100;

export interface Submission {
  spreadsheet: Spreadsheet;
  desk: DeskDescription;
  table: TableDescription;
  /** Set when whoever runs the script sends rows as his own; else each row says whose it is, if anybody knows. */
  asMe?: true;
  /** Set when the description was fetched for this submission, so that it is not fetched over and over. */
  anew?: boolean;
  /** Picks the rows once the lock is held; `held` asks for what the records of all held rows hold. */
  choose: ((tab: Tab) => Choice) | 'held';
  /** Picks what else has been left to be sent, when answers are painted. */
  more?: (tab: Tab) => Choice | undefined;
  /** Hears of rows that were picked and wait a moment, since others can be sent: they are to be picked again. */
  later?: (rows: readonly number[]) => void;
}

/** What was read of a tab to be sent. */
export interface Gathered extends Found {
  /** Until when the service asks to be left alone, ms. */
  notBefore: number;
  opened: Opened;
}

/** Counts of rows; `failure` is the last request's, when one failed. */
export interface Submitted {
  answered: number;
  unanswered: number;
  /** Whether records elsewhere changed with these rows, so that a pull brings something. */
  others: boolean;
  /** Rows that were not taken in since they hold other records' cells. */
  held: number;
  /** Rows of the first round that were not taken in, as they say themselves. */
  refused: number;
  /** Version of the desk's description as the last answer tells it. */
  version?: string;
  failure?: ServiceFailure;
}

/**
 * Reads rows and sends them. The lock is held while rows are read and while they are painted, not during the request:
 * how long that takes for many rows is the service's to say, and people at the menu would wait past their patience.
 * What that allows to happen meanwhile is met at painting: rows are found by key, cells compared with what was sent,
 * and a row that another execution wants to send is sent again by this one, so the answers for one row come in order.
 * Throws `LayoutProblem` and `LockBusy`; rows that were read before it say 待同步.
 */
export const submit = (submission: Submission): Submitted =>
  send(
    submission,
    withLock(() => collect(submission)),
  );

/** Reads the rows of a submission. Called under the lock. Throws `LayoutProblem`. */
export function collect({ spreadsheet, desk, table, choose, later }: Submission): Gathered {
  const opened = { tab: openTab(spreadsheet, desk, table), at: nowMs() };
  const { tab } = opened;
  const found = choose === 'held' ? gatherHeld(tab) : gather(tab, choose(tab), later);
  return { ...found, notBefore: recallNotBefore(), opened };
}

/**
 * Sends what was gathered, and whatever `more` adds to it; in the lock section in which that was read or outside of
 * any. Throws `LayoutProblem` and `LockBusy`.
 */
export function send(submission: Submission, gathered: Gathered): Submitted {
  const { spreadsheet, desk, table, more, later } = submission;
  let { queue, opened } = gathered;
  const all = queue.length;
  const tellProgress = (done: number): void => {
    if (all >= MANY) spreadsheet.toast(TEXTS.progress(done, all), TEXTS.title, 30);
  };
  tellProgress(0);
  const onTab = <T>(work: (tab: Tab) => T): T => withLock(() => work(openTab(spreadsheet, desk, table)));

  const result: Submitted = { answered: 0, unanswered: 0, others: false, held: gathered.held, refused: 0 };
  // Those that were held when they were read: no answer tells of them.
  let heldHere = gathered.held;
  const held = new Set<string>();
  const leave = (
    rows: OutgoingRow[],
    state: 'refused' | 'waiting',
    message: string,
    retryAt = 0,
  ): OutgoingRow[] => {
    const repeated = onTab(tab => {
      if (retryAt > 0) noteNotBefore(retryAt);
      return settleUnanswered(tab, rows, state, message);
    });
    result.unanswered += rows.filter(isSent).length - repeated.length;
    if (state === 'waiting') rememberWaiting(true);
    return repeated;
  };
  const gatherMore = (tab: Tab): OutgoingRow[] => {
    const choice = more?.(tab);
    if (!choice) return [];
    const found = gather(tab, choice, later);
    heldHere += found.held;
    gathered.said.push(...found.said);
    return found.queue;
  };

  const sentAgain: SentAgain = { keys: new Set(), freed: false };
  let round = 0;
  /** Asks round by round until nothing is left or this one is reached; where a request failed, answers what waits. */
  const askUntil = (end: number): OutgoingRow[] | undefined => {
    for (; queue.length > 0 && round < end; round += 1) {
      const again: OutgoingRow[] = [];
      while (queue.length > 0) {
        const part = queue.splice(0, submission.desk.maxRows);
        try {
          if (gathered.notBefore > nowMs()) throw new ServiceFailure('away', TEXTS.askedToWait);
          const answers = request(submission, part, ({ others, version }) => {
            result.others ||= others;
            result.version = version;
          });
          withLock(() => {
            const met = metAgain(opened, part);
            const tab = met?.tab ?? openTab(spreadsheet, desk, table);
            if (!met) opened = { tab, at: nowMs() };
            takeAlong(again, settle(tab, part, answers, met?.lines));
            if (round + 1 < ROUNDS) takeAlong(again, wantedAgain(tab, part, answers, sentAgain));
            if (round + 1 < ROUNDS) takeAlong(again, gatherMore(tab));
          });
          for (const { key, outcome } of answers.values())
            if (outcome === 'held') held.add(key);
            else held.delete(key);
          result.held = heldHere + held.size;
          const { refused, draft, conflict } = countOf(answers);
          if (round === 0) result.refused += refused + draft + conflict;
          if (round === 0)
            result.answered += part.filter(row => isSent(row) && answers.has(row.input.key)).length;
          if (round === 0) tellProgress(all - queue.length);
          if (part.some(row => isSent(row) && !answers.has(row.input.key))) rememberWaiting(true);
        } catch (cause) {
          if (!(cause instanceof ServiceFailure)) throw cause;
          result.failure = cause;
          const isMisunderstood = cause.kind === 'rejected' && isOtherRelease(submission.desk);
          if (isMisunderstood) result.failure = new ServiceFailure('away', TEXTS.otherRelease);
          if (!isMisunderstood && (cause.kind === 'rejected' || cause.kind === 'tooLarge')) {
            takeAlong(again, leave(part, 'refused', cause.message));
            continue;
          }
          // Everything behind a request that failed would fail as well.
          const waiting = [...part, ...queue, ...again];
          leave(waiting, 'waiting', result.failure.message, cause.retryAt);
          return waiting;
        }
      }
      queue = again;
    }
    return undefined;
  };
  /** Nobody can leave word meanwhile: what changes in the last round still is told of by an edit that comes after. */
  const askLocked = (): OutgoingRow[] | undefined => {
    const waiting = askUntil(ROUNDS);
    if (!waiting && queue.length > 0) leave(queue, 'waiting', TEXTS.busy);
    return waiting;
  };
  const left = askUntil(FREE_ROUNDS) ?? (queue.length > 0 ? withLock(askLocked) : undefined);
  return left && result.failure?.kind === 'changed' ? submitAnew(submission, left, result) : result;
}

/** How many rows came to nothing, by what became of them. */
function countOf(answers: ReadonlyMap<string, RowAnswer>): Record<'refused' | 'draft' | 'conflict', number> {
  const count = { refused: 0, draft: 0, conflict: 0 };
  for (const { outcome } of answers.values())
    if (outcome === 'refused' || outcome === 'draft' || outcome === 'conflict') count[outcome] += 1;
  return count;
}

const isSent = ({ input }: OutgoingRow): boolean => !input.witness;

/** One request, or several when the service finds it too large. Answers by key. Throws `ServiceFailure`. */
function request(
  submission: Submission,
  rows: readonly OutgoingRow[],
  onAnswer: (answer: SubmitAnswer) => void,
): Map<string, RowAnswer> {
  const { desk, table } = submission;
  // What rows say of themselves must stand there should this execution come to an end here.
  flushWrites();
  // Most often all rows are one person's.
  const known = rows.find(({ input }) => input.editor)?.input.editor ?? '';
  const editor = submission.asMe ? undefined : known;
  try {
    const answer = submitRows(desk.deskId, table.table, {
      ...(editor !== undefined && { editor }),
      rows: rows.map(({ input }) => asOf(editor, input)),
    });
    onAnswer(answer);
    return new Map(answer.rows.map(row => [row.key, row]));
  } catch (cause) {
    if (!(cause instanceof ServiceFailure) || cause.kind !== 'tooLarge' || rows.length < 2) throw cause;
    const joint = rows.filter(isJoint);
    // Of a cell that has moved the two rows would be judged apart.
    if (joint.length === rows.length) return heldTogether(joint.filter(isSent));
    const others = rows.filter(row => !isJoint(row));
    const half = Math.ceil(others.length / 2);
    const parts = joint.length > 0 ? [joint, others] : [others.slice(0, half), others.slice(half)];
    return new Map(parts.flatMap(part => [...request(submission, part, onAnswer)]));
  }
}

/** Answers to rows that have to be judged together and are more than the service takes: nothing of them is taken in. */
function heldTogether(rows: readonly OutgoingRow[]): Map<string, RowAnswer> {
  const message = TEXTS.tooMuchAtOnce(rows.length);
  const problems: Problem[] = [{ column: null, code: 'too_much_at_once', severity: 'error', message }];
  return new Map(
    rows.map(({ input: { key, base } }) => [key, { key, outcome: 'held', base, cells: {}, problems }]),
  );
}

/** A row as it goes under a request's editor: what is nobody's, as far as is known, must not become that one's. */
function asOf(request: string | undefined, { editor, ...row }: RowInput): RowInput {
  if (row.witness) return row;
  if (request === undefined) return editor === undefined ? row : { ...row, editor };
  return (editor ?? '') === request ? row : { ...row, editor: editor ?? '' };
}

/** The desk was changed under us: its new description may name other columns, so the rows are read again, once. */
function submitAnew(submission: Submission, left: readonly OutgoingRow[], before: Submitted): Submitted {
  if (submission.anew) return before;
  let desk: DeskDescription;
  try {
    desk = fetchDesk(submission.spreadsheet);
  } catch (cause) {
    if (!(cause instanceof ServiceFailure)) throw cause;
    return { ...before, failure: cause };
  }
  const table = desk.tables.find(each => each.table === submission.table.table);
  if (!table) return before;
  const touches = new Map(
    left.filter(isSent).map(({ input, pasted }): [string, Touch] => {
      const { edited, editor, ofOthers = [] } = input;
      const whose = Object.fromEntries(ofOthers.map(column => [column, '']));
      return [input.key, { edited, editor, whose, typed: [], pasted }];
    }),
  );
  const { answered, unanswered, others, held, refused, version, failure } = submit({
    ...submission,
    desk,
    table,
    anew: true,
    choose:
      submission.choose === 'held'
        ? 'held'
        : tab => ({
            moved: left.some(isJoint),
            touched: new Map(
              [...rowsByKey(tab)].flatMap(([key, rows]) => {
                const touch = touches.get(key);
                return touch ? rows.map(row => [row, touch] as const) : [];
              }),
            ),
          }),
  });
  return {
    answered: before.answered + answered,
    unanswered,
    others: before.others || others,
    held: before.held + held,
    refused: before.refused + refused,
    ...(version !== undefined && { version }),
    ...(failure && { failure }),
  };
}
