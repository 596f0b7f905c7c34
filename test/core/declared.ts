// What a declaration names: columns, states, tables and values, with where, so that tests can hold each against what there is.

import { comparedColumns } from '../../functions/src/core/sighting.ts';
import {
  type Need,
  type Proposal,
  type Source,
  staffColumns,
  type Table,
} from '../../functions/src/core/table.ts';
import { tableOf } from '../../functions/src/core/tables/index.ts';
import { attemptColumns, newRowsOf, outcomesOf, overrideNeed, overridesOf } from './declared-rows.ts';

export interface Named {
  where: string;
  column: string;
}

const named = (where: string, columns: readonly (string | undefined)[]): Named[] =>
  columns.flatMap(column => (column === undefined ? [] : [{ where, column }]));

/** A need and those that it is made of. */
export function needsWithin(need: Need): Need[] {
  if (typeof need === 'string') return [need];
  if ('any' in need) return need.any.flatMap(needsWithin);
  return 'all' in need ? need.all.flatMap(needsWithin) : [need];
}

/** Every need of a table, with where it stands. */
function allNeeds(table: Table): { where: string; need: Need }[] {
  const at = (where: string, needs: readonly Need[]) =>
    needs.flatMap(needsWithin).map(need => ({ where, need }));
  return [
    ...table.states.flatMap(state => at(state.name, state.needs)),
    ...(table.reopenings ?? []).flatMap(({ to, when }) => at(`reopening to ${to}`, [when])),
    ...(table.opens ?? []).flatMap(({ table: target, when }) =>
      typeof when === 'object' && 'reached' in when ? [] : at(`opening ${target}`, [when]),
    ),
    ...(table.pauses ?? []).flatMap(({ id, when }) => at(`pause ${id}`, [when])),
    ...overridesOf(table).flatMap(each => at('override', [overrideNeed(each)])),
  ];
}

function columnOfNeed(need: Need): string | undefined {
  if (typeof need === 'string') return need;
  if ('is' in need) return need.is;
  return 'says' in need ? need.says : undefined;
}

function proposalColumns(propose: Proposal): (string | undefined)[] {
  switch (propose.rule) {
    case 'priority':
      return [...propose.reads];
    case 'department':
      return [propose.by, propose.tags, propose.subject];
    case 'personOnDuty':
    case 'personOfRole':
      return [propose.by];
    case 'offset':
      return [
        propose.by,
        ...Object.values(propose.offsets).map(({ from }) => (from === 'now' ? undefined : from)),
      ];
    case 'cost':
      return [propose.warranty, propose.cause];
    case 'referenceDue':
    case 'fromReference':
      return [propose.reference];
    case 'constant':
    case 'told':
      return [];
  }
}

function sourceColumns(source: Source): string[] {
  switch (source.from) {
    case 'since':
    case 'changed':
    case 'fallen':
    case 'escalation':
      return [source.column];
    case 'referenceDue':
      return [source.reference];
    case 'first':
      return [...source.columns];
    case 'warranty':
      return [source.product, source.purchased];
    case 'verdict':
      return [source.given, ...source.cases.map(each => ('when' in each ? each.when : each.score))].flatMap(
        need => columnOfNeed(need) ?? [],
      );
    default:
      return [];
  }
}

function likenessColumns({ likeness, effect }: Table): string[] {
  const own = likeness ? [...comparedColumns(likeness), likeness.raises?.column ?? []].flat() : [];
  return effect ? [...own, ...effect.texts, effect.since] : own;
}

/** Columns of the table itself that its declaration names. */
export function namedColumns(table: Table): Named[] {
  return [
    ...staffColumns(table).flatMap(({ key, propose }) =>
      propose ? named(`proposal of ${key}`, proposalColumns(propose)) : [],
    ),
    ...table.columns.flatMap(column =>
      column.owner === 'system' ? named(column.key, sourceColumns(column.source)) : [],
    ),
    ...table.clocks.flatMap(rule => [
      ...named(rule.id, [
        rule.starts,
        typeof rule.stops === 'string' ? rule.stops : undefined,
        rule.limitFrom,
        rule.repeats?.restarts,
        typeof rule.limit === 'string' ? undefined : 'by' in rule.limit ? rule.limit.by : rule.limit.until,
      ]),
      ...rule.steps.flatMap(step =>
        step.to.flatMap(to =>
          named(rule.id, ['person' in to ? to.person : undefined, 'headOf' in to ? to.headOf : undefined]),
        ),
      ),
    ]),
    ...allNeeds(table).flatMap(({ where, need }) => named(where, [columnOfNeed(need)])),
    ...named('likeness', likenessColumns(table)),
    ...named('order', table.order),
    ...named('acknowledging', [table.acknowledging?.by, table.acknowledging?.at]),
    ...named('attempts', attemptColumns(table.attempts)),
    ...named('numbering', [table.numbering.date?.column]),
    ...named(
      'dimensions',
      table.dimensions.map(each => each.column),
    ),
    ...newRowsOf(table).flatMap(({ table: target, copies }) =>
      named(`opening ${target}`, Object.values(copies)),
    ),
    ...measured(table),
    ...otherTables(table),
  ];
}

/** Columns that the measures of a table name. */
function measured({ measures = {} }: Table): Named[] {
  const { received, responded, solved, rated, called, judged, problems = [] } = measures;
  return named('measures', [
    received,
    responded,
    solved?.at,
    rated?.column,
    rated?.at,
    called?.at,
    judged?.column,
    judged?.department,
    ...(called ? [called.when, called.intended] : []).flatMap(needsWithin).map(columnOfNeed),
    ...problems.map(({ column }) => column),
  ]);
}

/** Values that the measures of a table tell apart. */
function measuredValues({ measures = {} }: Table): { where: string; column: string; value: string }[] {
  const { rated, judged, called } = measures;
  const asked = [
    ...(rated ? [{ is: rated.column, values: rated.satisfied }] : []),
    ...(judged ? [{ is: judged.column, values: [judged.own, ...judged.undecided] }] : []),
    ...(called ? [called.when, called.intended] : []).flatMap(needsWithin),
  ];
  return asked.flatMap(need =>
    typeof need === 'object' && 'is' in need
      ? need.values.map(value => ({ where: 'measures', column: need.is, value }))
      : [],
  );
}

/** What a table goes by that others tell: in needs, and in what it proposes. */
export function toldColumns(table: Table): { by: string; column: string }[] {
  return [
    ...allNeeds(table).flatMap(({ need }) =>
      typeof need === 'object' && 'told' in need ? [{ by: need.told, column: need.column }] : [],
    ),
    ...staffColumns(table).flatMap(({ propose }) =>
      propose?.rule === 'told'
        ? [propose.given.is, propose.column].map(column => ({ by: propose.by, column }))
        : [],
    ),
  ];
}

/** Columns of other tables, told as this one's fault when they are missing there. */
function otherTables(table: Table): Named[] {
  const wanted = staffColumns(table).flatMap(({ key, propose }) =>
    propose?.rule === 'fromReference'
      ? Object.entries(propose.columns).map(entry => [key, ...entry] as const)
      : [],
  );
  const opened = newRowsOf(table).flatMap(({ table: target, copies, sets, unlessOpen }) =>
    [...Object.keys(copies), ...Object.keys(sets ?? {}), ...(unlessOpen ? [unlessOpen] : [])].map(
      column => ['opens', target, column] as const,
    ),
  );
  return [...wanted, ...opened].flatMap(([where, of, column]) =>
    tableOf(of)?.columns.some(each => each.key === column) ? [] : [{ where, column: `${of}.${column}` }],
  );
}

/** Tables that a declaration names. */
export function namedTables(table: Table): { where: string; name: string }[] {
  return [
    ...staffColumns(table).flatMap(({ key, kind, propose }) => [
      ...(kind.type === 'reference' ? kind.to.map(name => ({ where: key, name })) : []),
      ...(kind.type === 'named' ? [{ where: key, name: kind.table }] : []),
      ...(propose?.rule === 'fromReference'
        ? Object.keys(propose.columns).map(name => ({ where: `proposal of ${key}`, name }))
        : []),
    ]),
    ...table.columns.flatMap(column => {
      const source = column.owner === 'system' ? column.source : undefined;
      if (source?.from === 'linked') return source.tables.map(name => ({ where: column.key, name }));
      return source?.from === 'handledBy' ? [{ where: column.key, name: source.table }] : [];
    }),
    ...allNeeds(table).flatMap(({ where, need }) =>
      typeof need === 'object' && 'linked' in need ? [{ where, name: need.linked }] : [],
    ),
    ...toldColumns(table).map(({ by }) => ({ where: 'told', name: by })),
    ...newRowsOf(table).map(opening => ({ where: 'opens', name: opening.table })),
  ];
}

/** States that a declaration names, and the table that has to have them. */
export function namedStates(table: Table): { where: string; of: string; name: string }[] {
  const own = (where: string, name: string) => ({ where, of: table.key, name });
  return [
    ...(table.reopenings ?? []).map(({ to }) => own('reopening', to)),
    ...overridesOf(table).flatMap(({ states }) => Object.values(states).map(state => own('override', state))),
    ...table.columns.flatMap(column =>
      column.owner === 'system' && column.source.from === 'reached'
        ? [own(column.key, column.source.state)]
        : [],
    ),
    ...table.clocks.flatMap(({ id, stops }) => (typeof stops === 'object' ? [own(id, stops.state)] : [])),
    ...(table.opens ?? []).flatMap(({ when }) =>
      typeof when === 'object' && 'reached' in when ? [own('opens', when.reached)] : [],
    ),
    ...allNeeds(table).flatMap(({ where, need }) =>
      typeof need === 'object' && 'linked' in need
        ? need.states.map(name => ({ where, of: need.linked, name }))
        : [],
    ),
  ];
}

/** Values that a declaration asks for, with what the column may hold; lists that a workspace extends are left out. */
export function optionsOf(table: Table): { where: string; value: string; options: readonly string[] }[] {
  const asked = [
    ...allNeeds(table).flatMap(({ where, need }) =>
      typeof need === 'object' && 'is' in need
        ? need.values.map(value => ({ where, column: need.is, value }))
        : [],
    ),
    ...outcomesOf(table.attempts),
    ...table.clocks.flatMap(({ id, limit }) =>
      typeof limit === 'object' && 'by' in limit
        ? Object.keys(limit.lengths).map(value => ({ where: id, column: limit.by, value }))
        : [],
    ),
    ...measuredValues(table),
    ...table.columns.flatMap(column => {
      if (column.owner === 'system') {
        const { source } = column;
        if (source.from === 'escalation') return [{ where: column.key, ...source }];
        if (source.from !== 'since') return [];
        return (source.values ?? []).map(value => ({ where: column.key, column: source.column, value }));
      }
      const { propose, key } = column;
      if (propose?.rule === 'offset')
        return Object.keys(propose.offsets).map(value => ({ where: key, column: propose.by, value }));
      if (propose?.rule === 'personOfRole')
        return Object.keys(propose.roles).map(value => ({ where: key, column: propose.by, value }));
      return propose?.rule === 'constant' ? [{ where: key, column: key, value: propose.value }] : [];
    }),
  ];
  return asked.flatMap(({ where, column, value }) => {
    const options = heldBy(table, column);
    return options ? [{ where, value, options }] : [];
  });
}

function heldBy(table: Table, key: string): readonly string[] | undefined {
  const column = table.columns.find(each => each.key === key);
  if (table.attempts && column?.owner === 'system' && column.source.from === 'attempts')
    return [...Object.values(table.attempts.ends), table.attempts.exhausted, table.attempts.settled];
  const kind = staffColumns(table).find(column => column.key === key)?.kind;
  if (kind?.type === 'score') return Array.from({ length: kind.most }, (_, index) => String(index + 1));
  return kind?.type === 'option' && 'options' in kind ? kind.options : undefined;
}
