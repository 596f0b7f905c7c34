// Walks a record of any table through its states as its declaration draws them: fills in what is asked for, one need at a time.

import { check } from '../../functions/src/core/check.ts';
import { complete } from '../../functions/src/core/complete.ts';
import { type Accepted, decide } from '../../functions/src/core/decide.ts';
import type { DeskContext } from '../../functions/src/core/desk.ts';
import type { DeskRecord } from '../../functions/src/core/record.ts';
import {
  type Cells,
  columnOf,
  type Need,
  type State,
  staffColumns,
  type Table,
} from '../../functions/src/core/table.ts';
import { tableOf } from '../../functions/src/core/tables/index.ts';
import { MINUTE } from '../../functions/src/core/time.ts';
import { needsWithin } from './declared.ts';
import { overrideNeed } from './declared-rows.ts';
import { at, by } from './desk-fixture.ts';

/** The states on the way from first to last. */
export const waypointsOf = (table: Table): State[] => table.states.filter(state => !state.aside);

/** Each way in which a need can be met: one for each of its alternatives. */
export function waysOf(need: Need): Need[] {
  if (typeof need === 'string' || !('any' in need)) return [need];
  return need.any.flatMap(waysOf);
}

export class Walker {
  readonly table: Table;
  readonly #desk: DeskContext;
  #typed: Cells;
  #now = at('2026-11-22 15:00');
  #links: DeskRecord['links'] = {};
  #accepted: Accepted | undefined;

  /** A row with what is required, and nothing in it that a later state asks for if that can be helped. */
  constructor(table: Table, desk: DeskContext) {
    this.table = table;
    this.#desk = desk;
    const required = staffColumns(table).filter(column => column.required);
    const idle = (keys: readonly { key: string }[]) =>
      Object.fromEntries(keys.map(({ key }) => [key, idleValue(table, key)]));
    const asked = idle(required.filter(column => !column.propose));
    const { values } = check(table, asked, this.#now, desk);
    const by = { desk, now: this.#now, before: undefined, references: undefined };
    const { proposed } = complete(table, values, by);
    this.#typed = { ...asked, ...idle(required.filter(({ key, propose }) => propose && !(key in proposed))) };
    this.type({});
  }

  get record(): DeskRecord {
    return this.accepted.after;
  }

  /** What the last step that was saved came to. */
  get accepted(): Accepted {
    if (!this.#accepted) throw new Error(`${this.table.key} was never saved`);
    return this.#accepted;
  }

  /** What was typed into a column last, if it has not gone to the history. */
  typed(column: string): Cells[string] {
    return this.#typed[column] ?? null;
  }

  /** Types cells, a minute later. @throws when they are not accepted. */
  type(cells: Cells): this {
    const { table } = this;
    this.#now += MINUTE;
    this.#typed = { ...this.#typed, ...cells };
    const before = this.#accepted?.after;
    // As the sheet sends it: what was typed, beside what it was told of the rest.
    const known =
      before && Object.fromEntries(staffColumns(table).map(({ key }) => [key, before.cells[key] ?? null]));
    const checked = check(table, this.#typed, this.#now, this.#desk);
    const values = { ...known, ...pick(checked.values, Object.keys(this.#typed)) };
    const row = { values, problems: checked.problems };
    const decision = decide(
      { table, key: 'row', before, row, links: this.#links, by: by('limin'), now: this.#now },
      this.#desk,
    );
    if (decision.outcome !== 'saved')
      throw new Error(
        `${table.key} ${JSON.stringify(cells)}: ${decision.outcome} ${JSON.stringify(decision.problems)}`,
      );
    if (decision.after.cycle !== (before?.cycle ?? 1)) this.#forget();
    this.#accepted = decision;
    return this;
  }

  /** Meets a need; of several ways the first. */
  meet(need: Need): this {
    const [way = need] = waysOf(need);
    if (typeof way === 'object' && 'linked' in way) return this.#link(way.linked, way.states[0] ?? '');
    if (typeof way === 'object' && 'told' in way)
      return this.#link(way.told, '', { [way.column]: way.values[0] ?? null });
    return this.type(Object.fromEntries(needsWithin(way).map(each => cellFor(this.table, each))));
  }

  /** Walks on until a state is reached, meeting every need on the way. */
  walkTo(goal: string): this {
    const states = waypointsOf(this.table);
    const from = states.findIndex(state => state.name === this.record.state);
    const to = states.findIndex(state => state.name === goal);
    for (const state of states.slice(from + 1, to + 1)) for (const need of state.needs) this.meet(need);
    return this;
  }

  #link(table: string, state: string, told: Cells = {}): this {
    const key = `${table}-1`;
    const link = {
      key,
      number: `${table}-001`,
      state,
      cycle: this.record.cycle,
      told,
      toldIn: this.record.cycle,
    };
    this.#links = { ...this.#links, [table]: [link] };
    return this.type({});
  }

  /** The cells of a cycle that is over are gone from the sheet. */
  #forget(): void {
    for (const { key, perCycle } of staffColumns(this.table)) if (perCycle) delete this.#typed[key];
  }
}

/** What to type so that a need for one column is met. */
export function cellFor(table: Table, need: Need): [key: string, value: string] {
  if (typeof need === 'string') return [need, exampleOf(table, need)];
  if ('is' in need) return endingFor(table, need.is, need.values[0] ?? '') ?? [need.is, need.values[0] ?? ''];
  if ('says' in need) return [need.says, `${exampleOf(table, need.says)}；${need.words[0]}。`];
  throw new Error(`no cell meets ${JSON.stringify(need)}`);
}

/** The outcome of a try that a system column tells this way. */
function endingFor(table: Table, key: string, value: string): [string, string] | undefined {
  const { attempts } = table;
  if (!attempts || columnOf(table, key).owner === 'staff') return undefined;
  const outcome = Object.keys(attempts.ends).find(each => attempts.ends[each] === value);
  return outcome === undefined ? undefined : [attempts.outcome, outcome];
}

function exampleOf(table: Table, key: string): string {
  const column = columnOf(table, key);
  if (column.owner !== 'staff') throw new Error(`${key} is not for typing`);
  return column.example;
}

/** A value of a required column that no state, reopening or opening asks for, where it has one. */
function idleValue(table: Table, key: string): string {
  const asked = [
    ...table.states.flatMap(state => state.needs),
    ...(table.override ? [overrideNeed(table.override)] : []),
    ...(table.reopenings ?? []).map(({ when }) => when),
  ].flatMap(needsWithin);
  const taken = asked.flatMap(need =>
    typeof need === 'object' && 'is' in need && need.is === key ? need.values : [],
  );
  const column = columnOf(table, key);
  const kind = column.owner === 'staff' ? column.kind : undefined;
  if (taken.length === 0 || !kind) return exampleOf(table, key);
  if (kind.type === 'score') return taken.includes('1') ? String(kind.most) : '1';
  const options = kind.type === 'option' && 'options' in kind ? kind.options : [];
  return options.find(option => !taken.includes(option)) ?? exampleOf(table, key);
}

const pick = (cells: Cells, keys: readonly string[]): Cells =>
  Object.fromEntries(keys.map(key => [key, cells[key] ?? null]));

/** The title of a table, as its tab has it. */
export const titleOf = (key: string): string => tableOf(key)?.title ?? key;
