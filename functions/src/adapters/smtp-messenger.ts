// Notices as mail over SMTP.

import { createHash } from 'node:crypto';
import { createTransport, type Transporter } from 'nodemailer';
import type { Message } from '../core/message.ts';
import type { Messenger } from '../ports.ts';

/** A transport to a mail server: `smtp://user:password@host:port`, or `smtps:` for TLS from the first byte. */
export function smtpOf(url: string): Transporter {
  return createTransport(url);
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
    await this.transport().sendMail({
      from: this.from,
      to,
      subject,
      text,
      // The same message sent again, after a crash between sending and noting it, is recognisable as such.
      messageId: `<${stamp}@${domain}>`,
    });
  }
}
