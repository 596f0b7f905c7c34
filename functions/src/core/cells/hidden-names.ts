// What stands behind names that are hidden in a text: found by laying the text in full beside it.

import { COMPOUND_SURNAMES } from '../lib/organisation.ts';

/** Most names that a text is laid beside another for; more are no text of a case. */
const MAX_HIDDEN = 200;
/** Longest that stands for one star, behind what a name begins with. */
const MAX_BEHIND = 20;
const NO_NAME = /[\s。！？；，,;!?:：*]/;
const STAR = /(?<!\*)\*(?!\*)/;

/** A name in full, as it is shown, where each star may stand for more of it. */
interface Behind {
  full: string;
  shown: string;
}

/** Whether a text with names in it is what another one shows with these hidden. */
export function standsFor(shown: string, full: string): boolean {
  return namesBehind(full, shown) !== undefined;
}

/** A text that was edited as it `was` shown, with names put back; `fulls`: it may have stood there as any of these. */
export function namesPutBack(text: string, fulls: readonly string[], was: string): string {
  const behind = fulls.map(full => namesBehind(full, was)).find(each => each !== undefined) ?? [];
  let restored = text;
  let from = 0;
  for (const { full, shown } of behind) {
    const at = restored.indexOf(shown, from);
    if (at < 0) continue;
    restored = restored.slice(0, at) + full + restored.slice(at + shown.length);
    from = at + full.length;
  }
  return restored;
}

/** What stands in full for each star of a text, in order; `undefined` where the two are different texts. */
export function namesBehind(full: string, shown: string): Behind[] | undefined {
  if (!shown.includes('*')) return full === shown ? [] : undefined;
  const parts = shown.split(STAR);
  if (parts.length > MAX_HIDDEN || full.length < shown.length - parts.length) return undefined;
  // Ends of what is read so far, each with the ends before it.
  let ends = new Map<number, readonly number[]>();
  const [first = '', ...others] = parts;
  if (full.startsWith(first)) ends.set(first.length, []);
  for (const part of others) {
    const next = new Map<number, readonly number[]>();
    for (const [end, before] of ends)
      for (const hidden of hiddenLengths(full, end)) {
        const at = end + hidden;
        if (!next.has(at + part.length) && full.startsWith(part, at))
          next.set(at + part.length, [...before, end, at]);
      }
    ends = next;
  }
  const found = ends.get(full.length);
  return found && pairsOf(full, shown, parts, found);
}

/** How much may stand for a star at a place: the star itself, or what is no mark. */
function hiddenLengths(full: string, from: number): number[] {
  if (full[from] === '*') return [1];
  const lengths: number[] = [];
  for (let length = 1; length <= MAX_BEHIND && from + length <= full.length; length += 1) {
    if (NO_NAME.test(full[from + length - 1] ?? '')) break;
    lengths.push(length);
  }
  return lengths;
}

function pairsOf(full: string, shown: string, parts: readonly string[], bounds: readonly number[]): Behind[] {
  const pairs: Behind[] = [];
  let at = 0;
  parts.slice(0, -1).forEach((part, index) => {
    at += part.length;
    const [from = 0, to = 0] = [bounds[2 * index], bounds[2 * index + 1]];
    const head = COMPOUND_SURNAMES.find(each => part.endsWith(each)) ?? [...part].at(-1) ?? '';
    if (head !== '' && full.slice(from, to) !== '*')
      pairs.push({ full: head + full.slice(from, to), shown: shown.slice(at - head.length, at + 1) });
    at += 1;
  });
  return pairs;
}
