'use client';

import { lazy, Suspense, type ComponentProps } from 'react';
import { useTranslation } from 'supertokens-auth-react';
import type { EmailPasswordComponentsOverrideProvider } from 'supertokens-auth-react/recipe/emailpassword';
import type { AuthRecipeComponentsOverrideContextProvider } from 'supertokens-auth-react/ui';
import { withLabels } from './fields';
import { redirectQuery } from './loginUrl';

/** Loaded on the reset screens only. */
const RequestResetLink = lazy(async () => ({ default: (await import('./reset')).RequestResetLink }));
const ChoosePassword = lazy(async () => ({ default: (await import('./reset')).ChoosePassword }));

type PageOverrides = ComponentProps<typeof AuthRecipeComponentsOverrideContextProvider>['components'];
type FormOverrides = ComponentProps<typeof EmailPasswordComponentsOverrideProvider>['components'];

/**
 * Replaces parts of the widget's frame with accessible ones: headings, a button as switch, announced errors.
 */
export const pageOverrides: PageOverrides = {
  AuthPageHeader_Override: function Header({ isSignUp, onSignInUpSwitcherClick }) {
    const t = useTranslation();
    const mode = isSignUp ? 'UP' : 'IN';
    const other = isSignUp ? 'SIGN_UP_SIGN_IN' : 'SIGN_IN_SIGN_UP';
    return (
      <>
        <h2 data-supertokens="headerTitle">{t(`AUTH_PAGE_HEADER_TITLE_SIGN_${mode}`)}</h2>
        <p data-supertokens="headerSubtitle secondaryText">
          {t(`AUTH_PAGE_HEADER_SUBTITLE_SIGN_${mode}_START`)}{' '}
          <button type="button" data-supertokens="link" onClick={onSignInUpSwitcherClick}>
            {t(`AUTH_PAGE_HEADER_SUBTITLE_${other}_LINK`)}
          </button>
        </p>
      </>
    );
  },

  AuthPageComponentList_Override: function ComponentList({ DefaultComponent, ...props }) {
    const t = useTranslation();
    return (
      <>
        <div role="alert">
          {props.error !== undefined && <p data-supertokens="generalError announced">{t(props.error)}</p>}
        </div>
        <DefaultComponent {...props} />
      </>
    );
  },
};

function ForgotPasswordLink({ websiteBasePath }: { websiteBasePath: string }) {
  const t = useTranslation();
  return (
    <a data-supertokens="link" href={`${websiteBasePath}/reset-password${redirectQuery()}`}>
      {t('EMAIL_PASSWORD_SIGN_IN_FORGOT_PW_LINK')}
    </a>
  );
}

/** Replaces the email and password forms with labelled fields and adds the link to the password reset. */
export function formOverrides(websiteBasePath: string): FormOverrides {
  return {
    EmailPasswordResetPasswordEmail_Override: function ResetPasswordEmail(props) {
      return (
        <Suspense>
          <RequestResetLink {...props} loginPath={websiteBasePath} />
        </Suspense>
      );
    },
    EmailPasswordSubmitNewPassword_Override: function SubmitNewPassword(props) {
      return (
        <Suspense>
          <ChoosePassword {...props} loginPath={websiteBasePath} />
        </Suspense>
      );
    },
    EmailPasswordSignInForm_Override: function SignInForm({ DefaultComponent, ...props }) {
      return (
        <DefaultComponent
          {...props}
          formFields={withLabels(props.formFields)}
          footer={<ForgotPasswordLink websiteBasePath={websiteBasePath} />}
        />
      );
    },
    EmailPasswordSignUpForm_Override: function SignUpForm({ DefaultComponent, ...props }) {
      return <DefaultComponent {...props} formFields={withLabels(props.formFields)} />;
    },
  };
}
