// Notices on their way out, over a real store and real channels that can be made to fail.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deliverNotices } from '../../../functions/src/actions/timers/deliver-notices.ts';
import { resendNotices } from '../../../functions/src/actions/timers/resend-notices.ts';
import { NotSent } from '../../../functions/src/core/notices/not-sent.ts';
import { announceDesk } from '../../../functions/src/core/notices/notice.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { startWorld, type World } from '../../contracts/messengers/world.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { announcing } from '../../fixtures/actions/announcing.ts';
import { at, storedDesk } from '../../fixtures/core/desk-fixture.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let place: ActionPlace;
let world: World;
let ports: Ports;
let rings: number[];
let now = at('2026-11-20 15:00');

beforeAll(async () => {
  const desk = storedDesk();
  Object.assign(desk.rows['person-liwei']?.cells ?? {}, { channel: '企业微信·客服群', address: 'LiWei' });
  Object.assign(desk.rows['person-wuhao']?.cells ?? {}, { channel: '企业微信·没有的群' });
  [place, world] = await Promise.all([ActionPlace.start('deliver-notices', () => now, desk), startWorld()]);
});
beforeEach(async () => {
  world.fault = undefined;
  rings = [];
  const alarms = {
    plantRing: async (_: string, ring: number) => void rings.push(ring),
    plantSummary: async () => undefined,
  };
  // What is logged of failures that are meant to happen is nobody's concern.
  const log = { info: () => undefined, error: () => undefined };
  ports = { ...place.ports, messenger: world.messenger, alarms, log };
  now = at('2026-11-21 15:00') + Math.floor((now - at('2026-11-20 15:00')) / 86_400_000) * 86_400_000;
});
afterAll(async () => {
  await Promise.all([place.close(), world.close()]);
});

const announce = announcing(() => ports);
const said = (occasion: string) =>
  world
    .arrived()
    .filter(({ subject, text }) => `${subject}\n${text}`.includes(occasion))
    .map(({ channel, to, text }) => ({ channel, to, text }));
const dead = () => ports.store.deadLetters(DESK_ID, 10);

test('each person hears of it by the own channel, once', async () => {
  const occasion = await announce('李伟', '王芳');
  await Promise.all([deliverNotices(ports, DESK_ID), deliverNotices(ports, DESK_ID)]);
  await deliverNotices(ports, DESK_ID);
  const ways = said(occasion).map(({ channel, to }) => `${channel} ${to.join()}`);
  expect(new Set(ways)).toEqual(new Set(['企业微信·客服群 LiWei', '邮件 wangfang@example.com']));
  expect(ways).toHaveLength(2);
  expect(rings).toEqual([]);
});

test('many for one person are one message', async () => {
  const [first, second] = [await announce('王芳'), await announce('王芳')];
  const before = world.arrived().length;
  await deliverNotices(ports, DESK_ID);
  expect(world.arrived()).toHaveLength(before + 1);
  expect([said(first).length, said(second).length]).toEqual([1, 1]);
});

test('what a channel refuses for good goes by mail, and says why', async () => {
  const occasion = await announce('吴昊');
  await deliverNotices(ports, DESK_ID);
  expect(said(occasion)).toMatchObject([{ channel: '邮件', to: ['wuhao@example.com'] }]);
  expect(said(occasion)[0]?.text).toContain('服务没有配置通知渠道“企业微信·没有的群”');
});

test('what fails is tried again at growing distances, and as long as the channel asks for; then it is said once', async () => {
  const occasion = await announce('李伟');
  world.fault = { status: 502, body: '' };
  await deliverNotices(ports, DESK_ID);
  expect(rings).toEqual([now + MINUTE]);
  await deliverNotices(ports, DESK_ID);
  expect(rings).toHaveLength(1);
  now += MINUTE;
  world.fault = { status: 429, body: {}, headers: { 'retry-after': '600' } };
  await deliverNotices(ports, DESK_ID);
  expect(rings.at(-1)).toBe(now + 10 * MINUTE);
  world.fault = undefined;
  now += 10 * MINUTE;
  await deliverNotices(ports, DESK_ID);
  expect(said(occasion)).toHaveLength(1);
  expect(await dead()).toEqual([]);
});

test('after the last try it is a dead letter, supervisors hear of it, and one of them has it sent again', async () => {
  const occasion = await announce('李伟');
  world.fault = { status: 502, body: '' };
  // The distances sum up to more than a day, with a night in it at which nothing is tried.
  for (let rung = -1; rung < rings.length; now = rings.at(-1) ?? now) {
    rung = rings.length;
    await deliverNotices(ports, DESK_ID);
  }
  expect((await dead()).map(({ notice, reason }) => [notice.to.name, reason])).toEqual([
    ['李伟', '通知渠道出了故障（502）'],
  ]);
  const told = world.arrived().filter(({ subject }) => subject.includes('发给 李伟 的通知没有送达'));
  const supervisors = ['sunli', 'wangfang', 'zhaoqiang'].map(name => `${name}@example.com`);
  expect(new Set(told.flatMap(({ to }) => to))).toEqual(new Set(supervisors));
  expect(told).toHaveLength(supervisors.length);
  world.fault = undefined;
  await expect(resendNotices(ports, account('liwei'), DESK_ID)).rejects.toMatchObject({
    code: 'not_supervisor',
  });
  await expect(resendNotices(ports, account('stranger'), DESK_ID)).rejects.toMatchObject({
    code: 'not_a_member',
  });
  rings = [];
  expect(await resendNotices(ports, account('wangfang'), DESK_ID)).toEqual({ resent: 1 });
  expect(rings).toEqual([now]);
  await deliverNotices(ports, DESK_ID);
  expect(said(occasion).filter(({ channel }) => channel !== '邮件')).toHaveLength(1);
  expect(await dead()).toEqual([]);
  rings = [];
  expect(await resendNotices(ports, account('wangfang'), DESK_ID)).toEqual({ resent: 0 });
  expect(rings).toEqual([]);
});

test('a dead letter is told where there is but one supervisor', async () => {
  const desk = storedDesk();
  for (const name of ['sunli', 'zhaoqiang'])
    Object.assign(desk.rows[`person-${name}`]?.cells ?? {}, { role: '技术' });
  const alone = await ActionPlace.start('deliver-notices-alone', () => now, desk);
  const sent: string[] = [];
  const send = async (_: unknown, { to }: { to: { name: string } }) => {
    sent.push(to.name);
    if (to.name === '李伟') throw new NotSent('never', '对方服务器拒收');
  };
  const there = { ...ports, store: alone.ports.store, messenger: { send } };
  const notices = announceDesk(
    { kind: 'report', occasion: '一', title: '一', what: '内容。', why: '原因。' },
    [{ name: '李伟', address: 'liwei@example.com' }],
  );
  await there.store.transaction(DESK_ID, async transaction => transaction.write({ notices }));
  for (let pass = 0; pass < 2; pass += 1) await deliverNotices(there, DESK_ID);
  expect(sent).toEqual(['李伟', '王芳']);
  await alone.close();
});

test('that a dead letter was not told is told to nobody, and whoever cannot be reached is not told so by that way', async () => {
  const refused: string[] = [];
  // Nothing can be sent to anybody, for good.
  ports = {
    ...ports,
    messenger: {
      send: async (_, { to }) => {
        refused.push(to.name);
        throw new NotSent('never', '对方服务器拒收');
      },
    },
  };
  const before = (await ports.store.deadLetters(DESK_ID, 100)).length;
  await announce('王芳');
  for (let pass = 0; pass < 5; pass += 1) {
    await deliverNotices(ports, DESK_ID);
    now += DAY;
  }
  // 王芳 once, then the other two supervisors about her; none about what they did not get.
  expect(refused.toSorted()).toEqual(['孙丽', '王芳', '赵强'].toSorted());
  const letters = await ports.store.deadLetters(DESK_ID, 100);
  expect(
    letters.slice(0, letters.length - before).map(({ notice }) => [notice.kind, notice.to.name]),
  ).toEqual(
    expect.arrayContaining([
      ['report', '王芳'],
      ['deadLetter', '孙丽'],
      ['deadLetter', '赵强'],
    ]),
  );
  expect(letters).toHaveLength(before + 3);
  // The dead letters of this test are nobody's concern in the next one.
  await ports.store.requeueNotices(DESK_ID, 100);
  ports = { ...ports, messenger: { send: async () => undefined } };
  await deliverNotices(ports, DESK_ID);
});

test('at night it waits, with an alarm for the morning, and goes out then', async () => {
  now = Math.floor(now / 86_400_000) * 86_400_000 + 15 * 3_600_000; // 23:00 in Shanghai
  const occasion = await announce('王芳');
  await deliverNotices(ports, DESK_ID);
  expect(said(occasion)).toEqual([]);
  expect(rings).toEqual([now + 9 * 3_600_000]);
  now += 9 * 3_600_000;
  await deliverNotices(ports, DESK_ID);
  expect(said(occasion)).toHaveLength(1);
});
