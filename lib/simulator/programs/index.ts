/** What containers run: images, their programs, a small shell. */
export { fullImageName, type ImageReference, imageFault, parseImage } from "./image-reference.ts";
export { type Image, ImageRegistry } from "./image-registry.ts";
export type { HttpAnswer, ImageSpec } from "./image-spec.ts";
export { answerHttp } from "./listening.ts";
export type { Machine, Process, ProgramNetwork, Reply, User } from "./machine.ts";
export { MainProcess } from "./main-process.ts";
export { MemoryUse } from "./memory-use.ts";
export { baseName, endsByItself } from "./program-table.ts";
export { runProgram } from "./run-program.ts";
export { REAL_RUNTIME, RECORDED_RUNTIME, type RuntimeProfile } from "./runtime-profile.ts";
export type { Asked } from "./serving.ts";
export { quote, startFailure } from "./start-failure.ts";
export { type Running, runTask, type Task } from "./task.ts";
