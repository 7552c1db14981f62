/** A cluster to try things in: nothing is asked, nothing is graded. */
import type { Scenario } from "#lib/scenario";

export const PLAYGROUND: Scenario = {
  id: "playground",
  title: { en: "An empty cluster", ja: "空のクラスター" },
  domains: [],
  skills: [],
  minutes: 0,
  difficulty: 1,
  task: {
    en: "Nothing is asked here. Try what you like.",
    ja: "課題はありません。自由に試してください。",
  },
  hints: [],
  cluster: { flavour: "learner", images: [], objects: [], files: {} },
  expectations: { criteria: [], errors: [], gates: [] },
  assumptions: [],
  worldsShare: 1,
};
