// What the actions need of the world, in the words of the desk. Adapters implement it; nothing here names a vendor.

import type { HolidayYear } from '../core/calendar/calendar.ts';
import type { Instant } from '../core/lib/time.ts';
import type { Alarms } from './alarms.ts';
import type { DeskKeys } from './desk-keys.ts';
import type { Identity } from './identity.ts';
import type { Links } from './links.ts';
import type { Log } from './log.ts';
import type { Messenger } from './messenger.ts';
import type { PersonStore } from './persons.ts';
import type { DeskStore } from './store.ts';
import type { Workbooks } from './workbooks.ts';
import type { WriteLeases } from './write-leases.ts';

/** Everything that an action may reach for. */
export interface Ports {
  store: DeskStore;
  persons: PersonStore;
  keys: DeskKeys;
  alarms: Alarms;
  workbooks: Workbooks;
  writeLeases: WriteLeases;
  messenger: Messenger;
  identity: Identity;
  log: Log;
  links: Links;
  /** The present moment. */
  now(): Instant;
  /** A random UUID. */
  uuid(): string;
  /** Which release of the program this is. */
  release: string;
  /** Years with known public holidays. */
  holidays: readonly HolidayYear[];
}
