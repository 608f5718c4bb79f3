"use client";
import { Button, Textarea } from "@mantine/core";
import { IconBuilding } from "@tabler/icons-react";
import { useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { NamedValues } from "@/components/ui/named-values";
import type { SearchOption } from "@/components/ui/search-select";
import { Section } from "@/components/ui/section";
import type { AssignmentView, PolicyInput, PolicyView } from "@/lib/policies/policy-schema";
import type { Engine } from "@/prisma/client/enums";
import { PreviewStatus } from "../../../../_preview/preview-status";
import type { KnownTable } from "./policy-form";
import { unnamed } from "./policy-values";
import { defaultQuery, startingValues } from "./preview-defaults";
import { PreviewResult } from "./preview-result";
import classes from "./preview-section.module.css";
import { TrialFields } from "./trial-fields";
import type { LiveCheck } from "./use-policy-check";
import { usePolicyPreview } from "./use-policy-preview";

export interface PreviewSectionProps {
  readonly engine: Engine;
  /** The policy as it stands in the form. */
  readonly input: PolicyInput;
  readonly live: LiveCheck;
  readonly tables: readonly KnownTable[];
  readonly firstTenant: SearchOption | null;
  readonly policy?: PolicyView;
  /** Whose values are the ones to begin with. */
  readonly assignments?: readonly AssignmentView[];
}

/** Tries the policy on one tenant before it is saved: the query that would run, and its first rows. */
export function PreviewSection({ firstTenant, ...rest }: PreviewSectionProps) {
  return (
    <div id="try" className={classes.trial}>
      <Section
        title="Try it on a tenant"
        description="As it stands in the form, saved or not. Nothing is kept of what this shows."
      >
        {firstTenant ? (
          <Trial firstTenant={firstTenant} {...rest} />
        ) : (
          <EmptyState
            icon={<IconBuilding size={20} />}
            title="Create a tenant first"
            action={<LinkButton href="/organization/tenants/new">New tenant</LinkButton>}
          >
            A policy is tried as one of your tenants: the query before and after, and the rows it leaves.
          </EmptyState>
        )}
      </Section>
    </div>
  );
}

function Trial({ engine, input, live, tables, firstTenant, policy, assignments = [] }: TrialProps) {
  const isAssigned = (policy?.assignmentCount ?? 0) > 0;
  const [tenantId, setTenantId] = useState<string | null>(firstTenant.value);
  const [asAssigned, setAsAssigned] = useState(isAssigned);
  const [typed, setTyped] = useState<NamedValues>({});
  const [written, setWritten] = useState<string | null>(null);
  const { run, pending, tried } = usePolicyPreview();
  const values = startingValues(live.check?.parameters ?? [], typed, assignments, tenantId);
  const sql = written ?? (live.check ? defaultQuery(engine, input, live.check, tables) : "");
  const tryout = {
    policy: { ...input, name: input.name.trim() || unnamed },
    ...(policy ? { policyId: policy.id } : {}),
    tenantId: tenantId ?? "",
    ...(isAssigned && asAssigned ? {} : { parameters: given(values) }),
    sql,
  };
  const errors = tried && !tried.outcome.ok ? (tried.outcome.error.fields ?? {}) : {};
  return (
    <>
      <div className={classes.controls}>
        <TrialFields
          {...{ firstTenant, tenantId, isAssigned, asAssigned, values, errors }}
          onTenant={(id) => {
            setTenantId(id);
            setTyped({});
          }}
          onAsAssigned={setAsAssigned}
          onValues={setTyped}
        />
        <Textarea
          label="Query"
          description="As a card would hold it."
          autosize
          minRows={4}
          maxRows={16}
          spellCheck={false}
          styles={{ input: { fontFamily: "var(--bh-font-mono)" } }}
          value={sql}
          onChange={(event) => setWritten(event.currentTarget.value)}
          error={errors.sql}
        />
      </div>
      <div className={classes.foot}>
        <PreviewStatus
          pending={pending}
          answered={tried ? tried.outcome.ok && tried.outcome.data.rows !== null : null}
        />
        <Button onClick={() => run(tryout)} loading={pending} disabled={live.pending}>
          Preview
        </Button>
      </div>
      {tried ? (
        <PreviewResult
          engine={engine}
          tried={tried}
          stale={JSON.stringify(tried.input) !== JSON.stringify(tryout)}
          pending={pending}
        />
      ) : null}
    </>
  );
}

type TrialProps = Omit<PreviewSectionProps, "firstTenant"> & { readonly firstTenant: SearchOption };

/** A field left empty is no value, and what runs says which are missing. */
function given(values: NamedValues) {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== "")
      .map(([name, value]) => [name, Array.isArray(value) ? [...value] : value]),
  ) as Record<string, string | number | boolean | null>;
}
