// Functions that end as they start, as with a fault of the program or of its surroundings: nobody waits for them in
// vain.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDesk } from '../../local/desk/desk.ts';
import { FunctionKeeper, type KeeperOptions } from '../../local/desk/function-keeper.ts';
import { StartRefusal } from '../../local/start-refusal.ts';

let data: string;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'sheetdesk-unable-'));
});
afterAll(() => rm(data, { recursive: true, force: true }));

const unable = (options: KeeperOptions) =>
  new FunctionKeeper({ ...options, env: { ...options.env, RING_QUEUE: '' } });

test('a desk that has to be set up says so at once, with their last words, and ends', async () => {
  const said: string[] = [];
  const start = startDesk(
    { port: 0, data, firestore: undefined, keep: unable },
    line => void said.push(line),
  );
  await expect(start).rejects.toThrow(StartRefusal);
  await expect(start).rejects.toThrow(/函数进程无法启动（退出码 1）[\s\S]*RING_QUEUE/);
  expect(said).toEqual([expect.stringContaining('函数进程意外结束（退出码 1）')]);
});
