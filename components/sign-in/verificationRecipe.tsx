'use client';

import type { ReactNode } from 'react';
import {
  EmailVerificationComponentsOverrideProvider,
  init as emailVerification,
} from 'supertokens-auth-react/recipe/emailverification';
import { EmailVerificationPreBuiltUI } from 'supertokens-auth-react/recipe/emailverification/prebuiltui';
import { addFormUserHeader } from '@/config/supertokens/addFormUserHeader';
import { functionMessage, withErrorMessages } from '@/config/supertokens/errorMessages';
import type { WidgetTexts } from '@/config/supertokens/widgetText';
import { addRedirectParam } from './addRedirectParam';
import type { OptionalRecipe } from './optionalRecipe';
import { verificationScreenOverrides } from './verificationScreen';

/** Returns the email verification recipe and its screens. Loaded on demand. */
export function verificationRecipe(
  loginPath: string,
  mustVerify: boolean,
  texts: WidgetTexts,
): OptionalRecipe {
  const overrides = verificationScreenOverrides(loginPath);
  return {
    recipe: emailVerification({
      mode: mustVerify ? 'REQUIRED' : 'OPTIONAL',
      preAPIHook: async (call) => addRedirectParam(await addFormUserHeader(call)),
      override: {
        functions: (original) => ({
          ...original,
          sendVerificationEmail: withErrorMessages(
            original.sendVerificationEmail.bind(original),
            (name) => texts[name] ?? name,
            functionMessage,
          ),
        }),
      },
    }),
    preBuiltUi: EmailVerificationPreBuiltUI,
    Overrides: function Overrides({ children }: { children: ReactNode }) {
      return (
        <EmailVerificationComponentsOverrideProvider components={overrides}>
          {children}
        </EmailVerificationComponentsOverrideProvider>
      );
    },
  };
}
