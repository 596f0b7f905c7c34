// The pages behind links of notices: plain HTML without scripts, for whoever opens one on a phone.

import { SECURE_HEADERS } from './respond.ts';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it stands in HTML, within attributes too. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, sign => ENTITIES[sign] ?? sign);

const STYLE = [
  'body{margin:0 auto;padding:24px 20px;max-width:560px;color:#202124}',
  'body,input,select,textarea,button{font:16px/1.7 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}',
  'h1{font-size:20px}p{white-space:pre-wrap;overflow-wrap:anywhere}',
  'button,.button{box-sizing:border-box;display:block;width:100%;margin:12px 0;padding:10px 24px;border:0;' +
    'border-radius:8px;background:#1a73e8;color:#fff;text-align:center;text-decoration:none}',
  '[hidden]{display:none}',
  '.quiet{background:#e8f0fe;color:#174ea6}',
  '.done,.failed{padding:10px 14px;border-radius:8px}.done{background:#e6f4ea}.failed{background:#fce8e6}',
  'label{display:block;margin-top:16px;font-weight:600}',
  'input,select,textarea{box-sizing:border-box;width:100%;padding:9px;border:1px solid #747775;' +
    'border-radius:8px;background:#fff}textarea{min-height:96px}',
  'input[type=checkbox]{width:22px;height:22px;vertical-align:middle}',
  '.now{font-weight:400;margin-top:6px}.help{margin:4px 0;color:#5f6368;font-size:14px}',
  '.wrong{margin:4px 0;color:#b3261e}',
].join('');

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
  return htmlPage(title, lines.map(line => `<p>${escaped(line)}</p>`).join('') + form);
}

/** The page in place of one that is refused, or that we failed at. */
export const refusedPage = ({ message }: { message: string }): string => pageOf('打不开这个链接', [message]);

/** A page with a heading, and HTML below it. */
export function htmlPage(title: string, body: string): string {
  return (
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${escaped(title)}</title><style>${STYLE}</style><h1>${escaped(title)}</h1>${body}</html>`
  );
}
