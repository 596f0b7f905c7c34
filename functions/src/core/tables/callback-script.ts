// What to ask in each kind of call-back, and how to announce it: for the caller to go by and to copy. A supervisor may
// change each text in settings.

import type { Script } from '../schema/record-rules.ts';

interface Outline {
  goal: string;
  questions: readonly string[];
  /** A message that makes an appointment, ready to copy. */
  appointment: string;
}

const OUTLINES: Readonly<Record<string, Outline>> = {
  常规回访: {
    goal: '了解使用情况，解答疑问，记下满意度。',
    questions: [
      '{产品|购买的产品}用到现在，哪些地方满意，哪些地方不顺手？',
      '安装、说明和使用中还有没有不清楚的？',
      '1 到 10 分，您给我们的产品和服务打几分？为什么？',
      '您还希望我们提供什么？',
    ],
    appointment:
      '{客户|您}好！您购买的{产品|产品}已使用一段时间，我们想在 {时间|近日} 给您打个电话，听听使用感受，约 5 分钟。时间不合适请回复方便的时间，谢谢！',
  },
  问题解决后回访: {
    goal: '确认问题是否彻底解决，客户对处理是否满意。',
    questions: [
      '上次反映的问题（{问题|见关联记录}）由{处理人|同事}处理，办法是：{方案|见关联记录}。现在怎么样，有没有再出现？',
      '处理的快慢和沟通，您满意吗？1 到 10 分打几分？',
      '还有没有没解决的问题？请客户具体说明现象和时间。',
      '我们哪里还可以做得更好？',
    ],
    appointment:
      '{客户|您}好！您反映的问题已处理完毕，我们将在 {时间|近日} 来电确认效果，约 3 分钟。若问题仍在或时间不便，请直接回复，我们马上跟进。',
  },
  重要客户回访: {
    goal: '一对一深谈，了解新需求，加深合作。',
    questions: [
      '这段时间{产品|产品}的使用效果是否达到预期？',
      '我们的服务响应和对接，您最满意和最不满意的各是什么？',
      '接下来有什么计划或新的需要，我们可以提前准备？',
      '1 到 10 分，您给这段时间的合作打几分？',
    ],
    appointment:
      '尊敬的{客户|客户}：您好！为更好地为您服务，{回访人|我们的专员}希望在 {时间|近日} 与您通话约 15 分钟，了解使用情况和后续需要。如需改期，请回复您方便的时间。',
  },
  新产品推广回访: {
    goal: '了解客户对所推荐产品的关注点，有针对性地介绍。',
    questions: [
      '上次介绍的{产品|新产品}，您看过了吗？最关心哪一点？',
      '现在用的产品有哪些不足，希望新产品解决什么？',
      '是否需要资料、试用或报价？',
      '有没有购买的打算，大约什么时候？',
    ],
    appointment:
      '{客户|您}好！前几天向您介绍了{产品|新产品}，我们想在 {时间|近日} 来电解答您的疑问，约 5 分钟。不便接听请回复合适的时间。',
  },
  流失客户挽回: {
    goal: '弄清客户减少使用或购买的原因，商量怎样挽回。',
    questions: [
      '最近用得少了，是不需要了，还是遇到了什么问题？',
      '是产品、价格还是服务让您不满意？',
      '现在改用了什么，好在哪里？',
      '怎样做您愿意再试一次？',
    ],
    appointment:
      '{客户|您}好！有一段时间没有为您服务了，我们很想知道哪里做得不够，打算在 {时间|近日} 给您打个电话，约 5 分钟。您的意见对我们很重要，时间不便请回复。',
  },
};

/** Names of texts that are no outline. */
export const GREETING = '热线问候';
const OPENING = '回访开场';

export const CALLBACK_SCRIPT: Script = {
  by: 'type',
  noteOn: 'channel',
  opening: OPENING,
  goals: Object.fromEntries(Object.entries(OUTLINES).map(([type, { goal }]) => [type, goal])),
  from: { 客户: 'customer', 产品: 'product', 回访人: 'caller', 时间: 'plannedAt', 记录: 'record' },
};

/** The texts as they are where settings have no others, by their names. An outline has a line for each question. */
export const TEXTS: Readonly<Record<string, string>> = {
  [GREETING]: '您好，这里是{公司|售后服务热线}，请问有什么可以帮您？怎么称呼您？',
  [OPENING]:
    '您好，请问是{客户|客户}吗？我是{公司|售后服务}的{回访人|专员}，想占用您三五分钟做个回访，现在方便吗？',
  ...Object.fromEntries(
    Object.entries(OUTLINES).flatMap(([type, { questions, appointment }]) => [
      [`${type}·提纲`, questions.join('\n')],
      [`${type}·消息`, appointment],
    ]),
  ),
};
