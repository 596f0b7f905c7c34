// UrlFetchApp: turns a script's parameters into plain requests; the main thread sends them.
import type { WireRequest, WireResponse } from '../calls.ts';
import type { Blob } from '../surface/base.ts';
import type * as Surface from '../surface/url-fetch.ts';
import { base64Of, base64ToBytes, blobOf, bytesToBase64, isBlob } from './blob.ts';
import { call, Exception } from './call.ts';
import { guard } from './guard.ts';

const PARAMETERS = new Set([
  'url',
  'contentType',
  'headers',
  'method',
  'payload',
  'validateHttpsCertificates',
  'followRedirects',
  'muteHttpExceptions',
]);
const METHODS = new Set(['GET', 'DELETE', 'PATCH', 'POST', 'PUT']);
const FORM = 'application/x-www-form-urlencoded';

class ResponseService implements Surface.HTTPResponse {
  readonly #response: WireResponse;

  constructor(response: WireResponse) {
    this.#response = response;
  }

  getAllHeaders(): object {
    const all: Record<string, string | string[]> = {};
    for (const [name, value] of this.#response.headers) {
      const before = all[name];
      all[name] = before === undefined ? value : [before, value].flat();
    }
    return all;
  }
  getBlob(): Blob {
    const type = this.#response.headers.find(([name]) => name.toLowerCase() === 'content-type');
    return blobOf(this.#response.body, type?.[1].split(';')[0] ?? null, null);
  }
  getContent(): number[] {
    return base64ToBytes(this.#response.body);
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
  const headers = Object.fromEntries(
    Object.entries<unknown>(params.headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
  const given = Object.keys(headers).some(name => name.toLowerCase() === 'content-type');
  if (payload !== undefined && payload !== null && !given) {
    headers['Content-Type'] = params.contentType ?? contentTypeOf(payload);
  }
  return {
    url,
    method,
    headers,
    body: payload === undefined || payload === null ? null : bodyOf(payload),
    followRedirects: params.followRedirects ?? true,
    mute: params.muteHttpExceptions ?? false,
  };
}

function contentTypeOf(payload: Surface.Payload): string {
  return typeof payload !== 'string' && isBlob(payload) ? (payload.getContentType() ?? FORM) : FORM;
}

function bodyOf(payload: Surface.Payload): string {
  if (typeof payload === 'string') return base64Of(payload);
  if (isBlob(payload)) return bytesToBase64(payload.getBytes());
  const fields = Object.entries<unknown>(payload);
  return base64Of(
    fields
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
      .join('&'),
  );
}

function send(requests: WireRequest[]): Surface.HTTPResponse[] {
  return call('fetch', requests).map(it => guard('HTTPResponse', new ResponseService(it)));
}

export function urlFetchApp(): Surface.UrlFetchApp {
  return guard('UrlFetchApp', {
    fetch: (url: string, params: Surface.URLFetchRequestOptions = {}): Surface.HTTPResponse => {
      const [response] = send([wireRequest(url, params)]);
      if (!response) throw new Exception(`Address unavailable: ${url}`);
      return response;
    },
    fetchAll: (requests: (Surface.URLFetchRequest | string)[]) =>
      send(requests.map(it => (typeof it === 'string' ? wireRequest(it, {}) : wireRequest(it.url, it)))),
  });
}
