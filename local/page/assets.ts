// Serves the built bundle from one folder. Knows no other path of the disk.
import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { type Encoding, encodingFor } from './http.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

/** What a file has beside it when the build has compressed it. */
export const COMPRESSED = { br: '.br', gzip: '.gz' } as const satisfies Record<Encoding, string>;

/**
 * Sends a file of the folder, 404 for anything else: compressed where the browser takes that, and not at all where it
 * has it already. Names with a hash in them never change; of others the browser asks whether it still has the present
 * one, and then keeps what it has compiled of them, too.
 */
export async function sendAsset(
  req: IncomingMessage,
  res: ServerResponse,
  folder: string,
  path: string,
): Promise<void> {
  const file = normalize(join(folder, path));
  const type = TYPES[extname(file)];
  const isInside = file.startsWith(normalize(folder) + sep);
  const encoding = encodingFor(req);
  const copy = encoding && file + COMPRESSED[encoding];
  const packed = type && isInside && copy ? await fileAt(copy) : undefined;
  const found = packed ?? (type && isInside ? await fileAt(file) : undefined);
  if (!type || !found) {
    res.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found');
    return;
  }
  const hashed = /-[A-Z0-9]{8}\.\w+$/.test(file);
  const tag = `"${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}${packed ? `-${encoding}` : ''}"`;
  res.setHeader('cache-control', hashed ? 'max-age=31536000, immutable' : 'no-cache');
  res.setHeader('etag', tag);
  res.setHeader('vary', 'accept-encoding');
  if (req.headers['if-none-match'] === tag) {
    res.writeHead(304).end();
    return;
  }
  res.writeHead(200, {
    'content-type': type,
    'content-length': found.size,
    ...(packed && { 'content-encoding': encoding }),
  });
  if (req.method === 'HEAD') res.end();
  else createReadStream(packed && copy ? copy : file).pipe(res);
}

async function fileAt(path: string): Promise<Stats | undefined> {
  const found = await stat(path).catch(notFound);
  return found?.isFile() ? found : undefined;
}

function notFound(cause: unknown): undefined {
  if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR'))
    return;
  throw cause;
}
