// What staff do with their cases, by chance: in time, late or never; at once or with corrections; some of it twice
// over.

import type { Dice } from './dice.ts';
import type { Edit } from './plain-cases.ts';
import { COLLEAGUES, HOUR_MS, MINUTE_MS } from './plain-limits.ts';
import { Telling } from './telling.ts';

/** Everything that one case will bring, each with the time when somebody means to type it. */
export interface Script {
  table: string;
  /** Mail name of whoever writes it. */
  author: string;
  edits: Edit[];
}

/**
 * A common sign in each case's text would make them look like one problem, so the texts are of signs drawn at random.
 */
const FIRST_SIGN = 0x4e00;
const SIGNS = 8000;

/** Who confirms the plans of others. */
const SUPERVISOR = '赵强';

export class Staff {
  readonly #dice: Dice;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  /** A case that begins at a time, of a table drawn by chance. */
  script(row: string, begins: number): Script {
    const table = this.#dice.pick([
      'hotline',
      'hotline',
      'feedback',
      'followUps',
      'serviceOrders',
      'complaints',
    ]);
    const author = this.#dice.pick(['李敏', '陈静']);
    const telling = new Telling(this.#dice, row, table, begins);
    if (table === 'hotline') this.#hotline(telling);
    if (table === 'serviceOrders') this.#serviceOrder(telling);
    if (table === 'complaints') this.#complaint(telling);
    if (table === 'followUps') this.#followUp(telling);
    if (table === 'feedback') this.#feedback(telling);
    return { table, author, edits: telling.edits };
  }

  /** Minutes until somebody gets to it: soon enough, late, or (`undefined`) never. */
  #delay(limitHours: number): number | undefined {
    const limit = limitHours * 60;
    if (this.#dice.chance(0.12)) return undefined;
    if (this.#dice.chance(0.55)) return this.#dice.between(5, Math.floor(limit * 0.75));
    return this.#dice.between(Math.floor(limit * 0.75), limit * 3);
  }

  /** Minutes ago that something was done which is typed only now: a moment, or so long that all is over. */
  #lag(since: number, now: number, limitHours: number): number {
    const long = limitHours * 60 + this.#dice.between(60, 600);
    const wanted = this.#dice.chance(0.1) ? long : this.#dice.between(0, 15);
    const most = Math.max(0, Math.floor((now - since) / MINUTE_MS));
    return wanted <= most ? wanted : Math.min(most, 15);
  }

  #text(opening: string): string {
    const signs = Array.from({ length: 24 }, () =>
      String.fromCharCode(FIRST_SIGN + this.#dice.between(0, SIGNS)),
    );
    return `${opening}${signs.join('')}`;
  }

  #contact(): string {
    return `13${this.#dice.between(100_000_000, 999_999_999)}`;
  }

  #technician(): string {
    return this.#dice.pick(COLLEAGUES.filter(({ role }) => role === '技术')).name;
  }

  #hotline(telling: Telling): void {
    telling.write({
      calledAt: telling.ago(this.#dice.between(0, 10)),
      customer: '张三',
      contact: this.#contact(),
      type: '售后支持',
      description: this.#text('今天'),
      request: '要求上门维修',
      urgency: '低',
      handler: this.#technician(),
    });
    for (let again = true; again; ) {
      const began = telling.now;
      const wait = this.#delay(2);
      if (wait === undefined) return;
      telling.later(wait);
      const respondedAt = telling.ago(this.#lag(began, telling.now, 0));
      const atOnce = this.#dice.chance(0.15);
      if (!atOnce) telling.write({ respondedAt });
      const work = atOnce ? 0 : this.#delay(48);
      if (work === undefined) return;
      telling.later(work);
      const resolvedAt = telling.ago(this.#lag(respondedAt, telling.now, 24));
      telling.write({ ...(atOnce && { respondedAt }), resolution: '已更换电源模块', resolvedAt });
      if (this.#dice.chance(0.15)) {
        telling.later(this.#dice.between(30, 900));
        telling.write({ resolvedAt: resolvedAt + this.#dice.between(0, 25) * MINUTE_MS });
      }
      const call = this.#delay(24);
      if (call === undefined) return;
      telling.later(call);
      again = telling.again();
      telling.write({ cause: '电源模块老化', satisfaction: again ? '不满意' : '满意' });
    }
  }

  #serviceOrder(telling: Telling): void {
    telling.write({
      customer: '李四',
      contact: this.#contact(),
      product: '净水器',
      fault: this.#text('昨晚'),
      request: '维修',
      technician: this.#technician(),
    });
    for (let again = true; again; ) {
      const began = telling.now;
      const solution = this.#dice.pick(['更换电源模块', '更换电源模块，预计1个工作日内完成']);
      if (this.#dice.chance(0.5)) {
        telling.later(this.#dice.between(10, 300));
        const appointedAt = telling.now + this.#dice.between(60, 4000) * MINUTE_MS;
        telling.write({ inspection: '电源模块损坏', solution, appointedAt });
      }
      telling.later(this.#dice.between(60, 3000));
      const done = {
        inspection: '电源模块损坏',
        solution,
        process: '更换电源模块，用时 40 分钟',
      };
      const finishedAt = telling.ago(this.#lag(began, telling.now, 72));
      again = telling.again();
      telling.write({ ...done, finishedAt, solved: again ? '否' : '是' });
    }
    this.#correct(telling, 'finishedAt');
    this.#callBack(telling, 72);
  }

  #complaint(telling: Telling): void {
    telling.write({
      customer: '王五',
      contact: this.#contact(),
      type: '服务态度',
      happenedAt: telling.ago(this.#dice.between(0, 600)),
      description: this.#text('昨天'),
      request: '要求道歉',
      priority: this.#dice.pick(['紧急', '重要', '一般']),
    });
    telling.later(this.#dice.between(30, 600));
    if (this.#dice.chance(0.5)) telling.write({ contactedAt: telling.ago(this.#dice.between(0, 20)) });
    telling.write({ verification: '调取录音', finding: '情况属实', cause: '没有经过培训' });
    telling.write({ liability: '企业内部', department: '运营部' });
    for (let again = true; again; ) {
      const began = telling.now;
      telling.later(this.#dice.between(60, 3000));
      const finishedAt = telling.ago(this.#lag(began, telling.now, 48));
      telling.write({ plan: '店长致歉并安排培训', accepted: '接受', result: '已致歉', finishedAt });
      const call = this.#delay(48);
      if (call === undefined) return;
      telling.later(call);
      again = telling.again();
      telling.write({ calledBackAt: telling.now, score: again ? '2' : '4' });
    }
  }

  #followUp(telling: Telling): void {
    telling.write({
      customerNumber: `C2026${this.#dice.between(10_000, 99_999)}`,
      customer: 'XX科技有限公司',
      contact: this.#contact(),
      product: '智能办公设备',
      happenedAt: telling.ago(this.#dice.between(0, 600)),
      description: this.#text('今天'),
      priority: '重要',
      type: '售后支持',
      handler: this.#technician(),
    });
    for (let again = true; again; ) {
      telling.later(this.#dice.between(60, 3000));
      telling.write({ analysis: '内存模块不兼容', solution: '李伟明天上门更换', opinion: '同意' });
      telling.later(this.#dice.between(60, 3000));
      telling.write({ execution: '已更换内存模块，试用正常', executedAt: telling.now });
      const call = this.#delay(72);
      if (call === undefined) return;
      telling.later(call);
      again = telling.again();
      telling.write({
        calledBackAt: telling.now,
        score: again ? '2' : '5',
        closing: again ? '处理中' : '已关闭',
      });
    }
  }

  #feedback(telling: Telling): void {
    const priority = this.#dice.pick(['紧急', '重要', '一般', '一般', '一般']);
    const asks = this.#dice.chance(0.3);
    telling.write({
      customer: 'XX贸易公司 赵女士',
      contact: this.#contact(),
      channel: '邮件',
      type: asks ? '咨询' : '投诉',
      receivedAt: telling.ago(this.#dice.between(0, 10)),
      content: this.#text('昨天'),
      priority,
      department: this.#dice.pick(['品控部', '运营部', '技术支持部']),
    });
    const [start, solve] = { 紧急: [2, 24], 重要: [4, 48] }[priority] ?? [24, 72];
    const wait = this.#delay(start ?? 24);
    if (wait === undefined) return;
    telling.later(wait);
    telling.write({ startedAt: telling.ago(this.#dice.between(0, 5)) });
    if (asks) this.#consult(telling);
    for (let again = true; again; ) {
      this.#planAndDo(telling, (solve ?? 72) * 60);
      const call = this.#delay(72);
      if (call === undefined) return;
      telling.later(call);
      again = telling.again();
      telling.writeBeside('surveys', {
        calledAt: telling.now,
        solved: again ? this.#dice.pick(['是', '否']) : '是',
        score: again ? '2' : '5',
        caller: '陈静',
      });
    }
  }

  #consult(telling: Telling): void {
    telling.later(this.#dice.between(5, 60));
    telling.write({ consulted: '品控部' });
    const answer = this.#delay(2);
    if (answer === undefined) return;
    telling.later(answer);
    telling.write({ answeredAt: telling.now });
  }

  #planAndDo(telling: Telling, minutes: number): void {
    const step = () => telling.later(this.#dice.between(10, Math.floor(minutes / 2)));
    telling.beginAnew();
    const tell = () => {
      if (this.#dice.chance(0.4)) telling.write({ syncedAt: telling.now, synced: '已安排' });
    };
    step();
    tell();
    const owner = this.#technician();
    const plan = {
      cause: '外壳注塑有应力',
      solution: '孙强两天内换新机',
      owner,
      promisedAt: telling.now + 48 * HOUR_MS,
    };
    telling.writeBeside('plans', plan);
    step();
    telling.writeBeside('plans', { confirmed: '已确认' }, SUPERVISOR);
    step();
    tell();
    if (this.#dice.chance(0.7)) {
      if (this.#dice.chance(0.6)) {
        telling.writeBeside('plans', { askedAt: telling.now });
        step();
      }
      telling.writeBeside('plans', { opinion: '接受' });
      step();
      telling.writeBeside('plans', { progress: '新机已装好', finishedAt: telling.now });
    } else telling.writeBeside('plans', { opinion: '接受', progress: '新机已装好', finishedAt: telling.now });
  }

  /** Whoever finds that a time was wrong writes the right one. */
  #correct(telling: Telling, key: string): void {
    if (!this.#dice.chance(0.15)) return;
    const typedAt = telling.now;
    telling.later(this.#dice.between(30, 900));
    telling.write({ [key]: typedAt + this.#dice.between(0, 20) * MINUTE_MS });
  }

  #callBack(telling: Telling, limitHours: number): void {
    const call = this.#delay(limitHours);
    if (call === undefined) return;
    telling.later(call);
    telling.write({ calledBackAt: telling.now });
  }
}
