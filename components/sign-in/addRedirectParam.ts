import { redirectQuery } from './loginUrl';

interface ApiCall {
  url: string;
  requestInit: RequestInit;
}

/** SDK hook that tells the function which page the user wants, for the link in the mail. */
export function addRedirectParam({ url, requestInit }: ApiCall) {
  const named = new URL(url);
  named.search = redirectQuery();
  return Promise.resolve({ url: named.href, requestInit });
}
