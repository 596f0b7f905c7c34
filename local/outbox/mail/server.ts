// Stands in for the mail provider: takes any message over SMTP, keeps it where the page can show it, delivers nothing.

import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { SettableClock } from '../../clock/clock.ts';
import { type MailView, type NewMail, Outbox } from './outbox.ts';

export type { MailView } from './outbox.ts';

/** Gmail's limit for a sent message. */
const MAX_MESSAGE_BYTES = 25 * 1024 * 1024;

export interface MailOptions {
  /** The database with the messages; made when missing. */
  file: string;
  /** Default 127.0.0.1. */
  host?: string;
  /** Default 0: any free one. */
  port?: number;
  clock: SettableClock;
}

export interface Mail {
  /** `host:port` of the SMTP server. It speaks plain SMTP and takes any user and password, or none. */
  address: string;
  /** Keeps a message that came another way. */
  keep(message: NewMail): void;
  /** All messages, oldest first, those of earlier runs included. */
  list(): MailView[];
  /** Calls `listener` for each message after it was kept; returns what takes it off again. */
  subscribe(listener: (mail: MailView) => void): () => void;
  close(): Promise<void>;
}

/** Starts the SMTP server. A message is durable before the sender is told 250. */
export async function startMail(options: MailOptions): Promise<Mail> {
  const host = options.host ?? '127.0.0.1';
  const outbox = new Outbox(options.file);
  const listeners = new Set<(mail: MailView) => void>();

  const tell = (kept: MailView) => {
    for (const listener of listeners) listener(kept);
  };

  const take = async (
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    answer: (error?: Error | null) => void,
  ): Promise<void> => {
    let kept: MailView | undefined;
    try {
      const message = await buffer(stream);
      // What is too long the server refuses by itself once it has its answer.
      if (!stream.sizeExceeded) kept = outbox.add(await read(message, session, options.clock.now()));
    } catch (cause) {
      answer(new Error('The message could not be kept', { cause }));
      return;
    }
    answer();
    // After the answer: a listener that fails must not make the sender send again.
    if (kept) tell(kept);
  };

  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: MAX_MESSAGE_BYTES,
    rejectOversized: true,
    closeTimeout: 1_000,
    logger: false,
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? 'anonymous' }),
    onData: (stream, session, callback) => void take(stream, session, callback),
  });

  const port = await listen(server, host, options.port ?? 0).catch((cause: unknown) => {
    outbox.close();
    throw cause;
  });
  // A client that breaks off is its own affair; without a listener it would end the process.
  server.on('error', () => undefined);

  return {
    address: `${host}:${port}`,
    keep: message => tell(outbox.add(message)),
    list: () => outbox.list(),
    subscribe: listener => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: async () => {
      await new Promise<void>(resolve => server.close(resolve));
      outbox.close();
    },
  };
}

async function read(message: Buffer, session: SMTPServerSession, receivedAt: number): Promise<NewMail> {
  const email = await PostalMime.parse(message);
  const sender = session.envelope.mailFrom;
  return {
    channel: '邮件',
    messageId: email.messageId ?? '',
    receivedAt,
    from: email.from?.address ?? (sender ? sender.address : ''),
    to: session.envelope.rcptTo.map(recipient => recipient.address),
    subject: email.subject ?? '',
    // The transport ends the last part with a line break that nobody wrote.
    text: (email.text ?? '').replace(/\n$/, ''),
    ...(email.html === undefined ? {} : { html: email.html }),
  };
}

function listen(server: SMTPServer, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const listening = server.listen(port, host, () => {
      server.off('error', reject);
      const address = listening.address();
      if (address === null || typeof address === 'string') reject(new Error('The SMTP server has no port'));
      else resolve(address.port);
    });
  });
}
