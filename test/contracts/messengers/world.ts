// Channels with a server of the vendor's kind behind each: what arrives is kept, and the server can be made to
// misbehave.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { ChannelMessenger } from '../../../functions/src/adapters/messengers/channels.ts';
import { SmtpMessenger, smtpOf } from '../../../functions/src/adapters/messengers/smtp-messenger.ts';
import type { Messenger } from '../../../functions/src/ports/messenger.ts';
import { SettableClock } from '../../../local/clock/clock.ts';
import type { NewMail } from '../../../local/outbox/mail/outbox.ts';
import { startMail } from '../../../local/outbox/mail/server.ts';
import { channelsOf, ROBOTS } from '../../../local/outbox/robots/groups.ts';
import { type Fault, robotsHandler } from '../../../local/outbox/robots/robots.ts';

const START = Date.UTC(2026, 10, 20, 7);

export interface World {
  messenger: Messenger;
  /** The same, with little patience: for a server that says nothing. */
  hasty: Messenger;
  clock: SettableClock;
  /** All that arrived, in order. */
  arrived(): Pick<NewMail, 'channel' | 'to' | 'text' | 'subject'>[];
  /** What the robots' servers do instead of taking the next messages. */
  fault: Fault | undefined;
  origin: string;
  close(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  const clock = new SettableClock({ realNow: () => START });
  const mail = await startMail({ file: ':memory:', clock });
  const handler = robotsHandler({
    robots: ROBOTS,
    now: () => clock.now(),
    keep: message => mail.keep(message),
    fault: () => world.fault,
  });
  const server = createServer((req, res) => {
    if (!handler(req, res)) res.writeHead(404).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const transport = smtpOf(`smtp://${mail.address}`);
  const post = new SmtpMessenger(() => transport, '服务台 <desk@example.com>');
  const world: World = {
    messenger: new ChannelMessenger(post, channelsOf(origin), () => clock.now()),
    hasty: new ChannelMessenger(post, channelsOf(origin), () => clock.now(), 50),
    clock,
    arrived: () => mail.list(),
    fault: undefined,
    origin,
    async close() {
      transport.close();
      server.closeAllConnections();
      server.close();
      await mail.close();
    },
  };
  return world;
}

/** A mail server that answers every recipient with this code. */
export async function refusingMail(code: number): Promise<{ messenger: Messenger; close(): void }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (_, __, answer) => answer(Object.assign(new Error('no'), { responseCode: code })),
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const transport = smtpOf(`smtp://127.0.0.1:${port}`);
  return {
    messenger: new SmtpMessenger(() => transport, 'desk@example.com'),
    close() {
      transport.close();
      server.close();
    },
  };
}
