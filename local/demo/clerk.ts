// How staff of the demo desk work: what they type when a row has come to a state, and how long they take. Knows no
// desk.

import type { WireCells } from '../../functions/src/contract/contract.ts';
import { type Customer, FAULTS, type Fault, OTHER_FAULT, type Product } from './cast.ts';
import type { Random } from './random.ts';

/** A row as it was last pulled. */
export interface Seen {
  key: string;
  table: string;
  base: string;
  cells: WireCells;
  /** How often it was in its present state before. */
  visits: number;
}

/** What goes on at a desk at one moment. */
export interface Scene {
  random: Random;
  /** Minutes ago, or ahead where negative, as cells hold times; 0 is now. */
  ago: (minutes: number) => string;
  /** Days ago as cells hold dates. */
  daysAgo: (days: number) => string;
  /** Whether everybody calls about the same fault now. */
  wave: boolean;
  /** Somebody who calls, about something. */
  case: () => Case;
  /** The next customer who gets a file, and what they bought. */
  file: () => Pick<Case, 'customer' | 'product'>;
}

export interface Case {
  customer: Customer;
  product: Product;
  fault: Fault;
  /** Time, place, event and result in one sentence. */
  story: string;
}

/** A new row of any table. */
export interface NewRow {
  table: string;
  cells: WireCells;
}

/** What somebody does about a row: types into it, or into new rows; nothing when it is left as it is. */
export interface Deed {
  cells?: WireCells;
  opens?: readonly NewRow[];
}

export interface Move {
  /** Hours until somebody gets to it. */
  after: (row: Seen, scene: Scene) => number;
  act: (row: Seen, scene: Scene) => Deed;
}

/** Everything that is done about rows of one table. */
export interface Clerk {
  table: string;
  /** What is typed where a row is typed twice now and then, and the second withdrawn. */
  doubles?: (cells: WireCells) => WireCells;
  /** Rows that somebody begins by himself, spread over the months; others come of these. */
  begins?: {
    rows: number;
    row: (scene: Scene) => WireCells;
    /** What is typed wrong now and then, and mended when the desk says so. */
    slips?: readonly WireCells[];
  };
  moves: Readonly<Record<string, Move>>;
}

/** The same once more. */
export const twice = (cells: WireCells): WireCells => cells;

/** Any time between these, in hours. */
export function within(least: number, most: number): Move['after'] {
  return (_, { random }) => least + random.next() * (most - least);
}

/** A cell of a row as text. */
export function textOf(row: Seen, key: string): string {
  return String(row.cells[key] ?? '');
}

/** What is wrong, as the row tells it. */
export function faultOf(row: Seen): Fault {
  const told = Object.values(row.cells).join('\n');
  return FAULTS.find(fault => told.includes(fault.event)) ?? OTHER_FAULT;
}

/** What is learnt of a closed record, now and then: an entry for the next who meets it, or a measure against it. */
export function lessons(title: string): Move {
  return {
    after: within(8, 60),
    act(row, { random, ago }) {
      const source = `${title} ${textOf(row, 'number')}`;
      const { event, cause, remedy, measure } = faultOf(row);
      const kind = random.deal(`lessons`, ['', '', '', 'knowledge', '', 'improvements', '', '']);
      if (kind === 'knowledge')
        return { opens: [{ table: kind, cells: { source, symptom: event, cause, solution: remedy } }] };
      if (kind !== 'improvements') return {};
      const department = random.pick(['品控部', '运营部', '技术支持部']);
      const owner = random.pick(['孙强', '周丽', '王芳']);
      return {
        opens: [
          { table: kind, cells: { source, measure, cause, department, owner, dueAt: ago(-14 * 24 * 60) } },
        ],
      };
    },
  };
}
