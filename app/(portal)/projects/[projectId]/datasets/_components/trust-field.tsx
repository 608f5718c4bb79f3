"use client";
import { Switch } from "@mantine/core";
import type { ReactNode } from "react";
import { WarningLine } from "@/components/ui/warning-line";
import type { DatasetView } from "@/lib/datasets/dataset-schema";

export interface TrustFieldProps {
  readonly mayTrust: boolean;
  readonly dataset?: DatasetView;
  readonly sqlChanged: boolean;
  /** Anything waits to be saved. */
  readonly dirty: boolean;
  readonly trusted: boolean;
  readonly onChange: (trusted: boolean) => void;
  readonly error?: ReactNode;
}

/** For admins, whether the query keeps tenants apart itself; for everybody, what saving does to trust. */
export function TrustField({ mayTrust, dataset, sqlChanged, dirty, trusted, onChange, error }: TrustFieldProps) {
  const losesIt = dataset?.trusted && (mayTrust ? !trusted : dirty);
  return (
    <>
      {mayTrust ? (
        <Switch
          label="Trusted: its SQL keeps tenants apart itself"
          description="Its query then also reads tables that no policy opens, and there only its own condition keeps one tenant's rows from another, such as tenant = {{ tenant.key }}. Rules that name a table still narrow it, and cards read nothing else of it."
          checked={trusted}
          onChange={(event) => onChange(event.currentTarget.checked)}
          error={error}
        />
      ) : null}
      {mayTrust && trusted ? (
        <WarningLine>
          {dataset?.trusted && !sqlChanged
            ? `${dataset.trustedBy ? `Trusted by ${dataset.trustedBy}` : "Trusted, but no admin of the portal answers for it"}. Where no policy names its tables, only its own condition protects them; changing its SQL ends the trust.`
            : "You answer for it: a condition that is missing or too wide shows every tenant the rows of all. Try it as at least two tenants before you save."}
        </WarningLine>
      ) : null}
      {losesIt ? (
        <WarningLine>
          {mayTrust
            ? "Saving ends the trust: the query goes back under the policies of its tables, and cards that need the trust refuse. Switch it on again once you have read the query as it is now."
            : "This dataset is trusted by an admin, and saving your change ends that: its query goes back under the policies of its tables until an admin trusts it again, and cards that need the trust refuse."}
        </WarningLine>
      ) : null}
    </>
  );
}
