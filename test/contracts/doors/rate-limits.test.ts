// Whoever asks for too much is told how long to wait, and keeps nobody else from working.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RequestError } from '../../../functions/src/contract/request-error.ts';
import { RateLimits } from '../../../functions/src/http/rate-limits.ts';
import { at } from '../../fixtures/core/desk-fixture.ts';
import { DESK_ID, OpenDoors } from './open-doors.ts';

describe('an allowance of 3 at once and 2 a second', () => {
  let now = 0;
  const limits = new RateLimits({ burst: 3, perSecond: 2 }, () => now);
  /** How many of so many requests are let in; and after how many seconds the first of the others may be. */
  function ask(name: string, count: number): [let_in: number, wait: number | undefined] {
    let letIn = 0;
    for (let sent = 0; sent < count; sent += 1) {
      try {
        limits.take(name);
        letIn += 1;
      } catch (error) {
        if (error instanceof RequestError && error.status === 429) return [letIn, error.retryAfterSeconds];
        throw error;
      }
    }
    return [letIn, undefined];
  }

  test('lets in what it says, and then as much as comes back', () => {
    expect(ask('li', 5)).toEqual([3, 1]);
    expect(ask('li', 1)).toEqual([0, 1]);
    expect(ask('wang', 3)).toEqual([3, undefined]);
    now += 500;
    expect(ask('li', 2)).toEqual([1, 1]);
    now += 60_000;
    expect(ask('li', 9)).toEqual([3, 1]);
  });
});

describe('through the door', () => {
  let now = 0;
  let doors: OpenDoors;
  beforeAll(async () => {
    const allowances = {
      account: { burst: 2, perSecond: 0.1 },
      link: { burst: 2, perSecond: 0.5 },
      desk: { burst: 3, perSecond: 1 },
    };
    doors = await OpenDoors.open(
      'doors-limits',
      at('2026-11-20 15:00'),
      () => ({}),
      allowances,
      () => now,
    );
  });
  afterAll(() => doors.close());

  const changes = async (name: string, desk = DESK_ID) => {
    const token = await doors.token({ sub: name, email: `${name}@example.com` });
    const headers = { authorization: `Bearer ${token}` };
    const answer = await doors.send('api', `/v1/desks/${desk}/changes`, { headers });
    const { error } = (await answer.json()) as { error?: { code: string } };
    return [answer.status, error?.code, answer.headers.get('retry-after')];
  };

  test('an account hears how long to wait, others go on, until their desk is full', async () => {
    expect(await changes('limin')).toEqual([200, undefined, null]);
    expect(await changes('limin')).toEqual([200, undefined, null]);
    expect(await changes('limin')).toEqual([429, 'too_many_requests', '10']);
    expect(await changes('liwei')).toEqual([200, undefined, null]);
    expect(await changes('liwei')).toEqual([429, 'too_many_requests', '1']);
    expect(await changes('sunli', 'desk-other')).toEqual([404, 'unknown_desk', null]);
    now += 10_000;
    expect(await changes('limin')).toEqual([200, undefined, null]);
    expect(doors.faults).toEqual([]);
  });

  test('a link hears how long to wait, others go on; what is not signed uses up nothing', async () => {
    now += 60_000;
    const address = (person: string) =>
      new URL(doors.place.ports.links.address({ to: 'calendar', deskId: DESK_ID, person, version: 1 }))
        .pathname;
    const open = async (path: string) => {
      const answer = await doors.send('link', path);
      return [answer.status, answer.headers.get('retry-after')];
    };
    const mine = address('person-liwei');
    for (let forged = 0; forged < 5; forged += 1)
      expect(await open(`${mine.slice(0, -6)}AAAAAA`)).toEqual([410, null]);
    expect(await open(mine)).toEqual([200, null]);
    expect(await open(mine)).toEqual([200, null]);
    expect(await open(mine)).toEqual([429, '2']);
    expect(await open(address('person-limin'))).toEqual([200, null]);
    expect(await open(address('person-wuhao'))).toEqual([429, '1']);
    now += 2_000;
    expect(await open(mine)).toEqual([200, null]);
    expect(doors.faults).toEqual([]);
  });
});
