import type { LandingTexts } from './landingTexts';
import { Section } from './Section';

const CHOICES = ['own', 'service', 'library'] as const;
const ROWS = ['data', 'pages', 'offline', 'tests', 'price'] as const;

function Head({ t }: { t: LandingTexts }) {
  return (
    <thead className="max-md:sr-only">
      <tr className="border-line border-b text-start">
        {(['what', ...CHOICES] as const).map((name) => (
          <th key={name} scope="col" className="px-4 py-3 text-start font-semibold">
            {t(`comparison.${name}`)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Compares the app with other ways to have sign-in. On narrow screens each row is a block. */
export function Comparison({ t }: { t: LandingTexts }) {
  return (
    <Section id="comparison" title={t('comparison.title')} raised>
      <table className="text-small w-full max-md:block">
        <Head t={t} />
        <tbody className="max-md:grid max-md:grid-cols-1 max-md:gap-6">
          {ROWS.map((row) => (
            <tr key={row} className="border-line max-md:grid max-md:grid-cols-1 max-md:gap-2 md:border-b">
              <th scope="row" className="text-start font-semibold md:px-4 md:py-3">
                {t(`comparison.${row}.label`)}
              </th>
              {CHOICES.map((choice) => (
                <td key={choice} className="text-soft md:px-4 md:py-3">
                  <span aria-hidden="true" className="text-foreground block md:hidden">
                    {t(`comparison.${choice}`)}
                  </span>
                  {t(`comparison.${row}.${choice}`)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
