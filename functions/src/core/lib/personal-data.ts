// Personal data within free text: numbers of phones, mails, accounts, identity and bank cards. Found by form and by the
// words before it, so that order numbers, serials, times and amounts stay readable.

/** What stands in a text, and what everybody may see of it. */
interface Found {
  at: number;
  whole: string;
  shown: string;
}

/** Words before a number that say it is none of a person's. */
const OF_THINGS =
  /(?:订单|单号|运单|快递|物流|编号|序列|流水|合同|发票|工单|型号|条码|货号|批次|批号|税号|机身码|保修卡|凭证|金额|编码|imei|sn|s\/n|no\.?|ord|id)(?:号码?|编号)?\s*[:：是为#]?\s*$/i;
const OF_PHONES =
  /(?:电话|手机|座机|固话|号码|联系方式|致电|拨打|拨|打|回电|来电|联系|tel|phone|call)(?:号码?)?\s*[:：是为到给]?\s*$/i;
const OF_IDENTITY = /(?:身份证|证件)(?:号码?|编号)?\s*[:：是为]?\s*$/;
/** Passports and the papers of travellers have letters before their digits, and are told by the word only. */
const PAPERS =
  /(?<=(?:护照|通行证|回乡证|台胞证|军官证|居留证)(?:号码?)?\s{0,2}[:：是为]?\s{0,2})[A-Z]{1,2}\d{7,9}(?![\dA-Za-z*])/gi;
const OF_CARDS = /(?:银行卡|卡号|账号|帐号|账户|帐户|储蓄卡|信用卡|借记卡)(?:号码?)?\s*[:：是为]?\s*$/;

const ALONE = String.raw`(?<![\dA-Za-z*_@]|\d[.,:-])`;
const ENDS = String.raw`(?![\dA-Za-z*_]|[.,:-]\d|@)`;

interface Rule {
  pattern: RegExp;
  shown: (text: string, before: string) => string | undefined;
}

const isOfThings = (before: string) => OF_THINGS.test(before) && !OF_PHONES.test(before);
const ends = (digits: string, first: number) => `${digits.slice(0, first)}****${digits.slice(-4)}`;
const digitsOf = (text: string) => text.replace(/\D/g, '');

const RULES: readonly Rule[] = [
  {
    pattern: /(?<![\w.*%+-])[\w.%+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g,
    shown: text => `${text.slice(0, 1)}***${text.slice(text.indexOf('@'))}`,
  },
  {
    pattern: new RegExp(
      String.raw`${ALONE}[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]${ENDS}`,
      'g',
    ),
    shown: (text, before) => (isOfThings(before) ? undefined : `${text.slice(0, 3)}****${text.slice(-4)}`),
  },
  {
    pattern: new RegExp(String.raw`${ALONE}\d(?:[ -]?\d){14,18}[Xx]?${ENDS}`, 'g'),
    shown(text, before) {
      const digits = digitsOf(text);
      if (OF_IDENTITY.test(before) && digits.length <= 18) return ends(digits, 3);
      if (OF_CARDS.test(before) || (isCard(digits) && !isOfThings(before))) return ends(digits, 0);
      return undefined;
    },
  },
  {
    // Landlines abroad have a plus or a double zero, and at least seven digits.
    pattern: /(?<![\dA-Za-z*])(?:\+|00)(?!86)[1-9]\d{0,2}[ -]?\(?\d{1,4}\)?(?:[ -]?\d){5,10}(?![\d*])/g,
    shown: text => {
      const digits = digitsOf(text.replace(/^00/, ''));
      return digits.length >= 9 && digits.length <= 15
        ? `+${digits.slice(0, 2)}****${digits.slice(-4)}`
        : undefined;
    },
  },
  {
    pattern: new RegExp(
      String.raw`(?:(?<![\dA-Za-z*])(?:\+|00)?86[ -]?|(?<![\d*_]|\d[.,:-]))1[3-9]\d(?:[ -]?\d{4}){2}(?![\d*]|[.,:]\d|-\d)`,
      'g',
    ),
    shown: (text, before) => {
      // Letters before it make it part of a serial, unless they are a word for a phone.
      const isPart = isOfThings(before) || (/[A-Za-z][\d-]*$/.test(before) && !OF_PHONES.test(before));
      return isPart ? undefined : ends(digitsOf(text).slice(-11), 3);
    },
  },
  {
    pattern: new RegExp(
      String.raw`${ALONE}\(?0(?:10|2\d|[3-9]\d{2})\)?[ -]?[2-9]\d{2,3}[ -]?\d{4}(?:(?:转|-)\d{1,6})?${ENDS}`,
      'g',
    ),
    shown: (text, before) =>
      isOfThings(before)
        ? undefined
        : `****${digitsOf(text.replace(/(?:转|(?<=\d{7})-)\d{1,6}$/, '')).slice(-4)}`,
  },
  {
    // Without an area code it may be anything, unless it is called a number to dial.
    pattern: new RegExp(String.raw`${ALONE}[2-9]\d{2,3}[ -]?\d{4}(?:(?:转|-)\d{1,6})?${ENDS}`, 'g'),
    shown: (text, before) =>
      OF_PHONES.test(before)
        ? `****${digitsOf(text.replace(/(?:转|(?<=\d{7})-)\d{1,6}$/, '')).slice(-4)}`
        : undefined,
  },
  {
    pattern: /[一二两三四五六七八九零〇幺]{11}/g,
    shown: text =>
      /^[一幺][三四五六七八九]/.test(text) ? `${text.slice(0, 3)}****${text.slice(-4)}` : undefined,
  },
  {
    pattern:
      /(?<=(?:微信|v信|wechat|weixin|vx|wx|加(?:我|个|下|一下)?v)(?:号|id|账号)?\s{0,2}[:：是为]?\s{0,2})(?![a-z]*\*)[a-z][a-z\d_-]{5,19}(?![\w*])/gi,
    shown: text => `${text.slice(0, 2)}****`,
  },
  {
    pattern:
      /(?<=(?:钉钉|飞书|抖音|快手|小红书|微博|旺旺|支付宝)(?:号|id|账号)\s{0,2}[:：是为]?\s{0,2})(?![a-z]*\*)[a-z\d][\w.-]{3,29}(?![\w*])/gi,
    shown: text => `${text.slice(0, 2)}****`,
  },
  { pattern: PAPERS, shown: text => `${text.slice(0, 1)}****${text.slice(-2)}` },
  {
    pattern: /(?<=qq(?:号|账号)?\s{0,2}[:：是为]?\s{0,2})[1-9]\d{4,11}(?![\d*])/gi,
    shown: text => `${text.slice(0, 2)}****`,
  },
];

/** Whether the digits may be those of a payment card: its beginning and its check digit (ISO/IEC 7812). */
function isCard(digits: string): boolean {
  if (!/^(?:62|60|4|5[1-5]|35|3[47])/.test(digits) || digits.length < 15) return false;
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** How far before a number it is looked for a word that says what it is. */
const WORDS_BEFORE = 16;

/** Everything personal in a text, in the order in which it stands there. */
function personalDataIn(text: string): Found[] {
  if (
    !/[\d@０-９]|[一二三四五六七八九零〇幺]{11}|微信|qq|wechat|weixin|v信|vx|wx|加(?:我|个|下|一下)?v|(?:号|id)[:：是为]?\s{0,2}[a-z]/iu.test(
      text,
    )
  )
    return [];
  // Full-width signs one for one, so that positions stay.
  let plain = text
    .replace(/[！-～]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/https?:\/\/\S+/g, link => '\u0001'.repeat(link.length));
  const found: Found[] = [];
  for (const { pattern, shown } of RULES) {
    for (const match of plain.matchAll(pattern)) {
      const [hit] = match;
      const at = match.index;
      const masked = shown(hit, plain.slice(Math.max(0, at - WORDS_BEFORE), at));
      if (masked === undefined) continue;
      found.push({ at, whole: text.slice(at, at + hit.length), shown: masked });
      plain = `${plain.slice(0, at)}${'\u0001'.repeat(hit.length)}${plain.slice(at + hit.length)}`;
    }
  }
  return found.toSorted((a, b) => a.at - b.at);
}

/** The text with everything masked that is personal; the same text where nothing is. */
export function withoutPersonalData(text: string): string {
  let [masked, from] = ['', 0];
  for (const { at, whole, shown } of personalDataIn(text)) {
    masked += text.slice(from, at) + shown;
    from = at + whole.length;
  }
  return masked + text.slice(from);
}

/** What is personal in a text, as it is written there and as it is shown, in order. */
export function personalPartsOf(text: string): { at: number; whole: string; shown: string }[] {
  return personalDataIn(text);
}

/** A text that was edited as the sheet shows it, with what stays masked in it put back as it was in full before. */
export function withDataRestored(text: string, full: string): string {
  let restored = text;
  let from = 0;
  for (const { whole, shown } of personalDataIn(full)) {
    const at = restored.indexOf(shown, from);
    if (at < 0) continue;
    restored = `${restored.slice(0, at)}${whole}${restored.slice(at + shown.length)}`;
    from = at + whole.length;
  }
  return restored;
}
