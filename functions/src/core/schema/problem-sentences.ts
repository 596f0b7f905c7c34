// What there is to say of a row: for each code its severity, and its Chinese sentence by facts. The one place for them.

export type Severity = 'error' | 'warning' | 'info';

/** Facts that a sentence may name. */
export type Facts = Record<string, string | number>;

/** Every problem that the desk can have with a row: its severity and its sentence. */
export const PROBLEMS = {
  required_missing: ['info', f => `还缺：${f.labels}。填好后自动保存。`],
  set_aside: ['error', f => `服务台暂时不能处理这一行：${f.reason}内容都在，已列入“待办提醒”，请告诉主管。`],
  required_cleared: ['error', f => `“${f.label}”是必填项，不能清空；已保存的内容是“${f.was}”。`],
  not_text: ['error', () => '这里要写文字。'],
  text_too_long: ['error', f => `内容有 ${f.length} 个字，最多 ${f.most} 个。`],
  option_unknown: ['error', f => `“${f.value}”不在可选范围内，请从下拉列表选择：${f.options}。`],
  person_unknown: ['error', f => `人员表中没有“${f.value}”，请从下拉列表选择。`],
  person_ambiguous: ['error', f => `“${f.value}”可能是 ${f.names} 中的任何一位，请写全姓名。`],
  person_not_above: ['error', f => `“${f.value}”不能在这里签，只有${f.roles}可以。`],
  person_left: ['error', f => `${f.name} 已离职，请另选一位。`],
  person_away: ['warning', f => (f.until ? `${f.name} 请假到 ${f.until}。` : `${f.name} 目前不在岗。`)],
  percent_invalid: ['error', f => `“${f.value}”不是百分数，请写成 ${f.example}。`],
  score_out_of_range: ['error', f => `评分要写 1 到 ${f.most} 的整数。`],
  time_vague: ['error', f => `“${f.value}”不是准确时间，请写到分钟，例如 ${f.example}。`],
  time_not_precise: ['error', f => `时间要写到分钟，例如 ${f.example}。`],
  time_unclear: [
    'error',
    f => `“${f.value}”可能是当天凌晨，也可能是第二天凌晨，请写上日期和 24 小时制的时间，例如 ${f.example}。`,
  ],
  moved_to_open_day: ['info', f => `${f.was} 是休息日，已改到 ${f.is}。`],
  time_midnight: ['warning', () => '按零点（00:00）保存。如果只写了日期，请补上几点几分。'],
  time_after_midnight: ['warning', f => `按 ${f.time} 保存，是凌晨。如果是中午，请写 ${f.noon}。`],
  time_invalid: ['error', f => `“${f.value}”不是有效的时间，请写成 ${f.example}。`],
  date_invalid: ['error', f => `“${f.value}”不是有效的日期，请写成 ${f.example}。`],
  time_in_future: ['error', f => `已经发生的事不能晚于现在（${f.now}）。`],
  time_not_ahead: ['error', f => `约定的时间要晚于现在（${f.now}）。`],
  appointment: ['info', f => `预约消息，可复制：${f.message}`],
  attempt_waits: ['info', f => `“${f.outcome}”还没有记入尝试记录：缺 ${f.labels}。`],
  time_before: ['error', f => `不能早于“${f.label}”（${f.other}）。`],
  reference_unknown: ['error', f => `没有编号为“${f.value}”的${f.tables}，请核对。`],
  reference_ambiguous: ['error', f => `“${f.value}”可能是几条记录，请写明是哪一张表，例如“${f.forms}”。`],
  reference_mutual: [
    'error',
    f => `${f.other} 已写明由本记录转来，不能又是本记录的来源；请填更早的一条，或先改 ${f.other} 的来源。`,
  ],
  name_unknown: ['warning', f => `“${f.tables}”中没有“${f.value}”，请核对，或先建立档案。`],
  value_taken: ['error', f => `“${f.value}”已由${f.who}使用，不能重复。`],
  contact_invalid: [
    'error',
    f =>
      `“${f.value}”不是可以联系的号码：请写手机、座机（分机写“转801”）、邮箱、境外号码（以 + 开头）或“微信:”加微信号，多个用 / 隔开。`,
  ],
  contact_masked: ['warning', () => '没有留下完整号码，回访时需要另行查找。'],
  placeholder: ['warning', f => `“${f.value}”按没有填写处理，这一格要有内容才会前进。没有就留空。`],
  said_blank: ['info', f => `“${f.value}”按空白处理。`],
  data_hidden: [
    'warning',
    () =>
      '文中的客户姓名、电话、邮箱或证件号保存后隐去一部分；完整内容另行保管，可用“查看完整联系方式”查看。',
  ],
  data_in_name: [
    'error',
    f => `这里的内容人人可见，不能写电话、邮箱或证件号；请写编号或名称，例如 ${f.example}。`,
  ],
  digits_lost: [
    'error',
    () =>
      '表格把这里当成了数字，末尾几位已经丢失。请先把单元格格式改为“纯文本”，或在最前面加一个单引号，再重新输入。',
  ],
  formula_error: ['error', f => `“${f.value}”是公式出错的结果，不是内容，请改正公式或直接填写。`],
  name_misread: [
    'warning',
    f => `这里看起来是乱码${f.meant === '' ? '' : `，可能是“${f.meant}”`}，请核对后重新填写。`,
  ],
  mail_invalid: ['error', f => `“${f.value}”不是有效的邮箱。`],
  address_invalid: ['error', f => `“${f.value}”不是有效的邮箱，也不是群里提到人所用的成员编号或手机号。`],
  quiet_invalid: ['error', f => `“${f.value}”不是时段，请写成 21:00-08:00，或写“不限”。`],
  count_out_of_range: ['error', f => `要写 1 到 ${f.most} 的整数。`],
  work_vague: ['error', f => `“${f.value}”没有写明做了什么，请写具体的措施和结果。`],
  description_vague: ['error', f => `“${f.value}”没有说清问题，请写明现象，例如“开机后黑屏，指示灯不亮”。`],
  description_short: ['warning', f => `描述偏短，最好写明${f.missing || '现象和影响'}。`],
  description_lacks: ['warning', f => `没有看到${f.missing}，补上后便于判断和追查。`],
  quote_missing: ['warning', () => '客户的原话请用引号括起来。'],
  setting_invalid: ['error', f => `“${f.value}”不能作为“${f.category}”的取值，写法例如 ${f.example}。`],
  setting_read: ['info', f => `“${f.value}”按 ${f.read}记下。`],
  setting_valueless: ['error', f => `“${f.category}”不用填取值，请清空这一格。`],
  days_invalid: [
    'error',
    f => `“${f.value}”不是日期，请写成 2027-02-05，或一段日期 2027-02-05 至 2027-02-11；取值写 休 或 班。`,
  ],
  days_reversed: ['error', f => `“${f.value}”的结束早于开始，请把先到的日期写在前面。`],
  days_too_long: ['error', f => `“${f.value}”超过 ${f.most} 天，请核对年份，或分几行写。`],
  days_far: ['error', f => `“${f.value}”不在 2000 年到 2099 年之间，请核对年份。`],
  days_full: [
    'error',
    f => `设置中的节假日合计最多 ${f.most} 天（约十年），这一行放不下，请先清空早已过去的年份。`,
  ],
  days_both: ['error', () => '名称里和这里写的一个是休、一个是班，请只留对的那个。'],
  setting_name_unknown: ['error', f => `“${f.value}”不是“${f.category}”的名称，应是：${f.names}。`],
  number_invalid: ['error', f => `“${f.value}”不是数字，请只写数字，例如 ${f.example}。`],
  column_name_invalid: [
    'error',
    f => `“${f.value}”应写成“表名·列名”，例如“热线记录·安装地区”，列名最多 30 个字；表名是：${f.tables}。`,
  ],
  column_taken: ['error', f => `“${f.table}”已经有“${f.label}”这一列。`],
  column_fixed: [
    'error',
    f =>
      `自定义列“${f.was}”不能改到别的表或别的类别，因为表中已有它的内容；列名可以直接改。不再用，请在取值中写“停用”。`,
  ],
  column_was: ['error', f => `“${f.label}”是“${f.is}”这一列以前的名称，表头可能还没有改，请另取一个。`],
  columns_full: ['error', f => `“${f.table}”已经有 ${f.most} 个自定义列，不能再加。`],
  ladder_order: ['error', f => `升级的几步要一步比一步晚：“${f.name}”应${f.bounds}。`],
  entry_in_use: [
    'error',
    f => `“${f.name}”还在使用，不能删除：${f.where}。${f.instead}；只是换名字，直接改名称即可。`,
  ],
  entry_unsure: ['error', f => `正在核对哪些记录用到“${f.name}”，请一分钟后再删。`],
  name_taken: ['error', f => `“${f.value}”已经有了，名称不能重复。`],
  mail_taken: ['error', f => `“${f.value}”已经是${f.name}的邮箱，每个人要有自己的邮箱。`],
  not_supervisor: ['error', () => '只有主管可以修改本表，本行没有保存。'],
  right_unsure: [
    'error',
    f =>
      `不知道是谁填的，${f.what}要由本人确认，没有保存。请${f.roles}把光标放在本行，点菜单“扩展程序 → 售后服务台 → 以本人身份保存本行”。`,
  ],
  right_missing: ['error', f => `${f.who}不能填“${f.label}”：${f.what}只有${f.roles}可以，没有保存。`],
  right_of_another: ['error', f => `“${f.label}”只能由本人填：您是${f.who}，不能填“${f.value}”。`],
  last_supervisor: [
    'error',
    f => `“${f.name}”是最后一位在职的主管，改了以后没有人能管理服务台。请先让另一位同事担任${f.roles}。`,
  ],
  last_mail: [
    'error',
    f =>
      `“${f.name}”是唯一能管理服务台的人，邮箱改错以后没有人能改回来。请先让另一位同事担任${f.roles}，再改邮箱。`,
  ],
  sender_leaves: [
    'error',
    f => `表格目前由“${f.name}”的帐号自动同步，改了以后没有人能保存。请先由另一位主管点“启用服务台”接手。`,
  ],
  sender_mail: [
    'warning',
    f =>
      `改邮箱时自动同步由“${f.name}”的帐号负责，此后只认 ${f.value}。如果各行停在“待同步”，就是帐号没有改成这个邮箱：请另一位主管点菜单“扩展程序 → 售后服务台 → 接管自动同步”。`,
  ],
  hand_over_first: [
    'error',
    f =>
      `“${f.name}”还有${f.count}未结，离职前要有人接手：${f.where}。请先在“代理人”里选接手的在职同事，再改为“离职”；或逐条改派。`,
  ],
  state_waits: ['info', f => `还不能进入“${f.state}”：缺 ${f.labels}。`],
  priority_lower: [
    'warning',
    f => `${f.why}，按规则应为“${f.asked}”，现在选的是“${f.value}”；确认无误可不改，您的选择会保留。`,
  ],
  asked_for: ['warning', f => `“${f.because}”选了“${f.value}”，请填写“${f.label}”。`],
  proposed: ['info', f => `系统填写：${f.reason}`],
  batch_found: [
    'info',
    f => `${f.days} 天内有 ${f.customers} 位客户反映同一问题，按规则应为“${f.to}”：${f.rows}。`,
  ],
  kind_unknown: [
    'warning',
    f => `“设置”的二级分类中没有“${f.value}”，已照写保存；“${f.type}”之下有：${f.kinds}。`,
  ],
  kind_of_other: [
    'warning',
    f => `“${f.value}”是“${f.other}”的二级分类，而这里的类型是“${f.type}”，请核对。`,
  ],
  maybe_same: [
    'info',
    f =>
      `可能是同一问题：${f.rows}。是同一问题选“是”，会一起算批量，这种说法也会记入设置；不是就选“否”，不再提示。`,
  ],
  maybe_repeat: [
    'info',
    f =>
      `同一位客户也有“${f.what}”：${f.rows}。是同一件事，请选中这两行，点菜单“合并到另一行”；不是就不用管。`,
  ],
  merged_into: [
    'info',
    f => `已合并到 ${f.other}，与它是同一件事。要取消，请选中本行，点菜单“合并到另一行”。`,
  ],
  merged_from: ['info', f => `${f.other} 与本行是同一件事，${f.at} 合并到本行。`],
  same_confirmed: ['info', f => `已确认与${f.rows}是同一问题。`],
  batch_dissolved: ['info', () => '同事认为不是同一问题，已不算批量；选“是”可以重新算入。'],
  effect_counted: [
    'info',
    f => `${f.from} 至 ${f.to} 有 ${f.count} 起同类问题${f.rows === '' ? '' : `：${f.rows}`}。`,
  ],
  solution_offered: ['info', f => `可参考${f.entry}：${f.answer}`],
  conflict: [
    'error',
    f =>
      `${f.who} 已把这里改为“${f.theirs}”，而您写的是“${f.mine}”。两者都已保留：要用您的，请在此重新输入；要用对方的，请照填。`,
  ],
  masked_elsewhere: [
    'error',
    f =>
      `“${f.value}”是遮盖后的写法，写在这里会丢失本记录的完整内容（${f.own}），没有保存。请写完整，或撤销（Ctrl+Z）。`,
  ],
  rows_displaced: [
    'error',
    f =>
      `${f.own ? `本行（${f.own}）` : '本行'}放进了其他记录的内容，看起来只排序或移动了部分列，没有保存。请撤销（Ctrl+Z）；不能撤销时点“刷新”，按已保存的内容恢复。确实要这样改，请逐行输入。`,
  ],
  number_displaced: [
    'error',
    f =>
      `本行显示的编号是 ${f.number}，但本行属于记录 ${f.own}，没有保存。请撤销（Ctrl+Z）；不能撤销时点“刷新”，恢复本行的内容。`,
  ],
  taken_over: ['info', f => `${f.who} 改过这里，原为“${f.was}”。`],
  overwritten: [
    'warning',
    f =>
      `这里刚写过“${f.was}”（${f.who} 同步），随即被改写，现在是“${f.is}”；写过的内容在变更历史中，请和对方核对。`,
  ],
  reopened: ['info', f => `第 ${f.cycle} 轮处理；上一轮：${f.previous}`],
  limit_passed: [
    'warning',
    f => `“${f.label}”的时限 ${f.due} 已过，请尽快处理；填上相应的时间或结果后恢复。`,
  ],
  due_explained: ['info', f => `${f.label}：${f.explanation}`],
  calendar_missing: [
    'warning',
    f => `没有 ${f.year} 年的日历，无法计算“${f.label}”，请核对起算的时间和时限。`,
  ],
  calendar_unusable: [
    'error',
    () => '这样设置后没有可用的工作时间：每周至少要有一段，同一天的时段不能重叠。',
  ],
  row_too_long: [
    'error',
    f => `本行的文字太多（约 ${f.kilobytes} KB），最多 ${f.most} KB，请把附件内容另存后写链接。`,
  ],
  desk_full: [
    'error',
    f =>
      `“人员”和“设置”的内容已到上限（合计 ${f.most} KB），本行没有保存；请把别的行写短，或改用不再需要的行。`,
  ],
  copied_row: [
    'warning',
    f =>
      `这一行由 ${f.number} 复制而来，作为一条新记录处理：编号和状态重新生成，联系方式没有改动的取原记录的完整内容，原记录不受影响。${f.left === '' ? '' : `属于原记录的没有带过来：${f.left}。`}`,
  ],
  nobody_to_leave: ['error', () => '本行还没有分派给谁，不用交接；要分派请选“改派”。'],
  nobody_to_take_over: ['error', f => `没有在岗的同事可以接手“${f.name}”：请给他填“代理人”，或用“改派”。`],
  row_unknown: [
    'error',
    () =>
      '服务台没有这一行的记录，没有保存：它可能来自复制的表格，或是拖动填充出来的。要登记为新记录，请把看得见的内容（不是整行）复制到一个空行。',
  ],
  row_invalid: ['error', f => `本行无法识别：${f.reason}`],
  source_empty: ['error', () => '这一页没有内容，请另选一页。'],
  titles_not_found: [
    'error',
    f => `前 ${f.rows} 行里没有列标题：请让每一列有标题，例如“客户姓名”“联系方式”“日期时间”，再导入。`,
  ],
  source_misread: [
    'error',
    f =>
      `列标题是乱码（“${f.title}”），文件是按别的编码读的。请用 Excel 打开原来的文件，另存为“CSV UTF-8”，放进表格后再导入。`,
  ],
  title_twice: ['warning', f => `“${f.title}”有几列（${f.letters} 列），请确认每一列对应什么。`],
  past_lacks: [
    'error',
    f =>
      `缺 ${f.labels}。请在原表补上；合并的单元格请先取消合并，每行都填。整列都没有的，可以在对应关系里统一填写。`,
  ],
  past_person: ['info', f => `${f.name} 已离职，照原样记下。`],
  past_vague: ['warning', () => '没有说清问题，照原样记下。'],
  past_day: ['info', f => `只写了日期，按 ${f.time} 记下。`],
  bulk_outdated: [
    'error',
    () => '这里刚有人改过，表格里还不是最新的内容，没有改。请先点“刷新”，看过以后再批量修改。',
  ],
  bulk_changed_since: ['error', f => `批量修改以后 ${f.who} 又改过“${f.label}”，没有撤销。`],
  bulk_not_this: ['error', () => '这一行不是在这一批里改的，没有撤销。'],
  past_known: ['info', () => '导入过，或与另一行完全相同，不再导入。'],
  sample_row: ['info', () => '示例，不保存。填上真实客户的姓名和完整号码，才成为记录。'],
} as const satisfies Record<string, readonly [Severity, (facts: Facts) => string]>;

export type ProblemCode = keyof typeof PROBLEMS;
