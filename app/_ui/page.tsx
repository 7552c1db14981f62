/** The frame of a page: one column of a width that fits its purpose, one heading. */
import type { ReactNode } from "react";

type PageProps = {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly width?: "paper" | "list" | "wide";
  readonly children: ReactNode;
};

const WIDTH = { paper: "max-w-[44rem]", list: "max-w-[56rem]", wide: "max-w-[76rem]" } as const;

export function Page({ title, lead, actions, width = "list", children }: PageProps) {
  return (
    <main id="main" className={`mx-auto w-full px-4 pt-8 pb-28 sm:px-6 sm:pt-12 ${WIDTH[width]}`}>
      <header className="mb-8 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div className="min-w-0">
          <h1 className="text-[1.75rem] wrap-anywhere sm:text-[2rem]">{title}</h1>
          {lead ? <p className="mt-2 max-w-[60ch] text-soft">{lead}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </header>
      {children}
    </main>
  );
}

/** A part of a page, separated from the one before by space and a line, not by a box. */
export function Section(props: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="border-t border-line pt-6 pb-10 first:border-t-0 first:pt-0">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-3">
        <h2 className="text-lg">{props.title}</h2>
        {props.aside}
      </div>
      {props.lead ? <p className="-mt-2 mb-4 max-w-[60ch] text-soft">{props.lead}</p> : null}
      {props.children}
    </section>
  );
}
