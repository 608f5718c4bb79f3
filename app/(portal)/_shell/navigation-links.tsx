"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { NavigationSection } from "./navigation";
import classes from "./navigation-links.module.css";

/** The navigation itself, in the side bar and in the phone's drawer. */
export function NavigationLinks(props: { sections: readonly NavigationSection[]; onNavigate?: () => void }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main">
      {props.sections.map(({ title, items }) => (
        <div key={title ?? "top"} className={classes.section}>
          {title ? <p className={classes.title}>{title}</p> : null}
          <ul className={classes.list} aria-label={title ?? undefined}>
            {items.map(({ href, label, Icon }) => (
              <li key={href}>
                <Link
                  href={href}
                  className={classes.link}
                  aria-current={pathname === href || pathname.startsWith(`${href}/`) ? "page" : undefined}
                  onClick={props.onNavigate}
                >
                  <Icon size={17} stroke={1.6} aria-hidden />
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
