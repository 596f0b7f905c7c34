// Where words begin and end in Chinese text, by the dictionary that every JavaScript runtime brings (ICU).

/** A word or a mark in a text. */
interface Segment {
  at: number;
  end: number;
}

/** How much of a text is divided around a place: a clause. */
const CLAUSE = 24;
const CLAUSE_ENDS = /[。！？；，,;!?\n]/;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** The words and marks of a text, one after the other, as the runtime tells of them. */
export const segmentsIn = (text: string): Intl.Segments => segmenter.segment(text);

/** Names that stand for anybody, and are in the dictionary for that. */
const ANYBODY: ReadonlySet<string> = new Set(['张三', '李四', '王五', '赵六']);

/** Whether signs are one word of the language, as 高兴 and 文明 are, and 李明 is not. */
export function isWord(text: string): boolean {
  if (ANYBODY.has(text)) return false;
  const [first, ...others] = segmentsIn(text);
  return first !== undefined && others.length === 0 && [...text].length > 1;
}

/** The words of a text, one after the other. */
export const wordSpans = (text: string): Segment[] =>
  [...segmentsIn(text)].map(({ index, segment }) => ({ at: index, end: index + segment.length }));

/** The words of the clause around a place in a text. */
export function segmentsOf(text: string, at: number): Segment[] {
  let from = Math.max(0, at - CLAUSE);
  for (let place = at - 1; place >= from; place -= 1)
    if (CLAUSE_ENDS.test(text[place] ?? '')) from = place + 1;
  const clause = text.slice(from, at + CLAUSE);
  return wordSpans(clause).map(span => ({ at: from + span.at, end: from + span.end }));
}
