// What every channel does with a message, held to servers that check it as the vendors do.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ChannelMessenger } from '../../../functions/src/adapters/messengers/channels.ts';
import type { Message } from '../../../functions/src/core/notices/message.ts';
import type { NotSent } from '../../../functions/src/core/notices/not-sent.ts';
import type { Messenger } from '../../../functions/src/ports/messenger.ts';
import { channelsOf, ROBOTS } from '../../../local/outbox/robots/groups.ts';
import type { Fault } from '../../../local/outbox/robots/robots.ts';
import { refusingMail, startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(async () => {
  world.fault = undefined;
  // Whoever was kept out for too many messages is let in again.
  await world.clock.advance(3_600_000);
});
afterAll(() => world.close());

let messages = 0;
const messageTo = (channel: string, rest: Partial<Message> = {}): Message => ({
  channel,
  to: { name: '李伟', address: channel === '邮件' ? 'liwei@example.com' : '' },
  subject: '【已到时限】热线记录 20231001001：热线响应',
  text: '李伟，您好：\n\n“热线响应”已经到时限。',
  ...rest,
});
const send = (message: Message, id = `desk/${++messages}`) => world.messenger.send(id, message);
const refusal = (sending: Promise<void>): Promise<NotSent> =>
  sending.then(
    () => expect.fail('it was sent'),
    (error: NotSent) => error,
  );
const last = () => world.arrived().at(-1);

const MENTIONS: [channel: string, address: string, mentioned: string][] = [
  ['企业微信·客服群', '13800001111', '13800001111'],
  ['企业微信·客服群', 'liwei', 'liwei'],
  ['钉钉·技术群', '13800001111', '13800001111'],
  ['钉钉·技术群', 'manager123', 'manager123'],
  ['飞书·品控群', 'ou_abc123', 'ou_abc123'],
  ['Google Chat·管理群', '1234567890', '1234567890'],
];

describe.each(['邮件', ...ROBOTS.map(({ group }) => group)])('%s', channel => {
  test('carries subject and text', async () => {
    await send(messageTo(channel));
    const { subject, text, channel: through } = last() ?? { subject: '', text: '', channel: '' };
    expect(through).toBe(channel);
    expect(`${subject}\n${text}`).toContain('热线记录 20231001001：热线响应');
    expect(text).toContain('“热线响应”已经到时限。');
  });

  test('carries many at the same time', async () => {
    const before = world.arrived().length;
    await Promise.all(
      Array.from({ length: 12 }, (_, at) => send(messageTo(channel, { text: `第 ${at} 条` }))),
    );
    const texts = world
      .arrived()
      .slice(before)
      .map(({ text }) => /第 \d+ 条/.exec(text)?.[0]);
    expect(new Set(texts).size).toBe(12);
  });
});

test.each(MENTIONS)('%s mentions %s', async (channel, address, mentioned) => {
  await send(messageTo(channel, { to: { name: '李伟', address } }));
  expect(last()?.to).toEqual([mentioned]);
});

test.each(['企业微信·客服群', '飞书·品控群', 'Google Chat·管理群'])(
  '%s: a text cannot mention anybody by itself',
  async channel => {
    await send(messageTo(channel, { text: '<at user_id="all">所有人</at> <users/all> @all' }));
    expect(last()?.to).toEqual([]);
  },
);

describe.each(ROBOTS)('a robot of $vendor', ({ group, vendor }) => {
  test('is sent a long text as far as the vendor takes it, whole characters only, and told so', async () => {
    await send(messageTo(group, { text: '长文🙂'.repeat(20_000) }));
    expect(last()?.text).toMatch(/(?:长文🙂)*(?:长文?)?\n…（内容过长，其余请在表格中查看）$/u);
    expect(last()?.text.isWellFormed()).toBe(true);
  });

  test('that has had enough is asked again after the time that it wants', async () => {
    const sendings = Array.from({ length: 120 }, () =>
      send(messageTo(group)).catch((error: NotSent) => error),
    );
    const limited = (await Promise.all(sendings)).filter(each => each !== undefined);
    expect(limited.length).toBeGreaterThan(0);
    expect(new Set(limited.map(each => each.again))).toEqual(
      new Set([vendor === 'dingtalk' ? 600_000 : 60_000]),
    );
  });

  test.each<[string, Fault, NotSent['again']]>([
    ['says nothing', 'silence', 'later'],
    ['is broken', { status: 502, body: '<html>' }, 'later'],
    ['answers in another language', { status: 200, body: '<html>' }, 'later'],
    ['answers with a failure that nobody knows', { status: 200, body: { errcode: 77, code: 77 } }, 'later'],
    ['asks to wait', { status: 429, body: {}, headers: { 'retry-after': '7' } }, 7_000],
    ['asks to wait, and says no time', { status: 429, body: {} }, 60_000],
    [
      'asks to wait for years',
      { status: 429, body: {}, headers: { 'retry-after': '999999999' } },
      86_400_000,
    ],
    ['asks to wait for ever', { status: 429, body: {}, headers: { 'retry-after': 'Infinity' } }, 60_000],
    ['is gone', { status: 404, body: {} }, 'never'],
    ['points elsewhere', { redirectTo: 'http://127.0.0.1:9/stolen' }, 'never'],
  ])('that %s', async (_, fault, again) => {
    world.fault = fault;
    const before = world.arrived().length;
    const messenger = fault === 'silence' ? world.hasty : world.messenger;
    const error = await refusal(messenger.send('fault', messageTo(group)));
    expect([error.name, error.again]).toEqual(['NotSent', again]);
    expect(world.arrived()).toHaveLength(before);
    // What is logged and shown of it carries neither key nor text.
    const told = [error.message, error.stack, String(error.cause)].join();
    expect(told).not.toMatch(/local-|热线记录/);
  });

  test('that does not know the key, or the signature, refuses for good', async () => {
    const strangers = channelsOf(world.origin, [
      { vendor, key: 'stranger', secret: 'stranger', group: '外人' },
    ]);
    const wrong = channelsOf(
      world.origin,
      ROBOTS.map(robot => ({ ...robot, secret: 'wrong' })),
    );
    const through = (channels: typeof wrong): Messenger =>
      new ChannelMessenger(world.messenger, channels, () => world.clock.now());
    const unknown = await refusal(through(strangers).send('a', messageTo('外人')));
    expect(unknown.again).toBe('never');
    if (vendor !== 'dingtalk' && vendor !== 'feishu') return;
    expect((await refusal(through(wrong).send('b', messageTo(group)))).again).toBe('never');
    const late = new ChannelMessenger(
      world.messenger,
      channelsOf(world.origin),
      () => world.clock.now() - 3_700_000,
    );
    expect((await refusal(late.send('c', messageTo(group)))).again).toBe('never');
  });
});

test('Google Chat takes the same message once', async () => {
  const before = world.arrived().length;
  await send(messageTo('Google Chat·管理群'), 'desk/same');
  await send(messageTo('Google Chat·管理群'), 'desk/same');
  expect(world.arrived()).toHaveLength(before + 1);
});

test('the same mail sent again has the same id', async () => {
  await send(messageTo('邮件'), 'desk/same');
  await send(messageTo('邮件'), 'desk/same');
  expect(last()).toMatchObject({ duplicate: true });
});

test.each<[number, NotSent['again']]>([
  [550, 'never'],
  [450, 'later'],
  [554, 'never'],
])('a mail server that answers %i', async (code, again) => {
  const mail = await refusingMail(code);
  const error = await refusal(mail.messenger.send('a', messageTo('邮件')));
  mail.close();
  expect([error.again, error.message]).toEqual([again, `邮件服务器没有接受（${code}）`]);
});

test('a channel that the service does not know is refused for good', async () => {
  const error = await refusal(send(messageTo('企业微信·没有的群')));
  expect([error.again, error.message]).toEqual(['never', '服务没有配置通知渠道“企业微信·没有的群”']);
});
