"use client";
import { Select } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { localeCookie } from "../../_labels/locale-cookie";

export interface LocaleFormProps {
  /** What was chosen in this browser; empty for what the browser says. */
  readonly chosen: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** How numbers and dates are written; kept in the browser, as the theme is. */
export function LocaleForm({ chosen, choices }: LocaleFormProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const choose = (locale: string) => {
    const age = locale === "" ? "max-age=0" : "max-age=31536000";
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `${localeCookie}=${locale}; path=/; ${age}; samesite=lax`;
    startTransition(() => router.refresh());
  };
  return (
    <Select
      label="Written as in"
      description="Kept for this browser. The words stay English."
      data={[...choices]}
      value={chosen}
      allowDeselect={false}
      searchable
      disabled={isPending}
      onChange={(locale) => choose(locale ?? "")}
    />
  );
}
