import { describe, expect, it } from 'vitest';
import type { Need } from '../../../functions/src/core/schema/condition.ts';
import { staffColumns, type Table } from '../../../functions/src/core/schema/table.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { needsWithin } from '../../fixtures/core/declared.ts';
import { overrideNeed } from '../../fixtures/core/declared-rows.ts';
import { exampleDesk } from '../../fixtures/core/desk-fixture.ts';
import { cellFor, Walker, waypointsOf, waysOf } from '../../fixtures/core/walker.ts';

const desk = exampleDesk();
const WALKED = TABLES.filter(table => table.states.length > 1);
const named = (tables: readonly Table[]) => tables.map(table => [table.title, table] as const);

/** The columns that a need is about. */
const columnsOf = (need: Need): string[] =>
  needsWithin(need).flatMap(each => {
    if (typeof each === 'string') return [each];
    return 'is' in each ? [each.is] : [];
  });

/** The state in which a row of a table stands once it is saved with nothing but what is required. */
const beginning = (table: Table) => new Walker(table, desk).record.state;

describe.each(named(WALKED))('%s goes forwards', (_, table) => {
  const states = waypointsOf(table);
  const start = states.findIndex(state => state.name === beginning(table));

  it('from where its required cells put it', () => {
    const { record, accepted } = new Walker(table, desk);
    expect(start).toBeGreaterThanOrEqual(0);
    // Only what the system proposes for a required cell carries a new row further than its first state.
    const met = states.slice(1, start + 1).flatMap(state => state.needs.flatMap(columnsOf));
    expect(met.filter(key => (record.proposed[key] ?? null) === null)).toEqual([]);
    expect([record.cycle, record.cycles, accepted.event.state.before]).toEqual([1, [], null]);
  });

  it.each(states.slice(start + 1).map((state, index) => [states[start + index]?.name ?? '', state] as const))(
    'from %s: to the next once all that it needs is there, and not before',
    (from, state) => {
      const walker = new Walker(table, desk).walkTo(from);
      const { createdAt } = walker.record;
      state.needs.forEach((need, index) => {
        walker.meet(need);
        const { record, accepted } = walker;
        const last = index === state.needs.length - 1;
        expect(record.state).toBe(last ? state.name : from);
        expect(accepted.event.state).toEqual({ before: from, after: record.state });
        expect([record.cycle, record.createdAt]).toEqual([1, createdAt]);
        const labels = columnsOf(waysOf(need)[0] ?? need).map(
          key => table.columns.find(column => column.key === key)?.label,
        );
        expect(accepted.event.changes.map(change => change.label)).toEqual(expect.arrayContaining(labels));
      });
      expect(walker.record.closedAt === null).toBe(state.category !== 'closed');
    },
  );

  it('each of several ways leads on', () => {
    for (const [index, state] of states.entries()) {
      for (const need of state.needs) {
        for (const way of waysOf(need)) {
          const walker = new Walker(table, desk).walkTo(states[index - 1]?.name ?? '');
          for (const each of state.needs) walker.meet(each === need ? way : each);
          expect(states.findIndex(({ name }) => name === walker.record.state)).toBeGreaterThanOrEqual(index);
        }
      }
    }
  });

  it('what is filled in ahead waits, and the row says for what', () => {
    const [next, ...later] = states.slice(start + 1);
    const ahead = later.flatMap(state => state.needs).find(need => columnsOf(need).length > 0);
    if (!next || !ahead) return;
    const walker = new Walker(table, desk).meet(ahead);
    expect(walker.record.state).toBe(states[start]?.name);
    expect(walker.accepted.problems).toContainEqual(expect.objectContaining({ code: 'state_waits' }));
  });
});

const REOPENING = WALKED.flatMap(table =>
  (table.reopenings ?? []).map(reopening => [table.title, table, reopening] as const),
);

describe.each(REOPENING)('%s reopens', (_, table, reopening) => {
  const states = waypointsOf(table);
  const { when, from, to } = reopening;
  const solved = states.findIndex(state => state.category !== 'open');
  const perCycle = staffColumns(table).filter(column => column.perCycle);

  it.each(states.slice(solved).map(state => state.name))(
    'from %s, and keeps what the cycle came to',
    name => {
      const walker = new Walker(table, desk).walkTo(name);
      const before = walker.record;
      walker.meet(when);
      const { record, accepted } = walker;
      expect(record).toMatchObject({ state: to, cycle: 2, closedAt: null, createdAt: before.createdAt });
      expect(record.cycles).toHaveLength(1);
      // What was filled in is in the history; in the sheet stands only what the system proposes for each cycle.
      const anew = perCycle.map(({ propose }) => (propose?.rule === 'constant' ? propose.value : null));
      expect(perCycle.map(({ key }) => record.cells[key] ?? null)).toEqual(anew);
      const kept = record.cycles[0]?.cells ?? {};
      const untold = perCycle.filter(({ propose }) => propose?.rule !== 'reported').map(({ key }) => key);
      const [asked, rest] = [true, false].map(asks =>
        untold.filter(key => columnsOf(when).includes(key) === asks),
      );
      expect(asked?.filter(key => (kept[key] ?? null) === null)).toEqual([]);
      expect(rest?.map(key => kept[key])).toEqual(rest?.map(key => before.cells[key] ?? null));
      const lasting = staffColumns(table).filter(column => !column.perCycle);
      expect(lasting.map(({ key }) => record.cells[key])).toEqual(
        lasting.map(({ key }) => before.cells[key]),
      );
      expect(accepted.event).toMatchObject({ cycle: 2, state: { before: name, after: to } });
      expect(accepted.change).not.toEqual({});
    },
  );

  it('and comes to its end in the second cycle, with the first one as it was', () => {
    const last = states.at(-1)?.name ?? '';
    const walker = new Walker(table, desk).walkTo(last).meet(when);
    const { cycles } = walker.record;
    walker.walkTo(last);
    expect(walker.record).toMatchObject({ state: last, cycle: 2, cycles });
    expect(walker.record.closedAt).not.toBeNull();
  });

  // Template 0.19, 0.22, 4.25
  it('from its beginning too, or only once it is solved, as declared', () => {
    const walker = new Walker(table, desk);
    walker.meet(when);
    const cycle = from === 'any' ? 2 : 1;
    expect([walker.record.cycle, walker.record.cycles.length]).toEqual([cycle, cycle - 1]);
  });

  it('is not asked for again by the same row', () => {
    const walker = new Walker(table, desk).walkTo(states.at(-1)?.name ?? '').meet(when);
    expect(() => walker.type({})).not.toThrow();
    expect(walker.record).toMatchObject({ cycle: 2, state: to });
  });
});

const OVERRIDDEN = WALKED.flatMap(table =>
  table.override ? [[table.title, table, table.override] as const] : [],
);

describe.each(OVERRIDDEN)('%s is set aside', (_, table, override) => {
  const states = waypointsOf(table).filter(state => state.category !== 'closed');

  it.each(states.map(state => state.name))('from %s, and goes on from there', name => {
    const walker = new Walker(table, desk).walkTo(name);
    const need = overrideNeed(override);
    const [column] = cellFor(table, need);
    const was = walker.record.cells[column] ?? null;
    const aside = Object.values(override.states)[0];
    walker.meet(need);
    expect(walker.record).toMatchObject({ state: aside, cycle: 1, cycles: [] });
    expect(walker.accepted.event.state).toEqual({ before: name, after: aside });
    walker.type({ [column]: was });
    expect(walker.record).toMatchObject({ state: name, cycle: 1 });
  });
});
