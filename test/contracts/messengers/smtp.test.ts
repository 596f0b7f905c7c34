// What a mail is called, and how what a mail server answers is told, without a server.
import type { Transporter } from 'nodemailer';
import { expect, test } from 'vitest';
import { SmtpMessenger } from '../../../functions/src/adapters/messengers/smtp-messenger.ts';
import { NotSent } from '../../../functions/src/core/notices/not-sent.ts';
import { withOnly } from '../../fixtures/with-only.ts';

const MESSAGE = {
  channel: '邮件',
  to: { name: '李伟', address: 'liwei@example.com' },
  subject: '已到时限',
  text: '“热线响应”已经到时限。',
};

/** A transport that takes every mail, or fails so. */
function transportOf(sent: { messageId?: string }[], failure?: object): () => Transporter {
  const sendMail = async (mail: { messageId?: string }) => {
    if (failure) throw Object.assign(new Error('no, liwei@example.com'), failure);
    sent.push(mail);
  };
  return () => withOnly<Transporter>({ sendMail });
}

test.each([
  ['desk@example.com', 'example.com'],
  ['服务台 <desk@mail.example.com>', 'mail.example.com'],
])('a mail of %s has an id under %s, another one for each message', async (from, domain) => {
  const sent: { messageId?: string }[] = [];
  const messenger = new SmtpMessenger(transportOf(sent), from);
  for (const id of ['desk/1', 'desk/2', 'desk/1']) await messenger.send(id, MESSAGE);
  const ids = sent.map(({ messageId = '' }) => messageId);
  for (const id of ids) expect(/^<[0-9a-f]{40}@(?<of>[^>]+)>$/.exec(id)?.groups?.['of']).toBe(domain);
  expect([ids[0] === ids[1], ids[0] === ids[2]]).toEqual([false, true]);
  expect(sent[0]).toMatchObject({ from, to: MESSAGE.to, subject: MESSAGE.subject, text: MESSAGE.text });
});

test.each<[object, Partial<NotSent>]>([
  [
    { code: 'EENVELOPE', responseCode: 500 },
    { again: 'never', message: '邮件服务器没有接受（500）' },
  ],
  [
    { code: 'EMESSAGE', responseCode: 554 },
    { again: 'never', message: '邮件服务器没有接受（554）' },
  ],
  [
    { code: 'EENVELOPE', responseCode: 499 },
    { again: 'later', message: '邮件服务器没有接受（499）' },
  ],
  [
    { code: 'EMESSAGE', responseCode: 452 },
    { again: 'later', message: '邮件服务器没有接受（452）' },
  ],
  // A wrong password is mended, and what waits is sent then.
  [
    { code: 'EAUTH', responseCode: 535 },
    { again: 'later', message: '邮件服务器没有接受（535）' },
  ],
  [{ code: 'ECONNECTION' }, { again: 'later', message: '邮件服务器没有应答', silent: true }],
  [{}, { again: 'later', message: '邮件服务器没有应答', silent: true }],
])('a server that fails with %j', async (failure, told) => {
  const sending = new SmtpMessenger(transportOf([], failure), 'desk@example.com').send('desk/1', MESSAGE);
  const error = await sending.then(
    () => expect.fail('it was sent'),
    (cause: NotSent) => cause,
  );
  expect(error).toBeInstanceOf(NotSent);
  expect({ again: error.again, message: error.message, silent: error.silent }).toEqual({
    silent: false,
    ...told,
  });
});

test('what is logged of a failure are its codes and where it came up, and no address', async () => {
  const failure = { code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' };
  const sending = new SmtpMessenger(transportOf([], failure), 'desk@example.com').send('desk/1', MESSAGE);
  const { cause } = await sending.then(
    () => expect.fail('it was sent'),
    (error: NotSent) => error,
  );
  const { message, stack = '' } = cause as Error;
  expect(message).toBe('SMTP EENVELOPE 550 RCPT TO');
  expect(stack).toMatch(/^Error: SMTP EENVELOPE 550 RCPT TO\n\s+at /);
  expect(stack).not.toContain('liwei');
});
