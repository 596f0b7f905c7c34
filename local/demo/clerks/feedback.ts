// 客户反馈, 处理方案 and 满意度回访 at the demo desk: one leads to the next.

import {
  type Clerk,
  faultOf,
  lessons,
  type NewRow,
  type Scene,
  type Seen,
  textOf,
  twice,
  within,
} from '../clerk.ts';

const CHANNELS = ['电话', '邮件', '在线表单', '社交媒体', '线下门店'];

export const feedback: Clerk = {
  table: 'feedback',
  doubles: twice,
  begins: {
    rows: 12,
    slips: [{ receivedAt: '尽快' }, { contact: null }],
    row({ random, ago, case: somebody }) {
      const { customer, product, fault, story } = somebody();
      const type = random.deal('feedback.type', ['投诉', '投诉', '建议', '咨询', '投诉', '表扬']);
      const channel = random.deal('feedback.channel', CHANNELS);
      const contents: Record<string, string> = {
        投诉: `${story}，要求尽快给出说法`,
        建议: `使用${product.name}半年，建议在手机端增加耗材到期提醒，最好能一键下单`,
        咨询: `想了解${product.name}过保以后换一次滤芯大约多少钱，能不能预约周末上门`,
        表扬: `11 号楼的安装师傅讲解${product.name}用法很耐心，走之前还把地面收拾干净`,
      };
      return {
        customer: customer.name,
        contact: customer.contact,
        channel,
        type,
        receivedAt: ago(random.between(3, 12)),
        content: contents[type] ?? story,
        mood: type === '投诉' ? random.pick(['激动', '焦虑']) : '平和',
        recording: channel === '电话' ? random.pick(['已告知并同意', '未录音']) : null,
        tags: type === '投诉' ? fault.tags : null,
        praised: type === '表扬' ? '安装师傅' : null,
      };
    },
  },
  moves: {
    待启动: {
      after: (row, scene) =>
        scene.random.deal('feedback.start', [0, 0, 0, 0, 1]) === 1
          ? within(5, 40)(row, scene)
          : within(0.3, 2)(row, scene),
      act: (_, { ago }) => ({ cells: { startedAt: ago(2) } }),
    },
    处理中: {
      after: within(2, 20),
      act: (row, scene) => ({ opens: [planFor(row, scene)] }),
    },
    待回访: {
      after: within(4, 50),
      act: (row, scene) => ({ opens: [surveyOf(row, scene)] }),
    },
    已关闭: lessons('客户反馈'),
  },
};

function planFor(row: Seen, { random }: Scene): NewRow {
  const { cause, remedy } = faultOf(row);
  const suggests = textOf(row, 'type') === '建议';
  return {
    table: 'plans',
    cells: {
      feedback: textOf(row, 'number'),
      cause,
      solution: `周丽三天内安排：${remedy}`,
      compensation: random.pick(['赠送一次免费清洗', '补偿 50 元优惠券', '无']),
      adopted: suggests ? random.pick(['采纳', '不采纳']) : null,
      adoptedReason: suggests ? '与下一版软件计划相符程度' : null,
      owner: random.pick(['周丽', '孙强', '陈静']),
    },
  };
}

function surveyOf(row: Seen, { random, ago }: Scene): NewRow {
  const results = [
    { solved: '是', score: 5, suggestion: '“响应很快，继续保持”' },
    { solved: '是', score: 4, suggestion: '“希望提前发短信”' },
    { solved: '是', score: 3, suggestion: '“来回问了几遍同样的问题”' },
    { solved: '否', score: 2, suggestion: '“问题又出现了，希望彻底查清”' },
    { solved: '是', score: 5, suggestion: null },
  ];
  const result = row.visits > 0 ? results[1] : random.deal('survey', results);
  return {
    table: 'surveys',
    cells: {
      feedback: textOf(row, 'number'),
      calledAt: ago(4),
      channel: random.pick(['电话', '邮件']),
      speed: random.pick(['快', '一般']),
      manner: random.pick(['耐心', '说明清楚']),
      caller: '陈静',
      ...result,
    },
  };
}

export const plans: Clerk = {
  table: 'plans',
  doubles: twice,
  moves: {
    待确认: {
      after: within(0.5, 5),
      act: () => ({ cells: { confirmed: '已确认' } }),
    },
    已确认: {
      after: within(0.5, 3),
      act: (_, { ago }) => ({ cells: { askedAt: ago(2) } }),
    },
    待客户意见: {
      after: within(1, 8),
      act(row, { random }) {
        const opinions = ['接受', '接受', '有异议', '接受', '接受', '拒绝'];
        return { cells: { opinion: row.visits > 0 ? '接受' : random.deal('plans.opinion', opinions) } };
      },
    },
    客户已接受: {
      after: within(4, 40),
      act: (row, { ago }) => ({ cells: { progress: textOf(row, 'solution'), finishedAt: ago(1) } }),
    },
  },
};

export const surveys: Clerk = { table: 'surveys', doubles: twice, moves: {} };
