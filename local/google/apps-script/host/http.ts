// UrlFetchApp's requests over real HTTP, to the addresses that the manifest allows.
// https://developers.google.com/apps-script/reference/url-fetch/url-fetch-app
import type { WireRequest, WireResponse } from '../calls.ts';

/** How long Google waits for an answer. */
export const FETCH_MS = 60_000;
const MAX_URL_LENGTH = 2_048;
const MAX_BODY_BYTES = 50 * 1024 * 1024;
const MAX_HEADER_BYTES = 8 * 1024;
const USER_AGENT = 'Mozilla/5.0 (compatible; Google-Apps-Script)';
/** As much of a failed answer as Google puts into its message. */
const SHOWN_CHARACTERS = 300;

/** Sends a request. Throws Google's message when it is refused, fails, or is answered with 400 or more unmuted. */
export async function fetchOne(
  request: WireRequest,
  prefixes: string[] | undefined,
  timeoutMs: number,
): Promise<WireResponse> {
  checkUrl(request.url, prefixes);
  return send(request, timeoutMs);
}

function checkUrl(url: string, prefixes: string[] | undefined): void {
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw new Error(`Invalid argument: ${url}`);
  if (url.length > MAX_URL_LENGTH) throw new Error('Limit Exceeded: URLFetch URL Length.');
  if (prefixes && !prefixes.some(prefix => isUnder(new URL(url), prefix))) {
    throw new Error(`Attempt to fetch a URL that is not in the manifest's urlFetchWhitelist: ${url}`);
  }
}

/**
 * https://developers.google.com/apps-script/manifest/allowlist-url: same scheme, host and port (`*.` for sub-domains),
 * path begins so.
 */
function isUnder(url: URL, prefix: string): boolean {
  const wildcard = /^(https?:\/\/)\*\./.exec(prefix);
  const allowed = new URL(wildcard ? prefix.replace('*.', '') : prefix);
  const host = wildcard ? url.host.endsWith(`.${allowed.host}`) : url.host === allowed.host;
  return url.protocol === allowed.protocol && host && url.pathname.startsWith(allowed.pathname);
}

async function send(request: WireRequest, timeoutMs: number): Promise<WireResponse> {
  const body = request.body === null ? null : Buffer.from(request.body, 'base64');
  if (body && body.length > MAX_BODY_BYTES) throw new Error('Limit Exceeded: URLFetch POST Size.');
  if (Buffer.byteLength(Object.entries(request.headers).flat().join('')) > MAX_HEADER_BYTES)
    throw new Error('Limit Exceeded: URLFetch Header Size.');
  // Google sends a GET that has a payload as POST.
  const method = body && request.method === 'GET' ? 'POST' : request.method;
  const { status, headers, bytes } = await exchange(request, method, body, timeoutMs);
  if (bytes.length > MAX_BODY_BYTES) throw new Error('Limit Exceeded: URLFetch Response Size.');
  if (status >= 400 && !request.mute) {
    throw new Error(
      `Request failed for ${new URL(request.url).origin} returned code ${status}. Truncated server response: ` +
        `${bytes.toString('utf8').slice(0, SHOWN_CHARACTERS)} (use muteHttpExceptions option to examine full response)`,
    );
  }
  return { status, headers, body: bytes.toString('base64') };
}

async function exchange(
  { url, headers }: WireRequest,
  method: string,
  body: Buffer | null,
  timeoutMs: number,
): Promise<{ status: number; headers: [string, string][]; bytes: Buffer }> {
  try {
    const response = await fetch(url, {
      method,
      headers: { 'User-Agent': USER_AGENT, ...headers },
      body: body && new Uint8Array(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    return {
      status: response.status,
      headers: [...response.headers].map(([name, value]) => [capitalise(name), value]),
      bytes,
    };
  } catch (cause) {
    throw new Error(`${reasonOf(cause)}: ${url}`, { cause });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'Timeout';
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? 'DNS error' : 'Address unavailable';
}

/** Header names as Google gives them: `Content-Type`. */
function capitalise(name: string): string {
  return name.replaceAll(/(^|-)[a-z]/g, start => start.toUpperCase());
}
