import { HOME_PATH } from '@/config/supertokens/appInfo';
import type { LandingTexts } from './landingTexts';

interface HeroProps {
  t: LandingTexts;
  appName: string;
  loginPath: string;
}

const INSTALL = 'npm ci';
const START = 'npm run dev';

/** The two commands to run after cloning. */
function Commands({ t }: { t: LandingTexts }) {
  return (
    <figure className="bg-primary text-on-primary rounded-large grid grid-cols-1 gap-5 border border-transparent p-8 sm:p-10">
      <figcaption className="text-h2 font-semibold">{t('commands.title')}</figcaption>
      <ol className="font-code text-small grid grid-cols-1 gap-3">
        <li>
          <bdi>{INSTALL}</bdi>
        </li>
        <li>
          <bdi>{START}</bdi>
        </li>
        <li className="opacity-85">{t('commands.open')}</li>
      </ol>
    </figure>
  );
}

/** Says what the app is and links to the sign-in page. */
export function Hero({ t, appName, loginPath }: HeroProps) {
  return (
    <div className="max-w-page px-margin mx-auto grid w-full grid-cols-1 items-center gap-12 pt-10 pb-20 sm:pt-16 lg:grid-cols-[7fr_5fr]">
      <div className="grid grid-cols-1 justify-items-start gap-6">
        <h1 className="text-display tracking-tight">{t('title')}</h1>
        <p className="text-display-lead text-soft max-w-xl">{t('lead', { appName })}</p>
        <div className="flex flex-wrap gap-3">
          <a className="button button-primary" href={loginPath}>
            {t('signIn')}
          </a>
          <a className="button" href={HOME_PATH}>
            {t('session')}
          </a>
          <a className="button" href="/account">
            {t('account')}
          </a>
        </div>
      </div>
      <Commands t={t} />
    </div>
  );
}
