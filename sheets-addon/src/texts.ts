// Every Chinese sentence of the add-on. It must not know tables or columns: their names come in as arguments.

import type { CardName } from '../../functions/src/contract/cards.ts';
import { failedBy } from './texts-of-failures.ts';
import { TAB_TEXTS } from './texts-of-tabs.ts';

export const TEXTS = {
  title: '售后服务台',
  /** Headers by which a tab of a desk is known where there is no description of it. */
  tie: { key: '行键', base: '版本', sync: ['保存状态', '同步状态'] as readonly string[] },
  menu: {
    setUp: '启用服务台',
    setUpFirst: '启用服务台（本表格尚未启用，填写的内容不会保存）',
    calendar: '我的日历订阅',
    refresh: '刷新',
    resend: '重新发送未同步的行',
    saveAsMe: '以本人身份保存本行',
    find: '查找记录',
    exportCustomer: '导出一位客户的资料',
    correctCustomer: '更正一位客户的资料',
    eraseCustomer: '删除一位客户的个人信息',
    rebuild: '重算汇总',
    resendNotices: '重新发送未送达的通知',
    takeOver: '接管自动同步',
    giveDesk: '更换服务台负责人',
    about: '关于',
  },
  /** What the menu shows of the row that the cursor is in, in the order of the menu. */
  cards: {
    contacts: '本行的完整联系方式',
    history: '本行的变更历史',
    forecast: '本行的时限与提醒预告',
    script: '本行的回访提纲',
  } satisfies Record<CardName, string>,
  figure: '选中数字的明细',
  /** The page for whoever is on the phone. */
  call: {
    title: '接电话',
    clock: '通话',
    outline: '通话要点',
    number: '完整号码、后四位、编号，或描述里的词（↓ 看记录）',
    looking: '正在查找……',
    unknown: '没有找到这位客户的档案和记录，按新客户登记。',
    more: '还有更多，请用“查找记录”。',
    away: '暂时查不到客户资料，照常登记即可：',
    useFile: '用这份档案',
    leaveFile: '不用档案',
    fromFile: '取自客户档案，不用填',
    pick: '按数字键选择',
    save: '保存（Ctrl+Enter）',
    saving: '正在保存……',
    saved: '已保存：',
    waiting: '服务台暂时连接不上，已写在表中，恢复后自动同步：第 ',
    row: ' 行',
    lacking: '已写入表中，还不能保存：',
    missing: '还缺：',
    alike: '这位客户有同类的未了结记录。是同一件事，请打开那一条补充；不是，再另记一条：',
    anyway: '另记一条',
    gone: '这一行刚才被人移走了，请到表中查看。',
    next: '下一通电话',
    failed: '没有保存，填写的内容还在这里：',
  },
  print: {
    row: '打印本行',
    rowInFull: '打印本行（完整联系方式）',
    chosen: '打印选中的行（清单）',
    calls: '打印今日回访名单',
    shifts: '打印值班表（七天）',
    button: '打印',
    hint: '纸张选 A4。没有填的格子留空，可以手写。',
    fullHint: '含完整联系方式，这次查看已记入变更历史。',
    noCompany: '要在单据上印公司名称，请在“设置”中加一行：类别选“企业”，名称写公司名称。',
    noCalls: '今天没有等待回访的客户。',
    shiftsHint: '纸张选 A4 横向。工作日按“设置”，谁不在岗按“人员”。',
    chosenHint: '纸张选 A4 横向。选中几列就只印那几列；选中整行时印有内容的前 12 列，隐藏的列不印。',
    rowsOf: (rows: number) => `共 ${rows} 条`,
    noTable: '这一页不是服务台的表。请打开要打印的那张表，选中要打印的行，再点这个菜单。',
    noRows: '没有选中可以打印的行。请选中要打印的行（按住 Ctrl 可以选不相连的行），再点这个菜单。',
    tooMany: (most: number) => `一张清单最多 ${most} 行。请少选一些，分几次打印。`,
  },
  /** The page that takes past records in. */
  past: {
    title: '导入记录',
    source: '从哪一页',
    target: '导入到',
    plan: '下一步',
    back: '上一步',
    planHint:
      'Excel 和 CSV 文件先用“文件 → 导入”放进这份表格，成为单独的一页。过去的记录带着自己的时间，不提醒、不通知，也不会再安排早已过期的回访。',
    noSource: '这份表格里没有别的页。请先用“文件 → 导入”把 Excel 或 CSV 放进来，再点“导入记录”。',
    columns: '原表的列',
    sample: '例子',
    meaning: '对应',
    why: '依据',
    leaveOut: '不导入',
    exact: '同名',
    synonym: '近义',
    contained: '含有',
    chosen: '自选',
    lacking: '原表没有的必填列。每行都一样的，在这里填；留空则由系统判定，判定不了的行不能导入：',
    rowsBelow: '行，标题在第 ',
    dry: '试一遍（不会保存）',
    trying: '正在核对：第 ',
    of: ' 行，共 ',
    rowsWord: ' 行',
    stop: '停止',
    taken: '可以导入',
    known: '导入过',
    refused: '不能导入',
    skipped: '不是记录',
    states: '导入后的状态：',
    words: '这些说法服务台没有，选好对应再试一遍：',
    wordColumn: '列',
    word: '原来的说法',
    count: '行数',
    again: '按这些对应再试一遍',
    row: '行',
    column: '列',
    problem: '问题',
    wholeRow: '整行',
    more: '只列出前 200 条，其余的改好后再试一遍就会看到。',
    begin: '导入',
    beginRows: ' 行',
    importing: '正在导入：第 ',
    closable: '可以关掉这个窗口：没做完的每小时自动继续，也可以再点“导入记录”继续。每一行只导入一次。',
    imported: '已导入',
    done: '导入完成。',
    doneHint: '不能导入的行改好后再导入一次即可，已导入的不会重复。',
    refusedRows: '没有导入的行：',
    close: '关闭',
    resume: '继续',
    drop: '放弃其余的',
    unfinished: '上次的导入没有做完：',
    failed: '出错了：',
    twice: '有两列对应了同一列，请改一列：',
  },
  /** The page that takes records out. */
  taking: {
    title: '导出记录',
    table: '导出哪张表',
    everything: '全部',
    month: '哪个月',
    monthHint: '按受理的时间；不选就是全部时间。',
    form: '文件格式',
    csv: 'CSV（Excel 可以直接打开）',
    jsonLines: 'JSON（每行一条记录）',
    tab: '这份表格里的新一页（再用“文件 → 下载”得 Excel 的 xlsx）',
    masked: '放进表格的只能隐去一部分：能打开表格的人都看得见。要完整的，请选 CSV 或 JSON。',
    tabEnding: ' 导出',
    written: '好了，已写入新的一页：',
    partial: ' 没有写完，请删掉这一页再导出：',
    contacts: '联系方式',
    full: '完整（只有主管可以；每条记录的变更历史都会记下这次查看）',
    hint: '姓名和联系方式照表中的样子，隐去一部分。以 = + - @ 开头的文字前面加了单引号，打开时不会当成公式。要 xlsx，请放进新的一页再下载。',
    go: '导出',
    reading: '已读取 ',
    rows: ' 条',
    none: '没有符合的记录。',
    ready: '好了，点文件名下载：',
    failed: '没有导出：',
  },
  pastTold: {
    formulas: '这一页有公式，按算出的结果导入。',
    gone: '要导入的那一页已经不在了，请重新选择。',
    none: '没有正在进行的导入。',
    tooMuchToKeep: '要记住的对应太多，请先把不用的列删掉，或分几页导入。',
    tooWide: (width: number, most: number) => `这一页有 ${width} 列，最多 ${most} 列。请先删掉用不着的列。`,
    underWay: (from: string) => `“${from}”的导入还没有做完，请先继续，或放弃其余的。`,
  },
  customerNumber: '哪位客户？请写他完整的电话或邮箱。光标在他的“客户档案”或记录那一行时，也可以留空：',
  exported: (records: number) =>
    `共 ${records} 条记录，每段一条（JSON）。请只交给客户本人；这次导出已记入变更历史。`,
  exportCut: '记录太多，这里没有列完。请管理员通过接口导出。',
  rightNumber: '正确的电话或邮箱是什么？不改就留空：',
  wrongName: '要更正的姓名，表中原来的全名是什么？不改就留空：',
  rightName: '正确的姓名是什么？',
  eraseSure: (whom: string) =>
    `将从所有记录、变更历史和通知中删除${whom}的姓名、联系方式和文字中隐藏的内容，不能恢复。记录和统计数字保留。确定吗？`,
  thisRow: '本行这位客户',
  taskDone: (changed: number) => `已处理 ${changed} 条记录。请刷新查看。`,
  taskGoesOn: (changed: number) => `已处理 ${changed} 条记录，其余的正在后台继续。`,
  noRowHere: '请先把光标放在要查看的那一行，再点这个菜单。',
  noTableHere: '这一页不是服务台的表。请先打开要查看的表，把光标放在那一行。',
  notSavedYet: '这一行还没有保存，没有可以查看的内容。请先填完必填项，等“保存状态”变为已保存。',
  cardAway: (reason: string) => `服务台暂时连接不上（${reason}），请稍后再试。`,

  noteHeading: '【服务台】',
  severity: { error: '错误', warning: '提醒', info: '说明' },

  setUpDone: '服务台已启用。填写或修改各表后会自动保存，结果显示在同步状态列。',
  setUpByOther: (owner: string) =>
    `这份表格目前由 ${owner} 的帐号负责自动同步。要改由您的帐号负责吗？选择“否”则保持不变。`,
  notSending: '自动同步只能由主管的帐号负责，您可以照常查看和填写。请主管也点一次“启用服务台”。',
  takenOver: (sent: number, left: number) =>
    [
      '自动同步已由您的帐号负责。',
      ...(sent > 0 ? [`补发了 ${sent} 行。`] : []),
      ...(left > 0 ? [`还有 ${left} 行没有同步成功，稍后会自动重新发送。`] : []),
    ].join(''),
  triggersFull:
    '您的帐号负责的表格已经太多，到了 Google 的触发器上限（每个帐号 20 个），这份表格没有启用自动同步。请另一位主管打开表格，点菜单“扩展程序 → 售后服务台 → 接管自动同步”。',
  triggersScarce:
    '您的帐号负责的表格较多，Google 的触发器不够用：有些表格打开时不再自动刷新，改为每小时和填写时刷新。',
  savedAsMe: (email: string) => `已以 ${email} 的身份保存本行。`,
  notSavedAsMe: '本行没有保存，原因见“保存状态”的批注。',
  giveDesk: '服务台交给谁负责？请写他在“人员”中的邮箱（须是主管、经理或分管领导）：',
  deskGiven: (email: string) => `服务台已交给 ${email} 负责。`,
  share: (account: string) =>
    `请先把这份表格与服务台共享，服务台才能打开它：\n1. 点右上角的“共享”。\n2. 填入 ${account || '服务台的帐号（请向管理员询问）'}\n3. 角色选“编辑者”，不必发送通知，点“共享”；问是否与组织外的人共享时，选“仍然共享”。\n\n如果提示不能与组织外的人共享，是您公司的网域不允许，请把上面的地址交给网域管理员，请其允许与它共享，或把表格放到允许对外共享的共享云端硬盘中。如果表格已被删除，请先从回收站恢复。`,
  shareThenGoOn: '\n\n共享好以后点“确定”继续。',
  notSetUp: '这份表格还没有启用服务台，请先点菜单“扩展程序 → 售后服务台 → 启用服务台”。',
  refreshed: (rows: number) => (rows > 0 ? `已刷新，更新了 ${rows} 行。` : '已刷新，没有新的变化。'),
  stillWaiting: (left: number) => `还有 ${left} 行没有同步成功。`,
  resent: (sent: number, left: number) =>
    left > 0
      ? `已重新发送 ${sent} 行，还有 ${left} 行没有同步成功。`
      : sent > 0
        ? `已重新发送 ${sent} 行。`
        : '没有等待同步的行。',
  calendar: '在日历程序中选择“通过网址订阅”，填入下面的地址，就能看到自己的回访和时限：',
  calendarSecret:
    '有这个地址的人都能看到您的待办，请不要转发。外泄时，把“人员”中本人的“日历版本”改成更大的数，旧地址立即失效。',
  noticesResent: (count: number) => (count > 0 ? `${count} 条通知正在重新发送。` : '没有未送达的通知。'),
  rebuilt: '汇总已开始重算，稍后会显示在汇总表中。',
  about: (deskId: string, version: string) =>
    `售后服务台\n表格编号：${deskId}\n服务台版本：${version}\n\n填写各表即可，保存、编号、时限和提醒由服务台完成。\n第一次使用，请看第一页“开始”：五步上手、各表做什么用、哪里有帮助。`,

  held: (rows: number) =>
    `有 ${rows} 行放进了其他记录的内容，看起来只排序或移动了部分列，没有保存。请撤销（Ctrl+Z）；不能撤销时点菜单“刷新”。`,
  pastedOver: (places: readonly string[]) =>
    `${places.join('、')}正在写回时有人粘贴或清空，刚才的内容可能没有留下，请看一下，缺了请再做一次`,
  tooManyRows: (rows: number, most: number) =>
    `一次改动了 ${rows} 行已保存的记录，超过 ${most} 行，没有保存。如果只排序或移动了部分列，请撤销（Ctrl+Z）；不能撤销时点“刷新”，按已保存的内容恢复。确实要改这么多行，请撤销后分几次改，每次不超过 ${most} 行。`,
  tooMuchAtOnce: (rows: number) =>
    `一次改动的 ${rows} 行已保存的记录内容太多，一次发送不了，没有保存。如果只排序或移动了部分列，请撤销（Ctrl+Z）；不能撤销时点“刷新”，按已保存的内容恢复。确实要这样改，请撤销后分几次改。`,
  restoreHeld: (rows: number) =>
    `有 ${rows} 行放进了其他记录的内容，没有保存。最好先撤销（Ctrl+Z）。要现在按已保存的内容恢复这些行吗？从未保存过的行不会恢复。`,
  restored: (rows: number) => `已按保存的内容恢复 ${rows} 行。`,
  strangeRow:
    '这一行来自被复制的表格，这个服务台没有它的记录，不保存也不提醒。要登记，请把看得见的内容（不是整行）复制到一个空行；不需要就删掉。',
  strangeRows: (rows: number) =>
    `有 ${rows} 行来自被复制的表格，这个服务台没有它们的记录，已在“保存状态”中标为有误；原来的表格不受影响。`,
  copiedRow: '这一行是复制来的，已作为一条新记录处理，编号和状态会重新生成；原来的记录不受影响。',

  /** As the service says it of a draft. */
  lacking: (labels: string[]) => `还缺：${labels.join('、')}。填好后自动保存。`,
  rowsRemoved: (count: number, named: string[]) => {
    const which = named.length > 0 ? `：${named.join('、')}${count > named.length ? ' 等' : ''}` : '';
    return `表中少了 ${count} 行，但记录还在服务台${which}，照样计时和提醒。要恢复，请点“刷新”；登记错了的，恢复后在“作废”列选“作废”。`;
  },
  typedIntoRemoved: (row: number, texts: string, numbers: readonly string[]) =>
    `第 ${row} 行刚写的${texts}没有存进记录：那一行随即被删掉，分不清是哪条记录的。${numbers.length > 0 ? `内容已记在 ${numbers.join('、')} 的变更历史中。` : ''}请点“刷新”找回删掉的行，再重新填写。`,
  rowsRestored: (count: number) => `其中 ${count} 行是从表中删掉的，已放回表的末尾。`,

  retiredHeading: '【已移出】',
  retired: (out: number, stay: number, days: number) =>
    [
      `本表有 ${out} 行已关闭满 ${days} 天没有改动，不再显示；记录、历史和统计都在服务台。要查看，点菜单“扩展程序 → 售后服务台 → 查找记录”，填编号或客户完整的联系方式，就会放回表的末尾。天数在“设置”的参数“关闭后留表天数”中改，0 是不移出。`,
      ...(stay > 0
        ? [`另有 ${stay} 行到了时间但仍留着：有未保存的修改，或者批注、自己加的列里有内容，移出会丢失。`]
        : []),
    ].join(''),
  yourName: '您的姓名是什么？同事在派单、提醒和打印的单据里看到的就是它（以后可以在“人员”中改）：',
  unreachable: (reason: string) =>
    `服务台暂时连接不上（${reason}）。内容已留在表格里，稍后会自动重新发送，也可以点“重新发送未同步的行”。`,
  signedOut: (email: string) =>
    `服务台不认可帐号 ${email} 的登录信息。请重新打开表格，再点“启用服务台”授权。`,
  noAccess: (email: string) =>
    `帐号 ${email} 没有使用这个服务台的权限，请联系客服主管，或点“启用服务台”加入。`,
  rejected: (message: string, places: string[]) => [`服务台没有接受：${message}`, ...places].join('；'),
  unreadable: '回答无法识别',
  otherRelease:
    '表格里的加载项与服务台不是同一个版本，服务台没有看懂这些行。内容都留在表格里；请管理员把两边更新到同一版本（npm run deploy），之后会自动补发。',
  tooSlow: '等了一分钟没有回答',
  fetchesUsedUp: '这个帐号今天的联网次数已用完',
  noConnection: '网络不通',
  unwritable: (tab: string, rows: readonly number[], saved: boolean, account: string) =>
    `“${tab}”第 ${rows.slice(0, 10).join('、')} 行${rows.length > 10 ? `等 ${rows.length} 行` : ''}${saved ? '' : '没有保存，'}写不进去：可能设了保护范围，或设了拒绝输入的数据验证。${saved ? '内容已保存，但这里显示的不是最新的' : '内容留在表格里'}；请表格所有者让帐号 ${account} 可以编辑这些行（所有列，包括隐藏的），再点“刷新”。`,
  busy: '表格正忙，这一行稍后会自动发送。',
  askedToWait:
    '服务台请求太多，请稍候。内容已留在表格里，过一会儿会自动重新发送，也可以稍后点“重新发送未同步的行”。',
  noAnswer: '服务台没有回答这一行，稍后会自动重新发送。',
  progress: (done: number, all: number) =>
    done === 0 ? `正在保存 ${all} 行，请稍候。` : `已处理 ${done} 行，共 ${all} 行。`,
  quotaLow: (used: number, limit: number) =>
    `今天的自动同步时间已用约 ${used} 分钟，共 ${limit} 分钟（Google 给每个帐号的限额）。用完以后，填写的内容都留在表格里，到时自动补发；等不及的，可以点菜单“重新发送未同步的行”，用本人的帐号发送。`,
  unknownAccount: '（未知帐号）',
  failed: failedBy,
  ...TAB_TEXTS,
} as const;
