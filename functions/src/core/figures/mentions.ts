// Whether a text speaks of something: what templates have no cell of its own for.

import type { Cells } from '../schema/column.ts';
import type { Mention } from '../schema/measures.ts';

/** What a text begins with that says that there is nothing. */
const DENIAL =
  /^(?:无|没有?|不|未|否|暂不|暂无|免于补偿|(?:客户|顾客|用户|对方)?(?:表示|说|已|明确)?(?:放弃|谢绝|拒绝|不要|不需要|没要|未要|不接受)|[0零]元?$|[-/—]+$)/;

/**
 * Whether a cell names one of the words and does not deny it (`无补偿`); without words, whether it says anything but no.
 */
export function mentions(cells: Cells, { column, words }: Mention): boolean {
  const text = String(cells[column] ?? '').trim();
  if (!words) return text !== '' && !DENIAL.test(text);
  return words.some(word => {
    const at = text.indexOf(word);
    return at >= 0 && !/(?:无|没有|不予|不再|不|未|拒绝)$/.test(text.slice(0, at));
  });
}
