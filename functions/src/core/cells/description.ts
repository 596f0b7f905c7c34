// Whether a description says what happened (template 002: time, place, event, result). Pure; in doubt it keeps silent.

import { isTrial } from '../lib/placeholder.ts';
import type { Aspect } from '../schema/aspect.ts';
import type { Facts, ProblemCode } from '../schema/problem-sentences.ts';

/** Signs that a description has at least, and below how many it is asked for more. */
const SPECIFIC_AT_LEAST = 6;
const SHORT_BELOW = 15;
/** A longer text is read no more: whoever fills so much with nothing means to. */
const NOTHING_AT_MOST = 300;
/**
 * Words around a complaint that say nothing of what is wrong, and how long it has been so. A word once read stays read
 * (the lookahead): where one word begins another, a text of many would be tried in all its ways, which takes for ever.
 */
const BEFORE =
  /^(?:你好|您好|客户|顾客|用户|来电|反映|反馈|表示|说|称|我们?的?|他们?的?|家里的?|买的|这个?|那个?|你们的?|上次|上回|同样|还是|老)+/u;
const AFTER =
  /(?:(?=(请|求|麻烦|协助|赶[紧快]|快点?|都?第[一二三四五六七八九十几\d]次|希望|要求|尽快|尽早|马上|立即|及时|帮忙|安排|派人|联系我?|来|处理|解决|维修|修理?|看看?|一下|跟进|谢谢|急|了|啊|呢|吧|的|已经|很久|好久|多日|好几?天|半天|一直|多次|多时|一段时间|无法使用|没法用|派|师傅|上门|人员|工程师|人|客服|客户|顾客|我|回电|回复|答复|给个?|说法|要退|要换|退[款货换]|换[货新]|赔偿|道歉|检修|检测|检查|很?生气|很?着急|很急|恼火|非常|没修|没管|没人(?:管|修|理)|(?:没有?|未|得不到)(?:得到)?(?:解决|处理)|解决方案|解决办法|赔[钱付]|要))\1)+$/u;
/** What anything may be called, and what may be said of anything. */
const NOTHING_SAID =
  /^(?:(?=(严重|正常|工作|运行|运转|使用|罢工|太?垃圾|bug|用不了?了?|出(?:了|现了?)?|设备|东西|产品|商品|机器|机子|仪器|物品|货物?|它|电器|家电|系统|软件|服务|质量|使用|功能|效果|问题|情况|整个|全部|完全|彻底|又|也|都|已经?|突然|现在|今天|昨天|最近|还是|是|有点|有|一点|出现?了?|发生了?|很|太|非常|比较|不太|坏掉?了?|坏的|损坏了?|不好(?:用|使)?|不能用|没法用|(?:无法|不能|没法)(?:正常)?(?:使用|工作|运行|运转|用)|故障|毛病|状况|某些|一些|上次|同样|老|还|仍|一直|售后|来|异常|不正常|不行了?|差|不满意|生气|着急|客户|顾客|用户|我们?|这个|那个|要求|要|退|换|投诉|咨询|其他|了|啦|的))\1)+$/u;
/** A number, a code or one sign again and again. */
const ONE_WORD = /^(?:[a-z\d_-]+|(.)\1+)$/iu;
const VAGUE =
  /^(?:.{0,4}用不了{0,2}|.{0,6}(?:坏了?(?:用不了{0,2})?|不好用|不能用|(?:不能?|无法|没法)(?:正常)?(?:使用|工作|运行|运转)了?|有(?:点)?问题|出(?:了)?(?:问题|故障)|有?故障|不行了?|质量(?:太)?差|不满意|投诉|咨询|其他)+)$/u;

/** That it is told elsewhere: nobody who reads a list can go by it. */
const ELSEWHERE =
  /^(?:具体|详细)?(?:情况|详情|内容|问题)?(?:请?(?:详?见|查?看|参[见考看]|听|如)(?:附件|附图|图片?|截图|照片|视频|录音|聊天(?:记录)?|通话(?:记录)?|邮件|微信|备注|电话)(?:所[述示说])?|(?:在)?(?:电话|微信|邮件)里?(?:都|已经?)?(?:说|讲|聊|发)过?了?)$/u;
/** A few signs that say what is wrong all the same: 漏电, 包装破损, 门关不严. */
const SHORT_FACT =
  /漏|滴水|渗|冒[烟火水泡]|起火|着火|焦[味糊]|爆|炸|裂|破[损了洞]|碎|松动|堵[塞了]|生锈|卡[顿纸死]|死机|黑屏|花屏|蓝屏|竖线|异[味响]|噪音|抖动|晃动|[发太很]烫|跳闸|发[黄黑霉臭]|不(?:制冷|制热|出水|通电|亮|启动|转)|(?:打|开|连|关|充)不|关不严|失[灵效]|少[件了发]|[错漏]发|延误|掉[漆色了]|脱落|变形|褪色|缩水|水压|太[大小吵长短紧]|过敏|触电|态度.{0,3}(?:差|恶劣|不好|冷|傲|坏)/u;

/**
 * Signs that an aspect is told, rather too many than too few: asking for what is there annoys more than silence does.
 */
const SIGNS: Record<Aspect, RegExp> = {
  时间: /\d\s{0,2}(?:[年月日号天点时周:/]|个月|小时|分钟?)|\d-\d|[一二两三四五六七八九十几半数多]\s{0,2}(?:[天周年点]|个?多?月|个?多?小时|分钟|星期|礼拜)|[今昨明前]天|[今去前]年|[上本这下]个?[周月]|[今昨][早晚日]|周[一二三四五六日末]|星期|礼拜|[早晚]上|[早晚]间|早晨|[上中下]午|傍晚|凌晨|夜|次日|第.天|国庆|春节|双十一|刚|近期|最近|至今|以来|一直|频繁|经常|偶尔|有时|每|连续|再次|多次|期间|后(?![台面盖续备轮门])|前(?![台面盖置门])|(?<![小及暂同定按准随限])时(?!间|尚|钟|效|差)|的?过程中/,
  地点: /[家屋室厅厨卫院楼店站柜馆厂校区市省县镇村路街]|阳台|卧房|公司|单位|车间|仓库|宾馆|酒店|现场|上门|到店|[网线]上|网站|平台|软件|系统|页面|app|小程序|公众号|商城|旗舰|京东|淘宝|天猫|抖音|微信|电话|热线|客服|售后|快递|物流|工地|户外|车[里上内]|[里旁]|内(?!部|存|容|胆|置)|处(?!理)|在.{1,8}[里上下边内外前中旁]|到货|地址/i,
  经过: /[买购订装修换退寄送发收用开关充启洗打拨登付办申响漏渗滴掉断裂坏卡停跳闪烧冒堵摔碰丢错少缺差慢迟推骂拒挂等找问说要求想称变松磨锈抖晃震烫热冷黑花]|联系|咨询|反映|投诉|更新|升级|连接|显示|提示|出现|发现/,
  结果: /[无没未不失坏断裂漏渗停损伤烧被泡错少缺慢差退拒烫冒响闪堵锈抖晃变卡]|影响|导致|造成|致使|以致|结果|仍|还|依然|黑屏|死机|卡顿|延误|超时|重复|至今|已|恢复|正常|要求|希望|噪|异[响味常]|过敏|触电|着火|自动|只[有能剩]|太|很/,
};

/** Questions, wishes and thanks: nothing has happened that could be told. */
const NO_EVENT =
  /咨询|询问|请问|想(?:要)?(?:了解|问|知道)|了解|多少|怎么|如何|是否|能否|可否|吗|建议|希望(?:能|可以|增加|提供|推出)|表扬|感谢|好评|称赞|[??]/;
const EVENT =
  /[漏坏裂断烫冒]|故障|无法|不能|失[灵效败]|打不开|开不了|没有?反应|黑屏|死机|未解决|态度(?:恶|冷|差|不)/;

/** What of these aspects a description does not tell. */
function missingAspects(text: string, asked: readonly Aspect[]): Aspect[] {
  const plain = text.normalize('NFKC');
  if (NO_EVENT.test(plain) && !EVENT.test(plain)) return [];
  const missing = asked.filter(aspect => !SIGNS[aspect].test(plain));
  // The template asks for the place and gives none in its own example: it is worth asking for along with something
  // else.
  return missing.length === 1 && missing[0] === '地点' ? [] : missing;
}

/** Whether nothing is left of a text once all is taken away that could be said of anything. */
function saysNothing(text: string): boolean {
  if (text.length > NOTHING_AT_MOST) return false;
  let plain = text;
  for (let before = ''; before !== plain; ) {
    before = plain;
    plain = plain.replace(BEFORE, '').replace(AFTER, '');
  }
  return plain === '' || VAGUE.test(plain) || NOTHING_SAID.test(plain);
}

/**
 * What is wrong with a description: an error when it says nothing, a warning when it says too little; `undefined` when
 * it will do.
 */
export function descriptionFault(
  text: string,
  asked: readonly Aspect[],
): { code: ProblemCode; facts: Facts } | undefined {
  const signs = [...text.replace(/[\s\p{P}\p{S}]/gu, '')];
  const said = signs.join('');
  if (
    (signs.length < SPECIFIC_AT_LEAST && !SHORT_FACT.test(said)) ||
    ONE_WORD.test(text.trim()) ||
    isTrial(text) ||
    ELSEWHERE.test(said) ||
    saysNothing(said)
  )
    return { code: 'description_vague', facts: {} };
  const missing = missingAspects(text, asked);
  const named = { missing: missing.join('、') };
  if (signs.length < SHORT_BELOW) return { code: 'description_short', facts: named };
  return missing.length > 0 ? { code: 'description_lacks', facts: named } : undefined;
}
