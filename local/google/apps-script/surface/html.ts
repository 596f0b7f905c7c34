// The served part of Google's `HTML` namespace: plain output, no templates.

export interface HtmlOutput {
  append(addedContent: string): HtmlOutput;
  getContent(): string;
  getHeight(): number;
  getTitle(): string;
  getWidth(): number;
  setContent(content: string): HtmlOutput;
  setHeight(height: number): HtmlOutput;
  setTitle(title: string): HtmlOutput;
  setWidth(width: number): HtmlOutput;
}

export interface HtmlService {
  createHtmlOutput(): HtmlOutput;
  createHtmlOutput(html: string): HtmlOutput;
  createHtmlOutputFromFile(filename: string): HtmlOutput;
}
