"use client";
import { useMemo } from "react";
import { useControls } from "@/components/form-controls/controls";
import type { EditorMessageName } from "../messages/english";
import { useEditorWords } from "../messages/use-editor-words";
import type { DashboardFormProps } from "./dashboard-form";

const refreshes: Readonly<Record<string, EditorMessageName>> = {
  30: "every30Seconds",
  60: "everyMinute",
  300: "every5Minutes",
  900: "every15Minutes",
  3600: "everyHour",
  86400: "everyDay",
};

const weekStarts: Readonly<Record<string, EditorMessageName>> = {
  monday: "monday",
  sunday: "sunday",
  saturday: "saturday",
};

/** Title, description, and how the dashboard is looked at. */
export function SettingsForm({ content, change }: Pick<DashboardFormProps, "content" | "change">) {
  const ui = useControls();
  const { say } = useEditorWords();
  const zones = useMemo(
    () =>
      ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")].map((zone) => ({
        value: zone,
        label: zone,
      })),
    [],
  );
  const { settings } = content;
  const set = (name: string, value: string | number | null) =>
    change((current) => {
      const { [name]: _, ...others } = current.settings;
      return { ...current, settings: value === null ? others : { ...others, [name]: value } };
    });
  const seconds = typeof settings.refreshSeconds === "number" ? String(settings.refreshSeconds) : null;
  const isOther = seconds !== null && !(seconds in refreshes);
  return (
    <ui.Stack>
      <ui.Text
        label={say("title")}
        maxLength={200}
        value={content.title}
        error={content.title.trim() === "" ? say("giveTitle") : undefined}
        onChange={(title) => change((current) => ({ ...current, title }), "title")}
      />
      <ui.Text
        label={say("description")}
        rows={2}
        maxLength={2_000}
        value={content.description}
        onChange={(description) => change((current) => ({ ...current, description }), "description")}
      />
      <ui.Select
        label={say("asksAgain")}
        placeholder={say("onlyWhenAsked")}
        choices={[
          ...Object.entries(refreshes).map(([value, name]) => ({ value, label: say(name) })),
          ...(isOther ? [{ value: seconds, label: say("everySeconds", { count: seconds }) }] : []),
        ]}
        value={seconds}
        onChange={(value) => set("refreshSeconds", value === null ? null : Number(value))}
        canBeEmpty
      />
      <ui.Select
        label={say("timeZone")}
        help={say("timeZoneHelp")}
        placeholder="UTC"
        isLong
        choices={zones}
        value={typeof settings.timeZone === "string" ? settings.timeZone : null}
        onChange={(value) => set("timeZone", value)}
        canBeEmpty
      />
      <ui.Select
        label={say("weeksBegin")}
        placeholder={say("monday")}
        choices={Object.entries(weekStarts).map(([value, name]) => ({ value, label: say(name) }))}
        value={typeof settings.weekStart === "string" ? settings.weekStart : null}
        onChange={(value) => set("weekStart", value)}
        canBeEmpty
      />
    </ui.Stack>
  );
}
