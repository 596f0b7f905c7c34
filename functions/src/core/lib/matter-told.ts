// What a description tells, without the words that it begins with: template 000 asks for when and where first, and in a
// list these would take the place of the fault.

const DAY = String.raw`(?:(?:\d{2,4}年)?\d{1,2}月\d{1,2}[日号]|大?前天|昨[天日晚]|今[天日早晚]|[上本这]?(?:周|星期|礼拜)[一二三四五六日天])`;
const HALF = '(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜)';
const HOUR = String.raw`(?:[\d一二三四五六七八九十两]{1,3}[点时](?:半|一刻|三刻|[\d一二三四五六七八九十]{1,3}分?)?|\d{1,2}[:：]\d{2})`;
const WHEN = `(?:${DAY}\\s*${HALF}?\\s*${HOUR}?|${HALF}\\s*${HOUR})(?:左右|前后|多)?`;
const WHERE = '在[^，。；,;]{2,14}?(?:使用|用)';
const BEGINNING = new RegExp(String.raw`^\s*(?:${WHEN})?[\s，,、的]*(?:${WHERE})?[\s，,、的]*`);

/** Shorter than this it would say nothing. */
const MIN_TOLD_SIGNS = 4;

/** A description without the time and the place of use that it begins with. */
export function matterTold(text: string): string {
  const told = text.replace(BEGINNING, '');
  return [...told].length < MIN_TOLD_SIGNS ? text : told;
}
