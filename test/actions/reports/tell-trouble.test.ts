// What supervisors hear when spreadsheet and service have lost each other: triggers that are silent, a spreadsheet that
// cannot be opened.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { summariseDesk } from '../../../functions/src/actions/reports/summarise-desk.ts';
import { tellSilence } from '../../../functions/src/actions/reports/tell-trouble.ts';
import { noteAlive } from '../../../functions/src/actions/setup/note-alive.ts';
import { RequestError } from '../../../functions/src/contract/request-error.ts';
import { showTime } from '../../../functions/src/core/lib/parse-time.ts';
import { DAY, HOUR, MINUTE } from '../../../functions/src/core/lib/time.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, account, open } from '../../fixtures/actions/action-place.ts';
import { at, storedDesk, ZONE } from '../../fixtures/core/desk-fixture.ts';

let now = at('2026-11-20 10:00');
let place: ActionPlace;
let ports: Ports;
let summaries: string[] = [];
let deskId = '';

beforeAll(async () => {
  place = await ActionPlace.start('tell-trouble', () => now);
});
afterAll(() => place.close());
beforeEach(async () => {
  now = at('2026-11-20 10:00');
  summaries = [];
  const unreachable = (): Promise<never> =>
    Promise.reject(
      new RequestError('workbook_unreachable', {
        details: [{ path: 'account', message: 'desk@example.iam' }],
      }),
    );
  ports = {
    ...place.ports,
    alarms: {
      plantRing: async () => {},
      plantSummary: async (_, time) => {
        summaries.push(showTime(time, ZONE));
      },
    },
    workbooks: { inspect: unreachable, apply: unreachable, column: unreachable, metadata: unreachable },
    log: { info: () => {}, error: () => {} },
  };
  deskId = crypto.randomUUID();
  await open(ports, { ...storedDesk(), id: deskId });
});

/** What was said since the last time, to whom. */
async function told(): Promise<{ to: string; subject: string; text: string }[]> {
  const terms = { now, leaseMs: 365 * DAY, limit: 100 };
  const claimed = await ports.store.leaseNotices(deskId, crypto.randomUUID(), terms);
  return claimed.map(({ notice }) => ({ to: notice.to.name, subject: notice.subject, text: notice.text }));
}

describe('triggers that send', () => {
  const alive = () => noteAlive(ports, account('owner'), deskId);
  /** Looks, and looks once more when it is time to. */
  const lookTwice = async () => {
    await tellSilence(ports, deskId);
    now += 20 * MINUTE;
    await tellSilence(ports, deskId);
  };

  test('and were heard of within three hours of work are no news', async () => {
    await alive();
    expect(summaries).toEqual(['2026-11-20 13:00']);
    now = at('2026-11-20 12:59');
    await tellSilence(ports, deskId);
    expect(await told()).toEqual([]);
  });

  test('and have fallen silent are told of once, to supervisors, with what to do', async () => {
    await alive();
    now = at('2026-11-20 13:00');
    await lookTwice();
    const [first, ...others] = await told();
    expect(first?.subject).toContain('自动同步停了');
    expect(first?.text).toContain('owner@example.com');
    expect(first?.text).toContain('接管自动同步');
    expect(first?.text).toContain('2026-11-20 10:00');
    now += HOUR;
    await tellSilence(ports, deskId);
    expect(await told()).toEqual([]);
    expect(new Set([first, ...others].map(each => each?.to)).size).toBe(others.length + 1);
  });

  test('and give a sign at the second look are no news, as where the clock has leapt', async () => {
    await alive();
    now = at('2026-11-21 16:00');
    await tellSilence(ports, deskId);
    expect(summaries.at(-1)).toBe('2026-11-21 16:20');
    await alive();
    now = at('2026-11-25 16:00');
    await tellSilence(ports, deskId);
    expect(await told()).toEqual([]);
  });

  test('are looked at once more in twenty minutes, and nothing is said before', async () => {
    await alive();
    now = at('2026-11-20 13:00');
    await tellSilence(ports, deskId);
    expect(summaries.at(-1)).toBe('2026-11-20 13:20');
    now += 20 * MINUTE - 1;
    await tellSilence(ports, deskId);
    expect(await told()).toEqual([]);
    now += 1;
    await tellSilence(ports, deskId);
    expect(await told()).not.toEqual([]);
    // The look itself is planted once.
    expect(summaries.filter(time => time === '2026-11-20 13:20')).toHaveLength(1);
  });

  test('and speak while it is looked at are no news: what was known of them may be of before', async () => {
    await alive();
    now = at('2026-11-20 13:00');
    await tellSilence(ports, deskId);
    now += 20 * MINUTE;
    const known = await ports.store.overview(deskId);
    await alive();
    await tellSilence(ports, deskId, known);
    expect(await told()).toEqual([]);
  });

  test('are not missed outside working hours', async () => {
    now = at('2026-11-20 19:00');
    await alive();
    now = at('2026-11-21 08:00');
    await tellSilence(ports, deskId);
    expect(await told()).toEqual([]);
  });

  test('and have fallen silent anew are told of anew', async () => {
    await alive();
    now = at('2026-11-20 13:00');
    await lookTwice();
    expect(await told()).not.toEqual([]);
    now = at('2026-11-23 10:00');
    await alive();
    now = at('2026-11-23 17:00');
    await lookTwice();
    expect(await told()).not.toEqual([]);
  });

  test('and never told that they work, as those of an older add-on, are not missed', async () => {
    now += 7 * DAY;
    await tellSilence(ports, deskId);
    expect(await told()).toEqual([]);
  });

  test('are those of the account that sends, and of no other', async () => {
    await expect(noteAlive(ports, account('limin'), deskId)).rejects.toMatchObject({ code: 'not_sender' });
  });
});

test('a spreadsheet that cannot be opened is told of once a day, with the address to share with', async () => {
  const tried = () => summariseDesk(ports, deskId).catch((cause: unknown) => cause);
  expect(await tried()).toBeInstanceOf(Error);
  const [first] = await told();
  expect(first?.subject).toContain('表格打不开');
  expect(first?.text).toContain('desk@example.iam');
  now += HOUR;
  await tried();
  expect(await told()).toEqual([]);
  now += DAY;
  await tried();
  expect((await told()).map(({ subject }) => subject.includes('表格打不开'))).toContain(true);
});
