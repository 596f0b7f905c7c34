// What is typed for an entry of a list by the first letters of its pinyin: shzc for 售后支持.

/** The first sign of each letter in the order of pinyin; no word begins with i, u or v. */
const FIRST_SIGNS = [...'阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥仨它穵夕丫帀'];
const LETTERS = 'abcdefghjklmnopqrstwxyz';

const order = new Intl.Collator('zh-Hans-CN-u-co-pinyin');

/** The first letters of a text, sign by sign; letters and digits stand for themselves. Of several readings one. */
export function initialsOf(text: string): string {
  return [...text].map(letterOf).join('');
}

function letterOf(sign: string): string {
  if (!/\p{Script=Han}/u.test(sign)) return /[\p{L}\p{N}]/u.test(sign) ? sign.toLowerCase() : '';
  const at = FIRST_SIGNS.findLastIndex(first => order.compare(first, sign) <= 0);
  return LETTERS[Math.max(0, at)] ?? '';
}

/** Longest text that is taken for such letters. */
const MAX_LETTERS = 8;

/**
 * The entry of a list whose first letters these are, or begin with these; `undefined` where none is, or several are, or
 * where an entry is written in such letters itself.
 */
export function entryByInitials(typed: string, entries: readonly string[]): string | undefined {
  const letters = typed.trim().toLowerCase();
  if (!/^[a-z]+$/.test(letters) || letters.length > MAX_LETTERS) return undefined;
  if (entries.some(entry => entry.toLowerCase().startsWith(letters))) return undefined;
  const initials = entries.map(entry => ({ entry, letters: initialsOf(entry) }));
  const whole = initials.filter(each => each.letters === letters);
  const meant = whole.length > 0 ? whole : initials.filter(each => each.letters.startsWith(letters));
  return meant.length === 1 ? meant[0]?.entry : undefined;
}
