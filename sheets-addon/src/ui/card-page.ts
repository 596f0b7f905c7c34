// A card as HTML for the sidebar: plain text that can be selected, whatever a customer has written into it.

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
  'p{margin:0 0 10px;padding:0 0 10px;border-bottom:1px solid #e8eaed;white-space:pre-wrap;overflow-wrap:anywhere}';

/** A page of paragraphs; line breaks within one are kept. */
export function pageOf(lines: readonly string[]): string {
  const paragraphs = lines.map(line => `<p>${escaped(line)}</p>`);
  return `<style>${STYLE}</style>${paragraphs.join('')}<script>${SIDEBAR_SCRIPT}</script>`;
}
