// What an answer of the service means, and what one that did not come does.
import { describe, expect, it } from 'vitest';
import { parseAs } from '../../../sheets-addon/src/platform/json.ts';
import {
  call,
  changesSince,
  ServiceFailure,
  showCard,
  submitRows,
} from '../../../sheets-addon/src/platform/service.ts';
import { TEXTS } from '../../../sheets-addon/src/texts.ts';
import { type Answered, type ScriptHere, scriptHere } from './script-here.ts';

const DONE = { done: 'boolean' } as const;
const ask = () => call<{ done: boolean }>('post', '/book', DONE, { a: 1 });

/** The failure of a request that is answered so, always. */
function failed(...answers: Answered[]): ServiceFailure & { here: ScriptHere } {
  const here = scriptHere();
  here.answer = () => (answers.length > 1 ? answers.shift() : answers[0]) ?? { body: {} };
  try {
    ask();
  } catch (cause) {
    if (cause instanceof ServiceFailure) return Object.assign(cause, { here });
    throw cause;
  }
  throw new Error('it did not fail');
}
const error = (code: string, message?: string, details?: { path: string; message: string }[]) => ({
  error: { code, ...(message !== undefined && { message }), ...(details && { details }) },
});

it('an answer is what was asked for, under the account that runs this', () => {
  const here = scriptHere();
  here.answer = () => ({ body: { done: true } });
  expect(ask()).toEqual({ done: true });
  expect(here.asked).toEqual([{ method: 'post', path: '/book', body: { a: 1 }, token: 'Bearer token' }]);
});

describe('a request fails', () => {
  it.each<[number, unknown, string, string]>([
    [401, error('token_invalid'), 'denied', TEXTS.signedOut('me@example.test')],
    [403, error('not_a_member', '不是成员'), 'denied', TEXTS.noAccess('me@example.test')],
    [403, error('not_allowed', '只有主管可以'), 'denied', '只有主管可以'],
    [403, error('not_allowed', ''), 'denied', TEXTS.noAccess('me@example.test')],
    [403, '<html>', 'denied', TEXTS.noAccess('me@example.test')],
    [403, error('not_sender', '别人在发送'), 'replaced', '别人在发送'],
    [409, error('not_sender'), 'replaced', ''],
    [409, error('desk_changed', '变了'), 'changed', TEXTS.rejected('变了', [])],
    [404, error('unknown_table', '没有'), 'changed', TEXTS.rejected('没有', [])],
    [400, error('unknown_column', '没有'), 'changed', TEXTS.rejected('没有', [])],
    [
      400,
      error('body_invalid', '不对', [{ path: 'rows.0', message: '要写' }]),
      'rejected',
      TEXTS.rejected('不对', ['rows.0：要写']),
    ],
    [400, error('body_invalid'), 'rejected', TEXTS.rejected('400', [])],
    [413, error('too_large', '太大'), 'tooLarge', TEXTS.rejected('太大', [])],
    [413, '<html>', 'tooLarge', TEXTS.rejected('413', [])],
    [500, error('internal', '内部'), 'away', TEXTS.unreachable('500')],
    [502, '<html>', 'away', TEXTS.unreachable('502，回答无法识别')],
    [404, '<html>', 'away', TEXTS.unreachable('404，回答无法识别')],
    [408, error('timeout'), 'away', TEXTS.unreachable('408')],
    [429, error('too_many'), 'away', TEXTS.unreachable('429')],
    [503, error('data_newer', '程序太旧'), 'away', TEXTS.unreachable('程序太旧')],
    [503, error('data_newer'), 'away', TEXTS.unreachable('503')],
    [
      502,
      error('workbook_unreachable', '', [{ path: 'account', message: 'desk@acme' }]),
      'unshared',
      TEXTS.share('desk@acme'),
    ],
    [502, error('workbook_unreachable'), 'unshared', TEXTS.share('')],
    [200, 'no JSON', 'away', TEXTS.unreachable('回答无法识别')],
    [200, { done: 'yes' }, 'away', TEXTS.unreachable('回答无法识别')],
  ])('with %d and %j as %s', (status, body, kind, message) => {
    const { kind: is, message: said, retryAt } = failed({ status, body });
    expect([is, said, retryAt]).toEqual([kind, message, undefined]);
  });

  it.each([
    ['Timeout: https://desk', '等了一分钟没有回答'],
    ['Service invoked too many times for one day: urlfetch.', '这个帐号今天的联网次数已用完'],
    ['Bandwidth quota exceeded', '这个帐号今天的联网次数已用完'],
    ['DNS error', '网络不通'],
  ])('where Google says %s', (message, reason) => {
    const here = scriptHere();
    here.answer = () => {
      throw new Error(message);
    };
    expect(ask).toThrow(TEXTS.unreachable(reason));
  });
});

describe('who is asked to wait', () => {
  const busy = (seconds: string) => ({
    status: 503,
    body: error('busy'),
    headers: { 'Retry-After': seconds },
  });

  it('a moment waits it, once', () => {
    const here = scriptHere();
    const answers: Answered[] = [busy('3'), { body: { done: true } }];
    here.answer = () => answers.shift() ?? busy('3');
    expect([ask(), here.slept, here.asked.length]).toEqual([{ done: true }, [3_000], 2]);
    const again = failed(busy('3'));
    expect([again.kind, again.here.slept, again.here.asked.length, typeof again.retryAt]).toEqual([
      'away',
      [3_000],
      2,
      'number',
    ]);
  });

  it('longer does not wait here, and knows until when', () => {
    const { here, retryAt } = failed(busy('4'));
    expect([here.slept, here.asked.length, typeof retryAt]).toEqual([[], 1, 'number']);
  });
});

it('what a path is made of cannot leave it', () => {
  const here = scriptHere();
  here.answer = () => ({ body: { title: '', lines: [], rows: [], version: '1', cursor: '' } });
  showCard('a/b', '../k', 'history');
  submitRows('book', 't?x', { rows: [] });
  changesSince('book', 'a&b');
  expect(here.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'post /a%2Fb/records/..%2Fk/cards/history',
    'post /book/tables/t%3Fx/rows',
    'get /book/changes?since=a%26b',
  ]);
  expect(here.asked[2]?.body).toBeUndefined();
});

describe('an answer with rows and a version', () => {
  const read = (text: string) => () =>
    parseAs<{ rows: unknown[]; version: string }>(text, { rows: 'list', version: 'string' });

  it.each(['{"rows":[],"version":"1"}', '{"rows":[],"version":"1","more":1}'])('is %s', text => {
    expect(read(text)()).toEqual(JSON.parse(text));
  });

  it.each(['{"rows":{},"version":"1"}', '{"rows":[],"version":1}', '{"rows":[]}', 'null', '[]', '"rows"'])(
    'is not %s',
    text => {
      expect(read(text)).toThrow('expected');
    },
  );
});
