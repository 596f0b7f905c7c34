// Desks, records, notices and changes as small as they can be, for the store. Their meaning is core's matter.
import type { Desk } from '../../../functions/src/core/desk/desk.ts';
import type { Notice } from '../../../functions/src/core/notices/notice.ts';
import type { Author, DeskRecord, RecordEvent } from '../../../functions/src/core/record/record.ts';
import type { Writes } from '../../../functions/src/ports/transaction.ts';
import { untouched } from '../../fixtures/core/record-fixture.ts';

export const AUTHOR: Author = { account: 'clerk@example.com', editor: null };

export function deskOf(id: string, version = 1): Desk {
  const owner = AUTHOR.account;
  return {
    id,
    zone: 'Asia/Shanghai',
    version,
    owner,
    rows: {},
  };
}

/** A row of the people tab. */
export const PERSON = { table: 'people', cells: { name: '李伟' } } as const;

/** A desk that begins, decided by its first version, with a week that does not end. */
export function openedOf(id: string, version = 1): Required<Writes>['opened'] {
  return {
    desk: deskOf(id, version),
    state: {
      members: { mails: [] },
      periods: { endsAt: 9_000_000_000_000, reported: { week: '', month: '' } },
      upkeep: {
        seeded: true,
        laidOut: '',
        decided: version,
        recountsAsked: 0,
        recountsDone: 0,
        recountsBegun: 0,
        usesKnown: true,
        renewal: 'done',
      },
    },
  };
}

export function recordOf(key: string, rest: Partial<DeskRecord> = {}): DeskRecord {
  return {
    key,
    table: 'cases',
    number: key,
    version: 1,
    cells: { 客户: '李*', 次数: 1 },
    proposed: {},
    state: '已登记',
    ...untouched(),
    createdAt: 1_000,
    updatedAt: 1_000,
    createdBy: AUTHOR,
    updatedBy: AUTHOR,
    ...rest,
  };
}

export function eventOf(key: string, version: number): RecordEvent {
  const changes = [{ column: '次数', label: '次数', before: version - 1, after: version }];
  const state = { before: null, after: '已登记' };
  return {
    key,
    table: 'cases',
    number: key,
    version,
    at: version * 1_000,
    by: AUTHOR,
    cycle: 1,
    state,
    changes,
  };
}

export function noticeOf(id: string): Notice {
  return {
    id,
    kind: 'step',
    about: { key: 'record-1', table: 'cases', number: '001' },
    clock: 'cases.respond',
    step: 'due',
    told: { cycle: 1, startedAt: 1_000, plannedAt: 2_000 },
    urgent: false,
    to: { name: '王芳', address: 'wang@example.com' },
    subject: id,
    text: id,
  };
}
