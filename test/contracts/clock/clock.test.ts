import { describe, expect, test } from 'vitest';
import { SettableClock } from '../../../local/clock/clock.ts';

/** For a machine that is busy. */
const PATIENT = { timeout: 10_000 };

const DAY = 24 * 3_600_000;
const START = 1_700_000_000_000;

function still(offsetMs = 0) {
  return new SettableClock({ offsetMs, realNow: () => START });
}

describe('now', () => {
  test('is real time plus the offset, and a leap moves it', async () => {
    const clock = still(5_000);
    expect(clock.now()).toBe(START + 5_000);
    await clock.advance(DAY);
    expect(clock.now()).toBe(START + 5_000 + DAY);
    expect(clock.offsetMs).toBe(5_000 + DAY);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 0.5])('refuses a leap by %s', async ms => {
    const clock = still();
    await expect(clock.advance(ms)).rejects.toThrow(RangeError);
    expect(clock.now()).toBe(START);
  });
});

describe('alarms', () => {
  test('fire in time order when a leap passes them, not before', async () => {
    const clock = still();
    const fired: string[] = [];
    clock.at(START + 3 * DAY, () => fired.push('third'));
    clock.at(START + DAY, () => fired.push('first'));
    clock.at(START + 2 * DAY, () => fired.push('second'));
    clock.at(START + 2 * DAY, () => fired.push('second again'));
    await clock.advance(DAY - 1);
    expect(fired).toEqual([]);
    await clock.advance(1);
    expect(fired).toEqual(['first']);
    await clock.advance(30 * DAY);
    expect(fired).toEqual(['first', 'second', 'second again', 'third']);
  });

  test('fire by themselves as real time passes', async () => {
    const clock = new SettableClock({ offsetMs: 400 * DAY });
    const due = clock.now() + 20;
    const firedAt = await new Promise<number>(resolve => clock.at(due, () => resolve(clock.now())));
    expect(firedAt).toBeGreaterThanOrEqual(due);
  });

  test('for a past instant fire soon, but never inside the call', async () => {
    const clock = still();
    const order: string[] = [];
    const fired = new Promise<void>(resolve =>
      clock.at(START - DAY, () => {
        order.push('fired');
        resolve();
      }),
    );
    order.push('set');
    await fired;
    expect(order).toEqual(['set', 'fired']);
  });

  test('further away than setTimeout can count do not overflow it', async () => {
    const warnings: string[] = [];
    const listen = (warning: Error) => warnings.push(warning.name);
    process.on('warning', listen);
    const clock = still();
    const fired: string[] = [];
    clock.at(START + 400 * DAY, () => fired.push('far'));
    await new Promise<void>(resolve => setImmediate(resolve));
    process.off('warning', listen);
    expect({ fired, warnings }).toEqual({ fired: [], warnings: [] });
    await clock.advance(400 * DAY);
    expect(fired).toEqual(['far']);
  });

  test('that are cancelled stay silent, even by one that fires in the same leap', async () => {
    const clock = still();
    const fired: string[] = [];
    const early = clock.at(START + 10, () => fired.push('early'));
    const last = clock.at(START + 30, () => fired.push('last'));
    clock.at(START + 20, () => last.cancel());
    early.cancel();
    await clock.advance(DAY);
    expect(fired).toEqual([]);
  });

  test('that set a new one for a past instant do not hold up the leap', async () => {
    const clock = still();
    let rings = 0;
    const again = () => {
      rings += 1;
      if (rings < 3) clock.at(START, again);
    };
    clock.at(START + 1, again);
    await clock.advance(DAY);
    expect(rings).toBe(1);
    await expect.poll(() => rings, PATIENT).toBe(3);
  });

  test('that throw fail the leap only after the others have fired', async () => {
    const clock = still();
    const fired: string[] = [];
    clock.at(START + 1, () => {
      throw new Error('broken alarm');
    });
    clock.at(START + 2, () => fired.push('second'));
    await expect(clock.advance(DAY)).rejects.toThrow('broken alarm');
    expect(fired).toEqual(['second']);
  });
});

describe('onAdvance', () => {
  test('is told the offset, and no alarm fires before it has taken it in', async () => {
    const clock = still();
    const seen: string[] = [];
    clock.at(START + 1, () => seen.push('alarm'));
    const off = clock.onAdvance(async offsetMs => {
      seen.push(`told ${offsetMs}`);
      await Promise.resolve();
      seen.push('kept');
    });
    await clock.advance(10);
    expect(seen).toEqual(['told 10', 'kept', 'alarm']);
    off();
    await clock.advance(10);
    expect(seen).toHaveLength(3);
  });

  test('holds an alarm back that is set meanwhile, and one leap that ends does not end another', async () => {
    const clock = still();
    const seen: string[] = [];
    const ends: (() => void)[] = [];
    clock.onAdvance(() => new Promise<void>(resolve => void ends.push(resolve)));
    const leaps = [clock.advance(10), clock.advance(10)];
    clock.at(START + 15, () => seen.push('alarm'));
    ends[0]?.();
    await leaps[0];
    expect(seen).toEqual([]);
    ends[1]?.();
    await leaps[1];
    expect(seen).toEqual(['alarm']);
  });
});
