// A demo that is made on any day is left in full swing: at night, on weekends and holidays, in a new year. DEMO_DAYS
// says how many of these days are tried.
import { expect, test } from 'vitest';
import { endOfDemo } from '../../local/demo/begin.ts';
import { DEMO_MS } from '../../local/demo/fill.ts';
import { at } from '../fixtures/core/desk-fixture.ts';
import { DemoHere } from '../fixtures/journeys/demo-here.ts';

const DAYS = [
  '2026-11-30 06:00',
  '2027-01-02 11:00',
  '2026-10-03 03:00',
  '2026-12-04 23:30',
  '2026-06-20 12:00',
  '2027-02-08 10:30',
  '2028-02-29 14:00',
  '2026-08-19 16:59',
];

test.each(DAYS.slice(0, Number(process.env['DEMO_DAYS'] ?? DAYS.length)))(
  'made at %s',
  { timeout: 3_600_000 },
  async made => {
    const left = endOfDemo(at(made));
    const demo = await DemoHere.live(`demo-days-${left}`, left - DEMO_MS, DEMO_MS);
    const waiting = demo.waiting();
    await demo.close();
    expect(demo.now).toBe(left);
    expect(waiting.late).toBeGreaterThanOrEqual(5);
    expect(waiting.soon).toBeGreaterThanOrEqual(3);
    expect(waiting.escalated).toBeGreaterThanOrEqual(1);
    expect(waiting.calls).toBeGreaterThanOrEqual(1);
  },
);
