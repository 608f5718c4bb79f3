import type { ImportView } from "@/lib/imports/import-schema";
import { counted } from "../../../_labels/words";

export interface ImportWords {
  readonly title: string;
  readonly api: string;
  readonly list: { readonly href: string; readonly label: string };
  readonly columns: string;
  readonly example: string;
  readonly counted: (count: number) => string;
}

/** What differs between the kinds of import, in words and addresses. */
export const importWords: Readonly<Record<ImportView["kind"], ImportWords>> = {
  USERS: {
    title: "Import of people",
    api: "/api/v1/users/import",
    list: { href: "/organization/users", label: "People" },
    columns:
      "The first line names the columns: email, name, tenant (key or name; empty for your own organization), role (viewer unless said otherwise), and attributes such as attributes.region. At most 10,000 lines.",
    example: "email,name,tenant,role\nada@example.com,Ada Lovelace,california,power_user",
    counted: (count: number) => counted(count, "person", "people"),
  },
  TENANTS: {
    title: "Import of tenants",
    api: "/api/v1/tenants/import",
    list: { href: "/organization/tenants", label: "Tenants" },
    columns:
      "The first line names the columns: key, name, and attributes such as attributes.state. At most 10,000 lines.",
    example: "key,name,attributes.state\ncalifornia,California,California",
    counted: (count: number) => counted(count, "tenant"),
  },
};

export const statusWords: Readonly<Record<ImportView["status"], { readonly label: string; readonly color: string }>> = {
  RUNNING: { label: "Running", color: "harbor" },
  DONE: { label: "Done", color: "green" },
  CANCELLED: { label: "Cancelled", color: "gray" },
  STOPPED: { label: "Stopped", color: "red" },
};
