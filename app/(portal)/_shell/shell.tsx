"use client";
import { Burger, Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useParams } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { ColorSchemeMenu } from "@/components/ui/color-scheme-menu";
import type { Permission } from "@/lib/authorization/permissions";
import { AccountMenu, type AccountMenuProps } from "./account-menu";
import { Brand } from "./brand";
import { CommandSearch, CommandSearchButton } from "./command-search";
import { navigationFor } from "./navigation";
import { NavigationLinks } from "./navigation-links";
import { ProjectSwitcher } from "./project-switcher";
import classes from "./shell.module.css";
import { TenancyBanner } from "./tenancy-banner";

export interface ShellProps {
  readonly account: Omit<AccountMenuProps, "mayTestWithoutTenancy">;
  readonly projects: readonly { readonly id: string; readonly name: string }[];
  readonly permissions: readonly Permission[];
  /** The project looked at last, for pages of the organization. */
  readonly lastProjectId: string | null;
  /** How long a session without tenancy still lasts; null in any other. */
  readonly tenancyOffSeconds: number | null;
  readonly children: ReactNode;
}

/** Navigation left, project, search, theme and person on top; on a phone the navigation is a drawer. */
export function Shell({ account, projects, permissions, lastProjectId, tenancyOffSeconds, children }: ShellProps) {
  const [opened, drawer] = useDisclosure(false);
  const { projectId: inAddress } = useParams<{ projectId?: string }>();
  const known = (id: string | null | undefined) => projects.find((project) => project.id === id)?.id;
  const projectId = known(inAddress) ?? known(lastProjectId) ?? projects[0]?.id ?? null;
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store API is not in every browser yet
    if (inAddress) document.cookie = `bh-project=${inAddress}; path=/; max-age=31536000; samesite=lax`;
  }, [inAddress]);
  const sections = navigationFor(permissions, projectId);
  const mayCreateProject = permissions.includes("project:create");
  const mayTestWithoutTenancy = permissions.includes("tenancy:switch_off") && tenancyOffSeconds === null;
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        Skip to content
      </a>
      <aside className={classes.sidebar}>
        <Brand />
        <NavigationLinks sections={sections} />
      </aside>
      <Drawer opened={opened} onClose={drawer.close} size="17rem" title={<Brand />} padding="sm" hiddenFrom="md">
        <NavigationLinks sections={sections} onNavigate={drawer.close} />
      </Drawer>
      <div className={classes.main}>
        <div className={classes.head}>
          {tenancyOffSeconds ? <TenancyBanner secondsLeft={tenancyOffSeconds} /> : null}
          <header className={classes.top}>
            <Burger
              className={classes.burger}
              size="sm"
              opened={opened}
              onClick={drawer.toggle}
              aria-label="Open navigation"
            />
            <ProjectSwitcher projects={projects} projectId={projectId} mayCreate={mayCreateProject} />
            <div className={classes.grow} />
            <CommandSearchButton />
            <ColorSchemeMenu />
            <AccountMenu {...account} mayTestWithoutTenancy={mayTestWithoutTenancy} />
          </header>
        </div>
        <main id="content" className={classes.content} tabIndex={-1}>
          {children}
        </main>
      </div>
      <CommandSearch sections={sections} />
    </div>
  );
}
