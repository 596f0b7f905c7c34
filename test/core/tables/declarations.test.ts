import { describe, expect, it } from 'vitest';
import { FORM } from '../../../functions/src/adapters/firestore/forms.ts';
import { wireOf } from '../../../functions/src/core/cells/cell-codec.ts';
import { check } from '../../../functions/src/core/cells/validate-row.ts';
import { defaultSettings } from '../../../functions/src/core/desk/defaults.ts';
import { deriveState } from '../../../functions/src/core/record/states.ts';
import { SUMMARY_TABS } from '../../../functions/src/core/reports/summary-tabs.ts';
import { type ClockRule, STEPS, SUPERVISOR_ROLES } from '../../../functions/src/core/schema/clock-rule.ts';
import { type LimitText, limitOf } from '../../../functions/src/core/schema/duration.ts';
import { SETTING_CATEGORIES, SETTING_GROUPS } from '../../../functions/src/core/schema/setting-category.ts';
import { TIE, tabColumns } from '../../../functions/src/core/schema/tab-columns.ts';
import { clocksShown, columnOf, staffColumns, type Table } from '../../../functions/src/core/schema/table.ts';
import { TABLES, tableOf } from '../../../functions/src/core/tables/index.ts';
import { settings } from '../../../functions/src/core/tables/settings.ts';
import {
  namedColumns,
  namedStates,
  namedTables,
  optionsOf,
  toldColumns,
} from '../../fixtures/core/declared.ts';
import { newRowsOf, overridesOf } from '../../fixtures/core/declared-rows.ts';
import { at, deskOf, exampleDesk, lastingCells } from '../../fixtures/core/desk-fixture.ts';

const desk = exampleDesk();
const NOW = at('2026-11-22 15:00');
const twice = <T>(all: readonly T[]) => all.filter((each, index) => all.indexOf(each) !== index);

describe('all tables together', () => {
  it('have keys, titles and tabs of their own', () => {
    const tabs = [...TABLES, ...SUMMARY_TABS];
    expect(twice(TABLES.map(table => table.key))).toEqual([]);
    expect(twice(tabs.map(tab => tab.title))).toEqual([]);
    expect(twice(tabs.map(tab => tab.sheetId))).toEqual([]);
    expect(TABLES.map(table => tableOf(table.key))).toEqual(TABLES);
    expect(tableOf('constructor')).toBeUndefined();
  });

  it('let people fill in on the road what is theirs to type, wherever there is work', () => {
    for (const { key, role, counts, columns, onTheRoad = [] } of TABLES) {
      const typed = columns.filter(({ owner }) => owner === 'staff').map(each => each.key);
      expect([key, onTheRoad.filter(each => !typed.includes(each))]).toEqual([key, []]);
      expect([key, onTheRoad.length > 0]).toEqual([key, role === 'work' && counts !== undefined]);
    }
  });

  it('leave the field alone that holds the number of a stored form: private cells stand beside it', () => {
    expect(TABLES.flatMap(table => table.columns).filter(({ key }) => key === FORM)).toEqual([]);
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

  it('begin with settings that each say what they are for and how they are written', () => {
    const rows = defaultSettings(TABLES);
    expect(rows.filter(({ note = '' }) => note === '')).toEqual([]);
    const noteOf = (name: string) => rows.find(each => each.name === name)?.note;
    expect(noteOf('热线响应')).toBe(
      '热线记录：从“日期时间”算起，最迟多久要填上“响应时间”。写 m 分钟、h 小时、d 天、wd 工作日、mo 月。',
    );
    expect(noteOf('投诉处理·紧急')).toContain('投诉记录：从“受理时间”算起，最迟多久要到“待回访”。');
    expect(noteOf('重要客户回访·以后每次')).toContain('第一次以后');
    expect(noteOf('常规回访·最晚')).toContain('不再安排');
  });

  it('have each category of settings in one group', () => {
    expect(Object.values(SETTING_GROUPS).flat().toSorted(byCode)).toEqual(
      Object.keys(SETTING_CATEGORIES).toSorted(byCode),
    );
  });

  it('refer to each other without going round in a circle', () => {
    const referred = (table: Table) =>
      staffColumns(table).flatMap(({ kind }) => {
        if (kind.type === 'named') return [kind.table];
        return kind.type === 'reference' && !kind.earlier ? kind.to : [];
      });
    const reached = (key: string, seen: readonly string[]): string[] => {
      const table = tableOf(key);
      if (!table || seen.includes(key)) return [key];
      return referred(table).flatMap(each => [each, ...reached(each, [...seen, key])]);
    };
    expect(TABLES.filter(table => reached(table.key, []).includes(table.key))).toEqual([]);
  });

  it('are moved by nothing that only looks back at them as what was earlier', () => {
    const lookingBack = TABLES.flatMap(table =>
      staffColumns(table).flatMap(({ kind }) =>
        kind.type === 'reference' && kind.earlier ? kind.to.map(to => ({ from: table.key, to })) : [],
      ),
    );
    expect(lookingBack).toContainEqual({ from: 'complaints', to: 'serviceOrders' });
    for (const { from, to } of lookingBack) {
      const table = tableOf(to);
      if (!table) throw new Error(`no table ${to}`);
      const references = staffColumns(table).filter(({ kind }) => kind.type === 'reference');
      const named = namedTables(table).filter(({ name }) => name === from);
      const shown = ['related', ...references.map(({ key }) => key)];
      expect(named).toContainEqual({ where: 'related', name: from });
      expect(named.filter(({ where }) => !shown.includes(where))).toEqual([]);
    }
  });
});

/** The lengths that a rule declares; a promised time is none. */
function lengthsIn({ limit, repeats }: ClockRule): LimitText[] {
  const every = repeats?.every ? [repeats.every] : [];
  if (typeof limit === 'string') return [limit, ...every];
  return 'by' in limit ? [...Object.values(limit.lengths), ...every] : every;
}

describe.each(TABLES.map(table => [table.title, table] as const))('%s', (_, table) => {
  const keys = table.columns.map(column => column.key);
  const waypoints = table.states.filter(state => !state.aside);

  it('has columns with keys and labels of their own, apart from those that tie the row', () => {
    expect(twice(keys)).toEqual([]);
    expect(twice(tabColumns(table).map(column => column.label))).toEqual([]);
    expect(keys.filter(key => !/^[a-z][A-Za-z0-9]*$/.test(key))).toEqual([]);
    expect(Object.values(TIE).filter(label => table.columns.some(column => column.label === label))).toEqual(
      [],
    );
  });

  it('names columns, states and tables that there are, and times where times are due', () => {
    expect(namedColumns(table).filter(({ column }) => !keys.includes(column))).toEqual([]);
    expect(namedTables(table).filter(({ name }) => !tableOf(name))).toEqual([]);
    expect(
      namedStates(table).filter(({ of, name }) => !tableOf(of)?.states.some(s => s.name === name)),
    ).toEqual([]);
    const firsts = table.columns.flatMap(column =>
      column.owner === 'system' && column.source.from === 'first' ? column.source.columns : [],
    );
    const wiresOf = (names: readonly (string | undefined)[]) =>
      names.flatMap(key => table.columns.filter(column => column.key === key).map(wireOf));
    const until = table.clocks.flatMap(({ limit, repeats }) => [
      typeof limit === 'object' && 'until' in limit ? limit.until : undefined,
      repeats?.restarts,
    ]);
    const { received, responded, solved, rated, called } = table.measures ?? {};
    const measured = [received, responded, solved?.at, rated?.at, called?.at];
    const dated = table.numbering.date?.column;
    const times = wiresOf([...until, ...firsts, ...measured, dated]);
    expect(times.filter(wire => wire !== 'time')).toEqual([]);
    // Days are held against days, and times against times.
    const ordered = new Set(wiresOf(table.order));
    expect([...ordered].filter(wire => wire !== 'time' && wire !== 'date')).toEqual([]);
    expect(ordered.size).toBeLessThan(2);
    const starts = wiresOf(table.clocks.map(rule => rule.starts));
    expect(starts.filter(wire => wire !== 'time' && wire !== 'date')).toEqual([]);
  });

  it('names records of others by columns that are unique there', () => {
    const named = staffColumns(table).flatMap(({ kind }) => (kind.type === 'named' ? kind : []));
    const columns = named.map(({ table: of, column }) =>
      staffColumns(tableOf(of) ?? table).find(({ key }) => key === column),
    );
    expect(columns.filter(column => !column?.unique)).toEqual([]);
  });

  it('asks for values that its columns can hold', () => {
    const values = optionsOf(table);
    expect(values.filter(({ options, value }) => !options.includes(value))).toEqual([]);
  });

  it('goes by what others tell, and tells what it has', () => {
    const untold = toldColumns(table).filter(
      ({ by, column }) => !tableOf(by)?.reportedFields?.includes(column),
    );
    expect(untold).toEqual([]);
    expect((table.reportedFields ?? []).filter(key => !keys.includes(key))).toEqual([]);
  });

  it('shows clocks that it has', () => {
    const shown = table.columns.flatMap(column =>
      column.owner === 'system' && column.source.from === 'due' ? clocksShown(column.source) : [],
    );
    expect(shown.filter(id => !table.clocks.some(rule => rule.id === id))).toEqual([]);
  });

  it('has limits that can be read, and ladders that end', () => {
    for (const rule of table.clocks) {
      expect(lengthsIn(rule).map(limitOf)).toHaveLength(lengthsIn(rule).length);
      // What is due at its start has nothing before it to warn of; the row that a clock opens has a ladder of its own.
      const single = rule.limit === '0h' || rule.opens !== undefined || rule.steps.length === 1;
      // What recurs reminds whoever has to do it, and goes up once.
      const recurs = rule.repeats?.escalatesOnce ? ['due', 'escalation'] : undefined;
      expect(rule.steps.map(step => step.id)).toEqual(
        recurs ?? (single ? ['due'] : STEPS.slice(0, Math.max(4, rule.steps.length))),
      );
      expect(rule.steps.filter(step => (step.to.length === 0) !== (rule.opens !== undefined))).toEqual([]);
    }
  });

  it('pauses its clocks by pauses that it has', () => {
    const pauses = table.pauses?.map(({ id }) => id) ?? [];
    const named = table.clocks.flatMap(rule => rule.pausedBy ?? []);
    expect(named.filter(id => !pauses.includes(id))).toEqual([]);
    expect(twice(pauses)).toEqual([]);
  });

  it('stops its clocks at times where it stops them by what somebody has written of a state', () => {
    const written = table.clocks.flatMap(({ stops }) =>
      typeof stops === 'object' && 'state' in stops && stops.at !== undefined ? [stops.at] : [],
    );
    expect(written.filter(key => wireOf(columnOf(table, key)) !== 'time')).toEqual([]);
  });

  it('stops its clocks on the way', () => {
    const goals = table.clocks.flatMap(({ stops }) =>
      typeof stops === 'object' && 'state' in stops ? [stops.state] : [],
    );
    expect(goals.filter(goal => !waypoints.some(state => state.name === goal))).toEqual([]);
  });

  it('begins in a state that needs nothing and ends in a closed one; solved lies between', () => {
    expect(waypoints[0]?.needs).toEqual([]);
    expect(waypoints.slice(1).filter(state => state.needs.length === 0)).toEqual([]);
    expect(twice(table.states.map(state => state.name))).toEqual([]);
    const rank = { open: 0, solved: 1, closed: 2, standing: 2 };
    const ranks = waypoints.map(state => rank[state.category]);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(['closed', 'standing']).toContain(waypoints.at(-1)?.category);
  });

  it('only an override leads aside', () => {
    const aside = table.states.filter(state => state.aside).map(state => state.name);
    const leading = overridesOf(table).flatMap(({ states }) => Object.values(states));
    expect(aside).toEqual([...new Set(leading)]);
  });

  it('reopens to the state that its lasting cells come to', () => {
    for (const { to } of table.reopenings ?? []) {
      const reached = deriveState(table, lastingCells(table)).name;
      expect(reached).toBe(to);
    }
  });

  it.each(newRowsOf(table).map(opening => [opening.table, opening] as const))(
    'opens %s with cells that fit there, one of them leading back, and contacts only where they are masked',
    (key, opening) => {
      const target = tableOf(key);
      if (!target) throw new Error(`no table ${key}`);
      const back = Object.entries(opening.copies).filter(([to, from]) => {
        const column = columnOf(target, to);
        if (column.owner !== 'staff') throw new Error(`${to} is not for writing`);
        const source = columnOf(table, from);
        const masked = source.owner === 'staff' && ['contact', 'customer'].includes(source.kind.type);
        if (masked && column.kind.type !== source.kind.type) throw new Error(`${to} would show ${from}`);
        return column.kind.type === 'reference' && column.kind.to.includes(table.key) && from === 'number';
      });
      expect(back).toHaveLength(1);
      expect(columnOf(table, 'number')).toMatchObject({ source: { from: 'number' } });
      const { problems } = check(target, opening.sets ?? {}, NOW, desk);
      expect(problems).toEqual([]);
    },
  );

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

const byCode = (a: string, b: string): number => (a < b ? -1 : 1);
