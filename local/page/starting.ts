// What the page's address says before the page is there.
import type { ServerResponse } from 'node:http';

const RETRY_SECONDS = 2;

const STARTING = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta http-equiv="refresh" content="${RETRY_SECONDS}">
<title>正在启动</title>
<p>售后服务台正在启动，准备好后会自动打开。</p>
</html>
`;

/** The page comes soon: browsers ask again by themselves. */
export function sendStarting(res: ServerResponse): void {
  res.writeHead(503, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'retry-after': String(RETRY_SECONDS),
  });
  res.end(STARTING);
}

export function sendNotFound(res: ServerResponse): void {
  res.writeHead(404).end();
}
