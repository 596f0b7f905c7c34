// The served part of Google's `HTML` namespace: plain output, no templates.

export interface HtmlOutput {
  setHeight(height: number): HtmlOutput;
  setTitle(title: string): HtmlOutput;
  setWidth(width: number): HtmlOutput;
}

export interface HtmlService {
  createHtmlOutput(): HtmlOutput;
  createHtmlOutput(html: string): HtmlOutput;
}
