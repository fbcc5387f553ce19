/** Forms sent without JavaScript go to their page by way of `app/form-relay`. See docs/decisions/043. */
export const FORM_RELAY_PATH = '/form-relay';

/** The request header of a form that the relay has passed on. */
export const RELAYED_HEADER = 'x-form-relayed';

/** The content type of a form that calls a server action without JavaScript. */
export const MULTIPART = 'multipart/form-data';

/** The request headers by which next.config.js recognises such a form. Next's client code names its action in a header. */
export const RELAYED_WHERE = {
  has: [{ type: 'header', key: 'content-type', value: `${MULTIPART}.*` }],
  missing: ['next-action', RELAYED_HEADER].map((key) => ({ type: 'header', key })),
};

/** Whether the relay answers this request, as {@link RELAYED_WHERE} says it. */
export function isRelayed(method: string, headers: Pick<Headers, 'get' | 'has'>): boolean {
  const isForm = method === 'POST' && (headers.get('content-type') ?? '').startsWith(MULTIPART);
  return isForm && !headers.has('next-action') && !headers.has(RELAYED_HEADER);
}
