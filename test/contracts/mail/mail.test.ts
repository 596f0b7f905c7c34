import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SettableClock } from '../../../local/clock/clock.ts';
import { type Mail, type MailView, startMail } from '../../../local/outbox/mail/server.ts';

const START = 1_700_000_000_000;
const MESSAGE: SendMailOptions = {
  messageId: '<n1@desk.example>',
  from: { name: '客服台', address: 'desk@example.com' },
  to: ['wang@example.com', '李娜 <li@example.com>'],
  bcc: 'boss@example.com',
  subject: '【待办】客户 C202405001 的反馈 2 小时未响应，请尽快处理并在表格中填写处理结果',
  text: '请在 16:30 前回复客户。\n详情见表格。',
  html: '<p>请在 <b>16:30</b> 前回复客户。</p>',
};

let folder: string;
let clock: SettableClock;
let mail: Mail;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mail-'));
  clock = new SettableClock({ realNow: () => START });
  mail = await start();
});

afterEach(async () => {
  await mail.close();
  rmSync(folder, { recursive: true });
});

function start() {
  return startMail({ file: join(folder, 'mail.sqlite'), clock });
}

async function send(message: SendMailOptions, auth?: { user: string; pass: string }) {
  const [host, port] = mail.address.split(':');
  const transport = createTransport({ host, port: Number(port), ...(auth ? { auth } : {}) });
  try {
    await transport.sendMail(message);
  } finally {
    transport.close();
  }
}

test('a message is shown as it was sent, blind copies included, at desk time', async () => {
  await clock.advance(5_000);
  await send(MESSAGE);
  expect(mail.list()).toEqual([
    {
      id: 1,
      channel: '邮件',
      messageId: '<n1@desk.example>',
      receivedAt: START + 5_000,
      from: 'desk@example.com',
      to: ['wang@example.com', 'li@example.com', 'boss@example.com'],
      subject: MESSAGE.subject,
      text: '请在 16:30 前回复客户。\n详情见表格。',
      html: '<p>请在 <b>16:30</b> 前回复客户。</p>',
      duplicate: false,
    },
  ]);
});

test('a plain message has no html, and one without subject is taken', async () => {
  await send({ from: 'a@example.com', to: 'b@example.com', text: 'hello' });
  const [only] = mail.list();
  expect(only).toMatchObject({ subject: '', text: 'hello' });
  expect(only).not.toHaveProperty('html');
});

test('a Message-ID taken before is kept again and marked', async () => {
  await send(MESSAGE);
  await send({ ...MESSAGE, messageId: '<n2@desk.example>' });
  await send({ ...MESSAGE, to: 'someone@example.com' });
  expect(mail.list().map(it => [it.id, it.messageId, it.duplicate])).toEqual([
    [1, '<n1@desk.example>', false],
    [2, '<n2@desk.example>', false],
    [3, '<n1@desk.example>', true],
  ]);
});

test('messages without a Message-ID are no duplicates of each other', async () => {
  const raw = 'From: a@example.com\r\nTo: b@example.com\r\nSubject: bare\r\n\r\nhello\r\n';
  const envelope = { from: 'a@example.com', to: 'b@example.com' };
  await send({ envelope, raw });
  await send({ envelope, raw });
  expect(mail.list().map(it => [it.messageId, it.duplicate])).toEqual([
    ['', false],
    ['', false],
  ]);
});

test('messages and the memory of Message-IDs survive a restart', async () => {
  await send(MESSAGE);
  const before = mail.list();
  await mail.close();
  mail = await start();
  expect(mail.list()).toEqual(before);
  await send(MESSAGE);
  expect(mail.list().map(it => it.duplicate)).toEqual([false, true]);
});

test('a subscriber is told of each message once it is kept, until it leaves', async () => {
  const told: MailView[] = [];
  const leave = mail.subscribe(it => told.push(it));
  await send(MESSAGE);
  await expect.poll(() => told, { timeout: 10_000 }).toEqual(mail.list());
  leave();
  await send({ ...MESSAGE, messageId: '<n2@desk.example>' });
  await send({ ...MESSAGE, messageId: '<n3@desk.example>' });
  expect(told).toHaveLength(1);
});

test('a sender with a password is served like one without', async () => {
  await send(MESSAGE, { user: 'desk', pass: 'secret' });
  expect(mail.list()).toHaveLength(1);
});

test('a message over the size limit is refused and not kept', async () => {
  const attachment = { filename: 'big.bin', content: Buffer.alloc(26 * 1024 * 1024) };
  await expect(send({ ...MESSAGE, attachments: [attachment] })).rejects.toMatchObject({ responseCode: 552 });
  expect(mail.list()).toEqual([]);
});

test('many senders at once lose nothing', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `<n${index}@desk.example>`);
  await Promise.all(ids.map(messageId => send({ ...MESSAGE, messageId })));
  expect(
    mail
      .list()
      .map(it => it.messageId)
      .toSorted(),
  ).toEqual(ids.toSorted());
});
