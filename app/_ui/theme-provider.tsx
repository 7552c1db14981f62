"use client";
/** Sets `data-theme` before the first paint, so that the page never flashes in the other theme. */
import { ThemeProvider as NextThemes } from "next-themes";
import type { ReactNode } from "react";

export function ThemeProvider(props: { readonly nonce: string; readonly children: ReactNode }) {
  return (
    <NextThemes
      attribute="data-theme"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      nonce={props.nonce}
    >
      {props.children}
    </NextThemes>
  );
}
