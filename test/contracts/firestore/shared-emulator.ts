// Google's emulator, started once for all files whose cases run on it. Its start costs as much as their cases.
import type { TestProject } from 'vitest/node';
import { findEmulatorJar, startEmulator } from './emulator.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `host:port` of Google's emulator, where its jar was found. */
    emulator: string | undefined;
  }
}

export default async function share(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const jar = findEmulatorJar();
  const running = jar === undefined ? undefined : await startEmulator(jar);
  project.provide('emulator', running?.address);
  return running && (() => running.close());
}
