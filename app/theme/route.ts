import type { NextRequest } from 'next/server';
import { isSameOrigin } from '@/app/_server/isSameOrigin';
import { plainPage } from '@/app/_server/plainPage';
import { formText } from '@/components/ui/form/formUserField';
import { getEnv } from '@/config/env/env';
import { toPlainPath } from '@/config/security/redirectPath';
import { REDIRECT_PARAM } from '@/config/session/sessionRoutes';
import { THEME_COOKIE, THEME_FIELD, toTheme, type Theme } from '@/config/theme';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Static pages read it by a script. */
function themeCookie(theme: Theme): string {
  const secure = getEnv().siteOrigin.startsWith('https:') ? '; Secure' : '';
  const seconds = theme === 'system' ? 0 : YEAR_SECONDS;
  return `${THEME_COOKIE}=${theme}; Path=/; Max-Age=${seconds}; SameSite=Lax${secure}`;
}

function refusal(status: 400 | 403, title: string): Response {
  return plainPage({
    status,
    title,
    paragraphs: ['The theme was not changed. Use the menu on this site.'],
    actions: [{ label: 'Home page', href: '/' }],
  });
}

/** Stores the theme that the user chose in the menu, and returns to the page of the menu. */
export async function POST(request: NextRequest): Promise<Response> {
  if (!isSameOrigin(request.headers)) return refusal(403, 'This request came from another site');
  const form = await request.formData().catch(() => new FormData());
  const theme = toTheme(formText(form, THEME_FIELD));
  if (theme === undefined) return refusal(400, 'There is no such theme');
  const headers = {
    Location: toPlainPath(formText(form, REDIRECT_PARAM), '/'),
    'Set-Cookie': themeCookie(theme),
    'Cache-Control': 'private, no-store',
  };
  return new Response(null, { status: 303, headers });
}
