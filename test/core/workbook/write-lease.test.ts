import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../functions/src/core/lib/time.ts';
import {
  endLease,
  LEASE_MS,
  MIN_INTERVAL_MS,
  owedSince,
  type RateLimit,
  takeLease,
  WHOLE_EVERY_MS,
  type WriteLease,
} from '../../../functions/src/core/workbook/write-lease.ts';

const NOW = 1_000_000_000;

/** One desk and the pace of all, as they are kept. */
class Desk {
  lease: WriteLease | undefined;
  rateLimit: RateLimit | undefined;

  take(now: number, urgent = false) {
    const taken = takeLease(this.lease, this.rateLimit, now, urgent);
    this.lease = taken.lease;
    this.rateLimit = taken.rateLimit ?? this.rateLimit;
    return taken.answer;
  }

  end(number: number, now: number, wrote?: 'whole' | 'changes') {
    if (!this.lease) throw new Error('no lease was taken');
    const { lease, again } = endLease(this.lease, number, now, wrote);
    this.lease = lease;
    return again;
  }

  /** A desk whose tabs were written whole. */
  static written(at: number): Desk {
    const desk = new Desk();
    desk.take(at);
    desk.end(1, at, 'whole');
    return desk;
  }
}

describe("a desk's lease", () => {
  it('is given at once when nobody writes, the first time for every cell', () => {
    const desk = new Desk();
    expect(desk.take(NOW)).toEqual({ write: true, number: 1, whole: true });
    expect(desk.end(1, NOW + 200, 'whole')).toBeNull();
    expect(desk.take(NOW + 200 + MIN_INTERVAL_MS)).toEqual({ write: true, number: 2, whole: false });
  });

  it('comes again only after a rest, when all that changed meanwhile is written at once', () => {
    const desk = Desk.written(NOW);
    const later = { write: false, at: NOW + MIN_INTERVAL_MS };
    expect(desk.take(NOW + 2_000)).toEqual(later);
    expect(desk.take(NOW + 7_000)).toEqual(later);
    expect(desk.take(NOW + MIN_INTERVAL_MS)).toMatchObject({ write: true });
  });

  it('is one at a time: who comes meanwhile is told when to come again, and the holder when somebody came', () => {
    const desk = Desk.written(NOW - MINUTE);
    expect(desk.take(NOW)).toMatchObject({ write: true, number: 2 });
    expect(desk.take(NOW + 100)).toEqual({ write: false, at: NOW + 100 + MIN_INTERVAL_MS });
    expect(desk.take(NOW + 300, true)).toEqual({ write: false, at: NOW + 100 + MIN_INTERVAL_MS });
    expect(desk.end(2, NOW + 400, 'changes')).toBe(NOW + 100 + MIN_INTERVAL_MS);
    expect(desk.take(NOW + 400 + MIN_INTERVAL_MS)).toMatchObject({ write: true, number: 3 });
  });

  it('does not make a person wait, even right after the last time', () => {
    const desk = Desk.written(NOW);
    expect(desk.take(NOW + 1, true)).toMatchObject({ write: true });
  });

  it('is for every cell again after an hour', () => {
    const desk = Desk.written(NOW);
    const changes = desk.take(NOW + WHOLE_EVERY_MS - 1);
    expect(changes).toMatchObject({ write: true, whole: false });
    desk.end(2, NOW + WHOLE_EVERY_MS - 1, 'changes');
    expect(desk.take(NOW + WHOLE_EVERY_MS + MIN_INTERVAL_MS)).toMatchObject({ write: true, whole: true });
    expect(Desk.written(NOW).take(NOW + WHOLE_EVERY_MS)).toMatchObject({ write: true, whole: true });
  });

  it('goes to another when its holder died, for every cell: nobody knows how far it came', () => {
    const desk = Desk.written(NOW - MINUTE);
    desk.take(NOW);
    expect(desk.take(NOW + LEASE_MS - 1)).toMatchObject({ write: false });
    const other = Desk.written(NOW - MINUTE);
    other.take(NOW);
    expect(other.take(NOW + LEASE_MS)).toEqual({ write: true, number: 3, whole: true });
  });

  it('that was taken over and comes back late is written once more, for the two may have written in any order', () => {
    const desk = Desk.written(NOW - MINUTE);
    desk.take(NOW);
    desk.take(NOW + LEASE_MS);
    expect(desk.end(2, NOW + LEASE_MS + 100, 'changes')).toBe(NOW + LEASE_MS + 100);
    expect(desk.end(3, NOW + LEASE_MS + 200, 'whole')).toBe(NOW + LEASE_MS + 100);
    expect(desk.take(NOW + LEASE_MS + 200 + MIN_INTERVAL_MS)).toMatchObject({ write: true });
  });

  it('that comes back after the other has written all is written anew in every cell', () => {
    const desk = Desk.written(NOW - MINUTE);
    desk.take(NOW);
    desk.take(NOW + LEASE_MS);
    desk.end(3, NOW + LEASE_MS + 100, 'whole');
    const late = NOW + 2 * LEASE_MS;
    expect(desk.end(2, late, 'changes')).toBe(late);
    expect(desk.take(late)).toEqual({ write: true, number: 4, whole: true });
  });

  it('after a failure comes back later each time, up to hours, for every cell, and soon again once it went well', () => {
    const desk = Desk.written(NOW - MINUTE);
    const waits: number[] = [];
    let now = NOW;
    for (let number = 2; number < 16; number += 1) {
      expect(desk.take(now)).toMatchObject({ write: true, number });
      const again = desk.end(number, now) ?? 0;
      expect(desk.take(now + SECOND)).toEqual({ write: false, at: again });
      waits.push(again - now);
      now = again;
    }
    expect(waits.slice(0, 3)).toEqual([MIN_INTERVAL_MS, 2 * MIN_INTERVAL_MS, 4 * MIN_INTERVAL_MS]);
    expect(waits.at(-1)).toBe(360 * MINUTE);
    expect(desk.take(now)).toMatchObject({ write: true, whole: true });
    expect(desk.end(16, now, 'whole')).toBeNull();
    expect(desk.take(now + MIN_INTERVAL_MS)).toMatchObject({ write: true, whole: false });
  });
});

describe('the rest between two writes', () => {
  it('is over a second before it ends: clocks of machines may differ by so much', () => {
    const early = Desk.written(NOW);
    expect(early.take(NOW + MIN_INTERVAL_MS - SECOND - 1)).toEqual({
      write: false,
      at: NOW + MIN_INTERVAL_MS,
    });
    expect(Desk.written(NOW).take(NOW + MIN_INTERVAL_MS - SECOND)).toMatchObject({ write: true });
  });

  it('is owed since it was promised, or since its holder should have come back', () => {
    const desk = Desk.written(NOW);
    const owed = () => desk.lease && owedSince(desk.lease);
    expect(owed()).toBeNull();
    desk.take(NOW + 1);
    expect(owed()).toBe(NOW + MIN_INTERVAL_MS);
    desk.take(NOW + MIN_INTERVAL_MS);
    expect(owed()).toBe(NOW + MIN_INTERVAL_MS + LEASE_MS);
  });
});

describe('a place among all desks', () => {
  it('is there at once for a few that come together, and then for one in a forty-fifth of a minute', () => {
    let rateLimit: RateLimit | undefined;
    const answers = Array.from({ length: 8 }, () => {
      const taken = takeLease(undefined, rateLimit, NOW, false);
      rateLimit = taken.rateLimit ?? rateLimit;
      return taken.answer;
    });
    const waits = answers.map(answer => (answer.write ? 0 : answer.at - NOW));
    expect(waits.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    // Whole milliseconds, rounded up: the sixth may have to wait for one of them.
    expect(waits[5]).toBeLessThanOrEqual(1);
    expect(waits.slice(6)).toEqual([1_334, 2_667]);
    // After a while of silence it is as at first.
    expect(takeLease(undefined, rateLimit, NOW + MINUTE, false).answer.write).toBe(true);
  });

  it('is taken away from those to come by a person who waits', () => {
    const { rateLimit } = takeLease(undefined, { next: NOW + MINUTE }, NOW, true);
    expect(rateLimit?.next).toBeCloseTo(NOW + MINUTE + MINUTE / 45, 6);
  });

  /** A desk that has to wait for its place, and when that comes. */
  function waiting(): { desk: Desk; place: number; others: RateLimit } {
    const desk = Desk.written(NOW - MINUTE);
    const others = { next: NOW + MINUTE };
    desk.rateLimit = others;
    const answer = desk.take(NOW);
    if (answer.write) throw new Error('it need not wait');
    // So many others have come meanwhile that a new place would be late.
    desk.rateLimit = { next: NOW + 10 * MINUTE };
    return { desk, place: answer.at, others: desk.rateLimit };
  }

  it('is not there before its time, but for what clocks of machines may differ', () => {
    const early = waiting();
    expect(early.desk.take(early.place - SECOND - 1)).toEqual({ write: false, at: early.place });
    expect(early.desk.take(early.place - SECOND)).toMatchObject({ write: true });
  });

  it('is kept for ten seconds and takes none from the others; who comes later than that gets a new one', () => {
    const kept = waiting();
    expect(kept.desk.take(kept.place + 10 * SECOND - 1)).toMatchObject({ write: true });
    expect(kept.desk.rateLimit).toEqual(kept.others);
    const missed = waiting();
    const answer = missed.desk.take(missed.place + 10 * SECOND);
    expect(answer.write).toBe(false);
    expect(missed.desk.rateLimit?.next).toBeGreaterThan(missed.others.next);
  });
});
