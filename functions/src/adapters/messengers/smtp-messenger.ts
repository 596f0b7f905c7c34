// Messages as mail over SMTP.

import { createHash } from 'node:crypto';
import { createTransport, type Transporter } from 'nodemailer';
import type { Message } from '../../core/notices/message.ts';
import { NotSent } from '../../core/notices/not-sent.ts';
import type { Messenger } from '../../ports/messenger.ts';

/**
 * Longest waits for a server, in ms: to connect, to be greeted, and for the next word; one that idles longer is let go.
 */
const PATIENCE = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 };

/**
 * A transport to a mail server: `smtp://user:password@host:port`, or `smtps:` for TLS from the first byte. Its
 * connections are kept.
 */
export function smtpOf(url: string): Transporter {
  return createTransport({ url, pool: true, maxConnections: 3, ...PATIENCE });
}

export class SmtpMessenger implements Messenger {
  private readonly transport: () => Transporter;
  private readonly from: string;

  constructor(transport: () => Transporter, from: string) {
    this.transport = transport;
    this.from = from;
  }

  async send(id: string, { to, subject, text }: Message): Promise<void> {
    const domain = this.from.slice(this.from.indexOf('@') + 1).replace('>', '');
    const stamp = createHash('sha256').update(id).digest('hex').slice(0, 40);
    // The same message sent again, after a crash between sending and noting it, is recognisable by its id.
    const messageId = `<${stamp}@${domain}>`;
    try {
      await this.transport().sendMail({ from: this.from, to, subject, text, messageId });
    } catch (cause) {
      throw notSentOf(cause);
    }
  }
}

/**
 * A 5xx to recipient or message is for good (RFC 5321, 4.2.1); all else may pass, a wrong password included. What the
 * server says may repeat the address, so its codes are told, and where it came up. https://nodemailer.com/errors
 */
function notSentOf(error: unknown): NotSent {
  const { code = 'unknown', responseCode, command = '' } = (error instanceof Error ? error : {}) as SmtpError;
  const cause = new Error(`SMTP ${code} ${responseCode ?? ''} ${command}`.trim());
  cause.stack = [`${cause.name}: ${cause.message}`, ...framesOf(error)].join('\n');
  if (typeof responseCode !== 'number')
    return new NotSent('later', '邮件服务器没有应答', { cause, silent: true });
  const final = responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
  return new NotSent(final ? 'never' : 'later', `邮件服务器没有接受（${responseCode}）`, { cause });
}

/** What nodemailer adds to its errors. */
interface SmtpError {
  code?: string;
  responseCode?: number;
  command?: string;
}

/** Where an error came up, without what it says. */
function framesOf(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack.split('\n').filter(line => /^\s+at /.test(line));
}
