/** A part of the control plane whose health the API server asks for when it is asked itself. */
export type ComponentHealth = {
  readonly name: string;
  /** What its port answered instead of `ok`. */
  readonly fault?: string;
};
