// The rules of templates 002 and 004 on what customers say: how pressing it is, who has to see to it, and how each kind
// of feedback ends.
import { describe, expect, it } from 'vitest';
import { autofill } from '../../../functions/src/core/decide/autofill.ts';
import { decide } from '../../../functions/src/core/decide/decide.ts';
import { pressingOf } from '../../../functions/src/core/decide/priority.ts';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import type { DeskRecord } from '../../../functions/src/core/record/record.ts';
import { Book, shownIn } from '../../fixtures/core/book.ts';
import {
  at,
  by,
  CALL,
  deskOf,
  FEEDBACK,
  feedback,
  hotline,
  newSettings,
  PEOPLE,
} from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const desk = deskOf(PEOPLE, newSettings());

// Template 4.9, 4.10, 4.11
describe('how pressing a matter is', () => {
  it.each([
    ['紧急', '产品漏电导致客户受伤送医院'],
    ['紧急', '充电宝自燃，孩子被烫伤'],
    ['紧急', '核心功能失效，无法出水'],
    ['重要', '11月5日下单至今未发货'],
    ['重要', '2026-11-01付款，一直没收到货'],
    ['重要', '等了两周还没有人上门'],
    ['重要', '等了半个多月还没发货'],
    ['重要', '订单卡了十来天没动静'],
    ['重要', '已经等了一个多星期'],
    ['重要', '承诺三天送到，已经第九天'],
    ['重要', '超过一周没人处理'],
    ['重要', '10月30号付的钱到现在货都没见着'],
    ['重要', '双十一下的单，到现在没发货'],
    ['重要', '上个月20号订的，还没到'],
    ['重要', '师傅说话很难听，还推了客户一把'],
    ['紧急', '空调室外机从三楼掉下来，砸坏一辆车'],
    ['紧急', '系统崩溃，全公司无法办公'],
    ['紧急', '药品标签贴错，病人吃错药'],
    ['紧急', '净水器出来的水有异味，喝了肚子疼'],
    ['一般', '双十一买的，现在想加购滤芯'],
    ['一般', '11月18日订的，还没到'],
    ['一般', '等了五六天，还没到'],
    ['一般', '用了十天出现卡顿'],
    ['一般', '买了两个月坏了'],
    ['一般', '火锅底料很好吃，辣得冒火'],
    ['重要', '客服态度非常恶劣'],
    ['重要', '要见你们领导'],
    ['重要', '我要见你们老总，三次了都没人解决'],
    ['重要', '把你们店长叫来'],
    ['重要', '给我找个管事的'],
    ['重要', '要你们上级来处理'],
    ['重要', '要求公司高管出面'],
    ['重要', '我要向总部反映'],
    ['重要', '把主管电话给我'],
    ['重要', '店员翻白眼不理人'],
    ['重要', '语气很不耐烦'],
    ['重要', '司机让我滚下车'],
    ['一般', '让师傅把滚轮换了'],
    ['一般', '把主管道清洗一下'],
    ['一般', '门一关就摔门声音大'],
    ['一般', '总部地址在哪里'],
    ['一般', '店长说可以退'],
    ['重要', '说好三天发货，今天第十天'],
    ['一般', '11月18日下单至今未发货'],
    ['一般', '11月5日安装，使用正常'],
    ['一般', '请问净水器会不会漏电'],
    ['一般', '漏电保护器怎么接'],
    ['一般', '没有人员受伤，只是想问安装费用'],
  ])('%s: %s', (value, text) => {
    expect(pressingOf(text, NOW, desk)?.value).toBe(value);
  });

  const DANGER = '2023年9月28日在家使用产品B时漏电，导致客户受伤送医院';
  // Template 2.10
  // Case D.1
  it('is proposed for a call as for a feedback', () => {
    const { urgency: _, ...call } = CALL;
    const { record } = new Book(hotline, desk).submit(
      { cells: { ...call, description: DANGER } },
      by('limin'),
      NOW,
    );
    expect([record?.cells['urgency'], record?.proposed['urgency']]).toEqual(['高', '高']);
  });

  // Case D.1
  it('is told to whoever chose less, and the choice stays', () => {
    const cells = { ...CALL, urgency: '低', description: DANGER };
    const { record, problems } = new Book(hotline, desk).submit({ cells }, by('limin'), NOW);
    expect(record?.cells['urgency']).toBe('低');
    expect(problems.filter(({ code }) => code === 'priority_lower')).toMatchObject([
      { column: 'urgency', severity: 'warning', facts: { asked: '高', value: '低' } },
    ]);
  });

  it('is a matter of what was said when it came in: two weeks later it is the same, also where what was said is added to', () => {
    const book = new Book(feedback, desk);
    const later = NOW + 14 * DAY;
    const first = book.submit({ cells: FEEDBACK }, by('limin'), NOW);
    expect(first.record?.cells['priority']).toBe('一般');
    const known = shownIn(feedback, first.record);
    const second = book.submit({ base: first.base, cells: { ...known, mood: '焦虑' } }, by('limin'), later);
    expect(second.record?.cells).toMatchObject({ priority: '一般', mood: '焦虑' });
    const third = book.submit(
      { base: second.base, cells: { ...shownIn(feedback, second.record), tags: '物流-发货延误' } },
      by('limin'),
      later,
    );
    expect(third.record?.cells).toMatchObject({ priority: '一般', tags: '物流-发货延误' });
  });
});

// Case D.2
describe('the department of a feedback', () => {
  const departmentOf = (content: string, tags: string | null = null, type = '投诉') =>
    autofill(feedback, { content, tags, type }, { desk, now: NOW, before: undefined, references: undefined })
      .proposed['department'];

  it.each([
    ['品控部', '净水器漏电'],
    ['品控部', '核心功能失效'],
    ['运营部', '客服态度恶劣'],
    ['运营部', '快递延误三天'],
    ['品控部', '产品质量有瑕疵，包装完好'],
    ['品控部', '电池鼓包了，不敢再充电'],
    ['品控部', '螺丝松动，柜门掉下来砸到脚'],
    ['品控部', '插座打火花，闻到焦糊味'],
    ['品控部', '衣服洗一次就掉色缩水'],
    ['品控部', '电视屏幕出现竖线，看不清'],
    ['品控部', '材料刺鼻，头晕'],
    ['品控部', '滤芯用一周就堵了'],
    ['运营部', '快递员把箱子摔了，外包装破损，里面的杯子碎了'],
    ['运营部', '师傅上门安装收了额外费用200元'],
    ['运营部', '收到的货颜色发错了，要黑的发成白的'],
    ['运营部', '少发了一个滤芯，箱子里没有配件'],
    ['运营部', '工程师约了三次都没有来'],
    ['运营部', '店员爱搭不理，问三句答一句'],
    ['运营部', '客服互相踢皮球，没人负责'],
    ['运营部', '售后拖了半个月不给处理'],
    ['技术支持部', '系统升级后APP一直闪退，无法登录'],
    ['销售部', '功能与宣传不符，没有承诺的投屏'],
    ['客服部', '发票抬头开错了，要求重开'],
    ['客服部', '退款申请两周了还没有到账'],
    ['销售部', '与报价不符'],
    ['客服部', '想换个颜色'],
    // Said in no word that settings list: by what is wrong, as batches read it.
    ['品控部', '热水壶用了两次壶底就锈了'],
    ['品控部', '衣服洗了起球'],
    ['品控部', '鞋底开胶'],
    ['品控部', '奶粉里有虫子'],
    ['品控部', '耳机没有声音'],
    ['品控部', '净水器出水发黄'],
    ['品控部', '刹车不灵'],
    ['品控部', '桌子做工粗糙'],
    ['运营部', '包裹破损'],
    ['运营部', '安装收费不透明'],
    ['运营部', '保修期内不给修'],
    ['品控部', '电视机自己关机'],
    ['运营部', '货送错地址'],
    ['运营部', '收货少了两件'],
    ['运营部', '投诉半个月没人理'],
    ['运营部', '转了五次部门都说不归他们管'],
    ['运营部', '店员嘲笑客户'],
    ['运营部', '说好周三上门没来'],
    ['技术支持部', '连不上WiFi'],
    ['技术支持部', '蓝牙配对不上'],
    ['销售部', '买完第二天降价'],
    ['销售部', '说好送赠品没给'],
    ['客服部', '扣了两次钱'],
  ])('%s: %s', (department, content) => {
    expect(departmentOf(content)).toBe(department);
  });

  it('of praise is 人力资源部 and of a question 客服部, whatever is said', () => {
    expect(departmentOf('安装师傅服务周到', null, '表扬')).toBe('人力资源部');
    expect(departmentOf('漏水怎么办', null, '咨询')).toBe('客服部');
    expect(departmentOf('客户在门店咨询净水器滤芯多久更换一次', null, '咨询')).toBe('客服部');
    expect(departmentOf('建议滤芯改成可以自己更换的', null, '建议')).toBe('客服部');
    expect(departmentOf('净水器滤芯提示更换，换完还亮红灯', null, '投诉')).toBe('品控部');
  });

  // Template 4.12
  // Case D.4
  it('follows tags and type that come later, until somebody chooses one', () => {
    const book = new Book(feedback, desk);
    const first = book.submit(
      { cells: { ...FEEDBACK, content: '收到的东西和想的不一样，希望有人联系' } },
      by('limin'),
      NOW,
    );
    expect(first.record?.cells['department']).toBe('客服部');
    const known = shownIn(feedback, first.record);
    const second = book.submit(
      { base: first.base, cells: { ...known, tags: '物流-发货延误' } },
      by('limin'),
      NOW,
    );
    expect(second.record?.cells['department']).toBe('运营部');
    const third = book.submit(
      {
        base: second.base,
        cells: { ...shownIn(feedback, second.record), department: '销售部' },
      },
      by('limin'),
      NOW,
    );
    const fourth = book.submit(
      { base: third.base, cells: { ...shownIn(feedback, third.record), tags: '质量-漏水' } },
      by('limin'),
      NOW,
    );
    expect(fourth.record?.cells['department']).toBe('销售部');
  });
});

/** A feedback on which work has begun. */
const STARTED = { ...FEEDBACK, receivedAt: '2026-11-20 09:00', startedAt: '2026-11-20 10:00' };

describe('a feedback', () => {
  const ended = (cells: Record<string, unknown>) =>
    new Book(feedback, desk).submit({ cells: { ...STARTED, ...cells } }, by('limin'), NOW).record;

  it.each<[string, Record<string, unknown>, string]>([
    ['建议', { adopted: '不采纳', adoptedReason: '改动大，受益客户少' }, '待客户确认'],
    ['建议', { adopted: '不采纳' }, '处理中'],
    ['建议', { adopted: '采纳', adoptedReason: '下个版本加入', informedAt: '2026-11-20 14:00' }, '待回访'],
    ['咨询', { answer: '滤芯六个月一换' }, '待客户确认'],
    ['咨询', { answer: '滤芯六个月一换', informedAt: '2026-11-20 14:00', understood: '是' }, '已关闭'],
    ['表扬', { praised: '安装师傅' }, '待客户确认'],
    ['表扬', { praised: '安装师傅', informedAt: '2026-11-20 14:00' }, '已关闭'],
    ['投诉', { answer: '已解释', informedAt: '2026-11-20 14:00' }, '处理中'],
  ])('of kind %s with %j is %s', (type, cells, state) => {
    expect(ended({ type, ...cells })?.state).toBe(state);
  });

  // Template 4.16
  it('of praise needs no beginning, and no limit runs for one', () => {
    const praise = { type: '表扬', praised: '安装师傅', startedAt: null };
    const record = ended(praise);
    expect([record?.state, record?.cells.startDueAt ?? null]).toEqual(['待客户确认', null]);
    expect(ended({ ...praise, informedAt: '2026-11-20 14:00' })?.state).toBe('已关闭');
    expect(ended({ ...praise, type: '咨询', answer: '六个月一换' })?.state).toBe('待启动');
  });

  // Template 0.2, 4.2, 4.19
  it('that is a question not understood is worked on again', () => {
    const record = ended({
      type: '咨询',
      answer: '滤芯六个月一换',
      informedAt: '2026-11-20 14:00',
      understood: '否',
    });
    expect([record?.state, record?.cycle]).toEqual(['处理中', 2]);
  });

  // Template 4.16
  it('of praise is told to the head of its department, and asks for no news', () => {
    const cells = { ...STARTED, type: '表扬', praised: '安装师傅' };
    const { values } = { values: cells };
    const decision = decide(
      {
        table: feedback,
        key: 'row',
        before: undefined,
        row: {
          values: { ...values, receivedAt: at('2026-11-20 09:00'), startedAt: at('2026-11-20 10:00') },
          problems: [],
        },
        by: by('limin'),
        now: NOW,
      },
      desk,
    );
    expect(decision).toMatchObject({
      outcome: 'saved',
      announcements: [{ kind: 'praised', to: [{ headOf: 'department' }] }],
    });
    expect(Object.keys((decision as { after: DeskRecord }).after.clocks)).not.toContain('feedback.progress');
  });
});
