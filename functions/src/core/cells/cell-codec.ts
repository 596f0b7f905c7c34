// Cells between the record and the spreadsheet: what goes over the wire, and how a value is shown in a sentence.

import { showTime } from '../lib/parse-time.ts';
import { DAY } from '../lib/time.ts';
import type { Cell, Column } from '../schema/column.ts';

/** A cell as a sheet shows it. */
export function cellText(column: Column, cell: Cell, zone: string): string {
  if (cell === null) return '';
  return wireOf(column) === 'time' && typeof cell === 'number' ? showTime(cell, zone) : String(cell);
}

/** How a column's cells travel: the same word in the description of the desk. */
export type Wire = 'text' | 'number' | 'time' | 'date';

/** The wire form of a column. */
export function wireOf(column: Column): Wire {
  if (column.owner === 'system') {
    switch (column.source.from) {
      case 'due':
      case 'nearestDue':
      case 'firstSetAt':
      case 'changed':
      case 'referenceDue':
      case 'stateEnteredAt':
      case 'droppedAt':
      case 'first':
      case 'updated':
      case 'created':
      case 'closed':
      case 'reopened':
        return 'time';
      case 'effect':
        return 'number';
      case 'attempts':
        return column.source.shows === 'count' ? 'number' : 'text';
      case 'number':
      case 'state':
      case 'author':
      case 'linked':
      case 'handledBy':
      case 'outcome':
      case 'warranty':
      case 'escalation':
        return 'text';
    }
  }
  switch (column.kind.type) {
    case 'time':
      return 'time';
    case 'date':
      return 'date';
    case 'score':
    case 'number':
      return 'number';
    default:
      return 'text';
  }
}

/** A record's cell as it goes to the sheet: times as ISO 8601 in UTC. */
export function toWire(column: Column, cell: Cell): Cell {
  return wireOf(column) === 'time' && typeof cell === 'number' ? new Date(cell).toISOString() : cell;
}

/** Instants of a desk's records start here; smaller numbers are scores and counts. */
const FIRST_INSTANT = Date.UTC(2000, 0, 1) - DAY;

/** Most characters of a text within a sentence. */
const IN_A_SENTENCE = 60;

/** What a sheet holds where nothing stands is nothing at all. */
export const blankAsNull = <C>(cell: C): C | null => (cell === '' || cell === undefined ? null : cell);

/** A value as a sentence shows it: times in the desk's zone, texts of more than `most` characters cut. */
export function showCell(cell: Cell, zone: string, most: number = IN_A_SENTENCE): string {
  if (cell === null || cell === '') return '空白';
  if (typeof cell === 'number' && cell >= FIRST_INSTANT) return showTime(cell, zone);
  const text = [...String(cell)];
  return text.length > most ? `${text.slice(0, most).join('')}…` : text.join('');
}
