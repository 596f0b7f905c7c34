// What the drop-downs of a desk offer.

import type { DeskContext } from '../desk/desk.ts';
import { isAbove } from '../schema/clock-rule.ts';
import type { Column } from '../schema/column.ts';

/** Values that a column offers in its drop-down; none for a column without one. */
export function choicesOf(column: Column, desk: DeskContext): readonly string[] {
  if (column.owner === 'system') return [];
  switch (column.kind.type) {
    case 'option':
      return 'options' in column.kind ? column.kind.options : desk.options[column.kind.from];
    case 'person': {
      const { supervises } = column.kind;
      return desk.people
        .filter(person => !person.left && (!supervises || isAbove(person.role)))
        .map(person => person.name);
    }
    case 'text':
      return column.kind.kindOf === undefined ? [] : [...new Set([...desk.subtypes.values()].flat())];
    case 'score':
      return Array.from({ length: column.kind.most }, (_, index) => String(index + 1));
    default:
      return [];
  }
}
