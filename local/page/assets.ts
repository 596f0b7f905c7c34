// Serves the built bundle from one folder. Knows no other path of the disk.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

/** Sends a file of the folder, 404 for anything else. Names with a hash in them never change. */
export async function sendAsset(res: ServerResponse, folder: string, path: string): Promise<void> {
  const file = normalize(join(folder, path));
  const type = TYPES[extname(file)];
  const found =
    file.startsWith(normalize(folder) + sep) && type ? await stat(file).catch(notFound) : undefined;
  if (!type || !found?.isFile()) {
    res.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found');
    return;
  }
  const hashed = /-[A-Z0-9]{8}\.\w+$/.test(file);
  res.writeHead(200, {
    'content-type': type,
    'content-length': found.size,
    'cache-control': hashed ? 'max-age=31536000, immutable' : 'no-cache',
  });
  createReadStream(file).pipe(res);
}

function notFound(cause: unknown): undefined {
  if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR'))
    return;
  throw cause;
}
