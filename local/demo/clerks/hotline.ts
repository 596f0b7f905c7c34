// 热线记录 at the demo desk.

import { type Clerk, faultOf, lessons, twice, within } from '../clerk.ts';

const WORDS: Readonly<Record<string, string>> = {
  满意: '“处理得很快，谢谢”',
  一般: '“修好了，就是等得久了点”',
  不满意: '“才两天又坏了，根本没修好”',
};

export const hotline: Clerk = {
  table: 'hotline',
  doubles: twice,
  begins: {
    rows: 22,
    slips: [{ description: '设备坏了' }, { calledAt: '近日' }, { contact: '12345' }],
    row({ random, ago, wave, case: somebody }) {
      const { customer, product, story } = somebody();
      const dealt = random.deal('hotline.type', [
        '售后支持',
        '售后支持',
        '售后支持',
        '投诉建议',
        '售前咨询',
        '其他',
      ]);
      const isQuestion = dealt === '售前咨询' || dealt === '其他';
      // When a batch is bad nobody calls to ask for prices.
      const asks = isQuestion && !wave;
      const type = isQuestion && wave ? '售后支持' : dealt;
      return {
        calledAt: ago(random.between(2, 9)),
        customer: customer.name,
        contact: customer.contact,
        order: `ORD2026${random.between(10_000, 99_999)}`,
        type,
        description: asks
          ? `今天在官网看到${product.name}（${product.model}）的活动，来电咨询以旧换新怎么补差价，希望得到书面说明`
          : story,
        request: asks
          ? '希望发一份报价和活动说明'
          : isQuestion
            ? '尽早上门维修'
            : random.pick(['尽早上门维修', '要求更换新机', '要求退款并致歉']),
        urgency: random.pick(['高', '中', '中', '低']),
      };
    },
  },
  moves: {
    已分派: {
      // One in six is left lying until it is reminded of.
      after: (row, scene) =>
        row.visits === 0 && scene.random.deal('hotline.answer', [0, 0, 0, 0, 0, 1]) === 1
          ? within(4, 30)(row, scene)
          : within(0.2, 1.6)(row, scene),
      act: (_, { ago }) => ({ cells: { respondedAt: ago(1) } }),
    },
    已响应: {
      after: within(2, 44),
      act: (row, { ago }) => ({
        cells: {
          resolution: `${row.visits > 0 ? '另派师傅复查后，' : '已'}${faultOf(row).remedy}，客户确认正常`,
          resolvedAt: ago(3),
        },
      }),
    },
    已解决: {
      after: within(1, 20),
      act: row => ({ cells: { cause: faultOf(row).cause, improvement: faultOf(row).measure } }),
    },
    待回访: {
      after: within(3, 30),
      act(row, { random }) {
        const verdicts = ['满意', '满意', '满意', '一般', '满意', '满意', '不满意'];
        const satisfaction = row.visits > 0 ? '满意' : random.deal('hotline.verdict', verdicts);
        return { cells: { satisfaction, comment: WORDS[satisfaction] ?? null } };
      },
    },
    已关闭: lessons('热线记录'),
  },
};
