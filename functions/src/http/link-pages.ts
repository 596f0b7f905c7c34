// The pages behind links of notices: plain HTML without scripts, for whoever opens one on a phone.

import { SECURE_HEADERS } from './respond.ts';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, sign => ENTITIES[sign] ?? sign);

const STYLE =
  'body{margin:0 auto;padding:32px 20px;max-width:560px;font:16px/1.7 "PingFang SC","Microsoft YaHei",sans-serif;color:#202124}' +
  'h1{font-size:20px}p{white-space:pre-wrap;overflow-wrap:anywhere}' +
  'button{font:inherit;padding:10px 24px;border:0;border-radius:6px;background:#1a73e8;color:#fff}';

/**
 * Of everything that a browser opens here, redirects and calendars too. https://owasp.org/www-project-secure-headers/
 */
export const BROWSER_HEADERS = {
  ...SECURE_HEADERS,
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
} as const;

/** Nothing is loaded from elsewhere, and the form goes back to where the page came from. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'cache-control': 'no-store',
} as const;

/** A page with a heading and paragraphs; with a button that posts to the page's own address where one is named. */
export function pageOf(title: string, lines: readonly string[], button?: string): string {
  const form = button === undefined ? '' : `<form method="post"><button>${escaped(button)}</button></form>`;
  const paragraphs = lines.map(line => `<p>${escaped(line)}</p>`).join('');
  return (
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${escaped(title)}</title><style>${STYLE}</style><h1>${escaped(title)}</h1>${paragraphs}${form}</html>`
  );
}
