import 'server-only';

type Fields = Record<string, string | number | undefined>;

/** One JSON line for what an operator has to know. Never give it a cookie, a token or an e-mail address. */
export function logProblem(event: string, fields: Fields): void {
  console.error(JSON.stringify({ level: 'error', event, ...fields }));
}
