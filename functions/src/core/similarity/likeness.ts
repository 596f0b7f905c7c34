// How alike the words of two texts are, each weighed by how rare it is at this desk: what nearly everybody writes there
// tells nothing. It never makes a batch by itself; it says where a person should look.

import { segmentsIn } from '../cells/words-of-text.ts';

const EMPTY =
  /^(?:[的了着是在和与及或把给对这那个台就都也很又再仍还太请你我他她它们吗呢吧啊一不没有被让用会要去来上下里]|之后|以后|然后|但是|而且|因为|所以|如果|已经|一直|仍然|还是|经常|今天|昨天|前天|上午|下午|晚上|早上|现在|目前|非常|特别|比较|有点|一个|怎么|什么|可以|必须|没有|出现|发现|情况|问题|时候|我们|你们|他们|客户|用户|反映|处理|联系|售后|客服|尽快|购买|使用|产品|您好|你好|请问|要求|询问|咨询|希望|里面|里头|外面|上面|下面|旁边|中间|家里|屋里|急用|着急|麻烦|帮忙|师傅|安排|登记|核实|业主|车主|店主|商户|租客|乘客|学员|顾客|家属|老人|孩子|邻居|收到|打开|刚刚|新买|两个|几次|还有|就是|不能|没法|无法|明显|严重|厉害|完全|根本|直接|自己|突然|老是|总是|经常|正常|其他|后来|一样|这个|那个|\d+)$/;

/** Words of a text that may tell something, single signs beside each other as one. */
export function wordsOf(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  let single = '';
  for (const { segment, isWordLike } of segmentsIn(text)) {
    const isSign = isWordLike === true && [...segment].length === 1 && /\p{Script=Han}/u.test(segment);
    const pair = single + segment;
    if (isSign && single !== '' && !EMPTY.test(single) && !EMPTY.test(segment)) words.add(pair);
    if (isWordLike && !EMPTY.test(segment) && !isSign) words.add(segment);
    single = isSign ? segment : '';
  }
  return words;
}

/** How much a word tells at a desk: 0 to 1. */
export type Weigh = (word: string) => number;

/** Weights by how many of these texts have a word; with few texts every word tells as much. */
export function weightsBy(texts: readonly ReadonlySet<string>[]): Weigh {
  if (texts.length < MIN_TEXTS) return () => 1;
  const counts = new Map<string, number>();
  for (const words of texts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const most = Math.log(texts.length + 1);
  return word => Math.log((texts.length + 1) / ((counts.get(word) ?? 0) + 1)) / most;
}

/** With fewer texts than this nothing can be said of how rare a word is. */
const MIN_TEXTS = 10;
/** A text with less than this says too little for one word to settle the matter. */
const MIN_SAID = 3;

/**
 * The weighed overlap coefficient (Szymkiewicz–Simpson) of the words, 0 to 1: two tell the same in long and in short.
 */
export function likenessOf(a: ReadonlySet<string>, b: ReadonlySet<string>, weigh: Weigh): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += weigh(word);
  const all = (words: ReadonlySet<string>) => [...words].reduce((sum, word) => sum + weigh(word), 0);
  return shared === 0 ? 0 : Math.min(1, shared / Math.max(MIN_SAID, Math.min(all(a), all(b))));
}
