// How far a robot's vendor takes a text: one that just fits goes whole, one byte more is cut and says so.
import { expect, test } from 'vitest';
import { RobotMessenger, type Vendor } from '../../../functions/src/adapters/messengers/robot.ts';

const SUBJECT = '【已到时限】';
const TOLD = '\n…（内容过长，其余请在表格中查看）';
const MAX_BYTES = 120;
const bytes = (text: string): number => Buffer.byteLength(text);

/** What a vendor that takes 120 bytes is sent of a text. */
async function arrived(text: string): Promise<string> {
  const texts: string[] = [];
  const vendor: Vendor = {
    mostBytes: MAX_BYTES,
    request(_, content) {
      texts.push(content.text);
      return { url: 'data:application/json,{}', body: {} };
    },
    refusal: () => undefined,
  };
  const message = { channel: '群', to: { name: '李伟', address: '' }, subject: SUBJECT, text };
  await new RobotMessenger({ url: 'https://robot.example' }, vendor, () => 0).send('1', message);
  return texts.join();
}

const HEAD = `${SUBJECT}\n`;
const WHOLE = MAX_BYTES - bytes(HEAD);
const ROOM = WHOLE - bytes(TOLD);

test.each([0, 1, WHOLE - 1, WHOLE])('%d bytes go whole', async length => {
  const text = 'x'.repeat(length);
  expect(await arrived(text)).toBe(HEAD + text);
});

test.each([WHOLE + 1, WHOLE + 50, 10_000])(
  'of %d bytes as many go as have room beside the word',
  async length => {
    const text = await arrived('x'.repeat(length));
    expect(text).toBe(HEAD + 'x'.repeat(ROOM) + TOLD);
    expect(bytes(text)).toBe(MAX_BYTES);
  },
);

test.each([
  ['that just fits', 'x'.repeat(ROOM - 4), '🙂'],
  ['that is a byte too long', 'x'.repeat(ROOM - 3), ''],
])('a character %s', async (_, before, kept) => {
  expect(await arrived(`${before}🙂${'x'.repeat(200)}`)).toBe(HEAD + before + kept + TOLD);
});
