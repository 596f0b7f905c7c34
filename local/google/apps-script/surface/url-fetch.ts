// The served part of Google's `URL_Fetch` namespace.

export type HttpMethod = 'get' | 'delete' | 'patch' | 'post' | 'put';
export interface HttpHeaders {
  [key: string]: string;
}

export interface URLFetchRequestOptions {
  contentType?: string | undefined;
  headers?: HttpHeaders | undefined;
  method?: HttpMethod | undefined;
  /** Only texts are served. */
  payload?: string | object | undefined;
  muteHttpExceptions?: boolean | undefined;
}

export interface HTTPResponse {
  getContentText(): string;
  getContentText(charset: string): string;
  getHeaders(): object;
  getResponseCode(): number;
}

export interface UrlFetchApp {
  fetch(url: string): HTTPResponse;
  fetch(url: string, params: URLFetchRequestOptions): HTTPResponse;
}
