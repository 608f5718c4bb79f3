"use client";
import { notifications } from "@mantine/notifications";
import { DataRequestError } from "@/components/dashboards/card-data";
import { requestApi } from "@/components/dashboards/request-data";
import { notifyFailed } from "@/components/ui/notify";
import type { ExportDashboardInput } from "@/lib/exports/export-dashboard-schema";

/** Has a file made and saves it. It goes on while the person moves about the portal; closing its notice cancels it. */
export async function saveExport(dashboardId: string, title: string, input: ExportDashboardInput): Promise<void> {
  const leaving = new AbortController();
  const notice = notifications.show({
    title: `Drawing “${title}”`,
    message: "The file is saved when it is ready. Close this to cancel.",
    loading: true,
    autoClose: false,
    withBorder: true,
    onClose: () => leaving.abort(),
  });
  try {
    const response = await requestApi(`/api/v1/dashboards/${dashboardId}/export`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(input),
      signal: leaving.signal,
    });
    save(await response.blob(), `${title}.${input.format}`);
  } catch (error) {
    if (leaving.signal.aborted) return;
    notifyFailed(error instanceof DataRequestError ? error.message : "The file could not be made. Try again.");
  } finally {
    notifications.hide(notice);
  }
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the file after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
