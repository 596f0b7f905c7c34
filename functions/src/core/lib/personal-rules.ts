// By what personal data are known within a text: numbers of phones, mails, accounts, identity and bank cards. By form
// and by the words before them, so that order numbers, serials, times and amounts stay readable.

import { contactKeysIn, digitsOf } from './contact.ts';

/** Digits as they are written in Chinese; one sign each. */
export const CHINESE_DIGITS = '零一二三四五六七八九〇幺两壹贰叁肆伍陆柒捌玖';
const VALUES = '0123456789012123456789';

/** Words before a number that say it is none of a person's. */
const OF_THINGS =
  /(?:第|订单|单号|运单|快递|物流|编号|序列|序号|流水|合同|发票|工单|型号|规格|条码|货号|批次|批号|税号|设备号|机器号|机号|机身码|出厂号|户号|工号|票号|版本|固件|保修卡|凭证|金额|总价|价格|余额|积分|里程|读数|编码|验证码|取件码|兑换码|激活码|(?:追踪|跟踪)号?|tracking|imei|sku|ean|upc|sn|s\/n|no\.?|ord|id|[¥$])(?:号码?|编号)?\s*[:：是为#]?\s*$/i;
const OF_PHONES =
  /(?:电话|手机|座机|固话|号码|联系方式|致电|拨打|拨|打|回电|来电|联系|tel|phone|call)(?:号码?)?\s*[:：是为到给]?\s*$/i;
/** Of numbers that a company has for its customers: whose they are, not that one calls them. */
const OF_OFFICES =
  /(?:电话|手机|座机|固话|号码|联系方式|回电|来电|联系|tel|phone)(?:号码?)?\s*[:：是为]?\s*$/i;
const OF_MAILS = /(?:邮箱|邮件|电邮|mail)(?:地址)?\s*[:是为到]?\s*$/i;
const OF_IDENTITY = /(?:身份证|证件)(?:号码?|编号)?\s*[:：是为]?\s*$/;
/** Passports and the papers of travellers are told by the word only. */
const PAPERS =
  /(?<=(?:护照|通行证|回乡证|台胞证|军官证|居留证)(?:号码?)?\s{0,2}[:：是为]?\s{0,2})(?:[A-Z]{1,2}\d{7,9}|\d{8})(?![\dA-Za-z*])/gi;
const OF_CARDS =
  /(?:银行卡|卡号|账号|帐号|账户|帐户|储蓄卡|信用卡|借记卡|(?:工|农|中|建|交|招|民生|中信|光大|浦发|兴业|平安|邮储|储)行|银行)(?:号码?)?\s*[:：是为]?\s*$/;
const OF_AMOUNTS = /^ ?(?:万?元|块|亿|公里|毫米|mm|km|kg|公斤|吨)/i;

const ALONE = String.raw`(?<![\dA-Za-z*_@]|\d[.:-]|(?<!\d)\d{1,3},)`;
const ENDS = String.raw`(?![\dA-Za-z*_]|[.:-]\d|,\d{3}(?!\d|[ .-]\d)|@)`;
/** What may stand between the groups of a number. */
const PART = String.raw`(?: ?[-./·_] ?| )?`;
const EXTENSION = String.raw`(?: ?(?:转|分机|ext\.?|[#x*-]) ?(?:分机)? ?\d{1,6})?`;
const MAIL_HOSTS =
  'qq|163|126|139|189|gmail|outlook|hotmail|live|msn|sina|sohu|yahoo|icloud|foxmail|aliyun|yeah|example';

export interface Rule {
  pattern: RegExp;
  /** What is shown, where it is personal; it may be given how it is written plainly. */
  read: (text: string, before: string, after: string) => string | readonly [string, string] | undefined;
}

const isOfThings = (before: string) => OF_THINGS.test(before) && !OF_PHONES.test(before);
const ends = (digits: string, first: number) => `${digits.slice(0, first)}****${digits.slice(-4)}`;
const begins = (text: string) => `${text.slice(0, 2)}****`;

function mail(text: string): readonly [string, string] {
  const plain = text
    .replace(/\s*(?:@|[([{<【](?:at|艾特)[)\]}>】]|艾特|#|\sat\s)\s*/i, '@')
    .replace(/\s*(?:[([{<【](?:dot|点)[)\]}>】]|\sdot\s|。|(?<=\w)点(?=\w))\s*/gi, '.');
  return [`${plain.slice(0, 1)}***${plain.slice(plain.indexOf('@'))}`, plain];
}

/** How the digits of a mobile may be parted; others are two numbers beside each other. */
function isMobileOf(groups: readonly string[], isCalled: boolean): boolean {
  const [first = '', ...rest] = groups.map(({ length }) => String(length));
  if (first === '3') return true;
  return isCalled || first === '11' || (first === '7' && rest.length === 1);
}

function readMobile(text: string, before: string, after: string) {
  const isCalled = OF_PHONES.test(before);
  // Letters before it make it part of a serial, unless they are a word for a phone.
  const isPart = isOfThings(before) || (/[A-Za-z][\d-]*$/.test(before) && !isCalled);
  const digits = digitsOf(text).slice(-11);
  const own = text.replace(/^\(?(?:\+|00)?86\)?[ -]?(?=[(1])/, '');
  const isOther = isPart || OF_AMOUNTS.test(after) || !isMobileOf(own.match(/\d+/g) ?? [], isCalled);
  return isOther ? undefined : ([ends(digits, 3), digits] as const);
}

function readLandline(text: string) {
  const number = text.replace(/(?:转|分机|ext\.?|[#x*]|(?<=\d{4})-) ?(?:分机)? ?\d{1,6}$/i, '');
  const digits = digitsOf(number).replace(/^0*86(?=0?(?:10|2|[3-9]))/, '');
  const whole = digits.length > 8 && !/^(?:0|[48]00)/.test(digits) ? `0${digits}` : digits;
  const area = /^0(?:10|2\d|[3-9]\d{2})/.exec(whole)?.[0];
  return [`****${digits.slice(-4)}`, area ? `${area}-${whole.slice(area.length)}` : whole] as const;
}

const MAIL: Rule = {
  pattern:
    /(?<![\w.*%+-])[\w.%+-]{1,64}(?:@[\w-]+(?:[.。][\w-]+)+| ?@ ?[\w-]+(?:[.。][\w-]+)*[.。][a-z]{2,}|@[\w\u4e00-\u9fff-]{1,20}\.(?:com|cn|net|公司|网络|网址|中国))/gi,
  read: mail,
};

const MOBILE: Rule = {
  pattern: new RegExp(
    String.raw`(?:(?<![\dA-Za-z*])\(?(?:\+|00)?86\)?[ -]?|(?<![\d*_]|\d[.:-]|(?<!\d)\d{1,3},))(?:\(1[3-9]\d\)|1[3-9]\d)${PART}(?:\d{4}${PART}\d{4}|(?:[ -]?\d){8})(?![\d*]|[.:]\d|,\d{3}(?!\d|[ .-]\d)|-(?!1[3-9]\d{9}(?!\d))\d)`,
    'g',
  ),
  read: readMobile,
};

/** Landlines abroad have a plus or a double zero, and at least seven digits. */
const FOREIGN: Rule = {
  pattern: /(?<![\dA-Za-z*])(?:\+|00)(?!86)[1-9]\d{0,2}[ -]?\(?\d{1,4}\)?(?:[ -]?\d){5,10}(?![\d*])/g,
  read: text => {
    const digits = digitsOf(text.replace(/^00/, ''));
    const isNumber = digits.length >= 9 && digits.length <= 15;
    return isNumber ? [`+${digits.slice(0, 2)}****${digits.slice(-4)}`, `+${digits}`] : undefined;
  },
};

export const RULES: readonly Rule[] = [
  MAIL,
  {
    pattern:
      /(?<![\w.*%+-])[\w.%+-]{1,64}\s?(?:[([{<【](?:at|艾特)[)\]}>】]|艾特)\s?[\w-]+(?:\s?(?:\.|。|[([{<【](?:dot|点)[)\]}>】]|点| dot )\s?[\w-]+)+/gi,
    read: mail,
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\w.*%+-])[\w.%+-]{1,64}(?:#| at )(?:${MAIL_HOSTS})(?:\.[a-z]{2,4}){1,2}(?![\w])`,
      'gi',
    ),
    read: (text, before) =>
      OF_MAILS.test(before) || /#|[\d._].* at | at (?!example)/i.test(text) ? mail(text) : undefined,
  },
  { pattern: /[\u4e00-\u9fff]{2,4}@[\w-]+(?:\.[\w-]+)+/g, read: mail },
  {
    pattern: new RegExp(
      String.raw`${ALONE}[1-9]\d{5}([ -]?)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[\dXx]${ENDS}`,
      'g',
    ),
    read: (text, before) => (isOfThings(before) ? undefined : `${text.slice(0, 3)}****${text.slice(-4)}`),
  },
  {
    pattern: new RegExp(String.raw`${ALONE}\d(?:[ -]?\d){14,18}[ -]?[Xx]?${ENDS}`, 'g'),
    read(text, before) {
      const digits = digitsOf(text);
      if (OF_IDENTITY.test(before) && digits.length <= 18) return ends(text.replace(/[ -]/g, ''), 3);
      if (OF_CARDS.test(before) || (isCard(digits, text) && !isOfThings(before))) return ends(digits, 0);
      return undefined;
    },
  },
  FOREIGN,
  {
    // 香港, 澳门 and 台湾 are called without a plus as well, or without their code.
    pattern: new RegExp(
      String.raw`${ALONE}(?:85[23][ -]\d{4}[ -]?\d{4}|886[ -]9(?:[ -]?\d){8})${ENDS}|(?<=(?:香港|港澳|澳门)(?:电话|手机|号码)?[:是]? ?)[5-9]\d{3}[ -]?\d{4}${ENDS}`,
      'g',
    ),
    read: (text, before) => {
      const digits = digitsOf(text);
      return isOfThings(before) ? undefined : [ends(digits, 2), digits.length > 8 ? `+${digits}` : digits];
    },
  },
  MOBILE,
  {
    pattern: /(?<![\d*]|\d[ .-])1([ .-])[3-9](?:\1\d){9}(?![\d*]|[ .-]\d)/g,
    read: (text, before) => (isOfThings(before) ? undefined : [ends(digitsOf(text), 3), digitsOf(text)]),
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\dA-Za-z*_@]|\d[.:-]|(?<!\d)\d{1,3},)(?:\(?(?:\+|00)?86\)?[ -]?\(?0?|\(?0)(?:10|2\d|[3-9]\d{2})\)?${PART}[2-9]\d{2,3}${PART}\d{4}${EXTENSION}${ENDS}`,
      'gi',
    ),
    read: (text, before) => (isOfThings(before) ? undefined : readLandline(text)),
  },
  {
    pattern: new RegExp(String.raw`${ALONE}[48]00(?:[ -]?\d){7}${EXTENSION}${ENDS}`, 'gi'),
    read: (text, before) => (OF_OFFICES.test(before) ? readLandline(text) : undefined),
  },
  {
    // Without an area code it may be anything, unless it is called a number to dial.
    pattern: new RegExp(String.raw`${ALONE}[2-9]\d{2,3}[ -]?\d{4}${EXTENSION}${ENDS}`, 'gi'),
    read: (text, before, after) =>
      OF_PHONES.test(before) && !OF_AMOUNTS.test(after) ? readLandline(text) : undefined,
  },
  {
    // In Chinese numerals, alone or among digits.
    pattern: new RegExp(
      String.raw`(?<![\d*${CHINESE_DIGITS}])[\d${CHINESE_DIGITS}](?:(?: ?[-,，、] ?| )?[\d${CHINESE_DIGITS}]){10}(?![\d*${CHINESE_DIGITS}])`,
      'g',
    ),
    read(text, before) {
      const said = [...text].filter(sign => /[^ ,，、-]/.test(sign)).join('');
      const digits = arabic(said);
      // One alone at an end may be a word's: 周一, 一共.
      const isSaid = /\D.*\D|\d\D\d/.test(said) && !isOfThings(before);
      return isSaid && /^1[3-9]/.test(digits)
        ? [`${said.slice(0, 3)}****${said.slice(-4)}`, digits]
        : undefined;
    },
  },
  {
    pattern:
      /(?<=(?:微信|薇信|威信|v信|wechat|weixin|vx|wx|(?:加(?:我|个|下|一下)?|\+|➕)v)\s{0,2}(?:号|id|账号)?\s{0,2}[:是为]?\s{0,2})(?![a-z]*\*|id\b)[a-z][a-z\d_-]{5,19}(?![\w*])/gi,
    read: text => [begins(text), `微信:${text}`],
  },
  {
    pattern:
      /(?<=(?:钉钉|飞书|抖音|快手|小红书|微博|旺旺|支付宝)(?:号|id|账号)\s{0,2}[:是为]?\s{0,2}|(?:whatsapp|telegram|skype|line) ?(?:(?:id|号|账号)\s{0,2}[:是为]?\s{0,2}@?|:\s{0,2}@?|@))(?![a-z]*\*|id\b)[a-z\d][\w.-]{3,29}(?![\w*])/gi,
    read: begins,
  },
  { pattern: PAPERS, read: text => `${text.slice(0, 1)}****${text.slice(-2)}` },
  {
    pattern:
      /(?<=(?:qq|(?<![a-z])q号|扣扣|企鹅)(?:号|账号|邮箱)?\s{0,2}[:是为]?\s{0,2})[1-9](?:[ -]?\d){4,11}(?![\d*])/gi,
    read: text => [begins(text), `QQ:${digitsOf(text)}`],
  },
];

const arabic = (text: string) => [...text].map(sign => VALUES[CHINESE_DIGITS.indexOf(sign)] ?? sign).join('');

/**
 * Whether the digits may be those of a payment card: its beginning and its check digit (ISO/IEC 7812), or that they are
 * written in fours, as on a card.
 */
function isCard(digits: string, text: string): boolean {
  if (!/^(?:62|60|4|5[1-5]|35|3[47])/.test(digits) || digits.length < 15) return false;
  if (/^\d{4}(?:([ -])\d{4})(?:\1\d{4}){2}(?:\1\d{1,3})?$/.test(text)) return true;
  if (/^62\d{14}(?:\d{3})?$/.test(digits)) return true;
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** The check digit of an identity card (GB 11643). */
function isIdentity(text: string): boolean {
  const sum = [...text]
    .slice(0, 17)
    .reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0);
  return '10X98765432'[sum % 11] === text[17]?.toUpperCase();
}

const IDENTITY: Rule = {
  pattern: new RegExp(
    String.raw`${ALONE}[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx]${ENDS}`,
    'g',
  ),
  read: text => (isIdentity(text) ? ends(text, 3) : undefined),
};

/** What is a person's also where the number of a thing is written: eleven digits in a row may be an order's. */
export const THING_RULES: readonly Rule[] = [
  MAIL,
  IDENTITY,
  {
    ...MOBILE,
    read: (text, ...around) => (/^\d+$/.test(text) ? undefined : MOBILE.read(text, ...around)),
  },
  // Orders begin with zeros, and with no plus.
  {
    ...FOREIGN,
    read: (text, ...around) => (text.startsWith('+') ? FOREIGN.read(text, ...around) : undefined),
  },
];

/**
 * Digits where the number of a thing is written, whatever stands before them: a customer's own number that was taken
 * for an order's or a member's is one all the same, a mobile, a landline with or without its area, or one abroad.
 */
export const ownNumberRules = (isOwn: (key: string) => boolean): Rule[] => [
  {
    pattern: /(?<![\d*])1[3-9]\d{9}(?![\d*])/g,
    read: text => (isOwn(text) ? [ends(text, 3), text] : undefined),
  },
  {
    pattern:
      /(?<![\d*-])(?:\(0\d{2,3}\)[ -]?\d{7,8}|0\d{2,3}[ -]\d{3,4}[ -]?\d{4}|\d{1,3}-\d{3,4}-\d{3,4}-?\d{4}|\d{3}-\d{8}|\d{7,15})(?![\d*-])/g,
    read(text) {
      const own = [...contactKeysIn(text), `+${digitsOf(text)}`].find(isOwn);
      return own === undefined ? undefined : [`****${text.slice(-4)}`, own];
    },
  },
];

/** What is a person's also in a name, or a number that counts something. */
export const NAME_RULES: readonly Rule[] = [MAIL, IDENTITY, MOBILE];
