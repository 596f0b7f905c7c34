// Whether what stands in a text is said to have happened: not denied, feared, asked about or supposed, nor long over.

/** Signs that end a clause, and those that end a sentence. */
const CLAUSE_END = /[，。；！？,;!?\n]/;
const SENTENCE_END = /[。；！？;!?\n]/;

/** Right before it: that it is not so, or is to be kept away. */
const DENIED = new RegExp(
  '(?:从?没(?:有)?(?:人|谁)?|未|无(?:人|任何)?|并非|(?<!是)不是|不(?:会|再|能|曾|存在|属于|至于)?' +
    '|防(?:止|范)?|抗|避免|以免|免得|免遭|免于|杜绝|预防|排除了?|谨防|当心|小心(?<!不小心))' +
    '(?:因此|因为|为此|由此)?(?:再|会|曾)?' +
    '(?:发生|出现|造成|导致|引起|引发|发现|见到?|听到|闻到|感觉到?|看到|存在|有|觉得|检测?出|测出|查出|收到)?' +
    '过?(?:任何|什么|明显|其他|一个|一点)?(?:人员?|员工|客户|孩子|老人|宝宝|顾客|客人)?(?:被|有)?$',
);
/** Between two of them that share what is said of the first. */
const AND = /^(?:、|或者?|和|及|以及|与|跟|还是)$/;

/** Earlier in its clause: that it is feared, supposed, heard of or asked about. */
const SUPPOSED =
  /担心|担忧|(?<![可哪恐])怕|恐怕|如果|要是|假如|倘若|假设|万一|一旦|会不会|会否|有没有人|是不是(?:都|也|容易)?会|听说|据说|传言|网上(?:说|看到|讲|有人)|新闻|演练|模拟|以后会|将来|今后|以防|避免|防止|预防|杜绝/;
/** The same, of which only what follows at once is asked. */
const ASKED = /是否(?:会|有|存在|容易|真的|可能|还会|出现|发生)?$/;
/** Whose being done is asked for or supposed: what it is done about is there. */
const DONE_ABOUT = /处理|维修|修理|来修|上门|更换|赔|解决|退|负责|管/;
/** That something has come about: what was feared in the clause before is no longer. */
const HAPPENED = /了|被|已|结果|果然|现在|今天|昨|刚|真的|竟|正在/;

/** Behind it: a question whether it may be. */
const QUESTION = /^.{0,8}(?:吗|么|嘛|不会吧)?[？?]$|^.{0,8}(?:吗|么|嘛)$/;
const MAY = /会|能|可能|容易|风险|危险/;
const CHANCE = /^(?:的|等)?(?:风险|可能|概率|几率)/;
const ASKS = /咨询|请问|想问|询问|了解|问一下|问问|是否/;
/** Behind it: a question how to keep it away, or whether somebody who is prone to it may use something. */
const ADVICE =
  /^.{0,6}(?:怎么|如何|怎样)(?:预防|防|避免)|^(?:的人|体质|患者)?(?:能不能|能|可以|适合|可否)(?:吃|用|喝|穿|涂|买|使用)/;
/** Behind it: words that make it the name of a thing or of a test. */
const NAMES_A_THING = /^(?:保护|测试|检测|试验|演习|演练|报告|保险|险|膏|药|贴)/;

/** Behind it: that it is over. A wound has to have healed. */
const SINCE =
  '^[^，。；]{0,10}?[，,]?(?:后来|当时|目前|现在|上周|当天|随后)?' +
  '(?:早就|均已|都已|现已|已经?)(?:全部|由[^，。；]{1,5}|赔付|妥善|全都)?';
const OVER = new RegExp(
  `${SINCE}(?:修好|修复|解决|排除|处理好|处理完|更换|换新|换好|换了|恢复正常|消除|退货|退了|扔了|没事)`,
);
const HEALED = new RegExp(`${SINCE}(?:赔付)?(?:痊愈|康复|恢复|好了|没事|解决)`);
const WOUND = /伤|断|血|骨|毒|医|院|昏|晕|死|疹|敏|肿/;
const AGAIN = /又|再次|但|仍|还是|依然|复发/;

/** A place in a text. */
export interface TextSpan {
  from: number;
  to: number;
}

/** Whether any of these places of a text tells of something that happened. */
export function isToldAsFact(text: string, places: readonly TextSpan[]): boolean {
  let before: { to: number; denied: boolean } | undefined;
  for (const place of places.toSorted((a, b) => a.from - b.from)) {
    const shares = before?.denied === true && AND.test(text.slice(before.to, place.from));
    const denied = shares || DENIED.test(text.slice(Math.max(0, place.from - 20), place.from));
    if (!denied && !isSupposed(text, place) && !isOver(text, place)) return true;
    before = { to: place.to, denied };
  }
  return false;
}

function isSupposed(text: string, { from, to }: TextSpan): boolean {
  const start = lastIn(text, CLAUSE_END, from);
  const [ahead, behind] = [text.slice(start, from), clauseFrom(text, to)];
  if (NAMES_A_THING.test(behind) || ADVICE.test(behind) || ASKED.test(ahead)) return true;
  const supposed = SUPPOSED.exec(ahead);
  if (supposed && !DONE_ABOUT.test(ahead.slice(supposed.index))) return true;
  if (QUESTION.test(behind) && MAY.test(ahead)) return true;
  const sentence = text.slice(lastIn(text, SENTENCE_END, from), from);
  if (CHANCE.test(behind) && ASKS.test(sentence)) return true;
  // 担心漏电，伤到孩子: the fear goes on, as long as nothing is said to have come about.
  if (start === 0 || SENTENCE_END.test(text.charAt(start - 1))) return false;
  const clauseBefore = text.slice(lastIn(text, CLAUSE_END, start - 1), start - 1);
  const feared = SUPPOSED.exec(clauseBefore);
  if (!feared || HAPPENED.test(text.slice(start, to + 1))) return false;
  return !DONE_ABOUT.test(clauseBefore.slice(feared.index));
}

function isOver(text: string, { from, to }: TextSpan): boolean {
  const rest = text.slice(to, to + MAX_SIGNS);
  const found = (WOUND.test(text.slice(from, to)) ? HEALED : OVER).exec(rest);
  if (!found) return false;
  const [sentence = ''] = rest.slice(found[0].length).split(SENTENCE_END);
  return !AGAIN.test(sentence);
}

/** Longest part of a text that is read around a place: a text without any sign would be read again for each. */
const MAX_SIGNS = 60;

/** Behind the last of such signs before a place; the beginning where there is none. */
function lastIn(text: string, signs: RegExp, before: number): number {
  const least = Math.max(0, before - MAX_SIGNS);
  let at = before;
  while (at > least && !signs.test(text.charAt(at - 1))) at -= 1;
  return at;
}

/** The rest of a clause with the sign that ends it. */
function clauseFrom(text: string, from: number): string {
  const rest = text.slice(from, from + MAX_SIGNS);
  const end = rest.search(CLAUSE_END);
  return end < 0 ? rest : rest.slice(0, end + 1);
}
