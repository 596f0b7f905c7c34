// Whether a text says that somebody was hurt: a part of the body, or a person, and what happened to it. The ways of
// saying so are too many for a list: what is listed are the parts, the blows and their marks.

/** What is called hand, foot or head without being one is left out: 扶手, 手机, 插头. */
const PART = [
  '(?<![扶把助对选歌新高老帮下动人副水舵])手(?![机提册续工柄环写动持表套电势术段法艺游刹油信推])',
  '脚(?![垫架本步踏手轮])',
  '(?<![插接龙喷镜探水笔车码木石钻箭枕线源念骨榔罐])头(?![像盔显灯部盘条])',
  '脸(?![盆书谱])',
  '眼(?![镜影霜线])',
  '嘴(?![型])',
  '牙(?![刷膏签])',
  '(?<![桌椅床柜支])腿',
  '食指|指头|后脑勺|背部|身上|胳膊|膝盖|下巴|下颌|上颚|牙龈|舌|耳朵|脖子|颈|皮肤|皮(?=上)|指甲|肩膀|鼻子|鼻梁|喉咙|食道|胸口|后背|背上|腰(?!带|线)|屁股',
].join('|');
const PERSON =
  '孩子|宝宝|小孩|婴儿|娃|老人|老太太|老爷子|奶奶|爷爷|妈妈|爸爸|母亲|父亲|妻子|丈夫|客人|顾客|员工|同事|工人|师傅|路人|行人|住户|业主|骑手|学生|病人|患者|乘客|阿姨|家人|别人|(?<=[砸撞压伤到在倒把着])人(?![数力工民])';
const BLOW = '割|划|刮|扎|刺|砸|压|夹|撞|磕|碰|摔|烫|灼|咬|崩|硌|戳|勒|震|弹|打|炸|燎|蹭|擦|削|卷|绞|磨';
const MARK = '伤|破|中|断|穿|肿|红|烂|青|掉|出|进|开|到|倒';
const STATE =
  '流血|出血|是血|血流|滴血|肿|起(?:了)?(?:个|一片|很多|几个|大|小|的)*(?:包|泡|疹)|水泡|青紫|发紫|发青|红肿|刺痛|剧痛|发麻|麻了|脱皮|溃烂|骨折|骨裂|发痒|口子|血肉|血印|通红|没有?知觉|模糊|睁不开|烫痕|伤痕|嗓子疼|流眼泪';
const SIGN = '[^，。；！？,;!?\\n]';

const PLACES = new RegExp(
  [
    `(?:${PART})(?:${SIGN}{0,8}?)(?:(?:${BLOW})(?:了|得|${MARK}|住)|${STATE})`,
    `(?:${PERSON})(?:(?![把将])${SIGN}){0,12}?(?:被${SIGN}{0,8}?(?:${BLOW}|电)(?:了|得|${MARK}|住|在)|摔了?(?:一跤|倒|伤|下|出|进)|跌落|跌下|栽)`,
    `(?:${PERSON}|全家)${SIGN}{0,3}(?:一直吐|吐了|${STATE})`,
    `(?:割|划|刮|扎|刺|砸|压|夹|撞|磕|烫|硌|戳|勒|崩|弹|咬|炸|伤|削|绞|打)(?:了|到|破|伤|中|断|穿|进|掉|在|住|着)了?${SIGN}{0,4}?(?:${PART}|${PERSON})`,
    `卡住了?${SIGN}{0,3}?的?(?:头(?!发)|脑袋|手指|脖子|孩子|宝宝)`,
    `(?:溅|流|进|喷|弹|崩|飞)(?:到|进|入)了?${SIGN}{0,3}?(?:眼睛|眼里|嘴里|喉咙)`,
  ].join('|'),
  'gu',
);

/** The places of a text, in NFKC, where it says that somebody was hurt. */
export function hurtIn(text: string): { from: number; to: number }[] {
  return [...text.matchAll(PLACES)].map(({ 0: said, index }) => ({ from: index, to: index + said.length }));
}
