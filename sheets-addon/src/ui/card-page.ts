// A card as HTML for the sidebar: plain text that can be selected, whatever a customer has written into it.

import { RECORD_STYLE } from './record-style.ts';

/** What every sidebar runs, as the bundler puts it in. */
declare const SIDEBAR_SCRIPT: string;

const ENTITIES: { [sign: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escaped = (text: string): string => text.replace(/[&<>"']/g, sign => ENTITIES[sign] ?? sign);

const STYLE =
  'body{margin:12px;font:13px/1.7 Arial,"Microsoft YaHei",sans-serif;color:#202124}' +
  'p{margin:0 0 10px;padding:0 0 10px;border-bottom:1px solid #e8eaed;white-space:pre-wrap;overflow-wrap:anywhere}' +
  '[role=status]{position:sticky;bottom:0;margin:0;background:#fff}' +
  '.rows{display:block;margin:0 0 8px;padding:6px 10px;border-radius:5px;background:#e8f0fe;color:#174ea6;text-decoration:none}' +
  RECORD_STYLE;

/**
 * A page of paragraphs; line breaks within one are kept. A line that begins with the title of one of the tables and a
 * number leads to that row; links open beside the sheet, for a script can open no filter view.
 */
export function pageOf(
  lines: readonly string[],
  titles: readonly string[] = [],
  links: readonly { label: string; url: string }[] = [],
): string {
  const leads = links.map(
    ({ label, url }) =>
      `<a class="rows" href="${escaped(url)}" target="_blank" rel="noopener">${escaped(label)}</a>`,
  );
  const paragraphs = lines.map(line => {
    const title = titles.find(each => line.startsWith(`${each} `));
    const number = title === undefined ? undefined : /^[^\s　]+/.exec(line.slice(title.length + 1))?.[0];
    return number === undefined
      ? `<p>${escaped(line)}</p>`
      : `<button type="button" class="record" data-number="${escaped(number)}">${escaped(line)}</button>`;
  });
  return `<style>${STYLE}</style>${leads.join('')}${paragraphs.join('')}<script>${SIDEBAR_SCRIPT}</script>`;
}
