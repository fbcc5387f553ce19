/** Forms without JavaScript reach their page through `app/form-relay`. See docs/decisions/043. */
export const FORM_RELAY_PATH = '/form-relay';

/** Request header of a form that the relay has forwarded. */
export const RELAYED_HEADER = 'x-form-relayed';

/** The content type of a form that calls a server action without JavaScript. */
export const MULTIPART = 'multipart/form-data';

/**
 * Headers by which next.config.js recognizes such a form. Next's client code names its action in a header.
 */
export const RELAYED_WHERE = {
  has: [{ type: 'header', key: 'content-type', value: `${MULTIPART}.*` }],
  missing: ['next-action', RELAYED_HEADER].map((key) => ({ type: 'header', key })),
};

/** Whether the relay handles this request, see {@link RELAYED_WHERE}. */
export function isRelayed(method: string, headers: Pick<Headers, 'get' | 'has'>): boolean {
  const isForm = method === 'POST' && (headers.get('content-type') ?? '').startsWith(MULTIPART);
  return isForm && !headers.has('next-action') && !headers.has(RELAYED_HEADER);
}
