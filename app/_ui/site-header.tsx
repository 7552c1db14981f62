/** The frame's top: where one is, where one can go; on a phone the places move to the bottom. */
import { FlaskConical, Layers, NotebookText, Sunrise, UserRound } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "./button.ts";
import { CommandPalette } from "./command-palette.tsx";
import { Mark } from "./mark.tsx";
import { NavLink } from "./nav-link.tsx";

const PLACES = [
  { href: "/today", name: "today", icon: Sunrise },
  { href: "/notes", name: "notes", icon: NotebookText },
  { href: "/cards", name: "cards", icon: Layers },
  { href: "/lab", name: "lab", icon: FlaskConical },
  { href: "/account", name: "account", icon: UserRound },
] as const;

const TOP_LINK =
  "rounded-md px-3 py-1.5 text-[0.95rem] text-soft transition-colors hover:bg-sunken hover:text-ink " +
  "aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-ink";
const BOTTOM_LINK =
  "flex min-h-14 flex-col items-center justify-center gap-0.5 text-[0.72rem] text-soft " +
  "aria-[current=page]:font-medium aria-[current=page]:text-accent";

export async function SiteHeader({ signedIn }: { readonly signedIn: boolean }) {
  const t = await getTranslations("shell");
  return (
    <header className="border-b border-line">
      <div className="mx-auto flex min-h-14 max-w-[76rem] items-center gap-2 px-4 sm:px-6">
        <Link
          href={signedIn ? "/today" : "/"}
          className="mr-4 flex items-center gap-2 font-semibold"
        >
          <Mark />
          Kubedeck
        </Link>
        {signedIn ? <Places label={t("places")} name={(key) => t(key)} /> : null}
        <div className="ml-auto flex items-center gap-2">
          <CommandPalette signedIn={signedIn} />
          {signedIn ? null : (
            <Link href="/sign-in" className={buttonClass("quiet", "small")}>
              {t("sign-in")}
            </Link>
          )}
        </div>
      </div>
    </header>
  );
}

type PlaceName = (typeof PLACES)[number]["name"];

function Places(props: { readonly label: string; readonly name: (key: PlaceName) => string }) {
  return (
    <>
      <nav aria-label={props.label} className="hidden gap-1 sm:flex">
        {PLACES.map(({ href, name }) => (
          <NavLink key={href} href={href} className={TOP_LINK}>
            {props.name(name)}
          </NavLink>
        ))}
      </nav>
      <nav
        aria-label={props.label}
        className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-5 border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] sm:hidden"
      >
        {PLACES.map(({ href, name, icon: Icon }) => (
          <NavLink key={href} href={href} className={BOTTOM_LINK}>
            <Icon aria-hidden="true" className="size-5" strokeWidth={1.75} />
            {props.name(name)}
          </NavLink>
        ))}
      </nav>
    </>
  );
}
