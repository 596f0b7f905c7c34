// Large bodies that come slowly or never end, before any function is called.
import type { ClientRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { answerTo, GatedServer, GOOD, MIB, text } from '../fixtures/gated-server.ts';

let gated: GatedServer;

beforeAll(async () => {
  gated = await GatedServer.open();
});
afterAll(() => gated.close());
beforeEach(() => gated.forget());

describe('a large body that does not end', { timeout: 120_000 }, () => {
  /** Four of them, each of which has its place. */
  async function slow(): Promise<ClientRequest[]> {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const bodies = Array.from({ length: 4 }, () => gated.begin());
    await expect.poll(() => vi.getTimerCount(), { timeout: 60_000 }).toBe(4);
    return bodies;
  }

  test('gives its place after half a minute to one that waits, and hears why', async () => {
    const bodies = await slow();
    const answers = bodies.map(answerTo);
    const waiting = gated.send(text(MIB), { token: GOOD });
    await expect.poll(() => gated.verified.length, { timeout: 60_000 }).toBe(5);
    vi.advanceTimersByTime(30_000);
    expect(await waiting).toEqual({ status: 200 });
    for (const answer of await Promise.all(answers)) {
      expect(answer).toMatchObject({ status: 408, headers: { connection: 'close' } });
      expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'body_late' } });
    }
    expect(gated.calls).toHaveLength(1);
  });

  test('is waited for while nobody else wants its place', async () => {
    const [kept, ...others] = await slow();
    for (const other of others) other.destroy();
    await expect.poll(() => vi.getTimerCount(), { timeout: 60_000 }).toBe(1);
    vi.advanceTimersByTime(120_000);
    expect(await gated.send(text(MIB), { token: GOOD })).toEqual({ status: 200 });
    const answer = kept && answerTo(kept);
    kept?.end(text(MIB));
    expect(await answer).toMatchObject({ status: 200 });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is ended at once when somebody comes after that time', async () => {
    const answers = (await slow()).map(answerTo);
    vi.advanceTimersByTime(120_000);
    expect(await gated.send(text(MIB), { token: GOOD })).toEqual({ status: 200 });
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([408, 408, 408, 408]);
  });

  test('keeps its place once it is there, however long the work takes', async () => {
    const release = gated.hold();
    const bodies = await slow();
    const answers = bodies.map(answerTo);
    for (const body of bodies) body.end(text(MIB));
    await expect.poll(() => gated.calls.length, { timeout: 60_000 }).toBe(4);
    const waiting = gated.send(text(MIB), { token: GOOD });
    await expect.poll(() => gated.verified.length, { timeout: 60_000 }).toBe(5);
    vi.advanceTimersByTime(30_000);
    release();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await waiting).toEqual({ status: 200 });
  });

  test('is refused as soon as it is too large', async () => {
    const endless = gated.begin({ 'transfer-encoding': 'chunked' });
    endless.write(text(5 * MIB));
    const answer = await answerTo(endless);
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'body_too_large' } });
  });
});
