import { FORM_USER_HEADER } from '../contracts/sign-in.ts';

/** What a form of the widget gives the SDK along with a call: the user that it was rendered for. */
interface FormUserContext {
  formUser?: string;
}

interface ApiCall {
  url: string;
  requestInit: RequestInit;
  userContext: unknown;
}

/** A hook of the SDK by which its requests name the user of their form, as the forms of our own pages do. */
export function namingFormUser({ url, requestInit, userContext }: ApiCall) {
  const { formUser } = (userContext ?? {}) as FormUserContext;
  if (formUser === undefined) return Promise.resolve({ url, requestInit });
  const sent = Object.fromEntries(new Headers(requestInit.headers));
  const headers = { ...sent, [FORM_USER_HEADER]: encodeURIComponent(formUser) };
  return Promise.resolve({ url, requestInit: { ...requestInit, headers } });
}
