// What stands in any clerk's text whatever the matter is: who called, what is asked for, that it be quick. It is left
// out before anything is read.

/** Beginnings: who said it, to whom, by which way. */
const INTRODUCED =
  /(?:(?:客户|用户|顾客|业主|买家|消费者|对方|先生|女士|其|家属|车主)?(?:来电|致电|来信|来访|打电话|电话|在线|微信|再次|又)?(?:反映|反馈|表示|称|投诉|诉|咨询|报修|报告|描述|说明(?!明)|提到|告知|陈述|说(?!话|好|不|得|出|是|明(?!明)|服|法|的|谎)|催促?)(?:其|说|称|到|道|：|:|，|,)?)|客户来电|您好|你好|经(?:核实|了解|查询)|据(?:了解|客户|悉)/g;

/** What kind of text it is, before it: 【报修】. */
const MARKED = /【[^】]{0,10}】|\[[^\]]{0,10}\]/g;

/** Whole clauses that ask for something, and tell nothing of what is wrong. */
const ASKED =
  /^(?:[并且故现另]?(?:客户|用户)?(?:很|非常)?(?:着急|急用|生气|不满意?|强烈)?(?:要求|希望|想要?|申请|请|烦请|麻烦|劳烦|望|恳请|需要?|盼|建议|能否|可否|是否能?|什么时候|何时|急需|急|尽快|尽早|马上|立即|速).{0,14}(?:退[款货换]?|换[货新一]?|更换|赔偿?|补偿|道歉|维修|检修|修理|修好?|上门|处理|解决|检测|检查|安排|核实|核对|回复|答复|联系|跟进|派人|派单|师傅|看看|来看|说法|给个|调一下|协调|反馈|谢谢)|(?:谢谢|辛苦|急|在线等|望知悉|请知悉|加急|感谢).{0,4}$|(?:影响|耽误|担心|家里有|客户很|已经?(?:第|多次|反映)))/;

/** Of what was asked for: that it was not given. */
const REFUSED =
  /被[拒驳退推]|没人|不给|不让|迟迟|拒[绝赔]|没下文|不到账|推来推去|[没未](?:到|收到|批|通过)|一直[不没]/;

/** The text with what tells nothing taken out, clause by clause. */
export function withoutHousePhrases(text: string): string {
  return text
    .replace(MARKED, '')
    .replace(INTRODUCED, '，')
    .split(/[，。；！？,;!?\n]+/)
    .map(clause => clause.trim())
    .filter(clause => clause !== '' && (!ASKED.test(clause) || REFUSED.test(clause)))
    .join('，');
}
