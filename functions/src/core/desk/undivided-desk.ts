// A desk as it was stored before configuration and state were parted: all in one document. Read so that it goes on, and
// heals.

import type { Instant } from '../lib/time.ts';
import type { PeriodKind } from '../schema/period.ts';
import type { Desk } from './desk.ts';
import { type DeskState, FIRST_RENEWAL } from './desk-state.ts';

/** The former document. */
export interface UndividedDesk extends Desk {
  members: string[];
  laidOut: number;
  seeded: boolean;
  decided: number;
  reported: Record<PeriodKind, string>;
  periodEndsAt: Instant;
  recounts: number;
  recountAsked: boolean;
}

/** Whether a stored desk has its state in it. */
export function isUndivided(stored: object): stored is UndividedDesk {
  return 'periodEndsAt' in stored;
}

/**
 * Parts a desk. What had fallen back in it stays where it is, and is caught up from there: periods that are kept
 * already are passed over, and records are decided once more.
 */
export function divided({ id, zone, version, owner, rows, ...stored }: UndividedDesk): {
  desk: Desk;
  state: DeskState;
} {
  const { members, periodEndsAt, reported, decided, recounts, recountAsked } = stored;
  return {
    desk: { id, zone, version, owner, rows },
    state: {
      members: { mails: members },
      periods: { endsAt: periodEndsAt, reported },
      upkeep: {
        seeded: stored.seeded || hasLastSeeds(rows),
        // For which version the workbook was laid out says nothing of how it looks.
        laidOut: '',
        decided,
        // Figures were counted in another way then.
        recountsAsked: recountAsked ? 2 : 1,
        recountsDone: 0,
        recountsBegun: recounts,
        renewal: FIRST_RENEWAL,
      },
    },
  };
}

/** The first rows of a new desk were its departments, the last ones, all in one commit, its other settings. */
function hasLastSeeds(rows: Desk['rows']): boolean {
  return Object.values(rows).some(({ table, cells }) => table === 'settings' && cells.category !== '部门');
}
