// Sends rows of one tab and paints the answers, until what stands in the sheet is what was answered.
import type {
  DeskDescription,
  RowAnswer,
  SubmitAnswer,
  TableDescription,
} from '../../../functions/src/contract/contract.ts';
import { withLock } from '../platform/lock.ts';
import type { Spreadsheet } from '../platform/platform.ts';
import { ServiceFailure, submitRows } from '../platform/service.ts';
import { cellCodec } from '../sheet/cells.ts';
import { openTab, rowsByKey, type Tab } from '../sheet/tab.ts';
import { TEXTS } from '../texts.ts';
import { fetchDesk } from './desk.ts';
import { type Choice, gather, gatherHeld, type OutgoingRow } from './gather.ts';
import { rememberWaiting } from './memory.ts';
import { settle, settleUnanswered } from './settle.ts';

/** Rows that keep changing while they are sent are left to the next retry after so many rounds. */
const ROUNDS = 5;

export interface Submission {
  spreadsheet: Spreadsheet;
  desk: DeskDescription;
  table: TableDescription;
  /** Mail of the person at the keyboard; `''` when nobody knows, absent when it is whoever runs the script. */
  editor: string | undefined;
  /** Set when the description was fetched for this submission, so that it is not fetched over and over. */
  anew?: boolean;
  /** Picks the rows once the lock is held; `held` asks for what the records of all held rows hold. */
  choose: ((tab: Tab) => Choice) | 'held';
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
 * The lock is held while rows are read and while they are painted, never during the request: a slow service would
 * make everybody else's edits wait past their patience, and cost the day's trigger minutes. What that allows to
 * happen meanwhile is met at painting: rows are found by key, cells compared with what was sent, and a row that
 * another execution wants to send is sent again by this one, so the answers for one row come in order.
 * Throws `LayoutProblem` and `LockBusy`; rows that were read before it say 待同步.
 */
export function submit(submission: Submission): Submitted {
  const { spreadsheet, table } = submission;
  const codec = cellCodec(spreadsheet.getSpreadsheetTimeZone(), submission.desk.timeZone);
  const ticket = Utilities.getUuid();
  const words = submission.desk.outcomes;
  const onTab = <T>(work: (tab: Tab) => T): T => withLock(() => work(openTab(spreadsheet, table)));

  const result: Submitted = { answered: 0, unanswered: 0, others: false, held: 0, refused: 0 };
  const held = new Set<string>();
  const leave = (rows: OutgoingRow[], state: 'refused' | 'waiting', message: string): OutgoingRow[] => {
    const repeated = onTab(tab => settleUnanswered(tab, codec, words, rows, state, message));
    result.unanswered += rows.filter(isSent).length - repeated.length;
    if (state === 'waiting') rememberWaiting(true);
    return repeated;
  };

  const { choose } = submission;
  let queue = onTab(tab =>
    choose === 'held'
      ? gatherHeld(tab, codec, words, ticket)
      : gather(tab, codec, words, choose(tab), ticket, submission.editor),
  );
  for (let round = 0; queue.length > 0 && round < ROUNDS; round += 1) {
    const again: OutgoingRow[] = [];
    while (queue.length > 0) {
      const part = queue.splice(0, submission.desk.maxRows);
      try {
        const answers = request(submission, part, ({ others, version }) => {
          result.others ||= others;
          result.version = version;
        });
        again.push(...onTab(tab => settle(tab, codec, words, part, answers)));
        for (const { key, outcome } of answers.values())
          if (outcome === 'held') held.add(key);
          else held.delete(key);
        result.held = held.size;
        const { refused, draft, conflict } = countOf(answers);
        if (round === 0) result.refused += refused + draft + conflict;
        if (round === 0)
          result.answered += part.filter(row => isSent(row) && answers.has(row.input.key)).length;
        if (part.some(row => isSent(row) && !answers.has(row.input.key))) rememberWaiting(true);
      } catch (cause) {
        if (!(cause instanceof ServiceFailure)) throw cause;
        result.failure = cause;
        if (cause.kind === 'rejected' || cause.kind === 'tooLarge') {
          again.push(...leave(part, 'refused', cause.message));
          continue;
        }
        // Everything behind a request that failed would fail as well.
        const left = [...part, ...queue, ...again];
        leave(left, 'waiting', cause.message);
        return cause.kind === 'changed' ? submitAnew(submission, left, result) : result;
      }
    }
    queue = again;
  }
  if (queue.length > 0) leave(queue, 'waiting', TEXTS.busy);
  return result;
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
  const { desk, table, editor } = submission;
  try {
    const answer = submitRows(desk.deskId, table.table, {
      ...(editor !== undefined && { editor }),
      rows: rows.map(({ input }) => input),
    });
    onAnswer(answer);
    return new Map(answer.rows.map(row => [row.key, row]));
  } catch (cause) {
    if (!(cause instanceof ServiceFailure) || cause.kind !== 'tooLarge' || rows.length < 2) throw cause;
    const half = Math.ceil(rows.length / 2);
    const parts = [rows.slice(0, half), rows.slice(half)];
    return new Map(parts.flatMap(part => [...request(submission, part, onAnswer)]));
  }
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
  const keys = new Set(left.filter(isSent).map(({ input }) => input.key));
  const { answered, unanswered, others, held, refused, version, failure } = submit({
    ...submission,
    desk,
    table,
    anew: true,
    choose:
      submission.choose === 'held'
        ? 'held'
        : tab => ({
            rows: [...rowsByKey(tab)].flatMap(([key, rows]) => (keys.has(key) ? rows : [])),
            edited: left[0]?.input.edited ?? [],
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
