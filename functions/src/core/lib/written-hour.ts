// Times of day as people write them: 14:30, 2:30 PM, 14点半, 下午两点一刻, 晚上12:30. Knows nothing of days.

/** A time of day. */
export interface WrittenHour {
  hour: number;
  minute: number;
  /**
   * Of the small hours that are told as part of a night: `after` is the night that begins with the day, so that the day
   * after is meant; `either` may as well be the night that ended with it.
   */
  night?: 'after' | 'either';
}

const HALVES =
  '上午|早上|早晨|早间|清晨|凌晨|早|晨|中午|正午|午间|下午|午后|傍晚|黄昏|晚上|晚间|晚|夜里|夜间|夜晚|深夜|半夜|午夜|子夜|夜|[AaPp]\\.?[Mm]\\.?';
const LEAD = new RegExp(`^[T ,;]{0,3}(${HALVES})? ?`);
const CLOCK =
  /^(\d{1,2}) ?[:点时hH] ?(?:([0-5]?\d) ?(?:分钟? ?(?:[0-5]?\d ?秒)?|: ?[0-5]?\d(?:\.\d+)?)? ?整?|(半钟?|整|钟|[一1三3]刻钟?))?(?: ?([AaPp])\.?[Mm]\.?)?$/;
/** 9am, 2.30 pm: half of the day tells that it is a time. */
const ENGLISH = /^(\d{1,2})(?: ?[:.] ?([0-5]\d))? ?([AaPp])\.?[Mm]\.?$/;
/** 1430, 143059 and 14.30: only after a day or a part of one, or they could be anything. */
const DIGITS = /^(?:(\d{2})([0-5]\d)(?:[0-5]\d)?|(\d{1,2})\.([0-5]\d))$/;
const WORDS: Record<string, number> = { 整: 0, 半: 30, 一刻: 15, '1刻': 15, 三刻: 45, '3刻': 45 };
/** 两点过五分, 差一刻三点, 三点差五分. */
const PAST = /^(\d{1,2}) ?[点时] ?过 ?(\d{1,2}分?|[一1三3]刻)$/;
const BEFORE =
  /^差 ?(\d{1,2}分?|[一1三3]刻) ?(?:到 ?)?(\d{1,2}) ?[点时]$|^(\d{1,2}) ?[点时] ?差 ?(\d{1,2}分?|[一1三3]刻)$/;
/** Words that are a time of day by themselves. */
const NAMED: ReadonlyMap<string, WrittenHour> = new Map([
  ['正午', { hour: 12, minute: 0 }],
  ['午夜', { hour: 0, minute: 0, night: 'after' }],
  ['子夜', { hour: 0, minute: 0, night: 'after' }],
]);

/** Reads a time of day that fills the text; `undefined` when it is none. `afterDay` also takes 1430 and 14.30. */
export function readHour(text: string, afterDay: boolean): WrittenHour | undefined {
  const named = NAMED.get(text.trim());
  if (named) return named;
  const lead = LEAD.exec(text);
  const half = lead?.[1];
  const rest = text.slice(lead?.[0].length ?? 0);
  const digits = afterDay || half !== undefined ? DIGITS.exec(rest) : null;
  if (digits) return onTheClock(Number(digits[1] ?? digits[3]), Number(digits[2] ?? digits[4]), half);
  const english = half === undefined ? ENGLISH.exec(rest) : null;
  if (english) return onTheClock(Number(english[1]), Number(english[2] ?? 0), `${english[3]}m`);
  const beside = besideTheHour(rest, half);
  if (beside) return beside;
  const clock = CLOCK.exec(rest);
  if (!clock) return undefined;
  const [, hour, minutes, word, meridiem] = clock;
  // A colon without minutes is a time that somebody is still writing.
  if (minutes === undefined && word === undefined && !/[点时hH]/.test(rest)) return undefined;
  const minute =
    minutes === undefined ? (WORDS[(word ?? '整').replace(/(?<=.)钟$/, '')] ?? 0) : Number(minutes);
  const english12 = meridiem && `${meridiem}m`;
  const part = half ?? english12;
  // Without a day 24:00 is the midnight of whichever night is meant, as 晚上12点.
  if (Number(hour) === 24 && minute === 0 && !part && !afterDay) return { hour: 0, minute, night: 'after' };
  const told = onTheClock(Number(hour), minute, part);
  // 下午3:15 PM says the same twice, 上午2点PM says two things.
  const agrees =
    half === undefined || onTheClock(Number(hour), minute, english12 ?? half)?.hour === told?.hour;
  return agrees ? told : undefined;
}

/** A time that is told by the minutes that it lies before or behind an hour. */
function besideTheHour(text: string, half: string | undefined): WrittenHour | undefined {
  const minutesIn = (told: string): number => WORDS[told] ?? Number.parseInt(told, 10);
  const [, past, after = ''] = PAST.exec(text) ?? [];
  if (past !== undefined) return onTheClock(Number(past), minutesIn(after), half);
  const [, first, hour, other, second] = BEFORE.exec(text) ?? [];
  const full = onTheClock(Number(hour ?? other ?? Number.NaN), 0, half);
  const minutes = minutesIn(first ?? second ?? '');
  if (!full || full.night || full.hour === 0 || !(minutes > 0 && minutes < 60)) return undefined;
  return { hour: full.hour - 1, minute: 60 - minutes };
}

/** Whether what follows a day names no hour: nothing, or only the part of the day. */
export function isWithoutHour(text: string): boolean {
  const rest = text.trim();
  return !NAMED.has(rest) && LEAD.exec(rest)?.[0].length === rest.length;
}

/** What an hour means with the part of the day that is named before it; `undefined` when it lies in no such part. */
function onTheClock(hour: number, minute: number, half: string | undefined): WrittenHour | undefined {
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return undefined;
  const at = (from: number, to: number, shift = 0) =>
    hour >= from && hour <= to ? { hour: hour + shift, minute } : undefined;
  switch (half?.toLowerCase().replaceAll('.', '')) {
    case undefined:
      return { hour, minute };
    case 'am':
    case '凌晨':
      return at(0, 11) ?? at(12, 12, -12);
    case 'pm':
      return at(1, 11, 12) ?? at(12, 23);
    case '上午':
      return at(0, 12);
    case '早':
    case '晨':
    case '早上':
    case '早间':
    case '早晨':
    case '清晨':
      return at(0, 11);
    case '中午':
    case '正午':
    case '午间':
      return at(10, 14) ?? at(1, 2, 12);
    case '下午':
    case '午后':
    case '傍晚':
    case '黄昏':
      return at(0, 11, 12) ?? at(12, 23);
    default:
      return atNight(hour, minute, half ?? '');
  }
}

/** 晚上, 夜里 and their like: the evening, then midnight, then the small hours that belong to the night before. */
function atNight(hour: number, minute: number, half: string): WrittenHour | undefined {
  if (hour >= 13 && hour <= 23) return { hour, minute };
  if (hour === 0 || hour === 12 || hour === 24) return { hour: 0, minute, night: 'after' };
  // 晚上5点 is before supper, 夜里5点 before breakfast.
  const small = half.startsWith('晚') ? 4 : 5;
  if (hour <= small) return { hour, minute, night: 'either' };
  return half.startsWith('晚') || hour >= 8 ? { hour: hour + 12, minute } : undefined;
}
