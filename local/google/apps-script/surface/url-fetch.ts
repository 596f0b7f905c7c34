// The served part of Google's `URL_Fetch` namespace.
import type { Blob } from './base.ts';
import type { Untyped } from './untyped.ts';

export type HttpMethod = 'get' | 'delete' | 'patch' | 'post' | 'put';
export type Payload = string | { [key: string]: Untyped } | Blob;
export interface HttpHeaders {
  [key: string]: string;
}

export interface URLFetchRequestOptions {
  contentType?: string | undefined;
  headers?: HttpHeaders | undefined;
  method?: HttpMethod | undefined;
  payload?: Payload | undefined;
  validateHttpsCertificates?: boolean | undefined;
  followRedirects?: boolean | undefined;
  muteHttpExceptions?: boolean | undefined;
}

export interface URLFetchRequest extends URLFetchRequestOptions {
  url: string;
}

export interface HTTPResponse {
  getAllHeaders(): object;
  getBlob(): Blob;
  getContent(): number[];
  getContentText(): string;
  getContentText(charset: string): string;
  getHeaders(): object;
  getResponseCode(): number;
}

export interface UrlFetchApp {
  fetch(url: string): HTTPResponse;
  fetch(url: string, params: URLFetchRequestOptions): HTTPResponse;
  fetchAll(requests: (URLFetchRequest | string)[]): HTTPResponse[];
}
