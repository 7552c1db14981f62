/** What a review page tells the server, one after the other. */

export type Rating = 1 | 2 | 3 | 4;

export type ReviewStep =
  | {
      readonly type: "answer";
      readonly clientId: string;
      readonly cardId: string;
      readonly rating: Rating;
      /** Milliseconds since the epoch. */
      readonly answeredAt: number;
      readonly durationMs: number;
    }
  | { readonly type: "undo"; readonly count: number }
  | { readonly type: "suspend" | "bury" | "flag"; readonly cardId: string; readonly on: boolean };
