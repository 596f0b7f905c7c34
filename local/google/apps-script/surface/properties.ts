// The served part of Google's `Properties` namespace.

export interface Properties {
  deleteProperty(key: string): Properties;
  getProperties(): { [key: string]: string };
  getProperty(key: string): string | null;
  setProperties(properties: { [key: string]: string }): Properties;
  setProperties(properties: { [key: string]: string }, deleteAllOthers: boolean): Properties;
  setProperty(key: string, value: string): Properties;
}

export interface PropertiesService {
  getDocumentProperties(): Properties;
  getUserProperties(): Properties;
}
