import { MODE_PARAM, type SignInMode } from '@/config/contracts/signInForm';
import { pagePath } from '@/config/session/pagePath';
import { CONFIRMS_PARAM, REDIRECT_PARAM } from '@/config/session/sessionRoutes';

interface SignInFormPage {
  mode: SignInMode;
  websiteBasePath: string;
  /** The page to go to afterwards; undefined for the default. */
  redirectToPath: string | undefined;
  /** Whether the user signs in to confirm who they are. */
  confirms: boolean;
}

/** Returns the URL of the sign-in page with one of its forms. */
export function signInFormPath({ mode, websiteBasePath, redirectToPath, confirms }: SignInFormPage): string {
  return pagePath(websiteBasePath, {
    [MODE_PARAM]: mode,
    [REDIRECT_PARAM]: redirectToPath,
    [CONFIRMS_PARAM]: confirms && '1',
  });
}
