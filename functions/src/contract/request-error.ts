// A request that is refused as a whole: status, code and sentence. Thrown anywhere, answered in one place (http).

import type { ErrorAnswer } from './contract.ts';

/** Every way in which a request is refused: its status and its sentence. */
export const REQUEST_ERRORS = {
  body_not_json: [400, '请求不是有效的 JSON。'],
  body_invalid: [400, '请求的内容不符合约定。'],
  cursor_invalid: [400, '续传的位置无效，请从头读取。'],
  query_invalid: [400, '地址中的参数无效。'],
  row_twice: [400, '同一行在一次请求中出现了两次。'],
  number_unclear: [400, '看不出是哪个号码：请写完整的电话或邮箱，或者只写后四位数字。'],
  not_imported: [400, '“人员”和“设置”不在这里导入，请直接填写或粘贴到那张表。'],
  columns_unfit: [400, '对应关系有误：有一列不在这张表里，或两列对应了同一列，请重新选择。'],
  nobody_of_name: [404, '“人员”中没有这位同事，可能刚改了名字。请关掉窗口再打开。'],
  not_for_many: [400, '这一列不能一次改许多行：只能改负责人、紧急程度、关闭状态和作废。'],
  duplicate_unfit: [400, '这张表的行不能合并：只有可以作废的行才能合并到另一行。'],
  duplicate_of_itself: [400, '这是本行自己的编号。请写要保留的那一行的编号。'],
  duplicate_unknown: [404, '这张表里没有这个编号。请核对要保留的那一行的编号；只能合并同一张表的行。'],
  duplicate_withdrawn: [409, '两行中有一行已经作废，不能合并。请先清空它的“作废”，或选另一行。'],
  duplicate_linked: [
    409,
    '关联到这一行的记录超过 100 条，不能合并到另一行。请反过来：保留这一行，作废另一行。',
  ],
  duplicate_not_joined: [409, '这一行没有合并到别的行，不用取消。'],
  correction_blank: [400, '没有写要更正什么：请写新的号码，或者原来的和新的姓名。'],
  token_missing: [401, '请求没有身份令牌。'],
  token_invalid: [401, '身份令牌无效或已过期。'],
  not_a_member: [403, '您不在这个服务台的人员名单中。'],
  not_a_writer: [403, '您可以查看这个服务台，但不在“人员”名单中，不能登记和修改。请让主管把您加入“人员”。'],
  not_supervisor: [403, '只有主管可以这样做。'],
  not_sender: [403, '自动同步已由别的帐号负责。'],
  not_our_machine: [403, '只有服务台自己的任务可以调用这里。'],
  not_yours: [403, '只有处理这条记录的人、登记它的人、部门负责人和主管可以查看完整信息。'],
  has_left: [403, '您在“人员”中已标为离职，不能再使用这个服务台。'],
  nonce_wrong: [403, '没有证明您能编辑这个表格。请稍候几秒，在这个表格里再点一次“启用服务台”。'],
  members_full: [
    403,
    '打开这个表格并启用了服务台的账号已满 1000 个，不能再自行加入。请让主管把您加入“人员”，加入后即可使用。',
  ],
  owner_unfit: [409, '服务台只能交给“人员”中在职的主管、经理或分管领导。'],
  sender_unlisted: [
    409,
    '表格目前由您的帐号自动同步，而您不在“人员”中，交出以后就没有人能保存。请先把自己写进“人员”，或由另一位主管点“启用服务台”接手同步。',
  ],
  unknown_desk: [
    404,
    '这个表格还没有启用服务台。如果它是复制来的，原来的服务台不处理它；要为它另建一个，请点菜单“扩展程序 → 售后服务台 → 启用服务台”。',
  ],
  unknown_table: [404, '服务台没有这张表。'],
  unknown_record: [404, '服务台没有这一行的记录。'],
  unknown_customer: [404, '没有找到这位客户的记录，请核对号码。'],
  unknown_card: [404, '服务台没有这种卡片。'],
  unknown_person: [404, '人员表中没有您的邮箱。'],
  unknown_column: [400, '请求中有这张表没有的列。'],
  unknown_address: [404, '没有这个地址。'],
  method_not_allowed: [405, '这个地址不支持这种请求方法。'],
  body_late: [408, '请求传得太慢，没有收完，请再发一次；网络慢时请分几次发送。'],
  link_over: [410, '这个链接已失效，请直接打开表格。'],
  body_encoded: [415, '请求的内容不能压缩。'],
  commit_too_large: [413, '这一行连同相关的记录太大，无法保存，请把文字写短一些。'],
  body_too_large: [413, '请求太大，请分几次发送。'],
  too_many_requests: [429, '请求太频繁，服务台暂时不再接受，请稍后再试。'],
  data_newer: [
    503,
    '服务台的数据已由新版程序写过，现在运行的是旧版，读不了。内容都在，请管理员部署新版后再试。',
  ],
  workbook_protected: [
    502,
    '表格里有受保护的工作表或范围，服务台的帐号不能写入：请表格的所有者在“数据 → 保护工作表和范围”里把它加为可以编辑的人。',
  ],
  workbook_refused: [502, '表格没有接受服务台的写入，请稍后再试。'],
  workbook_unreachable: [502, '服务台打不开这个表格：它没有与服务台共享，或者已被删除。'],
} as const satisfies Record<string, readonly [number, string]>;

export type RequestErrorCode = keyof typeof REQUEST_ERRORS;

export class RequestError extends Error {
  override readonly name: string = 'RequestError';
  readonly code: RequestErrorCode;
  readonly details: ErrorAnswer['error']['details'];

  /** After how many seconds the same request may be let in, where waiting is all that it takes. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: RequestErrorCode,
    options: {
      details?: ErrorAnswer['error']['details'];
      cause?: unknown;
      retryAfterSeconds?: number;
    } = {},
  ) {
    super(REQUEST_ERRORS[code][1], { cause: options.cause });
    this.code = code;
    this.details = options.details;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return REQUEST_ERRORS[this.code][0];
  }
}

/** A stored document that a newer program wrote: this one must neither guess at it nor write over it. */
export class NewerForm extends RequestError {
  override readonly name = 'NewerForm';
  /** The kind of document, and the number of its form: as it was found, and the latest that this program knows. */
  readonly kind: string;
  readonly found: number;
  readonly known: number;

  constructor(kind: string, found: number, known: number) {
    super('data_newer', {
      cause: new Error(`${kind}: form ${found} was found, form ${known} is the latest known here`),
    });
    this.kind = kind;
    this.found = found;
    this.known = known;
  }
}
