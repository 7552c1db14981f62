"use client";
/** A link that knows whether its page, or one below it, is open. */
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

type NavLinkProps = {
  readonly href: string;
  readonly className: string;
  readonly children: ReactNode;
};

export function NavLink({ href, className, children }: NavLinkProps) {
  const path = usePathname();
  const here = path === href || path.startsWith(`${href}/`);
  return (
    <Link href={href} className={className} {...(here ? { "aria-current": "page" as const } : {})}>
      {children}
    </Link>
  );
}
