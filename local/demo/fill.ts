// Fills a new desk with three months of work (`npm start -- --demo`): through the HTTP door, with the clock moved
// along.

import { DAY_MS } from '../clock/duration.ts';
import { PRODUCTS } from './cast.ts';
import { CLERKS } from './clerks/index.ts';
import { type Door, newRow } from './door.ts';
import { Office } from './office.ts';
import { Random } from './random.ts';

/** How far back a demo desk begins. */
export const DEMO_MS = 92 * DAY_MS;

/** Days from the beginning in which one batch of a product is bad. */
const WAVE = { from: 40 * DAY_MS, to: 60 * DAY_MS };

/** So that the demo desk is the same on every machine, but for the dates. */
const SEED = 20_261_122;

export interface FillOptions {
  door: Door;
  staff: readonly [string, ...string[]];
  now: () => number;
  advanceTo: (instant: number) => Promise<void>;
  /** How long they work, in ms; the whole of the demo when absent. */
  lasting?: number;
}

/** Works three months at the desk, or the first part of them. @throws when the desk refuses what it should take */
export async function fillDemo(options: FillOptions): Promise<void> {
  const { door, staff, lasting = DEMO_MS } = options;
  const [supervisor] = staff;
  await door.submit(
    'settings',
    supervisor,
    PRODUCTS.map(({ name, months }, index) =>
      newRow(`demo-product-${index}`, { category: '产品', name, value: String(months) }),
    ),
  );
  const begin = options.now();
  const office = new Office({
    ...options,
    clerks: CLERKS,
    random: new Random(SEED),
    rush: new Random(SEED + 1),
  });
  await office.work(begin + lasting, { from: begin + WAVE.from, to: begin + WAVE.to });
}
