const COMMENTS = /--.*|\/\*[\s\S]*?\*\//g;

/** The word that a query begins with, in lower case; empty where there is none. */
export const firstWord = (sql: string): string =>
  /^[\s(]*(\w*)/.exec(sql.replace(COMMENTS, ' '))?.[1]?.toLowerCase() ?? '';
