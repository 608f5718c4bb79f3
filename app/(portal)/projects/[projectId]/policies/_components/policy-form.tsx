"use client";
import { Select, Textarea, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useUrlState } from "@/components/data-table/use-url-state";
import { ActionForm } from "@/components/ui/action-form";
import { LinkButton } from "@/components/ui/link-button";
import { notifyDone } from "@/components/ui/notify";
import type { SearchOption } from "@/components/ui/search-select";
import { Section } from "@/components/ui/section";
import { useActionForm } from "@/components/ui/use-action-form";
import {
  type AssignmentView,
  createPolicySchema,
  type PolicyView,
  updatePolicySchema,
} from "@/lib/policies/policy-schema";
import type { Engine } from "@/prisma/client/enums";
import { createPolicyAction, updatePolicyAction } from "../actions";
import { CheckPanel } from "./check-panel";
import { ConnectionLayerSection } from "./connection-layer-section";
import classes from "./policy-form.module.css";
import { isFilled, policyInput, policyValues } from "./policy-values";
import { PreviewSection } from "./preview-section";
import { problemText } from "./problem-text";
import { RulesSection } from "./rules-section";
import { SchemaLayerSection } from "./schema-layer-section";
import { usePolicyCheck } from "./use-policy-check";

export interface KnownTable {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface PolicyFormProps {
  readonly projectId: string;
  readonly connections: readonly { readonly id: string; readonly name: string; readonly engine: Engine }[];
  readonly connection: { readonly id: string; readonly name: string; readonly engine: Engine };
  /** Tables of the connection, for suggestions. */
  readonly tables: readonly KnownTable[];
  /** Whom it is tried on until somebody else is chosen. */
  readonly firstTenant: SearchOption | null;
  readonly policy?: PolicyView;
  readonly assignments?: readonly AssignmentView[];
}

/** The three layers of a policy, checked while one writes and tried on a tenant on demand. */
export function PolicyForm({ projectId, connections, connection, policy, ...rest }: PolicyFormProps) {
  const { tables } = rest;
  const router = useRouter();
  const address = useUrlState();
  const base = `/projects/${projectId}/policies`;
  const { form, submit, failure, pending, dirty } = useActionForm({
    initialValues: policyValues(connection.id, policy),
    schema: policy ? updatePolicySchema : createPolicySchema,
    toInput: (values) => ({ ...policyInput(projectId, values), ...(policy ? { version: policy.version } : {}) }),
    action: (input) => (policy ? updatePolicyAction(policy.id, input) : createPolicyAction(input)),
    onDone: ({ id }) => {
      notifyDone(policy ? "Policy saved; it holds from the next query on" : "Policy created; assign it below");
      if (!policy) router.push(`${base}/${id}`);
    },
  });
  const input = policyInput(projectId, form.values);
  const live = usePolicyCheck(input);
  const errorAt = (path: string): string | undefined => {
    const saved = form.errors[path];
    if (saved) return String(saved);
    // What is still empty is told by the panel alone: nobody wants to be scolded for what they are about to write.
    const problem = isFilled(input, path) ? live.problemAt(path) : undefined;
    return problem?.severity === "error" ? problemText(problem) : undefined;
  };
  const parts = { form, errorAt, engine: connection.engine, tables };
  return (
    <>
      <div className={classes.page}>
        <ActionForm
          label="Policy"
          submitLabel={policy ? "Save policy" : "Create policy"}
          onSubmit={submit}
          pending={pending}
          failure={failure}
          dirty={Boolean(policy) && dirty}
          secondary={
            <LinkButton href={base} variant="default">
              Cancel
            </LinkButton>
          }
        >
          <div>
            <Section title="Policy">
              <div className={classes.fields}>
                <Select
                  label="Connection"
                  data={connections.map(({ id, name }) => ({ value: id, label: name }))}
                  disabled={Boolean(policy)}
                  allowDeselect={false}
                  {...form.getInputProps("connectionId")}
                  onChange={(connectionId) => {
                    if (!connectionId) return;
                    form.setFieldValue("connectionId", connectionId);
                    address.set({ connectionId });
                  }}
                />
                <TextInput
                  label="Name"
                  description="Tokens name the policy by it."
                  placeholder="state"
                  {...form.getInputProps("name")}
                />
                <Textarea label="Description" autosize minRows={1} maxRows={6} {...form.getInputProps("description")} />
              </div>
            </Section>
            <RulesSection {...parts} />
            <SchemaLayerSection {...parts} />
            <ConnectionLayerSection {...parts} storedSecrets={policy?.secretNames ?? []} />
          </div>
        </ActionForm>
        <CheckPanel live={live} />
      </div>
      <PreviewSection engine={connection.engine} {...{ input, live, policy }} {...rest} />
    </>
  );
}
