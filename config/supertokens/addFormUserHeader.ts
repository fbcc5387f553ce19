import { FORM_USER_HEADER } from '../contracts/sign-in.ts';

/** Context of an SDK call from a form of the widget: the user that the form was rendered for. */
interface FormUserContext {
  formUser?: string;
}

interface ApiCall {
  url: string;
  requestInit: RequestInit;
  userContext: unknown;
}

/** SDK hook that adds the user of the form to its requests, like the forms of our own pages. */
export function addFormUserHeader({ url, requestInit, userContext }: ApiCall) {
  const { formUser } = (userContext ?? {}) as FormUserContext;
  if (formUser === undefined) return Promise.resolve({ url, requestInit });
  const sent = Object.fromEntries(new Headers(requestInit.headers));
  const headers = { ...sent, [FORM_USER_HEADER]: encodeURIComponent(formUser) };
  return Promise.resolve({ url, requestInit: { ...requestInit, headers } });
}
