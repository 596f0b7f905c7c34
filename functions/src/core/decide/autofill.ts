// Fills in what the system knows better than nobody: proposals for blank staff cells. A person's own value is never
// touched.

import { offsetTime } from '../clocks/relative-date.ts';
import type { DeskContext } from '../desk/desk.ts';
import { personOfRole, personOnDuty } from '../desk/find-person.ts';
import { showTime } from '../lib/parse-time.ts';
import { floorToMinute, type Instant } from '../lib/time.ts';
import type { DeskRecord } from '../record/record.ts';
import { type References, referenceIn } from '../record/references.ts';
import type { HeardLinks } from '../record/states.ts';
import type { Cell, Cells, Kind, Proposal } from '../schema/column.ts';
import { type Problem, problem } from '../schema/problem.ts';
import { columnOf, staffColumns, type Table } from '../schema/table.ts';
import { departmentOf } from '../similarity/route.ts';
import { pressingOf } from './priority.ts';
import { warrantyOf } from './warranty.ts';

export interface Autofilled {
  values: Cells;
  /** What was filled in now, by column. */
  proposed: Cells;
  /** Why, as notes. */
  problems: Problem[];
}

/** What proposals go by, beside the row itself. */
export interface AutofillContext {
  desk: DeskContext;
  now: Instant;
  before: DeskRecord | undefined;
  /** Records that the row refers to. */
  references: References | undefined;
  /** What it was told in the present cycle. */
  links?: HeardLinks;
}

/**
 * Proposes a value for each blank staff cell that declares how; a cell without enough to go by stays blank. What the
 * system has proposed and nobody has chosen since follows what it went by; what a person has chosen stays, with a word
 * where the rule asks for more.
 */
export function autofill(table: Table, values: Cells, by: AutofillContext): Autofilled {
  const filled: Autofilled = { values: { ...values }, proposed: {}, problems: [] };
  for (const { key, kind, propose } of staffColumns(table)) {
    if (!propose) continue;
    const value = values[key] ?? null;
    const isOwn = value !== null && by.before?.proposed[key] === value;
    if (value !== null && !(isOwn && hasNewGround(propose, values, by.before))) {
      if (propose.rule === 'priority' && !isOwn)
        filled.problems.push(...lowerThanAsked(key, kind, value, priorityOf(propose, filled.values, by)));
      continue;
    }
    const found = proposalOf(propose, table, filled.values, by);
    if (!found || found.value === value) continue;
    // A priority that others have raised is not lowered by a later word.
    if (isOwn && propose.rule === 'priority' && rankOf(kind, found.value) > rankOf(kind, value)) continue;
    filled.values[key] = found.value;
    filled.proposed[key] = found.value;
    if (found.reason) filled.problems.push(problem(key, 'proposed', { reason: found.reason }));
  }
  return filled;
}

/** Whether what a proposal went by has changed, of those that follow it. */
function hasNewGround(propose: Proposal, values: Cells, before: DeskRecord | undefined): boolean {
  // Whoever has begun goes on.
  const until = propose.rule === 'personOnDuty' ? propose.until : undefined;
  if (until !== undefined && (values[until] ?? null) !== null) return false;
  return groundOf(propose).some(key => (values[key] ?? null) !== (before?.cells[key] ?? null));
}

/** The columns that a proposal follows, of those that do. */
function groundOf(propose: Proposal): string[] {
  if (propose.rule === 'atLeast') return [propose.column];
  if (propose.rule === 'priority')
    return [...propose.reads, propose.received ?? '', propose.heated?.column ?? ''];
  if (propose.rule === 'personOnDuty') return [propose.by];
  return propose.rule === 'department' ? [propose.by, propose.tags ?? '', propose.subject ?? ''] : [];
}

/** Where a value stands among its options, of which the most pressing is the first. */
function rankOf(kind: Kind, value: Cell): number {
  return kind.type === 'option' && 'options' in kind ? kind.options.indexOf(String(value)) : -1;
}

/** A word to whoever has chosen less than the rule asks for: the choice stays. */
function lowerThanAsked(
  key: string,
  kind: Kind,
  value: Cell,
  asked: (Proposed & { why: string }) | undefined,
): Problem[] {
  if (!asked || rankOf(kind, asked.value) >= rankOf(kind, value)) return [];
  return [problem(key, 'priority_lower', { why: asked.why, asked: asked.value, value: String(value) })];
}

interface Proposed {
  value: string | number;
  reason?: string;
}

function proposalOf(
  proposal: Proposal,
  table: Table,
  values: Cells,
  by: AutofillContext,
): Proposed | undefined {
  const { desk } = by;
  switch (proposal.rule) {
    case 'constant':
      return { value: proposal.value };
    case 'atLeast': {
      const amount = values[proposal.column];
      const least = desk.parameter(proposal.parameter);
      const isEnough = typeof amount === 'number' && amount >= least;
      if (!isEnough) return { value: proposal.otherwise };
      return { value: proposal.value, reason: `不少于“设置”中的${proposal.parameter} ${least}。` };
    }
    case 'created':
      return { value: floorToMinute(by.before?.createdAt ?? by.now) };
    case 'cost':
      return costOf(proposal, table, values, by);
    case 'referenceDue': {
      const due = recordMeant(proposal.reference, table, values, by)?.clocks[proposal.clock]?.dueAt;
      return typeof due === 'number' ? { value: due } : undefined;
    }
    case 'fromReference': {
      const told = [proposal.reference].flat().flatMap(reference => {
        const record = recordMeant(reference, table, values, by);
        const value = record && by.references?.cellOf(record, proposal.columns[record.table] ?? '');
        return typeof value === 'string' ? { value } : [];
      });
      return told[0];
    }
    case 'reported':
      return reportedValue(proposal, by);
    case 'offset':
      return plannedFor(proposal, values, by);
    case 'personOfRole':
      return roleFor(proposal, values, desk);
    case 'headFor':
      return headFor(proposal, values, desk);
    case 'priority':
      return priorityOf(proposal, values, by);
    case 'personOnDuty':
      return dutyFor(proposal, values, desk);
    case 'department':
      return departmentOf(proposal, values, desk);
  }
}

/** What a record of another table told, as it is said here. */
function reportedValue(
  { by: table, column, given, as }: Extract<Proposal, { rule: 'reported' }>,
  { links = {} }: AutofillContext,
): Proposed | undefined {
  const teller = links[table]?.findLast(({ told }) => given.values.includes(String(told?.[given.is] ?? '')));
  const told = teller?.told?.[column] ?? null;
  if (told === null || typeof told === 'boolean') return undefined;
  const value = as ? as[String(told)] : told;
  return value === undefined ? undefined : { value, reason: '按关联的回访结果填写。' };
}

/** The record that a reference column of the row means. */
function recordMeant(
  column: string,
  table: Table,
  values: Cells,
  { references }: AutofillContext,
): DeskRecord | undefined {
  const reference = referenceIn(table, column, values);
  return reference && references?.find(reference);
}

function plannedFor(
  { by, offsets }: Extract<Proposal, { rule: 'offset' }>,
  values: Cells,
  { desk, now }: AutofillContext,
): Proposed | undefined {
  const kind = textOf(values, by);
  const offset = offsets[kind];
  const value = offset && offsetTime(offset, values, now, desk);
  return value === undefined
    ? undefined
    : { value, reason: `按“${kind}”定于 ${showTime(value, desk.zone)}。` };
}

function roleFor(
  { by, roles }: Extract<Proposal, { rule: 'personOfRole' }>,
  values: Cells,
  desk: DeskContext,
): Proposed | undefined {
  const because = textOf(values, by);
  const role = roles[because];
  if (role === undefined) return undefined;
  const found = personOfRole(role, desk.people);
  if (found) return { value: found.name, reason: `“${because}”由${role} ${found.name} 负责。` };
  const supervisor = desk.people.find(person => person.onDuty && desk.isSupervisor(person.mail));
  return supervisor && { value: supervisor.name, reason: `没有在岗的${role}，先交 ${supervisor.name}。` };
}

/** Whoever settings name, the head of the department, or somebody of the role, who is to know why. */
function headFor(
  { by, departments, roles }: Extract<Proposal, { rule: 'headFor' }>,
  values: Cells,
  desk: DeskContext,
): Proposed | undefined {
  const because = textOf(values, by);
  const set = desk.handling(because);
  const department = set.department ?? departments[because];
  const head = department === undefined ? undefined : desk.headOf(department);
  if (set.person && !set.person.left)
    return {
      value: set.person.name,
      reason: `“${because}”由 ${set.person.name} 负责（“设置”中的回访责任）。`,
    };
  if (head && !head.left)
    return { value: head.name, reason: `“${because}”由${department}负责人 ${head.name} 负责。` };
  const found = roleFor({ rule: 'personOfRole', by, roles }, values, desk);
  if (!found || department === undefined) return found;
  const lacking = `“${because}”应由${department}负责人处理，“设置”中还没有填写负责人`;
  return { ...found, reason: `${lacking}，先交 ${found.value}。` };
}

/** Who bears the cost, as the table declares it by warranty and cause. */
function costOf(
  { warranty, cause, cases, otherwise }: Extract<Proposal, { rule: 'cost' }>,
  table: Table,
  values: Cells,
  { desk, now, before }: AutofillContext,
): Proposed | undefined {
  const column = columnOf(table, warranty);
  const because = textOf(values, cause);
  if (because === '' || column.owner !== 'system' || column.source.from !== 'warranty') return undefined;
  const state = warrantyOf(column.source, values, before?.createdAt ?? now, desk);
  const found = cases.find(
    each => (each.warranty ?? state) === state && (each.causes?.includes(because) ?? true),
  );
  return { value: found?.value ?? otherwise, reason: `${state}，${because}。` };
}

/** What the rule makes of a row, in the words of its column. */
function priorityOf(
  { reads, as, received, heated }: Extract<Proposal, { rule: 'priority' }>,
  values: Cells,
  { desk, now, before }: AutofillContext,
): (Proposed & { why: string }) | undefined {
  const at = received === undefined ? undefined : values[received];
  const came = typeof at === 'number' ? at : (before?.createdAt ?? now);
  const told = pressingOf(reads.map(key => textOf(values, key)).join('\n'), came, desk);
  const isHeated = told?.value !== '紧急' && heated?.values.includes(textOf(values, heated.column));
  const pressing = heated && isHeated ? ({ value: '紧急', why: heated.why } as const) : told;
  const value = pressing && (as ? as[pressing.value] : pressing.value);
  if (!pressing || value === undefined) return undefined;
  const { why } = pressing;
  return { value, why, ...(pressing.value !== '一般' && { reason: `${why}，定为“${value}”。` }) };
}

function dutyFor(
  { by, roles }: Extract<Proposal, { rule: 'personOnDuty' }>,
  values: Cells,
  desk: DeskContext,
): Proposed | undefined {
  const type = textOf(values, by);
  if (type === '') return undefined;
  const department = desk.departmentOfType(type);
  const role = roles?.[type];
  const ofRole =
    role === undefined ? [] : desk.people.filter(person => person.onDuty && person.role === role);
  const [chosen] = ofRole.toSorted(
    (a, b) => Number(b.department === department) - Number(a.department === department),
  );
  if (chosen) return { value: chosen.name, reason: `“${type}”由${role} ${chosen.name} 处理。` };
  const onDuty = department === undefined ? undefined : personOnDuty(department, desk.people);
  if (onDuty)
    return { value: onDuty.name, reason: `“${type}”归 ${department}，由值班的 ${onDuty.name} 处理。` };
  const head = department === undefined ? undefined : desk.headOf(department);
  const supervisor = head?.onDuty
    ? head
    : desk.people.find(person => person.onDuty && desk.isSupervisor(person.mail));
  return supervisor && { value: supervisor.name, reason: `“${type}”没有值班人员，先交 ${supervisor.name}。` };
}

const textOf = (values: Cells, key: string) => String(values[key] ?? '');
