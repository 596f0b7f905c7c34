// How pressing a matter is, by what a customer says of it (templates 002 and 004): one rule for every table that asks.

import { dayNumber, type Instant, localDate } from '../lib/time.ts';

/** What a text makes of a matter, in the words of template 004, and why. */
export interface Pressing {
  value: '紧急' | '重要' | '一般';
  why: string;
}

/** Words before a danger that say that there is none, or ask whether there might be. */
const NOT =
  /(?:没有?|未|无|不会|不|防|抗|避免|以免|会不会|是否会?|有没有|能不能|怕|担心|预防|防止)(?:发生|出现|造成|人员?|任何|再|有)?$/;

const DANGER =
  /漏电(?!保护|开关|断路)|触电|电击|电到|被电|起火|着火|失火|冒烟|冒火|火花|烧焦|爆炸|炸裂|炸开|自燃|烫伤|烧伤|灼伤|割伤|划伤|砸伤|夹伤|摔伤|受伤|骨折|流血|出血|住院|送医|急诊|急救|中毒|窒息|过敏|晕倒|昏迷|死亡|身亡|人身安全|安全隐患|危及|煤气泄漏|燃气泄漏|漏气|一氧化碳|坠落|刹车失灵/g;
const DEFECT =
  /核心功能(?:失效|不能|无法|用不)|(?:整机|完全|全部|彻底)(?:无法使用|不能使?用|用不了|瘫痪|停机)|无法使用|系统瘫痪|停产|停工|业务中断|重大质量|重大财产|大面积/;
const RUDE =
  /态度(?:很|非常|太|特别|极其|十分|极)?(?:恶劣|差|冷漠|不好|蛮横|粗暴|傲慢)|辱骂|骂(?:人|客户|我|了)|挂断?(?:了)?(?:我|客户)?(?:的)?电话|爱理不理|推诿/;
const MANAGEMENT = /(?:要求|请|找|联系|叫|让)\D{0,6}(?:领导|经理|负责人|高层|老板|主管)/;

/** Eight days or more. */
const EIGHT_DAYS = String.raw`(?:(?:(?<!\d)(?:[89]|[1-9]\d{1,3})|[八九十])\s{0,3}[多余]?天|(?:[两二三四五六七八九]|(?<!\d)[2-9])个?(?:周|星期|礼拜)|半个?月|[一两二三四五六七八九1-9]个?多?月)`;
const DELAYS: readonly RegExp[] = [
  new RegExp(`(?:延误|延迟|拖延|超过|逾期|拖了|等了|晚了|迟了)\\D{0,6}${EIGHT_DAYS}`),
  new RegExp(`${EIGHT_DAYS}(?:了)?(?:都|才|也)?(?:未|没|仍|还)`),
  /(?:超过|逾|不止)\s{0,3}[7七]\s{0,3}天|(?<!\d)[7七]\s{0,3}(?:[多余]天|天(?:以上|多))/,
];
/** What has not come although it should have. */
const WAITING =
  /至今|仍未|尚未|还没|还未|一直没|一直未|迟迟|未(?:送达|收到|发货|到货|处理)|没(?:有)?(?:送达|收到|发货|到货|处理)|延误|逾期/;
const WRITTEN_DATE = /(?:(\d{4})[年/.-])?(\d{1,2})(?:月|[/.-](?=\d{1,2}(?!\d)))(\d{1,2})[日号]?(?![\d:：%])/g;
/** Template 004 calls a delay of more than seven days important. */
const MOST_DELAYED = 7;

/** What a text makes of a matter that came in at this time; `undefined` where there is no text. */
export function pressingOf(text: string, receivedAt: Instant, zone: string): Pressing | undefined {
  const plain = text.normalize('NFKC');
  if (plain.trim() === '') return undefined;
  if (tellsDanger(plain)) return { value: '紧急', why: '涉及人身安全' };
  if (DEFECT.test(plain)) return { value: '紧急', why: '重大质量缺陷' };
  if (DELAYS.some(words => words.test(plain)) || isLate(plain, receivedAt, zone))
    return { value: '重要', why: `延误超过 ${MOST_DELAYED} 天` };
  if (RUDE.test(plain)) return { value: '重要', why: '服务态度恶劣' };
  return MANAGEMENT.test(plain)
    ? { value: '重要', why: '客户要求高层介入' }
    : { value: '一般', why: '没有提到紧急或重要的情形' };
}

function tellsDanger(text: string): boolean {
  return [...text.matchAll(DANGER)].some(({ index }) => !NOT.test(text.slice(Math.max(0, index - 8), index)));
}

/** Whether the earliest day that is named lies more than a week back, and what was waited for has not come. */
function isLate(text: string, receivedAt: Instant, zone: string): boolean {
  if (!WAITING.test(text)) return false;
  const today = localDate(receivedAt, zone);
  const days = [...text.matchAll(WRITTEN_DATE)].flatMap(([, year, month = '', day = '']) => {
    const named = (of: number) => `${of}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const own = Number(today.slice(0, 4));
    const date =
      year === undefined ? (named(own) <= today ? named(own) : named(own - 1)) : named(Number(year));
    const isDate = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
    return isDate && date <= today ? [dayNumber(date)] : [];
  });
  return days.length > 0 && dayNumber(today) - Math.min(...days) > MOST_DELAYED;
}
