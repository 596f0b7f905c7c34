// The table of calls: which there are, and which types of the contract each takes and answers. Types only.

import type {
  BulkAnswer,
  BulkForm,
  BulkRequest,
  BulkUndoRequest,
  HandOverAnswer,
  HandOverRequest,
} from './bulk.ts';
import type { CallerAnswer, CallerRequest, CallForm, CustomerAnswer } from './call-form.ts';
import type { CardAnswer, CardRequest, FigureRequest } from './cards.ts';
import type {
  CalendarAnswer,
  ChangesAnswer,
  CustomerRequest,
  DeskDescription,
  DoneAnswer,
  ExportAnswer,
  GiveDeskRequest,
  JoinDeskRequest,
  OpenDeskAnswer,
  OpenDeskRequest,
  RecordsAnswer,
  RecordsRequest,
  ResentAnswer,
  RetiredAnswer,
  RetiredRequest,
  SearchRequest,
  SubmitAnswer,
  SubmitRequest,
  TaskAnswer,
} from './contract.ts';
import type { DuplicateAnswer, DuplicateRequest, DuplicateUndo } from './duplicate.ts';
import type {
  ImportAnswer,
  ImportPlan,
  ImportPlanRequest,
  ImportRequest,
  TableExportAnswer,
  TableExportRequest,
} from './exchange.ts';
import type { HeldAnswer, HeldRequest } from './held.ts';
import type { PaperRequest, PapersAnswer } from './papers.ts';
import type { SamplesAnswer } from './samples.ts';

/** Every call: what it takes beside its path, and what it answers. `docs/http-api.md` is written from here. */
export interface Calls {
  /** Starts to tie a spreadsheet to a desk. */
  'POST /v1/desks': { body: OpenDeskRequest; answer: OpenDeskAnswer };
  /** What the desk is: tables, columns, words. */
  'GET /v1/desks/:desk': { answer: DeskDescription };
  /** Joins the desk; the first to join opens it. */
  'POST /v1/desks/:desk/members': { body: JoinDeskRequest; answer: DoneAnswer };
  /** The caller's triggers send for the desk from now on, and vouch for whoever edits. */
  'POST /v1/desks/:desk/sender': { answer: DoneAnswer };
  /** The clock of the triggers that send for the desk has run, as it does each hour: they work. */
  'POST /v1/desks/:desk/sender/alive': { answer: DoneAnswer };
  /** Gives the desk to somebody who supervises it. */
  'POST /v1/desks/:desk/owner': { body: GiveDeskRequest; answer: DoneAnswer };
  /** Lays the tabs out anew, for supervisors. */
  'POST /v1/desks/:desk/layout': { answer: DoneAnswer };
  /** Rows that were typed: judged, merged, kept. */
  'POST /v1/desks/:desk/tables/:table/rows': { body: SubmitRequest; answer: SubmitAnswer };
  /** Which columns of a source are which of the table, for supervisors. */
  'POST /v1/desks/:desk/tables/:table/import-plan': { body: ImportPlanRequest; answer: ImportPlan };
  /** Past records, taken in or only tried, for supervisors. */
  'POST /v1/desks/:desk/tables/:table/import': { body: ImportRequest; answer: ImportAnswer };
  /** What can be done to many rows of the table, for supervisors. */
  'POST /v1/desks/:desk/tables/:table/bulk-form': { answer: BulkForm };
  /** One column set in many rows, or only tried, for supervisors. */
  'POST /v1/desks/:desk/tables/:table/bulk': { body: BulkRequest; answer: BulkAnswer };
  /** Rows put back that were changed at once, for supervisors. */
  'POST /v1/desks/:desk/tables/:table/bulk-undo': { body: BulkUndoRequest; answer: BulkAnswer };
  /** Joins a row to another one that is about the same matter, or tells what would become of it. */
  'POST /v1/desks/:desk/tables/:table/duplicate': { body: DuplicateRequest; answer: DuplicateAnswer };
  /** Lets a row that was joined to another one stand by itself again. */
  'POST /v1/desks/:desk/tables/:table/duplicate-undo': { body: DuplicateUndo; answer: DuplicateAnswer };
  /** Records by their row keys. */
  'POST /v1/desks/:desk/records': { body: RecordsRequest; answer: RecordsAnswer };
  /** Whether cells held texts a moment ago over which others were typed. */
  'POST /v1/desks/:desk/held': { body: HeldRequest; answer: HeldAnswer };
  /** Rows that belong in their tabs no more. */
  'POST /v1/desks/:desk/retired': { body: RetiredRequest; answer: RetiredAnswer };
  /** Records by numbers, or by a customer's contact or name, whether their rows are in a tab or not. */
  'POST /v1/desks/:desk/search': { body: SearchRequest; answer: RecordsAnswer };
  /** How a row is begun while its customer is on the phone. */
  'POST /v1/desks/:desk/call-form': { answer: CallForm };
  /** Who is calling: his file and his records, as lines. */
  'POST /v1/desks/:desk/callers': { body: CallerRequest; answer: CallerAnswer };
  /** All records of a record's customer over all tables, as lines. */
  'POST /v1/desks/:desk/records/:key/customer': { answer: CustomerAnswer };
  /** A record as a form to print. */
  'POST /v1/desks/:desk/records/:key/paper': { body: PaperRequest; answer: PapersAnswer };
  /** Whom to call back today, a paper for each person. */
  'POST /v1/desks/:desk/call-list': { answer: PapersAnswer };
  /** Who works on the seven days from today on. */
  'POST /v1/desks/:desk/shift-list': { answer: PapersAnswer };
  /** What the sidebar shows of a row. */
  'POST /v1/desks/:desk/records/:key/cards/:card': { body: CardRequest; answer: CardAnswer };
  /** Records that changed since a cursor (`?since=`), the oldest first. */
  'GET /v1/desks/:desk/changes': { answer: ChangesAnswer };
  /** Records out of the desk, page by page; contacts in full for supervisors. */
  'POST /v1/desks/:desk/table-export': { body: TableExportRequest; answer: TableExportAnswer };
  /** What the figure in a cell of a summary tab counts. */
  'POST /v1/desks/:desk/figures': { body: FigureRequest; answer: CardAnswer };
  /** All that is kept of a customer, for supervisors. */
  'POST /v1/desks/:desk/customer/export': { body: CustomerRequest; answer: ExportAnswer };
  /** Puts a customer's number or name right in all of his records, for supervisors. */
  'POST /v1/desks/:desk/customer/correct': { body: CustomerRequest; answer: TaskAnswer };
  /** Takes a customer out of all that is kept, for supervisors; records and figures stay. */
  'POST /v1/desks/:desk/customer/erase': { body: CustomerRequest; answer: TaskAnswer };
  /** What is somebody's in all tables, to be handed over, for supervisors. */
  'POST /v1/desks/:desk/hand-over': { body: HandOverRequest; answer: HandOverAnswer };
  /** Rows that show what saved ones look like: nothing is kept of them. */
  'POST /v1/desks/:desk/samples': { answer: SamplesAnswer };
  /** The caller's own calendar of limits and call-backs. */
  'POST /v1/desks/:desk/calendar': { answer: CalendarAnswer };
  /** Sends again what could not be sent, for supervisors. */
  'POST /v1/desks/:desk/notices/resend': { answer: ResentAnswer };
  /** Counts all records anew and writes every cell of the summary tabs, for supervisors. */
  'POST /v1/desks/:desk/summaries/rebuild': { answer: DoneAnswer };
}
