const offered = [
  ...["cs-CZ", "da-DK", "de-AT", "de-CH", "de-DE", "en-AU", "en-CA", "en-GB", "en-IE", "en-IN", "en-US", "en-ZA"],
  ...["es-ES", "es-MX", "et-EE", "fi-FI", "fr-CA", "fr-CH", "fr-FR", "hu-HU", "it-IT", "ja-JP", "ko-KR", "nb-NO"],
  ...["nl-BE", "nl-NL", "pl-PL", "pt-BR", "pt-PT", "ro-RO", "sv-SE", "tr-TR", "uk-UA", "zh-CN", "zh-TW"],
];

/** What can be chosen, each with an example; written on the server, so that no two versions of `Intl` disagree. */
export function localeChoices(browser: string, chosen: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames("en", { type: "language", languageDisplay: "standard" });
  const label = (locale: string) => `${names.of(locale) ?? locale}: ${example(locale)}`;
  const all = chosen === "" ? offered : [...new Set([...offered, chosen])];
  return [
    { value: "", label: `As the browser says, ${label(browser)}` },
    ...all.map((value) => ({ value, label: label(value) })).sort((a, b) => (a.label < b.label ? -1 : 1)),
  ];
}

function example(locale: string): string {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(Date.UTC(2026, 11, 31));
  return `${new Intl.NumberFormat(locale).format(12_345.6)}, ${day}`;
}
