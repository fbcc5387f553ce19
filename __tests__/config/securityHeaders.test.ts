import { STATIC_FILES } from '@/config/areas';
import { pagePolicy, SCRIPTLESS_POLICY } from '@/config/security/securityHeaders';
import { config } from '@/proxy';

const directive = (policy: string, name: string) =>
  policy.split('; ').find((part) => part.startsWith(`${name} `));

describe('the policy of a page', () => {
  it('allows only inline scripts with its nonce or hash, and no eval', () => {
    const policy = pagePolicy({ scripts: ["'nonce-abc'"] });
    expect(directive(policy, 'script-src')).toBe("script-src 'self' 'nonce-abc'");
    expect(policy).not.toContain('unsafe');
    expect(directive(policy, 'frame-ancestors')).toBe("frame-ancestors 'none'");
  });

  it('allows inline styles on the page of the widget, but no inline scripts', () => {
    const policy = pagePolicy({ scripts: [], inlineStyles: true });
    expect(directive(policy, 'style-src')).toBe("style-src 'self' 'unsafe-inline'");
    expect(directive(policy, 'script-src')).toBe("script-src 'self'");
  });
});

it('a response that is not a page may run no scripts at all', () => {
  expect(directive(SCRIPTLESS_POLICY, 'default-src')).toBe("default-src 'none'");
  expect(SCRIPTLESS_POLICY).not.toContain('script-src');
});

it('the proxy ignores files and runs for all other paths', () => {
  const [matcher = ''] = config.matcher;
  const looked = (path: string) => new RegExp(`^${matcher}$`).test(path);
  for (const file of STATIC_FILES) expect([file, looked(file)]).toEqual([file, false]);
  for (const path of ['/_next/static/a.js', '/.netlify/functions/user', '/'])
    expect(looked(path)).toBe(false);
  for (const path of ['/session', '/auth', '/auth/x.html', '/a.png', '/tokens.css.html'])
    expect(looked(path)).toBe(true);
});
