import type { NextRequest } from 'next/server';
import { refuseChoice, storeChoice } from '@/app/_server/choice';
import { isSameOrigin } from '@/app/_server/isSameOrigin';
import { formText } from '@/components/ui/form/formUserField';
import { THEME_COOKIE, THEME_FIELD, toTheme } from '@/config/theme';

/** Stores the theme that the user chose in the menu, and returns to the page of the menu. */
export async function POST(request: NextRequest): Promise<Response> {
  if (!isSameOrigin(request.headers)) return refuseChoice('otherSite', 'themeKept');
  const form = await request.formData().catch(() => new FormData());
  const theme = toTheme(formText(form, THEME_FIELD));
  if (theme === undefined) return refuseChoice('noTheme', 'themeKept');
  return storeChoice(form, {
    name: THEME_COOKIE,
    value: theme === 'system' ? undefined : theme,
  });
}
