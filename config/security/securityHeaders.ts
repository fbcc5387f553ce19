/**
 * The headers that tell a browser what may happen to an answer of ours: one table for pages (proxy.ts and
 * next.config.js), functions (netlify/platform/createFunction.ts) and files (netlify.toml).
 */

/** What is the same for every answer. */
export const SECURITY_HEADERS = {
  // Without includeSubDomains: what else lives below a team's domain is not ours to decide.
  'strict-transport-security': 'max-age=63072000',
  'x-content-type-options': 'nosniff',
  // Links in emails carry tokens in their query, so no other site is told where somebody came from.
  'referrer-policy': 'same-origin',
  'permissions-policy': [
    ...['browsing-topics', 'camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb'].map(
      (feature) => `${feature}=()`,
    ),
    'publickey-credentials-create=(self)',
    'publickey-credentials-get=(self)',
  ].join(', '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** A link out of a mail has a token in its query: what is fetched from the page need not be told of it either. */
export const MAILED_LINK_HEADERS = { 'referrer-policy': 'no-referrer' } as const;

export const CSP_HEADER = 'content-security-policy';

type Policy = Record<string, readonly string[]>;

function written(policy: Policy): string {
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ');
}

const NOBODY = ["'none'"] as const;
const OURSELVES = ["'self'"] as const;

/** For answers that are no pages of Next's: JSON, files, and plain pages without a script. */
export const SCRIPTLESS_POLICY = written({
  'default-src': NOBODY,
  'style-src': OURSELVES,
  'img-src': OURSELVES,
  'base-uri': NOBODY,
  'form-action': OURSELVES,
  'frame-ancestors': NOBODY,
});

interface PagePolicy {
  /** What makes an inline script one of ours: `'nonce-…'` or `'sha256-…'`. */
  scripts: readonly string[];
  /** The login widget sets style attributes and brings a style element of its own. */
  inlineStyles?: boolean;
  /** `next dev` evaluates code, and draws its errors with inline styles. */
  development?: boolean;
}

/** The Content-Security-Policy of a page: scripts of this origin, and inline ones only where they are known. */
export function pagePolicy({ scripts, inlineStyles = false, development = false }: PagePolicy): string {
  return written({
    'default-src': NOBODY,
    'script-src': [...OURSELVES, ...scripts, ...(development ? ["'unsafe-eval'"] : [])],
    'style-src': [...OURSELVES, ...(inlineStyles || development ? ["'unsafe-inline'"] : [])],
    'img-src': [...OURSELVES, 'data:'],
    'font-src': OURSELVES,
    'connect-src': OURSELVES,
    'manifest-src': OURSELVES,
    'base-uri': NOBODY,
    'form-action': OURSELVES,
    'frame-ancestors': NOBODY,
  });
}
