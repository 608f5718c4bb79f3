/** What is written in when a browser asks for nothing that can be. */
const defaultLocale = "en-US";

/** A header beyond this is no browser's; what it says is not read. */
const longestHeader = 500;

/**
 * The locale that numbers, dates and currencies are written in for whoever sends a request: the one their
 * `Accept-Language` wants most of those this server can write, else American English. It is settled here once, so that
 * page and server write the same. The answer is always a tag that `Intl` takes; extensions, which could ask for another
 * calendar or other digits, are left out.
 *
 * RFC 9110, 12.5.4 (weights; a weight of zero refuses) and RFC 4647 (tags)
 */
export function requestedLocale(acceptLanguage: string | null): string {
  if (acceptLanguage === null || acceptLanguage.length > longestHeader) return defaultLocale;
  for (const tag of byWeight(acceptLanguage)) {
    const locale = writable(tag);
    if (locale !== null) return locale;
  }
  return defaultLocale;
}

function byWeight(header: string): string[] {
  return header
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.split(";").map((one) => one.trim());
      const weight = parameters.find((one) => one.toLowerCase().startsWith("q="));
      return { tag, weight: weight === undefined ? 1 : Number(weight.slice(2)) };
    })
    .filter(({ weight }) => weight > 0 && weight <= 1)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}

function writable(tag: string): string | null {
  // A browser's tag is a language, perhaps with a script and a region; the pattern keeps private and odd ones out.
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(tag)) return null;
  try {
    const { baseName } = new Intl.Locale(tag);
    return Intl.NumberFormat.supportedLocalesOf(baseName).length > 0 ? baseName : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
