// Addresses that the desk gives out.

import type { Instant } from '../core/lib/time.ts';
import type { SignedLink } from '../core/notices/signed-link.ts';

/** Addresses that the desk gives out. */
export interface Links {
  /** An address that proves by itself that we gave it out. */
  address(link: SignedLink): string;
  /** What the last part of such an address stands for; `undefined` when it is not ours, or no longer good. */
  read(token: string, now: Instant): SignedLink | undefined;
  /** A tab of a spreadsheet in the browser, or a row of it, counted from 1. */
  sheet(deskId: string, sheetId: number, row?: number): string;
  /** A tab in one of its filter views. */
  view(deskId: string, sheetId: number, filterViewId: number): string;
}
