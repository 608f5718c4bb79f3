import { createContext, useContext } from "react";

export const LocaleContext = createContext("en-US");

/** How this person writes numbers, dates and currencies; chosen by the server, so that its page and the browser's agree. */
export function useLocale(): string {
  return useContext(LocaleContext);
}
