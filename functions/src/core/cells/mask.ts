// How personal data is shown where everybody can read: masked by construction, the full value is kept elsewhere.

import { contactForm, maskContact } from '../lib/contact.ts';
import { COMPOUND_SURNAMES, isOrganisation } from '../lib/organisation.ts';
import { ANYBODYS, type IsOwn, withDataRestored, withoutPersonalData } from '../lib/personal-data.ts';
import type { Cell, Kind } from '../schema/column.ts';

/**
 * The shown form of a customer's name: `李*`, `欧阳*`; organisations and names that hide themselves stay, each part by
 * itself.
 */
export function maskCustomer(name: string): string {
  if (isOrganisation(name)) return name;
  return name
    .split(/([\s、,,/()()]+)/)
    .map((part, index) => (index % 2 === 0 ? maskName(part) : part))
    .join('');
}

/**
 * A cell as everybody may see it. `isOwn` says whether eleven digits where the number of a thing is written are the
 * customer's own number; without it they are taken for the thing's.
 */
export function shownCell(kind: Kind, cell: Cell, isOwn?: IsOwn): Cell {
  if (typeof cell !== 'string') return cell;
  switch (kind.type) {
    case 'contact':
      return maskContact(cell);
    case 'customer':
      return maskCustomer(cell);
    case 'long':
      return withoutPersonalData(cell);
    case 'text':
      return isName(kind) ? cell : withoutPersonalData(cell, textOf(kind), isOwn);
    default:
      return cell;
  }
}

const textOf = (kind: Kind) => (kind.type === 'text' && kind.verbatim ? 'thing' : 'free');

/** A cell that is repeated where it is not known whose number stands in it: no number of a phone is left in it. */
export const toldCell = (kind: Kind, cell: Cell): Cell => shownCell(kind, cell, ANYBODYS);

/** Whether a cell shows a full value, with what is hidden of it hidden. */
export const showsFull = (kind: Kind, full: Cell, shown: Cell): boolean =>
  shownCell(kind, full) === shown || toldCell(kind, full) === shown;

/** Whether a text is what a thing or a colleague is called by: nothing can be hidden in it. */
export const isName = (kind: Kind): boolean =>
  kind.type === 'text' && kind.verbatim === true && kind.line === true;

/** Whether cells of a kind may be kept in full apart from what everybody sees. */
export function hasPrivatePart({ type }: Kind): boolean {
  return type === 'contact' || type === 'customer' || type === 'long' || type === 'text';
}

/** Whether a cell of a masked kind is no full value: it hides part of itself. */
export function hidesItself(kind: Kind, cell: Cell): boolean {
  if (typeof cell !== 'string') return false;
  if (kind.type === 'contact') return contactForm(cell) === 'masked';
  return kind.type === 'customer' && cell.includes('*');
}

/** Whether what a text shows may stand for something that is kept in full: such a text is edited as it is shown. */
export function mayHide(kind: Kind, cell: Cell): boolean {
  return (kind.type === 'long' || kind.type === 'text') && typeof cell === 'string' && cell.includes('****');
}

/** A text as a person has changed it, with what it still hides as it was in full before. */
export function restoredCell(kind: Kind, cell: Cell, full: Cell | undefined): Cell {
  return mayHide(kind, cell) && typeof cell === 'string' && typeof full === 'string'
    ? withDataRestored(cell, full, textOf(kind))
    : cell;
}

function maskName(name: string): string {
  if (name.includes('*') || isOrganisation(name) || [...name].length < 2) return name;
  const surname = COMPOUND_SURNAMES.find(each => name.startsWith(each)) ?? [...name][0] ?? '';
  return `${surname}*`;
}
