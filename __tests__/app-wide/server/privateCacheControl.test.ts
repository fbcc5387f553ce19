import { completeResponse, privateCacheControl } from '@/app/_server/completeResponses';

test.each([
  ['no-store, must-revalidate', 'private, no-store'],
  ['no-cache, no-store, max-age=0', 'private, no-store'],
  ['private, no-cache, no-store', undefined],
  ['public, max-age=31536000, immutable', undefined],
  [undefined, undefined],
])('%s becomes %s', (control, expected) => {
  expect(privateCacheControl(control)).toBe(expected);
});

test('an answer of the built handler that must not be stored is private', () => {
  const response = new Response('', { headers: { 'cache-control': 'no-store' } });
  const completed = completeResponse(
    new Request('https://www.example.com/account', { method: 'POST' }),
    response,
  );
  expect(completed.headers.get('cache-control')).toBe('private, no-store');
});
