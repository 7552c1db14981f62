/** Grey shapes of the real layout while a page loads; announced once to screen readers. */

export function Bar({ className = "" }: { readonly className?: string }) {
  return <div className={`animate-pulse rounded-md bg-line/70 ${className}`} />;
}

export function PageSkeleton(props: {
  readonly label: string;
  readonly rows?: number;
  readonly width?: "paper" | "list" | "wide";
}) {
  const width = { paper: "max-w-[44rem]", list: "max-w-[56rem]", wide: "max-w-[76rem]" };
  return (
    <main
      id="main"
      aria-busy="true"
      className={`mx-auto w-full px-4 pt-8 pb-28 sm:px-6 sm:pt-12 ${width[props.width ?? "list"]}`}
    >
      <p className="sr-only" role="status">
        {props.label}
      </p>
      <Bar className="mb-10 h-9 w-48" />
      <div className="grid gap-4">
        {Array.from({ length: props.rows ?? 6 }, (_, row) => `row-${row}`).map((key) => (
          <Bar key={key} className="h-14 w-full" />
        ))}
      </div>
    </main>
  );
}
