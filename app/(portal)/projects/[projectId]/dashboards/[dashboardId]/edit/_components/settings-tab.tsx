"use client";
import { Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useMemo } from "react";
import type { DashboardTabProps } from "./dashboard-panel";

const refreshes = [
  { value: "30", label: "Every 30 seconds" },
  { value: "60", label: "Every minute" },
  { value: "300", label: "Every 5 minutes" },
  { value: "900", label: "Every 15 minutes" },
  { value: "3600", label: "Every hour" },
  { value: "86400", label: "Every day" },
];

const weekStarts = [
  { value: "monday", label: "Monday" },
  { value: "sunday", label: "Sunday" },
  { value: "saturday", label: "Saturday" },
];

/** Title, description, and how the dashboard is looked at. */
export function SettingsTab({ content, change }: DashboardTabProps) {
  const zones = useMemo(() => ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")], []);
  const { settings } = content;
  const set = (name: string, value: string | number | null) =>
    change((current) => {
      const { [name]: _, ...others } = current.settings;
      return { ...current, settings: value === null ? others : { ...others, [name]: value } };
    });
  const seconds = typeof settings.refreshSeconds === "number" ? String(settings.refreshSeconds) : null;
  const known = refreshes.some(({ value }) => value === seconds) || seconds === null;
  return (
    <Stack gap="md">
      <TextInput
        label="Title"
        maxLength={200}
        value={content.title}
        error={content.title.trim() === "" ? "Give the dashboard a title" : undefined}
        onChange={({ currentTarget: { value } }) => change((current) => ({ ...current, title: value }), "title")}
      />
      <Textarea
        label="Description"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2_000}
        value={content.description}
        onChange={({ currentTarget: { value } }) =>
          change((current) => ({ ...current, description: value }), "description")
        }
      />
      <Select
        label="Asks for its data again"
        placeholder="Only when somebody asks"
        data={known ? refreshes : [...refreshes, { value: seconds, label: `Every ${seconds} seconds` }]}
        value={seconds}
        onChange={(value) => set("refreshSeconds", value === null ? null : Number(value))}
        clearable
      />
      <Select
        label="Time zone"
        description="Today and last month are meant there."
        placeholder="UTC"
        searchable
        limit={50}
        data={zones}
        value={typeof settings.timeZone === "string" ? settings.timeZone : null}
        onChange={(value) => set("timeZone", value)}
        clearable
      />
      <Select
        label="Weeks begin on"
        placeholder="Monday"
        data={weekStarts}
        value={typeof settings.weekStart === "string" ? settings.weekStart : null}
        onChange={(value) => set("weekStart", value)}
        clearable
      />
    </Stack>
  );
}
