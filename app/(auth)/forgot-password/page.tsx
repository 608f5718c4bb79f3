import { Title } from "@mantine/core";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { isMailConfigured } from "@/lib/mail/send-mail";
import { ForgotPasswordForm } from "../_components/forgot-password-form";

export const metadata: Metadata = { title: "Forgot password" };

export default function ForgotPasswordPage() {
  if (!isMailConfigured()) notFound();
  return (
    <>
      <Title order={1}>Forgot your password?</Title>
      <ForgotPasswordForm />
    </>
  );
}
