// Notices as mail over SMTP.

import { createHash } from 'node:crypto';
import { createTransport, type Transporter } from 'nodemailer';
import type { Notice } from '../core/notice.ts';
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

  async send(id: string, notice: Notice): Promise<void> {
    const domain = this.from.slice(this.from.indexOf('@') + 1).replace('>', '');
    const stamp = createHash('sha256').update(notice.id).digest('hex').slice(0, 16);
    await this.transport().sendMail({
      from: this.from,
      to: { name: notice.to.name, address: notice.to.address },
      subject: notice.subject,
      text: notice.text,
      // The same notice sent again, after a crash between sending and noting it, is recognisable as such.
      messageId: `<${id}.${stamp}@${domain}>`,
    });
  }
}
