// Accounts of messengers as people write them: 微信:lihua_88, QQ 12345678, lihua_88（微信）.

/** The messenger first. */
export const ACCOUNT =
  /(?:((?:企业)?微信|v信|wechat|weixin|vx|wx|(?<![a-z\d])v(?=\s*[:：]))(?:号|id|账号)?\s*[:：是为]?\s*([a-z][\w-]{4,19})|(qq)(?:号|账号)?\s*[:：是为]?\s*([1-9]\d{4,11})|(钉钉|飞书|抖音|快手|小红书|微博|(?:淘宝)?旺旺|支付宝|whatsapp|telegram|line|skype)(?:号|id|账号)?(?:\s*[:：是为]\s*@?|\s*@|号\s*|\s+)([a-z\d][\w.-]{2,29}))(?![\w*])/gi;
/** The account first, the messenger in brackets behind it. */
export const ACCOUNT_BEFORE =
  /(?<![\w*@.-])([a-z][\w-]{4,19})\s?\(((?:企业)?微信|v信|wechat|vx|wx|qq|钉钉|飞书|抖音|旺旺)号?\)/gi;
/** How messengers are called here, by how people call them. */
const MESSENGERS: Readonly<Record<string, string>> = {
  wechat: '微信',
  weixin: '微信',
  v信: '微信',
  vx: '微信',
  wx: '微信',
  v: '微信',
  淘宝旺旺: '旺旺',
  qq: 'QQ',
  whatsapp: 'WhatsApp',
};

const MOBILE = /^1[3-9]\d{9}$/;

/** Whose account it is, the same for every way of writing it, and as everybody may see it. */
export function readAccount(match: RegExpExecArray): { key: string; shown: string } {
  const [, label = '', id = ''] = /^[\w-]+\s?\(/.test(match[0])
    ? [match[0], match[2], match[1]]
    : match.filter(part => part !== undefined);
  // Who is found there by his mobile number is the one who is called by it.
  if (MOBILE.test(id)) return { key: id, shown: `${label}:${id.slice(0, 3)}****${id.slice(-4)}` };
  const messenger = MESSENGERS[label.toLowerCase()] ?? label.toLowerCase();
  return { key: `${messenger}:${id.toLowerCase()}`, shown: `${messenger}:${id.slice(0, 2)}****` };
}
