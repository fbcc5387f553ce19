'use client';

import { useState, type ComponentProps } from 'react';
import { useTranslation } from 'supertokens-auth-react';
import type { EmailPasswordComponentsOverrideProvider } from 'supertokens-auth-react/recipe/emailpassword';
import { MAILED_TO } from '@/config/contracts/sign-in';
import { toCanonicalEmail } from '@/config/rules/emailRule';
import { UsernameField } from '@/components/password/UsernameField';
import type { FieldInputProps } from './FieldInput';
import { TranslatedInput, withLabels, type LabelledField } from './fields';
import { addRedirectParam } from './addRedirectParam';
import { redirectQuery } from './loginUrl';
import { Screen, ScreenLink } from './Screen';

type FormOverrides = NonNullable<
  ComponentProps<typeof EmailPasswordComponentsOverrideProvider>['components']
>;
type Props<Name extends keyof FormOverrides> = ComponentProps<NonNullable<FormOverrides[Name]>> & {
  loginPath: string;
};

/** Returns the object with one method replaced. */
function withMethod<Target extends object, Name extends keyof Target>(
  target: Target,
  name: Name,
  call: Target[Name],
): Target {
  const copy = Object.create(target) as Target;
  copy[name] = call;
  return copy;
}

function CheckInbox({
  email,
  onAgain,
  loginPath,
}: {
  email: string;
  onAgain: () => void;
  loginPath: string;
}) {
  const t = useTranslation();
  const [before, , after] = t('reset.sentTo').split(/<\/?user>/);
  const intro = (
    <>
      {before}
      <bdi>{email}</bdi>
      {after}
    </>
  );
  return (
    <Screen title={t('reset.checkInbox')} intro={intro}>
      <p data-supertokens="secondaryText">{t('reset.nothingArrived')}</p>
      <p>
        <button type="button" data-supertokens="link" onClick={onAgain}>
          {t('sendAgain')}
        </button>
      </p>
      <ScreenLink href={loginPath + redirectQuery()}>{t('backToSignIn')}</ScreenLink>
    </Screen>
  );
}

function PasswordChanged({ loginPath }: { loginPath: string }) {
  const t = useTranslation();
  return (
    <Screen title={t('reset.changed')} intro={t('reset.changedLead')}>
      <ScreenLink href={loginPath + redirectQuery()}>{t('signIn')}</ScreenLink>
    </Screen>
  );
}

/**
 * The first reset screen: asks for the email address. Replaces inaccessible parts of the widget's own screen.
 */
export function RequestResetLink({
  DefaultComponent,
  loginPath,
  ...props
}: Props<'EmailPasswordResetPasswordEmail_Override'>) {
  const t = useTranslation();
  const [sentTo, setSentTo] = useState<string>();
  if (sentTo !== undefined)
    return <CheckInbox email={sentTo} onAgain={() => setSentTo(undefined)} loginPath={loginPath} />;
  const { recipeImplementation } = props;
  const withResult = withMethod(recipeImplementation, 'sendPasswordResetEmail', async (input) => {
    const options = { ...input.options, preAPIHook: addRedirectParam };
    const answer = await recipeImplementation.sendPasswordResetEmail({ ...input, options });
    if (answer.status === 'OK') setSentTo(input.formFields.find(({ id }) => id === 'email')?.value);
    return answer;
  });
  return (
    <Screen title={t('forgotPassword')} intro={t('reset.lead')} error={props.error}>
      <DefaultComponent
        {...props}
        recipeImplementation={withResult}
        formFields={withLabels(props.formFields)}
        footer={<ScreenLink href={loginPath + redirectQuery()}>{t('backToSignIn')}</ScreenLink>}
      />
    </Screen>
  );
}

/** Returns the address that the reset link was sent to; undefined for a link without it. */
function readMailedTo(): string | undefined {
  return toCanonicalEmail(new URLSearchParams(window.location.hash.slice(1)).get(MAILED_TO));
}

/** The first field for a password, after a hidden username field for password managers. */
function FirstPasswordInput(props: FieldInputProps) {
  const [username] = useState(readMailedTo);
  return (
    <>
      {username !== undefined && <UsernameField email={username} />}
      <TranslatedInput {...props} />
    </>
  );
}

const withUsernameField = <F extends LabelledField>(fields: F[]): F[] =>
  fields.map((field, index) => (index === 0 ? { ...field, inputComponent: FirstPasswordInput } : field));

/** The screen behind the reset link: asks for a new password. */
export function ChoosePassword({
  DefaultComponent,
  loginPath,
  ...props
}: Props<'EmailPasswordSubmitNewPassword_Override'>) {
  const t = useTranslation();
  const [isSet, setIsSet] = useState(false);
  if (isSet) return <PasswordChanged loginPath={loginPath} />;
  const { recipeImplementation } = props;
  const withResult = withMethod(recipeImplementation, 'submitNewPassword', async (input) => {
    const answer = await recipeImplementation.submitNewPassword(input);
    if (answer.status === 'OK') setIsSet(true);
    return answer;
  });
  return (
    <Screen title={t('reset.choose')} intro={t('reset.rules')} error={props.error}>
      <DefaultComponent
        {...props}
        recipeImplementation={withResult}
        formFields={withUsernameField(withLabels(props.formFields))}
        footer={
          <ScreenLink href={`${loginPath}/reset-password${redirectQuery()}`}>
            {t('reset.requestAnother')}
          </ScreenLink>
        }
      />
    </Screen>
  );
}
