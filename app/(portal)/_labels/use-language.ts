import { useMemo } from "react";
import { english } from "@/components/dashboards/messages/english";
import type { Language } from "@/components/dashboards/messages/use-words";
import { useLocale } from "@/components/ui/use-locale";

/** The portal's language for what is drawn: English sentences, numbers and dates as the person writes them. */
export function useLanguage(): Language {
  const locale = useLocale();
  return useMemo(() => ({ locale, messages: english }), [locale]);
}
