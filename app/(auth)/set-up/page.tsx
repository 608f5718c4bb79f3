import { Title } from "@mantine/core";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { isFirstRun } from "@/lib/organizations/create-organization";
import classes from "../_components/auth-frame.module.css";
import { SetUpForm } from "../_components/set-up-form";

export const metadata: Metadata = { title: "Set up" };

export default async function SetUpPage() {
  if (!(await isFirstRun())) notFound();
  return (
    <>
      <Title order={1}>Set up Bulkhead</Title>
      <p className={classes.lead}>
        Name your organization and create its first administrator. This page is gone afterwards; more people are added
        from inside.
      </p>
      <SetUpForm />
    </>
  );
}
