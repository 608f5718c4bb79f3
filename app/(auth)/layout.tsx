import type { Metadata } from "next";
import type { ReactNode } from "react";
import { InterfaceDocument } from "@/components/ui/document";
import { AuthFrame } from "./_components/auth-frame";

export const metadata: Metadata = { title: { template: "%s · Bulkhead", default: "Bulkhead" } };

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <InterfaceDocument>
      <AuthFrame>{children}</AuthFrame>
    </InterfaceDocument>
  );
}
