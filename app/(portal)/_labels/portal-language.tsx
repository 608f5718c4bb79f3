"use client";
import type { ReactNode } from "react";
import { LanguageContext } from "@/components/dashboards/messages/use-words";
import { useLanguage } from "./use-language";

/** Gives what is drawn inside the portal's language. */
export function PortalLanguage({ children }: { children: ReactNode }) {
  return <LanguageContext value={useLanguage()}>{children}</LanguageContext>;
}
