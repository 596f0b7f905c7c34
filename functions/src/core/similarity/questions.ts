// Who only asks how something is done, or what it costs, has no fault: a question is the same as a question about the
// same matter, and never the same as what somebody complains of.

import type { Fault } from './faults.ts';

/** How a question is put. 怎么按都没反应 and 怎么还不打款 are none. */
const ASKS =
  /如何(?!是好)|怎样(?!都)|怎么(?:改|设|用|操作|安装|装|连接|开通|开票|办理|申请|查|换|取消|注销|导|打印|收费|买|续|退|下载|升级|绑|登)|在哪(?:里|儿)?(?:改|看|查|设|下载|找|买|开|可以)|(?:步骤|教程|操作方法)|多少钱|报个?价|(?:能不能|可不可以|可以|能)(?:改|换|退|开|用|加|寄|送)[^，。；]{0,6}[吗么]|想(?:了解|知道|问)|请问/u;

/** A class of its own for each class of faults that a question is about. */
const ABOUT = '问';

/**
 * What a plain text (NFKC, lower case) tells where it only asks: nothing that is wrong with a thing.
 * @param faults what its words would tell if it complained
 * @param wordsOfIt its words, which say what it asks about where no class does
 */
export function asAsked(
  text: string,
  faults: readonly Fault[],
  wordsOfIt: () => ReadonlySet<string>,
): readonly Fault[] {
  if (!ASKS.test(text) || faults.some(({ rank }) => rank === 0)) return faults;
  if (faults.length > 0) return faults.map(fault => ({ ...fault, name: `${ABOUT}${fault.name}` }));
  return [...wordsOfIt()].map(word => ({
    name: `${ABOUT}${word}`,
    rank: 0,
    parts: [],
    spans: [],
    isHead: true,
  }));
}
