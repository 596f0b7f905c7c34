// Notices on their way out while a channel is slow, silent or broken, or while somebody else delivers: over a real
// store and real channels.

import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deliverNotices } from '../../../functions/src/actions/timers/deliver-notices.ts';
import { SmtpMessenger, smtpOf } from '../../../functions/src/adapters/messengers/smtp-messenger.ts';
import type { Message } from '../../../functions/src/core/notices/message.ts';
import { NotSent } from '../../../functions/src/core/notices/not-sent.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { announcing } from '../../fixtures/actions/announcing.ts';
import { at, storedDesk } from '../../fixtures/core/desk-fixture.ts';

const MINUTE = 60_000;
const MAIL = '邮件';
const NAMES = ['李敏', '王芳', '赵强', '孙丽', '吴昊'];

let place: ActionPlace;
let ports: Ports;
let now = at('2026-11-20 15:00');
let rings: number[];
let logged: { event: string; cause: unknown }[];
/** What arrived, in order. */
let arrived: Message[];
let send: (id: string, message: Message) => Promise<void>;

beforeAll(async () => {
  const desk = storedDesk();
  Object.assign(desk.rows['person-liwei']?.cells ?? {}, { channel: '企业微信·客服群', address: 'LiWei' });
  place = await ActionPlace.start('deliver-slowly', () => now, desk);
});
beforeEach(() => {
  now += 2 * MINUTE;
  rings = [];
  logged = [];
  arrived = [];
  send = async (_, message) => void arrived.push(message);
  ports = {
    ...place.ports,
    messenger: { send: (id, message) => send(id, message) },
    alarms: {
      plantRing: async (_, ring) => void rings.push(ring),
      plantSummary: async () => undefined,
    },
    log: { info: () => undefined, error: (event, cause) => logged.push({ event, cause }) },
  };
});
afterAll(() => place.close());

const announce = announcing(() => ports);
const toWhom = () => arrived.map(({ to }) => to.name);

// Case A.15
test('a mail server that says nothing is waited for by few; the chat goes on, and the rest goes later', {
  timeout: 60_000,
}, async () => {
  const sockets: Socket[] = [];
  const server: Server = createServer(socket => sockets.push(socket.on('error', () => undefined)));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const transport = smtpOf(`smtp://127.0.0.1:${port}`);
  const mail = new SmtpMessenger(() => transport, 'desk@example.com');
  let tried = 0;
  send = async (id, message) => {
    if (message.channel !== MAIL) return void arrived.push(message);
    tried += 1;
    await mail.send(id, message);
  };
  await announce('李伟', ...NAMES);
  await deliverNotices(ports, DESK_ID);
  expect(toWhom()).toEqual(['李伟']);
  // As many as there are connections have found out; nobody else has waited.
  expect(tried).toBe(3);
  expect(rings).toEqual([now + MINUTE]);
  expect(logged.map(({ cause }) => (cause as Error).cause)).toEqual(
    Array.from(
      { length: 3 },
      () => expect.objectContaining({ message: expect.stringMatching(/^SMTP E/) as string }) as Error,
    ),
  );
  transport.close();
  for (const socket of sockets) socket.destroy();
  server.close();
  now += MINUTE;
  send = async (_, message) => void arrived.push(message);
  await deliverNotices(ports, DESK_ID);
  expect(new Set(toWhom())).toEqual(new Set(['李伟', ...NAMES]));
  expect(arrived).toHaveLength(1 + NAMES.length);
});

// Case A.14
test('ring and sweep at once, over a leap: each person gets one message, and none twice', async () => {
  let end: () => void = () => undefined;
  const held = new Promise<void>(resolve => {
    end = resolve;
  });
  let [inside, most] = [0, 0];
  let begun: () => void = () => undefined;
  const sending = new Promise<void>(resolve => {
    begun = resolve;
  });
  send = async (_, message) => {
    inside += 1;
    begun();
    most = Math.max(most, inside);
    await held;
    arrived.push(message);
    inside -= 1;
  };
  await announce('王芳');
  await announce('王芳');
  const first = deliverNotices(ports, DESK_ID);
  await sending;
  expect(inside).toBe(1);
  now += 10 * 24 * 60 * MINUTE;
  const others = [deliverNotices(ports, DESK_ID), deliverNotices(ports, DESK_ID)];
  end();
  await Promise.all([first, ...others]);
  expect([most, toWhom()]).toEqual([1, ['王芳']]);
});

test('a fault of ours is no letter that was refused: it is told as it is, the others go, and nothing is lost', async () => {
  const bug = new TypeError('x is not a function');
  send = async (_, message) => {
    if (message.to.name === '王芳') throw bug;
    arrived.push(message);
  };
  await announce('王芳', '赵强');
  await expect(deliverNotices(ports, DESK_ID)).rejects.toMatchObject({ errors: [bug] });
  expect(toWhom()).toEqual(['赵强']);
  expect(rings).toEqual([now + MINUTE]);
  now += MINUTE;
  send = async (_, message) => void arrived.push(message);
  await deliverNotices(ports, DESK_ID);
  expect(toWhom()).toEqual(['赵强', '王芳']);
});

test('a refusal of one person keeps nobody else of the channel waiting', async () => {
  send = async (_, message) => {
    if (message.to.name === '王芳') throw new NotSent('later', '信箱已满');
    arrived.push(message);
  };
  await announce(...NAMES);
  await deliverNotices(ports, DESK_ID);
  expect(new Set(toWhom())).toEqual(new Set(NAMES.filter(name => name !== '王芳')));
});

test('what others take too long to deliver is looked at again in a minute', async () => {
  const occasion = await announce('王芳');
  const store = Object.assign(Object.create(ports.store) as Ports['store'], {
    delivering: async () => false,
  });
  await deliverNotices({ ...ports, store }, DESK_ID);
  expect([arrived, rings]).toEqual([[], [now + MINUTE]]);
  await deliverNotices(ports, DESK_ID);
  expect(arrived.map(each => JSON.stringify(each)).filter(text => text.includes(occasion))).toHaveLength(1);
});
