// Which clauses of a text tell what is wrong, and which tell what was tried, what works, what somebody fears, and what
// came of it: words of those are no faults where another clause tells one.

/** What was done about it, and that it did not help: 换了三根线也一样. */
const TRIED =
  /^(?:客户|自己|我们?|师傅|都|也|还|又|已经?|刚刚?|后来|前后|上次)*(?:(?:更?换|重启|重装|重新|恢复出厂|格式化|清[洗理]|插拔|拔[了掉插]|试|调整|加了?|充[了满]|修|找人|报修|打[过了]|按说明|照说明)[^，]{0,12}?(?:也|还|都|仍|依然|依旧|然而)?(?:还?是)?(?:不行|没用|没有用|一样|如此|这样|那样|不管用|无效|没效果|没改善|没变化|没区别|照旧|老样子|白搭|没解决|不好使|也?不成)|(?:更?换|重启|重装|清洗|插拔|检查|试)(?:了|过)(?:新|好几|[一二两三四五六七八九十几\d])?[^，不没]{0,6}(?:了|过)?|(?:换|更换)(?:过|了)?(?:新|好几|[一二两三几\d])*(?:块|个|根|节|条|套|张|次|台|副)?(?:的)?(?:电池|插座|线|信号线|数据线|充电器|滤网|卡|插头|灯泡|网线|路由器?)(?:了|过)?|(?:已经?|自行)(?:自行)?(?:关|拔|断)[^，]{0,8})$/u;

/** That it works, or that something else does: 烘干倒正常, 指示灯倒是亮着. */
const WORKS =
  /^(?!.*(?:还|一直|老|常|就|才|只)(?:亮|响|转|有|能))(?:(?!不|没|无|异常).){0,14}(?:(?<![不没非])正常|没(?:有)?问题|没坏|没毛病|是好的|好好的|没事|(?:倒|都|也|是|倒是|都是)(?:亮|响|转|能用|能听|能看|能开|好)(?:着|的)?)的?$/u;

/** What somebody fears, guesses or has been told, and that it is urgent. */
const GUESSED =
  /^(?:怀疑|估计|可能|猜|感觉像|生怕|怕|担心|唯恐|师傅说|不知道是不?是|是不是|应该是|会不会|听说|说是|说好)/u;

/** What came of it, and how people took it. */
const CAME_OF_IT =
  /^(?:导致|造成|害|弄得|搞得|结果|以致|影响|耽误|吓|吵得|气得|没法(?:住|用|看|睡|吃)|(?:客户|顾客|用户|家属|领导|老人|孩子|我|全家|人)(?:很|非常|特别|十分|都|受不了|情绪|要|强烈|着急|生气|不满|不敢)|情绪|强烈|非常不|很不?(?:满|生气|失望|着急|恼火)|要(?:退|求|说法|投诉|赔|差评)|要?(?:投诉|举报|曝光|起诉|差评)|[^，]{0,6}(?:报修|可证明|作证)$|催了|小票|会员$|双十一|七天无理由|已?拍(?:了)?(?:视频|照)|业主请|买了|用了|新买的|刚买|才买|去年|上个?月|前天|昨天买)/u;

const ROLES = [TRIED, WORKS, GUESSED, CAME_OF_IT];

/**
 * A plain text of clauses with only those that tell what is wrong, each sign where it was; the text itself where that
 * is all of them.
 */
export function clausesOfFault(text: string): string {
  const clauses = text.split('，');
  if (clauses.length === 1) return text;
  return clauses
    .map(clause => (ROLES.some(role => role.test(clause.trim())) ? '，'.repeat(clause.length) : clause))
    .join('，');
}
