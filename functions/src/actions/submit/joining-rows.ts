// The rows that change when one is joined to another, or stands by itself again: read, decided and committed together.

import type { DuplicateAnswer } from '../../contract/duplicate.ts';
import { RequestError } from '../../contract/request-error.ts';
import { type Decision, decide } from '../../core/decide/decide.ts';
import { signingProblems } from '../../core/decide/may.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import { addFigures } from '../../core/figures/figures.ts';
import type { Instant } from '../../core/lib/time.ts';
import type { Bulk, DeskRecord } from '../../core/record/record.ts';
import { References, referencesOf } from '../../core/record/references.ts';
import { hasErrors, type Problem, sentenceOf } from '../../core/schema/problem.ts';
import { staffCells, type Table } from '../../core/schema/table.ts';
import {
  type Joining,
  joiningOf,
  type Known,
  nameOf,
  type Rewritten,
} from '../../core/similarity/duplicate.ts';
import { titleOf } from '../../core/tables/index.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import type { DeskTransaction, Snapshot } from '../../ports/transaction.ts';
import { SetAside, withoutBroken } from '../desk/set-aside.ts';
import { keysToCompare } from '../propagate/compare-saved.ts';
import { type Following, findReferences, noticesOf, type Saved } from '../propagate/following.ts';
import { follow } from '../propagate/linked-rows.ts';
import { Numbers } from '../propagate/number-rows.ts';
import { refreshReferring } from '../propagate/referring-rows.ts';

/** Most records that go on with another one: all of them are decided in one transaction. */
const MAX_MOVED = 100;

/** What came of it, and what has to be planned because of it. */
export interface JoinResult {
  answer: DuplicateAnswer;
  alarmAt?: Instant | undefined;
  changed: boolean;
}

export const answered = (outcome: DuplicateAnswer['outcome'], lines: string[]): JoinResult => ({
  answer: { outcome, lines },
  changed: false,
});

/** One of the rows that change together, and what was decided of it. */
export interface JoinedRow extends Known {
  decision: Decision | undefined;
}

/** A transaction in which rows are joined or parted. */
export class JoiningRows {
  readonly desk: DeskContext;
  readonly table: Table;
  readonly transaction: DeskTransaction;
  readonly now: Instant;
  readonly #following: Following;
  readonly #account: Account;

  constructor(
    ports: Ports,
    account: Account,
    given: { desk: DeskContext; table: Table; transaction: DeskTransaction; snapshot: Snapshot },
  ) {
    const { desk, table, transaction, snapshot } = given;
    this.desk = desk;
    this.table = table;
    this.transaction = transaction;
    this.now = ports.now();
    this.#account = account;
    this.#following = {
      transaction,
      current: new Map(),
      references: new References(titleOf),
      numbers: new Numbers(snapshot, transaction),
      aside: new SetAside(ports, desk),
    };
  }

  async read(keys: readonly string[]): Promise<Map<string, DeskRecord>> {
    const { snapshot } = withoutBroken(await this.transaction.read([...new Set(keys)], []));
    for (const [key, record] of snapshot.records) this.#following.current.set(key, record);
    return snapshot.records;
  }

  /** @throws RequestError 404 */
  async recordOf(key: string): Promise<DeskRecord> {
    const record = (await this.read([key])).get(key);
    if (record?.table !== this.table.key) throw new RequestError('unknown_record');
    return record;
  }

  /** Looks up what records refer to, as they stand and as they are to be. */
  async know(records: readonly DeskRecord[], changed: readonly Rewritten[]): Promise<void> {
    const { references, transaction } = this.#following;
    const cells = [
      ...records.map(record => [this.desk.tableOf(record.table), record.cells] as const),
      ...changed.map(each => [each.table, each.cells] as const),
    ];
    await findReferences(
      cells.flatMap(([table, of]) => referencesOf(table, of)),
      references,
      transaction,
    );
  }

  /** @throws RequestError 409 where too much refers to the one that goes */
  async joining(gone: DeskRecord, kept: DeskRecord): Promise<Joining> {
    const links = Object.values(gone.links).flat();
    if (links.length > MAX_MOVED || links.some(({ before = 0 }) => before > 0))
      throw new RequestError('duplicate_linked');
    this.#following.current.set(kept.key, kept);
    const referring = [...(await this.read(links.map(({ key }) => key))).values()];
    await this.know([gone, kept, ...referring], []);
    const { references } = this.#following;
    const known = referring.flatMap((record): Known[] => {
      const table = this.desk.tableOf(record.table);
      return table ? [{ table, record }] : [];
    });
    const joining = joiningOf(
      this.table,
      { gone, kept },
      known,
      each => references.find(each)?.key === gone.key,
    );
    await this.know([], [joining.kept, ...joining.moved]);
    return joining;
  }

  decideOn(
    { record, table, cells }: Rewritten,
    bulk: Bulk,
    findings: readonly Problem[] | undefined,
  ): JoinedRow {
    const { references, aside } = this.#following;
    const by = { account: this.#account.mail, editor: null };
    const decision = aside.decide(record, (): Decision => {
      const values = { ...staffCells(table, record.cells), ...cells };
      const refusing = [
        ...references.problems(table, cells, record),
        ...signingProblems({ table, before: record, values, by }, this.desk),
      ];
      if (hasErrors(refusing)) return { outcome: 'refused', problems: refusing };
      const row = { values, problems: [] };
      const found = findings && { findings, escalated: {} };
      const about = { key: record.key, before: record, row, references, bulk, ...(found && { found }) };
      return decide({ ...about, table, by, now: this.now }, this.desk);
    });
    return { record, table, decision };
  }

  /** Commits what was decided, where nothing of it is refused and it is meant. */
  async settle(
    all: readonly JoinedRow[],
    lines: readonly string[],
    outcome: 'would' | 'joined' | 'undone',
  ): Promise<JoinResult> {
    const refused = all.filter(({ decision }) => !decision || REFUSED.has(decision.outcome));
    if (refused.length > 0) return answered('refused', refused.flatMap(refusalLines));
    if (outcome === 'would') return answered(outcome, [...lines]);
    const { transaction, current, aside, numbers } = this.#following;
    const saved = all.flatMap(({ record, table, decision }): Saved[] =>
      decision?.outcome === 'saved'
        ? [{ before: record, accepted: decision, table, desk: this.desk, because: record.key }]
        : [],
    );
    for (const { accepted } of saved) current.set(accepted.after.key, accepted.after);
    const changed = [...saved, ...(await follow(saved, this.#following))];
    const whole = [...changed, ...(await refreshReferring(changed, this.#following))];
    const accepted = whole.map(each => each.accepted);
    transaction.write({
      records: accepted,
      aside: aside.marks(accepted),
      serials: numbers.serials,
      change: { at: this.now, figures: addFigures(...accepted.map(each => each.change)) },
      compare: keysToCompare(changed),
      notices: whole.flatMap(noticesOf),
    });
    const alarms = accepted.flatMap(({ after, announcements }) => [
      ...(announcements.length > 0 ? [this.now] : []),
      ...(after.nextActionAt === null ? [] : [after.nextActionAt]),
    ]);
    return {
      answer: { outcome, lines: [...lines] },
      alarmAt: alarms.length > 0 ? Math.min(...alarms) : undefined,
      changed: true,
    };
  }
}

const REFUSED: ReadonlySet<Decision['outcome']> = new Set(['refused', 'draft']);

function refusalLines({ table, record, decision }: JoinedRow): string[] {
  const errors = (decision?.problems ?? []).filter(({ severity }) => severity === 'error');
  const why = errors.length > 0 ? errors.map(sentenceOf).join('') : '服务台暂时不能处理这一行，请告诉主管。';
  return [`${nameOf(table, record)}：${why}`];
}
