import type { StaticImageData } from 'next/image';
import type { LandingTexts } from './landingTexts';
import { Point } from './Point';
import { Section } from './Section';
import activityDark from './pictures/account-activity-dark.jpg';
import activityLight from './pictures/account-activity-light.jpg';
import sessionsDark from './pictures/account-sessions-dark.jpg';
import sessionsLight from './pictures/account-sessions-light.jpg';
import signInDark from './pictures/sign-in-dark.jpg';
import signInLight from './pictures/sign-in-light.jpg';

/** Features with a picture in both themes: `node scripts/screenshots.ts --landing` makes them. */
const PICTURED = [
  { name: 'signIn', light: signInLight, dark: signInDark },
  { name: 'account', light: sessionsLight, dark: sessionsDark },
  { name: 'safety', light: activityLight, dark: activityDark },
] as const;

const OTHERS = ['plain', 'local', 'languages'] as const;

interface PictureProps {
  light: StaticImageData;
  dark: StaticImageData;
  alt: string;
}

/** A picture in the theme of the page. Browsers load none that is not shown. */
function Picture({ light, dark, alt }: PictureProps) {
  const shown = (image: StaticImageData, theme: string) => (
    // eslint-disable-next-line @next/next/no-img-element -- no image is optimized at run time
    <img
      src={image.src}
      width={image.width}
      height={image.height}
      alt={alt}
      loading="lazy"
      decoding="async"
      className={`${theme} border-line rounded-card mb-2 h-auto w-full border`}
    />
  );
  return (
    <>
      {shown(light, 'only-light')}
      {shown(dark, 'only-dark')}
    </>
  );
}

/** What the app contains. */
export function Features({ t }: { t: LandingTexts }) {
  return (
    <Section id="features" title={t('features.title')} raised>
      <ul className="grid grid-cols-1 gap-x-10 gap-y-12 md:grid-cols-3">
        {PICTURED.map(({ name, light, dark }) => (
          <Point key={name} title={t(`features.${name}.title`)} text={t(`features.${name}.text`)}>
            <Picture light={light} dark={dark} alt={t(`features.${name}.picture`)} />
          </Point>
        ))}
        {OTHERS.map((name) => (
          <Point key={name} title={t(`features.${name}.title`)} text={t(`features.${name}.text`)} />
        ))}
      </ul>
    </Section>
  );
}
