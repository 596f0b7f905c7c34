// What people type into a cell that they have nothing to say in: it fills the cell and says nothing.

/** Signs without a word; not ticks and stars, with which people answer, nor quotation marks and boxes, left empty. */
const SIGNS = /^[\s/\\|_.,。…·•、~?!*#+=<>^‐-―−-]+$/u;
const WORD = /[^\s,，.。;；、!！~…()[\]【】《》<>/-]+/g;
const NOTHING =
  /^(?:(?:暂?[无無]){1,3}|没|[没沒]有|[没沒](?:什么|啥)|[还還]?没有|暂时没有|暂未|暂缺|缺|空|空白|省?略|不适用|不涉及|n[/\\]?a|nil|null|none|notapplicable|x{2,6}|×{1,6}|(?:不用|无需|不必)填写?|不填|没写)(?:具体|明确|任何)?(?:内容|备注|数据|信息|原因|(?:解决|处理)?(?:方案|办法|措施|结果)|结论)?$/i;
const ABOVE =
  /^(?:[同见如][上前](?:文|述|所述|[条单行]|一[条单行])?|(?:参见|详见)[上前]文|[与和跟](?:上一?[条单行]|上面|前面)(?:一样|相同|同样?)|一样|〃|々)$/;
const LATER =
  /^(?:(?:原因|方案|解决方案|结果|结论)?(?:[尚还暂]?未(?:确定|定|明确?|知)|待(?:定|查|补|补充|填|填写|写|录入?|核实|(?:客户)?确认|反馈|分析|调查|检测|排查|处理))|[尚还]?[未没]填写?|(?:以?后|后面|后续|稍后|回头|晚点|过后|改天)再?(?:来|需)?补充?(?:填写?|录入?)?|(?:以?后|稍后|回头|晚点)再?填写?|(?:正在|在)(?:查|核实)|(?:查询|核实|核查)中|tb[adc]|todo|pending|tobe(?:determined|confirmed|advised))$/i;
const UNKNOWN =
  /^(?:目前|暂时)?(?:原因)?(?:unknown|不明原因|待查|未知|未明|不明|不详|(?:暂|还|尚)?不(?:清楚|明确|知道?))$/;
/** What somebody types to see what happens: no text of anything that was. */
const TRIAL =
  /^(?:(?:这|此|本)?(?:是|为)?(?:一|1)?[条个行]?(?:测试|试一?[试下]|(?:演示|示例|样例)(?=数据|记录))(?:一下|一?条|数据|记录|内容|文字|文本|用例?|能不能用|行不行)*|test(?:ing)?|demo|sample|example|dummy|foo|bar|(.)\1{2,}|123(?:4(?:5(?:67?8?9?0?)?)?)?|abcd?(?:ef)?|asd(?:f[a-z]*)?|qwe(?:r[a-z]*)?|随便(?:写写|写点|填填|填|写|打的?)?|占位符?|此处填写|请填写|请忽略|ditto|sameasabove|seeabove|asabove)[\d.。!！~]*$/i;
const FORMS = [NOTHING, ABOVE, LATER, UNKNOWN];
const saysNothing = (word: string) => FORMS.some(form => form.test(word));
/** Blanks within a short word hide none of it: 同 上, N / A. */
const SPACED = 16;

/**
 * Whether a text is there for the sake of the cell only: `/`, `——`, `无`, `N/A`, `同上`, also several of them in a row.
 */
export function isPlaceholder(text: string): boolean {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return false;
  if (SIGNS.test(plain)) return true;
  const bare = plain.replace(/^["'“‘「]+|["'”’」]+$/g, '').replace(/\s/g, '');
  if (bare.length <= SPACED && saysNothing(bare.replace(/[。.]+$/, '').replace(/^n\.a$/i, 'na'))) return true;
  let words = 0;
  // One by one: of a long text the first word tells.
  for (const [word] of plain.matchAll(WORD)) {
    if (!saysNothing(word)) return false;
    words += 1;
  }
  return words > 0;
}

/** Whether a text was typed to try out the cell: 测试, test123, 这是一条测试数据, asdf, aaa. 压力测试不合格 was not. */
export function isTrial(text: string): boolean {
  const plain = text.normalize('NFKC').trim();
  if (plain.length > MAX_TRIAL_SIGNS) return false;
  if (TRIAL.test(plain.replace(/\s/g, ''))) return true;
  const words = plain.match(WORD) ?? [];
  return words.length > 0 && words.every(word => TRIAL.test(word) || TRIAL.test(onceOnly(word)));
}

/** That something was done, agreed or seen, and nothing of it. */
const BARE =
  /^(?:(?:已经?|都|全部?|现已|目前已|客户已)?(?:处理|解决|完成|搞定|办理|办结|办妥|执行|落实|跟进|安排|沟通|联系|回复|答复|反馈|告知|分析|核实|通知|确认|弄好|处置)(?:完成|完毕|[完好妥过了中])*|(?:正|正在|还在)?(?:检测|调查|排查|协调|维修|查询|核查|研究|讨论|商量)中|(?:还|尚|暂|仍)?未(?:分析|检测|调查|排查|处理|解决|执行|完成|修好|落实)|(?:已经?|都)?(?:完成|完毕|结束|好了|搞定|ok|done|fixed|solved|closed)了?|好的?|可以|行|是的?|否|对|不是|有|嗯+|哦+|收到|知道了?|同意|正常|一般|没问题|无误|无异常|属实|ok+|okay|yes|no|y|n|k|√|✓|✔|对勾|完)$/iu;

/**
 * Whether a text says no more than that something was done: 已处理, OK, 1, 111, 好. Nobody can go by it who was not there.
 */
export function isBareWord(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/[\s\p{P}]/gu, '');
  const signs = [...plain];
  if (signs.length > MAX_BARE_SIGNS) return false;
  return signs.length < MIN_SIGNS || /^[\d.]+$/.test(plain) || new Set(signs).size === 1 || BARE.test(plain);
}

/** Signs without which a text says nothing of what was done. */
const MIN_SIGNS = 2;
/** A longer text says something of what was done. */
const MAX_BARE_SIGNS = 12;

/** A longer text says something, whatever it says. */
const MAX_TRIAL_SIGNS = 60;

/** 测试测试测试 as 测试. */
const onceOnly = (word: string) => word.replace(/^(.{2,4}?)\1+$/, '$1');

/** Whether a cell holds something that a record can go by. */
export function isFilled(cell: string | number | boolean | null | undefined): boolean {
  if (cell === null || cell === undefined) return false;
  return typeof cell !== 'string' || !(isPlaceholder(cell) || isTrial(cell));
}
