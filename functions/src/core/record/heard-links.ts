// What a record knows of those that refer to it: their numbers and states, and what they tell.

import type { Cells } from '../schema/column.ts';
import { knownState, type Table } from '../schema/table.ts';
import { hasAnswered } from './answered.ts';
import type { DeskRecord } from './record.ts';
import type { Link } from './states.ts';

/** What a record hears of one that refers to it. */
export interface Heard {
  child: DeskRecord;
  /** Table of the child: what it tells beside its state. */
  of: Table;
  /** Whether it is an answer to what was done: not while the work on this record still goes on. */
  isAnswer: boolean;
}

/** What a child tells those whom it refers to. */
function reportedCells({ reportedFields = [] }: Table, child: DeskRecord): Cells {
  return Object.fromEntries(reportedFields.map(key => [key, child.cells[key] ?? null]));
}

/**
 * What a record knows of its links once `child` has changed: the link belongs to the present cycle when the child is
 * new, or has come to another state; a child that is merely corrected does not speak again. So with what it tells.
 */
export function linkedTo(parent: DeskRecord, { child, of, isAnswer }: Heard): DeskRecord['links'] {
  const old = parent.links[child.table]?.find(link => link.key === child.key);
  const cycle = old && old.state === child.state ? old.cycle : parent.cycle;
  const told = reportedCells(of, child);
  const isNews = !(old && (isSame(old.told, told) || hasAnswered(old, parent, of, child)));
  const toldIn = isNews ? (isAnswer ? parent.cycle : null) : old.toldIn;
  const { key, number, state } = child;
  const link = { key, number, state, cycle, told, toldIn, ...handlerOf(child, of) };
  const all = parent.links[child.table] ?? [];
  const links = old
    ? all.map(each => (each === old ? { ...link, ...countOf(old.before ?? 0) } : each))
    : shortened([...all, link], of, parent.cycle);
  return { ...parent.links, [child.table]: links };
}

/** Most links of a table that a record keeps: all of them are read and written with it. */
export const MAX_LINKS = 300;

const countOf = (before: number): Pick<Link, 'before'> => (before > 0 ? { before } : {});

/** At most so many links, the rest counted. What goes is over and says nothing that another does not say as well. */
function shortened(links: Link[], of: Table, cycle: number): Link[] {
  if (links.length <= MAX_LINKS) return links;
  const saying = ({ state, cycle: heard, told, toldIn }: Link) =>
    JSON.stringify([heard === cycle ? state : null, toldIn === cycle ? told : null]);
  const said = Map.groupBy(links, saying);
  const isOver = ({ state }: Link) => knownState(of, state)?.category !== 'open';
  const isSpare = (link: Link) => (said.get(saying(link))?.length ?? 0) > 1;
  const going = links.find(link => isOver(link) && isSpare(link)) ?? links.find(isSpare) ?? links[0];
  const before = (links[0]?.before ?? 0) + 1;
  const [first, ...rest] = links.filter(link => link !== going);
  return first ? [{ ...first, ...countOf(before) }, ...rest] : [];
}

/** What a record knows of its links once `child` no longer refers to it. */
export function unlinkedFrom(parent: DeskRecord, child: DeskRecord): DeskRecord['links'] {
  const all = parent.links[child.table] ?? [];
  const [first, ...rest] = all.filter(link => link.key !== child.key);
  const others = first ? [{ ...first, ...countOf(all[0]?.before ?? 0) }, ...rest] : [];
  return { ...parent.links, [child.table]: others };
}

/** Whether a record knows `child` as it stands. */
export function knows(parent: DeskRecord, { child, of }: Pick<Heard, 'child' | 'of'>): boolean {
  const link = parent.links[child.table]?.find(each => each.key === child.key);
  if (!link || link.number !== child.number || link.state !== child.state) return false;
  return link.person === handlerOf(child, of).person && isSame(link.told, reportedCells(of, child));
}

/** Who handles a record, where its table tells: whom the summaries count it for. */
function handlerOf({ cells }: DeskRecord, table: Table): Pick<Link, 'person'> {
  const column = table.dimensions.find(({ name }) => name === 'person')?.column;
  const person = column === undefined ? null : cells[column];
  return typeof person === 'string' ? { person } : {};
}

/** What a table has come to tell since was told by nobody before: blank, and no news. */
const isSame = (one: Cells, other: Cells) =>
  Object.keys(other).every(key => (one[key] ?? null) === (other[key] ?? null));
