import { Title } from "@mantine/core";
import type { Metadata } from "next";
import classes from "../_components/auth-frame.module.css";
import { ResetPasswordForm } from "../_components/reset-password-form";

export const metadata: Metadata = { title: "New password" };

export default function ResetPasswordPage() {
  return (
    <>
      <Title order={1}>Choose a new password</Title>
      <p className={classes.lead}>It ends every session of your account; sign in with it afterwards.</p>
      <ResetPasswordForm />
    </>
  );
}
