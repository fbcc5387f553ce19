import '../../support/pageRequest';
import { forbiddenPath } from '@/app/_server/forbidden';
import { GET, POST } from '@/app/forbidden/[[...rest]]/route';

const visit = (path: string) => GET(new Request(`http://localhost:8888${path}`));

test('responds 403 with content and a link to the refused page', async () => {
  const response = await visit(forbiddenPath('/admin?email=a&cursor=b'));
  expect(response.status).toBe(403);
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  const html = await response.text();
  expect(html).toContain('This page is for administrators');
  expect(html).toContain('href="/admin?email=a&amp;cursor=b"');
});

test.each(['https://evil.example', '//evil.example', 'javascript:alert(1)', ''])(
  'a forged URL, %p, links to the account page',
  async (from) => {
    const html = await (await visit(`/forbidden?from=${encodeURIComponent(from)}`)).text();
    expect(html).not.toMatch(/evil|javascript/);
    expect(html.match(/href="\/account"/g)).toHaveLength(2);
  },
);

test('responds to a form in the same way', async () => {
  const response = await POST(new Request('http://localhost:8888/forbidden?from=/admin'));
  expect(response.status).toBe(403);
});
