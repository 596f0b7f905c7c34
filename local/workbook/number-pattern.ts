// Number and date patterns: which are served, and a number in one of them.
// https://developers.google.com/workspace/sheets/api/guides/formats
import type { NumberFormat } from './model.ts';
import { isSerial, wallMsOf } from './serial.ts';

/** What a format without a pattern of its own shows; near to Google's for zh_CN (not compared with an account). */
export const DEFAULT_PATTERNS: Record<NumberFormat['type'], string> = {
  TEXT: '@',
  NUMBER: '#,##0.00',
  PERCENT: '0.00%',
  DATE: 'yyyy-mm-dd',
  TIME: 'h:mm:ss',
  DATE_TIME: 'yyyy-mm-dd h:mm:ss',
};

const LITERAL = String.raw`"[^"]*"|\\.|[-:/.,\s年月日时分秒¥￥$()+]`;
const DATE_TOKEN = String.raw`y{4}(?!y)|y{2}(?!y)|([mdhs])\1?(?!\1)|AM\/PM|am\/pm`;
const DATE_PATTERN = new RegExp(`^(?:${DATE_TOKEN}|${LITERAL})+$`);
const DATE_PARTS = new RegExp(`${DATE_TOKEN}|${LITERAL}`, 'g');
const AFFIX = String.raw`(?:"[^"]*"|\\.|[-\s¥￥$()+])*`;
const NUMBER_SECTION = new RegExp(`^(${AFFIX})((?:#|,)*0*(?:,0+)*)(?:\\.(0*#*))?(%?)(${AFFIX})$`);

/** Whether values can be shown in this format; one that cannot is to be refused by name when it is set. */
export function isServedFormat({ type, pattern }: NumberFormat): boolean {
  if (pattern === undefined || pattern === '') return true;
  if (type === 'TEXT') return pattern === '@';
  if (isDateType(type)) return DATE_PATTERN.test(pattern);
  const sections = pattern.split(';');
  return sections.length <= 3 && sections.every(section => NUMBER_SECTION.test(section));
}

export function isDateType(type: NumberFormat['type'] | undefined): boolean {
  return type === 'DATE' || type === 'TIME' || type === 'DATE_TIME';
}

/** The number as the format shows it. */
export function formatNumber(value: number, format: NumberFormat | undefined): string {
  if (!format || format.type === 'TEXT') return generalNumber(value);
  const pattern = format.pattern || DEFAULT_PATTERNS[format.type];
  return isDateType(format.type) ? formatDate(value, pattern) : formatBySections(value, pattern);
}

/** "Automatic": whole numbers in full up to 15 digits, others with ten significant digits. */
function generalNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e15 || size < 1e-9)) {
    const [mantissa = '', exponent = ''] = value.toExponential(5).split('e');
    const digits = exponent.replace(/^([+-])(\d)$/, '$10$2');
    return `${mantissa.replace(/\.?0+$/, '')}E${digits}`;
  }
  if (Number.isInteger(value)) return String(value);
  const decimals = Math.max(0, 10 - (size < 1 ? 0 : Math.trunc(size).toString().length));
  return value.toFixed(decimals).replace(/\.?0+$/, '');
}

function formatBySections(value: number, pattern: string): string {
  const [positive = '', negative, zero] = pattern.split(';');
  if (value === 0 && zero !== undefined) return formatSection(0, zero);
  if (value < 0 && negative !== undefined) return formatSection(-value, negative);
  const text = formatSection(Math.abs(value), positive);
  // What rounds to nothing is shown without its sign.
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}

function formatSection(value: number, section: string): string {
  const match = NUMBER_SECTION.exec(section);
  if (!match) return generalNumber(value);
  const [, before = '', whole = '', decimals = '', percent = '', after = ''] = match;
  const least = decimals.replaceAll('#', '').length;
  const fixed = (percent ? value * 100 : value).toLocaleString('en-US', {
    useGrouping: whole.includes(','),
    minimumIntegerDigits: Math.max(1, whole.replaceAll(/[^0]/g, '').length),
    minimumFractionDigits: least,
    maximumFractionDigits: decimals.length,
  });
  const number = whole === '' && decimals === '' ? '' : fixed;
  return literal(before) + number + percent + literal(after);
}

const literal = (text: string): string => text.replaceAll(/"([^"]*)"|\\(.)/g, '$1$2');

function formatDate(serial: number, pattern: string): string {
  if (!isSerial(serial)) return generalNumber(serial);
  const tokens = pattern.match(DATE_PARTS) ?? [];
  const hasSeconds = tokens.some(token => token.startsWith('s'));
  // Without seconds Google cuts off, it does not round to the next minute; a day is rounded to its nearest second.
  const wall = new Date(Math.round(wallMsOf(serial) / 1000) * 1000);
  const half = tokens.some(token => /^am\/pm$/i.test(token));
  const hours = wall.getUTCHours();
  return tokens
    .map((token, index) => {
      const padded = (part: number) => String(part).padStart(token.length, '0');
      switch (token.charAt(0)) {
        case 'y':
          return String(wall.getUTCFullYear()).padStart(4, '0').slice(-token.length);
        case 'm':
          return padded(isMinute(tokens, index, hasSeconds) ? wall.getUTCMinutes() : wall.getUTCMonth() + 1);
        case 'd':
          return padded(wall.getUTCDate());
        case 'h':
          return padded(half ? hours % 12 || 12 : hours);
        case 's':
          return padded(wall.getUTCSeconds());
        case 'A':
        case 'a':
          return hours < 12 ? 'AM' : 'PM';
        default:
          return literal(token);
      }
    })
    .join('');
}

/** `m` is minutes beside hours or seconds, else the month. */
function isMinute(tokens: string[], index: number, hasSeconds: boolean): boolean {
  const isPart = (token: string) => /^[ymdhs]/.test(token);
  const before = tokens.slice(0, index).findLast(isPart);
  const after = tokens.slice(index + 1).find(isPart);
  return before?.[0] === 'h' || (hasSeconds && after?.[0] === 's');
}
