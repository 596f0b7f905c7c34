// Where a matter goes (template 004): by its type, by words that settings list, and where none of them is said by what
// is wrong, as the desk reads it.

import type { DeskContext } from '../desk/desk.ts';
import type { Cells, Proposal } from '../schema/column.ts';
import { faultsOf } from './faults.ts';
import { comparable, MAX_COMPARED } from './similarity.ts';
import { thingsOf } from './things.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';
import { withoutHousePhrases } from './words/house-phrases.ts';

/**
 * What a class of faults is about, in a word of which settings say where it goes; whatever else is wrong with a thing
 * is a matter of its quality.
 */
const TOPICS: Readonly<Record<string, string>> = {
  软件: '软件打不开 页面打不开 页面报错 闪退 导入失败 导入错位 删不掉 没生成订单 图不显示 搜不到商品 消息重复 短信额度 证书过期 时间不对 保存不了 流程卡住 打不了卡 没开通 看不了课 登录不上 验证码 数据丢失 数据不对 连不上 断线 网速慢 没信号 没有权限 不同步 收不到通知 续播卡 定位不准 更新失败 改不了密码 注销不了 上传失败 导出不了 重复单',
  物流: '丢件 错发 少件 不送上门 延误 没发货 被退回 送错地方 运输破损 送餐超时 物流不动 改地址 没人取件 运费高 暴力分拣 包裹湿 缺货',
  服务: '没修好 弄坏 爽约 迟到 乱收费 送修太久 约不上 客服机器人 骚扰 态度差 电话没人接 没人处理 工期拖延 不专业 换人 没人理 漏装 装歪 没装好 垃圾不收 没人审核 换的也坏 等配件 保修争议',
  价格: '虚假宣传 不兑现 价格变动 优惠不能用',
  质量: '假货',
};
const QUALITY = '质量';

const topicOfClass = new Map(
  Object.entries(TOPICS).flatMap(([topic, names]) =>
    names.split(' ').map((name): [string, string] => [name, topic]),
  ),
);

/** The class of what a text says is wrong, and what it is about; `undefined` where none is read, or nobody's topic. */
function topicOf(text: string, vocabulary: Vocabulary): { fault: string; topic: string } | undefined {
  const told = withoutHousePhrases(comparable(text.slice(0, MAX_COMPARED)));
  const topics = faultsOf(told, vocabulary, thingsOf(told).named).flatMap(({ name: fault }) => {
    const topic = topicOfClass.get(fault) ?? (vocabulary.ranks.get(fault) === 0 ? QUALITY : undefined);
    return topic === undefined ? [] : [{ fault, topic }];
  });
  return topics[0];
}

/** Behind a word: that there is nothing wrong with what it names. */
const PRAISED =
  /^(?:态度|质量|方面|过程|速度|人员|师傅|上|本身|倒是|一直|确实|都|也|还|是|是很)*(?:没(?:有)?(?:什么|啥|任何|太大|大)?(?:问题|毛病|话说|的说|意见)|无可挑剔|不错|(?:很|挺|非常|特别|蛮|还算|都)好(?![多久几像])|还好|(?:很|非常|都|挺)(?:满意|到位|周到|热情|及时|快)|过关)/u;
/** Before it: that it is not about what it names. */
const NOT_ABOUT = /(?:不是|并非|不属于|不怪)(?:因为|什么|产品|商品|服务|物流)?$/u;
/** The same said around it: 与质量无关. */
const WITH = /[与跟和](?:产品|商品|服务|物流)?$/u;
const UNRELATED = /^.{0,4}(?:无关|没关系)/u;

/** Whether a word stands in a text where something is wrong with what it names. */
function isAmiss(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const [before, after] = [text.slice(Math.max(0, at - 8), at), text.slice(at + word.length)];
    const isDenied = NOT_ABOUT.test(before) || (WITH.test(before) && UNRELATED.test(after));
    if (!PRAISED.test(after) && !isDenied) return true;
  }
  return false;
}

/** The department, and by which word; `undefined` where there is no type yet, or nobody to whom such matters go. */
export function departmentOf(
  { by, tags, subject, otherwise, wrong = [] }: Extract<Proposal, { rule: 'department' }>,
  values: Cells,
  { routes, faults }: Pick<DeskContext, 'routes' | 'faults'>,
): { value: string; reason: string } | undefined {
  const textOf = (key: string | undefined) => String((key === undefined ? null : values[key]) ?? '');
  const type = textOf(by);
  if (type === '') return undefined;
  const texts = [textOf(tags), textOf(subject)];
  const routeOf = (word: string) => routes.find(route => route.word === word);
  const byWord = texts.flatMap(text =>
    routes.filter(route => route.word !== otherwise && isAmiss(text, route.word)),
  );
  // What nobody has listed is read as the desk reads what is wrong.
  const byMeaning = () =>
    texts.flatMap(text => {
      const found = topicOf(text, vocabularyOf(faults));
      const route = found && routeOf(found.topic);
      return route ? [{ ...route, word: found.fault }] : [];
    });
  const read = wrong.includes(type) ? byMeaning()[0] : undefined;
  const route = routeOf(type) ?? byWord[0] ?? read ?? routeOf(otherwise);
  return route && { value: route.department, reason: `按“${route.word}”分派给 ${route.department}。` };
}
