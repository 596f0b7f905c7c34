import { describe, expect, it } from 'vitest';
import { check } from '../../functions/src/core/check.ts';
import { SUPERVISOR_ROLES } from '../../functions/src/core/clock-rule.ts';
import { defaultSettings } from '../../functions/src/core/defaults.ts';
import { limitOf } from '../../functions/src/core/limit.ts';
import { deriveState } from '../../functions/src/core/states.ts';
import { SUMMARY_TABS } from '../../functions/src/core/summary.ts';
import { TIE, tabColumns } from '../../functions/src/core/tab.ts';
import { type Cells, staffColumns, type Table } from '../../functions/src/core/table.ts';
import { TABLES, tableOf } from '../../functions/src/core/tables/index.ts';
import { settings } from '../../functions/src/core/tables/settings.ts';
import { wireOf } from '../../functions/src/core/wire.ts';
import { at, deskOf } from './desk-fixture.ts';

const desk = deskOf();
const NOW = at('2026-11-22 15:00');
const twice = <T>(all: readonly T[]) => all.filter((each, index) => all.indexOf(each) !== index);

/** Columns that a declaration names, with where: each has to be one of the table. */
function named(table: Table): { where: string; column: string }[] {
  const at = (where: string, columns: readonly (string | undefined)[]) =>
    columns.flatMap(column => (column === undefined ? [] : [{ where, column }]));
  const proposals = staffColumns(table).flatMap(({ key, propose }) => {
    switch (propose?.rule) {
      case 'priority':
        return at(`proposal of ${key}`, propose.reads);
      case 'department':
        return at(`proposal of ${key}`, [propose.by, propose.tags, propose.subject]);
      case 'personOnDuty':
        return at(`proposal of ${key}`, [propose.by]);
      case 'constant':
      case undefined:
        return [];
    }
  });
  const clocks = table.clocks.flatMap(rule => [
    ...at(rule.id, [rule.starts, typeof rule.stops === 'string' ? rule.stops : undefined, rule.limitFrom]),
    ...at(rule.id, typeof rule.limit === 'object' ? [rule.limit.by] : []),
    ...rule.steps.flatMap(step =>
      step.to.flatMap(to =>
        at(rule.id, ['person' in to ? to.person : undefined, 'headOf' in to ? to.headOf : undefined]),
      ),
    ),
  ]);
  const sources = table.columns.flatMap(column =>
    column.owner === 'system' && column.source.from === 'since' ? at(column.key, [column.source.column]) : [],
  );
  const needs = table.states.flatMap(state =>
    at(
      state.name,
      state.needs.filter(need => typeof need === 'string'),
    ),
  );
  return [
    ...proposals,
    ...clocks,
    ...sources,
    ...needs,
    ...at('order', table.order),
    ...at('reopening', [table.reopening?.column]),
    ...at('numbering', [table.numbering.date?.column]),
    ...at(
      'dimensions',
      table.dimensions.map(each => each.column),
    ),
  ];
}

describe('all tables together', () => {
  it('have keys, titles and tabs of their own', () => {
    const tabs = [...TABLES, ...SUMMARY_TABS];
    expect(twice(TABLES.map(table => table.key))).toEqual([]);
    expect(twice(tabs.map(tab => tab.title))).toEqual([]);
    expect(twice(tabs.map(tab => tab.sheetId))).toEqual([]);
    expect(TABLES.map(table => tableOf(table.key))).toEqual(TABLES);
    expect(tableOf('constructor')).toBeUndefined();
  });

  it('name their limits once: settings and notices tell them apart by it', () => {
    const clocks = TABLES.flatMap(table => table.clocks);
    expect(twice(clocks.map(rule => rule.id))).toEqual([]);
    expect(twice(clocks.map(rule => rule.label))).toEqual([]);
  });

  it('the settings that a new desk starts with are valid', () => {
    const rows = defaultSettings(TABLES);
    const departments = rows.filter(row => row.category === '部门');
    const seeded = deskOf(
      [],
      departments.map(row => ['部门', row.name ?? '']),
    );
    const problems = rows.flatMap(row =>
      check(settings, row, NOW, seeded).problems.map(problem => ({ row, problem })),
    );
    expect(problems).toEqual([]);
  });
});

describe.each(TABLES.map(table => [table.title, table] as const))('%s', (_, table) => {
  const keys = table.columns.map(column => column.key);

  it('has columns with keys and labels of their own, apart from those that tie the row', () => {
    expect(twice(keys)).toEqual([]);
    expect(twice(tabColumns(table).map(column => column.label))).toEqual([]);
    expect(keys.filter(key => !/^[a-z][A-Za-z0-9]*$/.test(key))).toEqual([]);
    expect(Object.values(TIE).filter(label => table.columns.some(column => column.label === label))).toEqual(
      [],
    );
  });

  it('names columns that it has, and times where times are due', () => {
    expect(named(table).filter(({ column }) => !keys.includes(column))).toEqual([]);
    const times = [...table.order, ...table.clocks.map(rule => rule.starts), table.numbering.date?.column];
    const wires = times.flatMap(key => table.columns.filter(column => column.key === key).map(wireOf));
    expect(wires.filter(wire => wire !== 'time')).toEqual([]);
  });

  it('shows clocks that it has', () => {
    const shown = table.columns.flatMap(column =>
      column.owner === 'system' && column.source.from === 'due' ? [column.source.clock] : [],
    );
    expect(shown.filter(id => !table.clocks.some(rule => rule.id === id))).toEqual([]);
  });

  it('has limits that can be read, for each value that they go by, and ladders that end', () => {
    for (const rule of table.clocks) {
      const texts = typeof rule.limit === 'string' ? [rule.limit] : Object.values(rule.limit.lengths);
      expect(texts.map(limitOf)).not.toHaveLength(0);
      const by = typeof rule.limit === 'string' ? undefined : rule.limit.by;
      const column = staffColumns(table).find(each => each.key === by);
      const options = column?.kind.type === 'option' && 'options' in column.kind ? column.kind.options : [];
      expect(typeof rule.limit === 'string' ? [] : Object.keys(rule.limit.lengths)).toEqual(options);
      expect(rule.steps.map(step => step.id)).toEqual(['warning', 'due', 'escalation']);
      expect(rule.steps.filter(step => step.to.length === 0)).toEqual([]);
    }
  });

  it('stops its clocks at states that it has', () => {
    const goals = table.clocks.flatMap(rule => (typeof rule.stops === 'object' ? [rule.stops.state] : []));
    expect(goals.filter(goal => !table.states.some(state => state.name === goal))).toEqual([]);
  });

  it('begins in a state that needs nothing; solved and closed come last', () => {
    expect(table.states[0]?.needs).toEqual([]);
    expect(twice(table.states.map(state => state.name))).toEqual([]);
    const rank = { open: 0, solved: 1, closed: 2 };
    const ranks = table.states.map(state => rank[state.category]);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(table.states.at(-1)?.category).toBe('closed');
  });

  it('reopens to the state that its lasting cells come to', () => {
    const { reopening } = table;
    const lasting: Cells = Object.fromEntries(
      staffColumns(table).flatMap(({ key, perCycle }) => (perCycle ? [] : [[key, 'x']])),
    );
    expect(deriveState(table, lasting).name).toBe(reopening?.to ?? deriveState(table, lasting).name);
    const column = staffColumns(table).find(each => each.key === reopening?.column);
    expect(column?.perCycle).toBe(reopening ? true : undefined);
    const options = column?.kind.type === 'option' && 'options' in column.kind ? column.kind.options : [];
    expect(reopening?.values.filter(value => !options.includes(value)) ?? []).toEqual([]);
  });

  it.each(staffColumns(table).map(column => [column.label, column] as const))(
    'the example of %s is one',
    (_label, { key, kind, example }) => {
      const category = kind.type === 'setting' ? { [kind.category]: '时限' } : {};
      const { values, problems } = check(table, { ...category, [key]: example }, NOW, desk);
      expect(problems.filter(each => each.column === key && each.severity === 'error')).toEqual([]);
      expect(values[key]).not.toBeNull();
    },
  );

  it('helps with every column, in a sentence', () => {
    const helps = table.columns.map(column => column.help);
    expect(helps.filter(help => !help.endsWith('。'))).toEqual([]);
    expect(table.columns.filter(column => column.width < 60 || column.width > 400)).toEqual([]);
  });

  it('only supervisors change what configures the desk', () => {
    expect(table.supervised).toBe(table.role === 'work' ? undefined : true);
    expect(SUPERVISOR_ROLES).toHaveLength(3);
  });
});
