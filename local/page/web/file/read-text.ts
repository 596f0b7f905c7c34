// The text of a file whose encoding nobody says.
import { FileProblem } from './problem.ts';

/** Marks at the beginning of a file that say its encoding. */
const MARKS: readonly [encoding: string, mark: readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** What Excel writes on a Chinese Windows, and all older Chinese encodings with it. */
const CHINESE = 'gb18030';

/** Its mark decides; without one it is UTF-8 where it can be, else GBK. @throws FileProblem for what is neither. */
export function readText(bytes: Uint8Array<ArrayBuffer>): { text: string; isGbk: boolean } {
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0];
  for (const encoding of marked === undefined ? ['utf-8', CHINESE] : [marked]) {
    const text = decoded(bytes, encoding);
    if (text !== undefined && !text.includes('\0')) return { text, isGbk: encoding === CHINESE };
  }
  throw new FileProblem('这不是 Excel 或 CSV 文件，或者文字编码认不出来。请在 Excel 里另存为 xlsx 再读入');
}

function decoded(bytes: Uint8Array<ArrayBuffer>, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
