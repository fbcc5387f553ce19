import { HOME_PATH } from '@/config/supertokens/appInfo';

interface HeroProps {
  appName: string;
  loginPath: string;
}

/** The two commands to run after cloning. */
function Commands() {
  return (
    <figure className="bg-primary text-on-primary rounded-large grid gap-5 p-8 sm:p-10">
      <figcaption className="text-h2 font-semibold">From clone to signed in</figcaption>
      <ol className="font-code text-small grid gap-3">
        <li>npm ci</li>
        <li>npm run dev</li>
        <li className="opacity-85">localhost:8888, no sign-up anywhere</li>
      </ol>
    </figure>
  );
}

/** Says what the app is and links to the sign-in page. */
export function Hero({ appName, loginPath }: HeroProps) {
  return (
    <div className="max-w-page px-margin mx-auto grid w-full items-center gap-12 pt-10 pb-20 sm:pt-16 lg:grid-cols-[7fr_5fr]">
      <div className="grid justify-items-start gap-6">
        <h1 className="text-display tracking-tight">Sign-in is done. Build your app.</h1>
        <p className="text-display-lead text-soft max-w-xl">
          {appName} is where a Next.js app on Netlify begins: log-in by SuperTokens behind functions of its
          own, pages that know who you are before the first byte is sent, and a local core, so that all of it
          runs on your machine.
        </p>
        <div className="flex flex-wrap gap-3">
          <a className="button button-primary" href={loginPath}>
            Sign in or sign up
          </a>
          <a className="button" href={HOME_PATH}>
            See your session
          </a>
          <a className="button" href="/account">
            Your account
          </a>
        </div>
      </div>
      <Commands />
    </div>
  );
}
