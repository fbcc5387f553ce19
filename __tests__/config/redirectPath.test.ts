import fc from 'fast-check';
import { toCarriedPath, toPlainPath } from '../../config/security/redirectPath';

const SITE = 'https://site.example';

describe('accepts a plain path', () => {
  it.each([
    ['/', '/'],
    ['/session', '/session'],
    ['/session?tab=raw&x=1', '/session?tab=raw&x=1'],
    ['/session#claims', '/session#claims'],
    ['/a/b/', '/a/b/'],
    ['/a%20b', '/a%20b'],
    ['/100%25', '/100%25'],
    ['/a b', '/a%20b'],
    ['/é?ü=1', '/%C3%A9?%C3%BC=1'],
    ['/a/../b', '/b'],
    ['/a/%2e%2e/b', '/b'],
    ['/search?next=https://other.example//x', '/search?next=https://other.example//x'],
    ['/search?q=two%0Alines%5C', '/search?q=two%0Alines%5C'],
    ['/@evil.example', '/@evil.example'],
    ['/.evil.example', '/.evil.example'],
    ['/.netlify-status', '/.netlify-status'],
    ['/a/.netlify/b?c=/.netlify/', '/a/.netlify/b?c=/.netlify/'],
    ['/auth?redirectToPath=%2Fsession', '/auth?redirectToPath=%2Fsession'],
  ])('%j', (value, expected) => expect(toPlainPath(value)).toBe(expected));
});

describe('replaces a path that could leave the origin by the fallback', () => {
  it.each([
    null,
    undefined,
    '',
    'session',
    '?x=1',
    '#x',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '\\\\evil.example',
    '/a\\b',
    'https:',
    'https:evil.example',
    'https://evil.example/',
    'https:/session',
    'javascript:alert(1)',
    'data:text/html,x',
    'mailto:a@b.example',
    ' /session',
    ' //evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    '/session\r\nSet-Cookie: a=b',
    '/session\u0000',
    '/session?x=\u007f',
    '/session\u0085',
    '/%2fevil.example',
    '/%2Fevil.example',
    '%2f%2fevil.example',
    '/%5cevil.example',
    '/%5Cevil.example',
    '/%252fevil.example',
    '/%25252fevil.example',
    '/%2525252525252fevil.example',
    '/%252fevil.example%25',
    '/%09/evil.example',
    '/session%0d%0aSet-Cookie:a=b',
    '/session%00',
    '/.//evil.example',
    '/a/..//evil.example',
    '/.netlify',
    '/.netlify/functions/social/google/start?connect=1',
    '/.Netlify/functions/social/google/start',
    '/%2enetlify/functions/social/google/start',
    '/%252enetlify%252ffunctions',
    '/a/../.netlify/functions/social/google/start',
    '/./.netlify/functions/social/google/start',
    '/a/%2e%2e//evil.example',
    '/%2e/%2fevil.example',
    '/a//b',
    '/%',
    '/%zz',
    '/%ff',
  ])('%j', (value) => {
    expect(toPlainPath(value)).toBe('/');
    expect(toPlainPath(value, '/session')).toBe('/session');
  });
});

test('replaces a path that is too long for a Location header by the fallback', () => {
  expect(toPlainPath(`/${'a'.repeat(2047)}`)).toHaveLength(2048);
  expect(toPlainPath(`/${'a'.repeat(2048)}`)).toBe('/');
  expect(toPlainPath(`/${'é'.repeat(1000)}`)).toBe('/');
});

describe('for any input', () => {
  const pieces = [
    '/',
    '\\',
    '%2f',
    '%5c',
    '%25',
    '.',
    '..',
    '%2e',
    '@',
    ':',
    '?',
    '#',
    'a',
    'http',
    '\t',
    '%0a',
    ' ',
  ];
  const hostile = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''));

  it('the result resolves to this origin, before and after decoding', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' }), fc.webUrl()), (value) => {
        const answer = toPlainPath(value);
        expect(new URL(answer, SITE).origin).toBe(SITE);
        const [path = ''] = answer.split(/[?#]/, 1);
        expect(new URL(decodeURIComponent(path), SITE).origin).toBe(SITE);
        expect(answer).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
      }),
      { numRuns: 2000 },
    );
  });

  it('the result does not change when it is processed again', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.webPath(), fc.string({ unit: 'binary' })), (value) => {
        const once = toPlainPath(value);
        expect(toPlainPath(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a path that is passed on in a URL', () => {
  it.each([
    ['is kept if it is short', `/admin?email=${'%CC'.repeat(600)}`, `/admin?email=${'%CC'.repeat(600)}`],
    ['loses a query that is too long', `/admin?email=${'%CC'.repeat(700)}`, '/admin'],
    ['is the home page where its path is too long', `/admin/users/${'x'.repeat(2048)}?a=b`, '/'],
  ])('%s', (_name, address, carried) => {
    expect(toCarriedPath(address)).toBe(carried);
  });
});
