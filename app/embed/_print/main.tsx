import "@fontsource-variable/inter/wght.css";
import { createRoot } from "react-dom/client";
import type { CardLine } from "@/components/dashboards/card-data";
import { requestApi } from "@/components/dashboards/request-data";
import type { PrintedDashboard } from "@/lib/exports/printed-dashboard-schema";
import { PrintPage } from "./print-page";
import { whenQuiet } from "./when-quiet";

/** Tells the server's browser that the page can be printed, or that it never will. */
function tell(state: "ready" | "failed"): void {
  document.documentElement.dataset.print = state;
}

function takeToken(): string {
  const holder = window as typeof window & { bulkheadPrintToken?: string };
  const token = holder.bulkheadPrintToken ?? "";
  delete holder.bulkheadPrintToken;
  return token;
}

async function fetchDashboard(): Promise<{ dashboard: PrintedDashboard; lines: CardLine[] }> {
  const headers = { Authorization: `Bearer ${takeToken()}` };
  const response = await requestApi("/api/v1/render-data", { method: "POST", headers, credentials: "omit" });
  const [first = "", ...rest] = (await response.text()).trimEnd().split("\n");
  return { dashboard: JSON.parse(first), lines: rest.map((line) => JSON.parse(line)) };
}

async function print(root: HTMLElement): Promise<void> {
  const { dashboard, lines } = await fetchDashboard();
  document.title = dashboard.title;
  document.documentElement.dataset.theme = dashboard.theme;
  document.documentElement.style.colorScheme = dashboard.theme;
  document.documentElement.lang = dashboard.locale;
  createRoot(root).render(<PrintPage dashboard={dashboard} lines={lines} />);
  await whenQuiet(root);
}

const root = document.getElementById("root");
if (root) {
  print(root).then(
    () => tell("ready"),
    () => tell("failed"),
  );
}
