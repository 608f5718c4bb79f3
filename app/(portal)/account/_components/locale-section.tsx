import { Section } from "@/components/ui/section";
import { browserLocale, chosenLocale } from "../../_shell/person-locale";
import { localeChoices } from "./locale-choices";
import { LocaleForm } from "./locale-form";

/** Numbers, dates and currencies of dashboards and of data, as this person reads them. */
export async function LocaleSection() {
  const [browser, chosen] = [await browserLocale(), await chosenLocale()];
  return (
    <Section title="Numbers and dates" description="How dashboards and data are written for you.">
      <LocaleForm chosen={chosen} choices={localeChoices(browser, chosen)} />
    </Section>
  );
}
