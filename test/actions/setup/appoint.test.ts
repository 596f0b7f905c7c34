// Whose the desk is and whose triggers send for it: who may change that, to whom, and what goes with it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { giveDesk, takeSending } from '../../../functions/src/actions/setup/appoint.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, account, open } from '../../fixtures/actions/action-place.ts';
import { at, OWNER, storedDesk } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
let place: ActionPlace;
let ports: Ports;
let deskId: string;
let summaries: unknown[];
beforeAll(async () => {
  place = await ActionPlace.start('appoint', () => NOW);
  const plantSummary = async (...args: unknown[]) => void summaries.push(args);
  ports = { ...place.ports, alarms: { ...place.ports.alarms, plantSummary } };
});
afterAll(() => place.close());
beforeEach(async () => {
  summaries = [];
  deskId = crypto.randomUUID();
  await open(ports, { ...storedDesk(), id: deskId });
});

const mailOf = (name: string) => account(name).mail;
async function standing() {
  const desk = await ports.store.desk(deskId);
  return [desk?.owner, desk?.sender];
}
const give = (to: string, who = 'owner') => giveDesk(ports, account(who), deskId, mailOf(to));
const take = (who: string) => takeSending(ports, account(who), deskId);

describe('the triggers that send', () => {
  test('are those of the supervisor who takes over; whose the desk is stays', async () => {
    expect(await take('wangfang')).toEqual({ done: true });
    expect(await standing()).toEqual([OWNER, mailOf('wangfang')]);
    expect(summaries).toEqual([[deskId, NOW, NOW]]);
  });

  test('are not taken over by whoever has them already', async () => {
    const { version } = (await ports.store.desk(deskId)) ?? {};
    expect(await take('owner')).toEqual({ done: true });
    expect([await standing(), summaries]).toEqual([[OWNER, undefined], []]);
    expect((await ports.store.desk(deskId))?.version).toBe(version);
  });

  test.each([
    ['liwei', 'not_supervisor'],
    ['stranger', 'not_a_member'],
  ])('are not %s’s', async (who, code) => {
    await expect(take(who)).rejects.toMatchObject({ code });
    expect([await standing(), summaries]).toEqual([[OWNER, undefined], []]);
  });
});

describe('the desk', () => {
  beforeEach(() => take('wangfang'));

  test('is given to somebody who supervises; whose triggers send stays', async () => {
    summaries = [];
    expect(await give('sunli')).toEqual({ done: true });
    expect(await standing()).toEqual([mailOf('sunli'), mailOf('wangfang')]);
    expect(summaries).toEqual([[deskId, NOW, NOW]]);
    // She may give it on, and whoever had it may not any more.
    expect(await give('wangfang', 'sunli')).toEqual({ done: true });
    await expect(give('sunli')).rejects.toMatchObject({ status: 403 });
  });

  test('is whose it is already, however his mail is written', async () => {
    summaries = [];
    expect(await giveDesk(ports, account('owner'), deskId, OWNER.toUpperCase())).toEqual({ done: true });
    expect([await standing(), summaries]).toEqual([[OWNER, mailOf('wangfang')], []]);
  });

  test.each([
    ['liwei', 'does not supervise'],
    ['nobody', 'is nobody'],
  ])('is not given to %s, who %s', async name => {
    await expect(give(name)).rejects.toMatchObject({ code: 'owner_unfit' });
    expect(await standing()).toEqual([OWNER, mailOf('wangfang')]);
  });

  test('is not given away by a supervisor of a team', async () => {
    await expect(give('sunli', 'wangfang')).rejects.toMatchObject({ code: 'not_supervisor' });
    expect(await standing()).toEqual([OWNER, mailOf('wangfang')]);
  });

  test('is not given away while the triggers of an owner send who would be nobody then', async () => {
    await take('owner');
    await expect(give('sunli')).rejects.toMatchObject({ code: 'sender_unlisted' });
    // Somebody of the people tab goes on sending.
    await take('wangfang');
    await give('sunli');
    await takeSending(ports, account('sunli'), deskId);
    await give('wangfang', 'sunli');
    expect(await standing()).toEqual([mailOf('wangfang'), mailOf('sunli')]);
  });

  test('an owner who never appointed anybody goes on sending when he is in the people tab', async () => {
    deskId = crypto.randomUUID();
    await open(ports, { ...storedDesk(), id: deskId, owner: mailOf('zhaoqiang') });
    await give('sunli', 'zhaoqiang');
    expect(await standing()).toEqual([mailOf('sunli'), mailOf('zhaoqiang')]);
  });
});

test('what cannot be planted afterwards does not undo it', async () => {
  const logged: string[] = [];
  const broken: Ports = {
    ...ports,
    alarms: { ...ports.alarms, plantSummary: () => Promise.reject(new Error('no queue')) },
    log: { info: () => {}, error: event => void logged.push(event) },
  };
  expect(await takeSending(broken, account('wangfang'), deskId)).toEqual({ done: true });
  expect([logged, (await standing())[1]]).toEqual([['alarm_not_planted'], mailOf('wangfang')]);
});
