"use client";
import { Button, Menu, useComputedColorScheme } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useSearchParams } from "next/navigation";
import { useLocale } from "@/components/ui/use-locale";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import type { ExportDashboardInput } from "@/lib/exports/export-dashboard-schema";
import { chosenFilters } from "./filters-in-address";
import { saveExport } from "./save-export";

interface ExportMenuProps {
  readonly dashboard: Pick<DashboardView, "id" | "title" | "filters">;
  readonly asTenantId?: string;
}

const kinds = [
  { label: "PDF, one page", format: "pdf", paper: "one_page" },
  { label: "PDF, A4 sheets", format: "pdf", paper: "a4" },
  { label: "PDF, Letter sheets", format: "pdf", paper: "letter" },
  { label: "Picture (PNG)", format: "png" },
] as const satisfies readonly (ExportDashboardInput & { label: string })[];

/** The dashboard as a file, with the filters, the tenant and the theme that are on the screen. */
export function ExportMenu({ dashboard, asTenantId }: ExportMenuProps) {
  const params = useSearchParams();
  const theme = useComputedColorScheme("light");
  const locale = useLocale();
  const save = ({ label: _, ...kind }: (typeof kinds)[number]) =>
    saveExport(dashboard.id, dashboard.title, {
      ...kind,
      theme: kind.format === "png" ? theme : "light",
      filters: chosenFilters(params, dashboard.filters) as ExportDashboardInput["filters"],
      asTenantId,
      locale,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item key={kind.label} onClick={() => void save(kind)}>
            {kind.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
