/**
 * Security headers of all responses: one table for pages (proxy.ts and
 * next.config.js), functions (netlify/platform/createFunction.ts) and files (netlify.toml).
 */

/** Headers of all responses. */
export const SECURITY_HEADERS = {
  // Without includeSubDomains: other subdomains of a team's domain are not affected.
  'strict-transport-security': 'max-age=63072000',
  'x-content-type-options': 'nosniff',
  // Links in emails have tokens in their query, which other sites must not learn from the referrer.
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

/**
 * The link in an email has a token in its query, which requests for other files of the page do not need
 * either.
 */
export const MAILED_LINK_HEADERS = { 'referrer-policy': 'no-referrer' } as const;

export const CSP_HEADER = 'content-security-policy';

type Policy = Record<string, readonly string[]>;

function written(policy: Policy): string {
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ');
}

const NONE = ["'none'"] as const;
const OURSELVES = ["'self'"] as const;

/** For responses that are not Next pages: JSON, files, and plain pages without scripts. */
export const SCRIPTLESS_POLICY = written({
  'default-src': NONE,
  'style-src': OURSELVES,
  'img-src': OURSELVES,
  'base-uri': NONE,
  'form-action': OURSELVES,
  'frame-ancestors': NONE,
});

interface PagePolicy {
  /** Allows an inline script: `'nonce-…'` or `'sha256-…'`. */
  scripts: readonly string[];
  /** The sign-in widget sets style attributes and adds a style element. */
  inlineStyles?: boolean;
  /** `next dev` evaluates code, and shows its errors with inline styles. */
  development?: boolean;
}

/** Returns the Content-Security-Policy of a page: scripts of this origin, and the given inline scripts. */
export function pagePolicy({ scripts, inlineStyles = false, development = false }: PagePolicy): string {
  return written({
    'default-src': NONE,
    'script-src': [...OURSELVES, ...scripts, ...(development ? ["'unsafe-eval'"] : [])],
    'style-src': [...OURSELVES, ...(inlineStyles || development ? ["'unsafe-inline'"] : [])],
    'img-src': [...OURSELVES, 'data:'],
    'font-src': OURSELVES,
    'connect-src': OURSELVES,
    'manifest-src': OURSELVES,
    'base-uri': NONE,
    'form-action': OURSELVES,
    'frame-ancestors': NONE,
  });
}
