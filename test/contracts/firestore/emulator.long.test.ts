// How Google's emulator is started for the contract, where it is found: workers beside it open ports at any moment.
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { findEmulatorJar, freePort, startEmulator } from './emulator.ts';

const jar = findEmulatorJar();

test.skipIf(jar === undefined)('a port that somebody else is given meanwhile costs another try', async () => {
  const other = createServer();
  const taken = await new Promise<number>(resolve => {
    other.listen(0, '127.0.0.1', () => resolve((other.address() as AddressInfo).port));
  });
  onTestFinished(() => void other.close());
  const ports = [taken];
  const running = await startEmulator(jar ?? '', async () => ports.shift() ?? freePort());
  onTestFinished(() => running.close());
  expect(ports).toEqual([]);
  expect(running.address).not.toBe(`127.0.0.1:${taken}`);
});
