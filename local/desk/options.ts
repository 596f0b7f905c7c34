// What `npm start` may be told, and where things are kept.

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartRefusal } from '../start-refusal.ts';

export interface Options {
  /** Port of the page; 0 takes any free one. */
  port: number;
  /** Folder that keeps everything between runs. */
  data: string;
  /** Another Firestore server (host:port), such as Google's emulator. */
  firestore: string | undefined;
  /** Whether a new desk is filled with three months of work. */
  demo?: boolean;
}

const DEFAULT_PORT = 8787;

/** Reads the command line. @throws StartRefusal that says what is wrong with it. */
export function readOptions(args: string[]): Options {
  const values = parse(args);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw refusal(`--port ${values.port}: not a port`);
  if (values.firestore !== undefined && !/^[^:]+:\d+$/.test(values.firestore)) {
    throw refusal(`--firestore ${values.firestore}: host:port is needed`);
  }
  return { port, data: resolve(values.data), firestore: values.firestore, demo: values.demo };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string', default: String(DEFAULT_PORT) },
        data: { type: 'string', default: '.data' },
        firestore: { type: 'string' },
        demo: { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    throw refusal(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function refusal(english: string, cause?: unknown): StartRefusal {
  const chinese =
    '启动参数不对。可用：--port 端口（0 为任选）、--data 文件夹、--firestore 主机:端口、--demo。';
  return new StartRefusal(chinese, english, { cause });
}
