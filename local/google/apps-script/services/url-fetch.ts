// UrlFetchApp: turns a script's parameters into plain requests; the main thread sends them.
import type { WireRequest, WireResponse } from '../calls.ts';
import type * as Surface from '../surface/url-fetch.ts';
import { call, Exception } from './call.ts';
import { guard } from './guard.ts';

const PARAMETERS = new Set(['contentType', 'headers', 'method', 'payload', 'muteHttpExceptions']);
const METHODS = new Set(['GET', 'DELETE', 'PATCH', 'POST', 'PUT']);
const FORM = 'application/x-www-form-urlencoded';

class ResponseService implements Surface.HTTPResponse {
  readonly #response: WireResponse;

  constructor(response: WireResponse) {
    this.#response = response;
  }

  getContentText(charset: string = 'UTF-8'): string {
    if (!/^utf-?8$/i.test(charset)) throw new Exception(`[local] charset ${charset} is not implemented`);
    return call('decodeText', this.#response.body);
  }
  getHeaders(): object {
    return Object.fromEntries(this.#response.headers);
  }
  getResponseCode(): number {
    return this.#response.status;
  }
}

function wireRequest(url: string, params: Surface.URLFetchRequestOptions): WireRequest {
  for (const name of Object.keys(params)) {
    if (!PARAMETERS.has(name))
      throw new Exception(`[local] UrlFetchApp parameter ${name} is not implemented`);
  }
  const method = (params.method ?? 'get').toUpperCase();
  if (!METHODS.has(method)) throw new Exception(`Attribute provided with invalid value: method`);
  const { payload } = params;
  if (typeof payload === 'object')
    throw new Exception('[local] a payload that is no text is not implemented');
  const headers = Object.fromEntries(
    Object.entries<unknown>(params.headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
  const given = Object.keys(headers).some(name => name.toLowerCase() === 'content-type');
  if (payload !== undefined && !given) {
    headers['Content-Type'] = params.contentType ?? FORM;
  }
  return {
    url,
    method,
    headers,
    body: payload === undefined ? null : call('encodeText', payload),
    mute: params.muteHttpExceptions ?? false,
  };
}

export function urlFetchApp(): Surface.UrlFetchApp {
  return guard('UrlFetchApp', {
    fetch: (url: string, params: Surface.URLFetchRequestOptions = {}): Surface.HTTPResponse =>
      guard('HTTPResponse', new ResponseService(call('fetch', wireRequest(url, params)))),
  });
}
