"use client";
import { Button, PasswordInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { unreachable } from "@/components/ui/action-outcome";
import { Section } from "@/components/ui/section";
import type { AccessExplanation } from "@/lib/access/access-schema";
import { explainAccessAction } from "../actions";
import classes from "./access.module.css";
import { AccessReport } from "./access-report";

/** What the bearer of a pasted embed token sees. The token goes to the server once and is kept nowhere. */
export function TokenReport({ projectId }: { projectId: string }) {
  const [token, setToken] = useState("");
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [explanation, setExplanation] = useState<AccessExplanation | null>(null);
  const explain = async (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    const outcome = await explainAccessAction({ projectId, token }).catch(() => null);
    setPending(false);
    setExplanation(outcome?.ok ? outcome.data : null);
    setFailure(outcome?.ok ? null : failureOf(outcome?.error));
  };
  return (
    <>
      <Section title="Embed token" description="An access token as your server hands it to a page.">
        <form className={classes.token} onSubmit={explain} noValidate>
          <PasswordInput
            label="Token"
            description="It is looked at once, and neither stored nor put into this page's address."
            autoComplete="off"
            spellCheck={false}
            value={token}
            onChange={(event) => setToken(event.currentTarget.value)}
            error={failure}
          />
          <Button type="submit" loading={pending}>
            Explain
          </Button>
        </form>
      </Section>
      {explanation ? <AccessReport projectId={projectId} explanation={explanation} /> : null}
    </>
  );
}

function failureOf(error?: { readonly code: string; readonly message: string; readonly fields?: object }): string {
  if (!error) return unreachable;
  if (error.code === "unauthenticated")
    return "This token opens nothing: it is no token of ours, has expired, or was ended.";
  if (error.code === "not_found") return "This token belongs to another project.";
  return Object.values(error.fields ?? {})[0] ?? error.message;
}
