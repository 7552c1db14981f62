"use client";
/** A short choice with all options in sight; a radio group for keyboards and screen readers. */
import { useId } from "react";

type ChoiceProps<Value extends string> = {
  readonly label: string;
  readonly value: Value | undefined;
  readonly options: readonly {
    readonly value: Value;
    readonly label: string;
    readonly lang?: string;
  }[];
  readonly onChange: (value: Value) => void;
  readonly hideLabel?: boolean;
};

export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset>
      <legend className={props.hideLabel ? "sr-only" : "mb-1.5 text-sm text-soft"}>
        {props.label}
      </legend>
      <div className="inline-flex rounded-lg bg-sunken p-1">
        {props.options.map((option) => (
          <label
            key={option.value}
            lang={option.lang}
            className={
              "cursor-pointer rounded-md px-3 py-1 text-sm text-soft transition-colors " +
              "has-checked:bg-surface has-checked:font-medium has-checked:text-ink " +
              "has-checked:shadow-xs has-focus-visible:outline-2 has-focus-visible:outline-accent"
            }
          >
            <input
              type="radio"
              className="sr-only"
              name={name}
              checked={props.value === option.value}
              onChange={() => props.onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
